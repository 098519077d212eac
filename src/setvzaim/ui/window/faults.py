"""What is said when something went wrong: a sentence for the world's faults, a report to save for ours."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from setvzaim import __version__
from setvzaim.ui.saving import ask_to_save


def report_of(error: BaseException) -> str:
    """Return what helps to mend a mistake of ours; the contents of the base are not part of it."""
    lines = traceback.format_exception(type(error), error, error.__traceback__)
    return f"setvzaim {__version__}, {platform.platform()}, Python {platform.python_version()}\n\n{''.join(lines)}"


def show_fault(error: BaseException, parent: QWidget | None) -> None:
    """Tell the user that the program is at fault and let the report be saved."""
    box = QMessageBox(
        QMessageBox.Icon.Critical,
        "Ошибка в программе",
        "В программе произошла ошибка. То, что уже записано в базу, на месте.",
        parent=parent,
    )
    box.setInformativeText("Сохраните отчёт и передайте его тем, от кого получили программу. Данных школ в нём нет.")
    box.setDetailedText(report_of(error))
    save = box.addButton("Сохранить отчёт…", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("Закрыть", QMessageBox.ButtonRole.RejectRole)
    box.exec()
    if box.clickedButton() is save and parent is not None:
        save_report(
            error, ask_to_save(parent, "Сохранить отчёт", {"Текст (*.txt)": ".txt"}, Path("отчёт setvzaim.txt"))
        )


def save_report(error: BaseException, path: Path | None) -> None:
    """Write the report; a disk that refuses is left alone, there is enough trouble already."""
    if path is not None:
        try:
            path.write_text(report_of(error), encoding="utf-8")
        except OSError:
            return
