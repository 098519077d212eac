"""Workbooks to import, and the import window as the tests drive it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from setvzaim.exchange import prepare
from setvzaim.operations.imports import apply_import
from setvzaim.queries import Context, Query, Row, stream
from setvzaim.storage import Base
from setvzaim.ui.imports import ImportDialog, Imported
from setvzaim.ui.office import Office
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.worker import Worker

CONTEXT = Context(school_year=2026)
DISTRICT = "Целинный район"
Rows = Sequence[Sequence[object]]
BEFORE: Rows = (
    ("Школа", "Район", "Учеников", "Педагогов"),
    ("МБОУ «Троицкая СОШ»", DISTRICT, 640, 52),
    ("МБОУ «Аршанская СОШ»", DISTRICT, 112, 18),
    ("МБОУ «Вознесеновская СОШ»", DISTRICT, 200, 20),
    ("МКОУ «Чёрноземельская СОШ»", "Черноземельский район", 300, 25),
)
NOW: Rows = (
    ("Сведения о школах",),
    (),
    ("Наименование ОО", "Район", "Сколько детей", "Педагогов"),
    ("МБОУ «Троицкая СОШ»", DISTRICT, 650, 52),
    ("МБОУ «Аршанская СОШ»", DISTRICT, 112, 18),
    ("МБОУ «Вознесенновская СОШ»", DISTRICT, 201, 20),
    ("МБОУ «Новая СОШ»", DISTRICT, 50, 7),
    ("МБОУ «Ещё одна СОШ»", DISTRICT, 60, "много"),
    ("Итого", None, 1073, 100),
)
"""«Сколько детей» is no header the program knows; «Вознесенновская» is misspelt; «много» is no number; 97, not 100."""


def workbook(path: Path, rows: Rows, *more: tuple[str, Rows]) -> Path:
    """Write a workbook; `more` are further sheets."""
    book = openpyxl.Workbook()
    for name, cells in (("Школы", rows), *more):
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append(list(row))
    del book["Sheet"]
    book.save(path)
    return path


_NONE = Qt.KeyboardModifier.NoModifier


class Window:
    """The import window, as the tests drive it."""

    def __init__(self, qtbot: QtBot, base: Base, worker: Worker, preferences: Preferences, path: Path) -> None:
        self.qtbot = qtbot
        self.base = base
        self.worker = worker
        self.office = Office(base, worker)
        self.office.move(CONTEXT)
        self.errors: list[object] = []
        self.office.failed.connect(self.errors.append)
        self.dialog = ImportDialog(self.office, preferences, path)
        self.imported: list[Imported] = []
        self.dialog.imported.connect(self.imported.append)
        qtbot.addWidget(self.dialog)
        self.dialog.resize(1240, 660)
        with qtbot.waitExposed(self.dialog):
            self.dialog.show()

    def settle(self) -> None:
        """Wait until everything asked for is shown."""
        self.qtbot.waitUntil(lambda: self.worker.idle, timeout=30_000)
        assert not self.errors

    def schools(self) -> dict[str, Row]:
        """Return the schools of the base by their names."""
        with self.base.read() as connection:
            return {str(row["name"]): row for row in stream(connection, Query("schools"))}

    def verdicts(self) -> dict[int, str]:
        """Return what the rows that are shown say of themselves, by their numbers."""
        model = self.dialog.rows.model
        places = range(model.rowCount())
        return {int(model.index(at, 0).data()): str(model.index(at, 1).data()) for at in places}

    def press(self, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
        """Press a key in a widget."""
        QTest.keyClick(widget, key, held)

    def click(self, widget: QWidget) -> None:
        """Click on a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def join(self, header: str, heading: str) -> None:
        """Choose a column for a header by the keys: Enter opens the list, letters find the column, Enter takes it."""
        table = self.dialog.columns.table
        labels = [line.label for line in self.dialog.columns.model.shown]
        table.setFocus()
        table.selectRow(labels.index(header))
        self.press(table, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        box = table.findChild(QComboBox)
        assert box is not None
        box.view().setCurrentIndex(box.model().index(box.findText(heading), 0))
        self.press(box.view(), Qt.Key.Key_Return)
        self.settle()

    def tick(self, row: int) -> None:
        """Say by the space bar that a row is the record it resembles, or that it is not."""
        table = self.dialog.similar.table
        table.setFocus()
        table.selectRow([similar.row for similar in self.dialog.similar.model.shown].index(row))
        self.press(table, Qt.Key.Key_Space)
        self.settle()

    def part(self, row: int) -> None:
        """Say by Del that a row is not the record it resembles."""
        table = self.dialog.similar.table
        table.setFocus()
        table.selectRow([similar.row for similar in self.dialog.similar.model.shown].index(row))
        self.press(table, Qt.Key.Key_Delete)
        self.settle()


class Desk:
    """A base, its worker and the settings of one workplace, at which import windows are opened."""

    def __init__(self, qtbot: QtBot, base: Base, folder: Path) -> None:
        self.qtbot = qtbot
        self.base = base
        self.folder = folder
        self.worker = Worker()
        self.preferences = Preferences(folder / "window.ini")
        self.now = workbook(folder / "школы.xlsx", NOW)

    def fill(self) -> None:
        """Bring in what the office had before."""
        self.bring(workbook(self.folder / "раньше.xlsx", BEFORE))

    def bring(self, path: Path) -> None:
        """Bring a workbook in without the window."""
        with self.base.read() as connection:
            plan = prepare(connection, path, CONTEXT)
        apply_import(self.base, of=plan.register, writes=plan.writes, context=CONTEXT)

    def open(self, path: Path | None = None) -> Window:
        """Open the window on a workbook, `NOW` if none is named, and wait for the plan."""
        window = Window(self.qtbot, self.base, self.worker, self.preferences, path or self.now)
        window.settle()
        return window

    def picture(self, window: Window, name: str) -> None:
        """Save a picture of every tab where `SETVZAIM_PICTURES` says, to be looked at."""
        folder = Path(os.environ.get("SETVZAIM_PICTURES") or self.folder)
        tabs = window.dialog.tabs
        here = tabs.currentIndex()
        for at in range(tabs.count()):
            tabs.setCurrentIndex(at)
            assert window.dialog.grab().save(str(folder / f"import-{name}-{at + 1}.png"))
        tabs.setCurrentIndex(here)


def at_desk(qtbot: QtBot, base: Base, folder: Path) -> Iterator[Desk]:
    """Give a desk and end its thread afterwards."""
    desk = Desk(qtbot, base, folder)
    yield desk
    desk.worker.stop()
