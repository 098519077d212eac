"""The real window, driven as a person would: by keys and by the mouse. Each journey saves pictures."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from setvzaim.app import parts
from setvzaim.registers import register
from setvzaim.storage import Base
from setvzaim.ui.page.page import RegisterPage
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.start import MainWindow, make_application, make_window
from setvzaim.ui.window.workspace import Workspace

W = TypeVar("W", bound=QWidget)


class Person:
    """Somebody at the window."""

    def __init__(self, bot: QtBot, window: MainWindow, pictures: Path) -> None:
        self.bot = bot
        self.window = window
        self._pictures = pictures

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    @property
    def page(self) -> RegisterPage:
        return self.workspace.page()

    def wait(self) -> None:
        """Wait until the window has nothing more to do."""
        self.bot.waitUntil(lambda: self.window.worker.idle)

    def goes_to(self, key: str) -> RegisterPage:
        """Open a register by its entry in the menu «Данные»."""
        title = register(key).title
        found = [a for m in self.window.menuBar().actions() for a in _leaves(m) if a.text() == title]
        found[-1].trigger()
        self.wait()
        return self.page

    def keys(self, *sequence: str, into: QWidget | None = None) -> None:
        """Press keys, in the widget that has the focus."""
        for keys in sequence:
            QTest.keySequence(into or self.focus, keys)
        self.wait()

    def types(self, text: str, into: QWidget | None = None) -> None:
        """Type text."""
        QTest.keyClicks(into or self.focus, text)

    def clicks(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click with the left button."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        self.wait()

    def clicks_cell(self, row: int, key: str, times: int = 1) -> None:
        """Click a cell of the table."""
        table = self.page.table
        index = self.page.model.index(row, [column.key for column in self.page.model.columns].index(key))
        table.scrollTo(index)
        at = table.visualRect(index).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        if times == 2:
            QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        self.wait()

    def clicks_header(self, key: str) -> None:
        """Click the header of a column."""
        header = self.page.table.horizontalHeader()
        place = [column.key for column in self.page.model.columns].index(key)
        at = QPoint(header.sectionViewportPosition(place) + 20, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        self.wait()

    @property
    def focus(self) -> QWidget:
        """The widget with the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    def dialog(self, kind: type[W]) -> W:
        """Return the open dialog of a kind."""
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
        assert found, f"no {kind.__name__} is open"
        return found[-1]

    def no_dialog(self) -> bool:
        """Tell whether no dialog is open."""
        return not [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]

    def cell(self, row: int, key: str) -> str:
        """Return what a cell shows."""
        model = self.page.model
        return str(model.data(model.index(row, [column.key for column in model.columns].index(key))))

    def column(self, key: str) -> list[str]:
        """Return what a column shows from top to bottom."""
        return [self.cell(row, key) for row in range(self.page.model.rowCount())]

    def picture(self, name: str, widget: QWidget | None = None) -> None:
        """Save what the window looks like."""
        assert (widget or self.window).grab().save(str(self._pictures / f"{name}.png"))


def _leaves(action: object) -> Iterator[object]:
    menu = action.menu()  # type: ignore[attr-defined]
    if menu is None:
        yield action
    else:
        for inner in menu.actions():
            yield from _leaves(inner)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """The folder for pictures: `SETVZAIM_PICTURES`, or one that goes with the test."""
    named = os.environ.get("SETVZAIM_PICTURES")
    folder = Path(named) if named else tmp_path / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Preferences of a workplace where the program was never started."""
    return Preferences(tmp_path / "window.ini")


@pytest.fixture(scope="session")
def qapp_cls() -> Callable[..., QApplication]:
    """The application as the program makes it, in Russian."""
    return lambda _arguments: make_application()


@pytest.fixture
def opens(qtbot: QtBot, preferences: Preferences, pictures: Path) -> Iterator[Callable[..., Person]]:
    """Starts the program, on a base if one is given; at the end every window is closed and no dialog is left."""
    people: list[Person] = []

    def start(base: Path | None = None, width: int = 1366, height: int = 768) -> Person:
        window = make_window(parts(), preferences)
        window.resize(width, height)
        person = Person(qtbot, window, pictures)
        people.append(person)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        if base is not None:
            with qtbot.waitSignal(window.settled):
                window.open_base(base)
            person.wait()
        return person

    yield start
    for person in people:
        left = person.no_dialog()
        person.window.close()
        person.window.deleteLater()
        assert left, "a dialog was left open"


@pytest.fixture
def at_example(opens: Callable[..., Person], example_path: Path) -> Person:
    """Somebody at the window with the example district open."""
    return opens(example_path)


@pytest.fixture
def example_path(tmp_path: Path, example_file: Path) -> Path:
    """A base of the test's own with the example district, closed."""
    return Path(shutil.copyfile(example_file, tmp_path / "Пример района.setvzaim"))


@pytest.fixture
def empty_path(tmp_path: Path, empty_file: Path) -> Path:
    """An empty base of the test's own, closed."""
    return Path(shutil.copyfile(empty_file, tmp_path / "Сеть школ.setvzaim"))


@pytest.fixture
def kept() -> Callable[[Path, str], list[dict[str, object]]]:
    """Reads the rows of a register straight from the base, as the next start would find them."""
    from setvzaim.queries import Query, stream  # noqa: PLC0415

    def rows(path: Path, key: str) -> list[dict[str, object]]:
        with Base.open(path) as base, base.read() as connection:
            return [
                {column.key: value for column, value in zip(row.columns, row.values, strict=True)}
                for row in stream(connection, Query(key))
            ]

    return rows
