"""Calendars for schools from the window: which schools, with or without names, into which folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QFileDialog, QLabel, QVBoxLayout, QWidget

from setvzaim.queries import Context
from setvzaim.queries.calendars import calendars
from setvzaim.registers import LinkTo, register
from setvzaim.text.format import format_number
from setvzaim.ui.office import Office
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.saving import usual_folder
from setvzaim.ui.worker import Job

_ABOUT = (
    "Для каждой школы записывается файл с её мероприятиями. Его открывают в календаре телефона или почтовой программы. "
    "Файл с тем же именем в выбранной папке будет заменён."
)
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many files, into which folder, and what to say about it."""

    folder: Path
    files: int
    words: str


class CalendarsDialog(QDialog):
    """Asks for schools and names; `agreed` brings the identifier of a school or `None`, and «without names»."""

    agreed = Signal(object, bool)

    def __init__(self, schools: tuple[LinkTo, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Календарь школам")
        about = QLabel(_ABOUT)
        about.setWordWrap(True)
        about.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)
        self.school = QComboBox()
        self.school.setAccessibleName("Какой школе")
        self.school.addItem("Всем школам", None)
        for link in schools:
            self.school.addItem(link.label, link.id)
        self.without_names = QCheckBox("Без фамилий")
        self.without_names.setToolTip("Вместо фамилий — код или инициалы")
        buttons = QDialogButtonBox()
        self.folder_button = buttons.addButton("Выбрать папку…", QDialogButtonBox.ButtonRole.AcceptRole)
        self.folder_button.setDefault(True)
        buttons.addButton("Закрыть", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._agree)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (about, self.school, self.without_names, buttons):
            layout.addWidget(widget)
        self.school.setFocus(Qt.FocusReason.OtherFocusReason)

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit(self.school.currentData(), self.without_names.isChecked())


def ask_for_calendars(
    office: Office, preferences: Preferences, parent: QWidget, note: Callable[[str, str, Callable[[], object]], None]
) -> None:
    """Ask which calendars and where; write them and say what came of it."""
    context = office.context

    def ask(schools: tuple[LinkTo, ...]) -> None:
        dialog = CalendarsDialog(schools, parent)
        dialog.agreed.connect(choose)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose(school: str | None, without_names: bool) -> None:  # noqa: FBT001 - as the signal brings it
        folder = QFileDialog.getExistingDirectory(parent, "Куда записать календари", str(usual_folder(preferences)))
        if folder:
            preferences.keep("saving/folder", folder)
            write_calendars(office, context, Path(folder), tell, school=school, without_names=without_names)

    def tell(done: Written) -> None:
        url = QUrl.fromLocalFile(str(done.folder))
        note(done.words, "Открыть папку" if done.files else "", lambda: QDesktopServices.openUrl(url))

    office.ask(lambda connection: schools_with_measures(connection, context), ask)


def schools_with_measures(connection: Any, context: Context) -> tuple[LinkTo, ...]:  # noqa: ANN401 - a connection
    """Return the schools that take part in measures."""
    return tuple(LinkTo(one.id, one.school) for one in calendars(connection, context).schools)


def write_calendars(
    office: Office,
    context: Context,
    folder: Path,
    then: Callable[[Written], None],
    *,
    school: str | None,
    without_names: bool,
) -> Job[Written]:
    """Write calendars on the worker; the job tells how far it is and can be stopped between two files."""

    def write(connection: Any, job: Job[Written]) -> Written:  # noqa: ANN401 - handed on to the queries
        from setvzaim.rendering.ics import file_names, write_calendar  # noqa: PLC0415 - loaded when first wanted

        found = calendars(connection, context, school=school, without_names=without_names)
        stamp = datetime.now(UTC)
        names = file_names([one.school for one in found.schools])
        for at, (calendar, name) in enumerate(zip(found.schools, names, strict=True)):
            job.progress(at / len(names))
            write_calendar(calendar, folder / name, stamp)
        left_out = list(dict.fromkeys(out for one in found.schools for out in one.left_out))
        words = [f"Записано календарей: {format_number(len(names))}."] if names else ["Записывать нечего."]
        for reason, some in (("Без дат, не вошли", left_out), ("Без школ-участников", list(found.nobodys))):
            if some:
                named = ", ".join(out.number or out.title[:40] for out in some[:_MOST_NAMED])
                more = " и другие" if len(some) > _MOST_NAMED else ""
                words.append(f"{reason}: {register('measures').noun.counted(len(some))} ({named}{more}).")
        return Written(folder, len(names), " ".join(words))

    return office.ask_long(write, then, label="Записываются календари")
