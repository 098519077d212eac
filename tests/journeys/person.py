"""Somebody at the window, who presses keys, clicks, types and looks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from setvzaim.registers import register
from setvzaim.ui.page.page import RegisterPage
from setvzaim.ui.start import MainWindow
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
        page = self.workspace.page()
        assert page is not None, "no register is shown"
        return page

    def wait(self) -> None:
        """Wait until what was posted is done and the window has nothing more to do."""
        turned: list[bool] = []
        QTimer.singleShot(0, lambda: turned.append(True))
        self.bot.waitUntil(lambda: bool(turned) and self.window.worker.idle)

    def goes_to(self, key: str) -> RegisterPage:
        """Open a register by its entry in the menu «Данные»."""
        title = register(key).title
        found = [a for m in self.window.menuBar().actions() for a in leaves_of(m) if a.text() == title]
        found[-1].trigger()
        self.wait()
        return self.page

    def keys(self, *sequence: str, into: QWidget | None = None) -> None:
        """Press keys, in the widget that has the focus."""
        if QApplication.activeWindow() is None:  # a real one becomes active again when a popup over it closes
            with self.bot.waitActive(self.window):
                self.window.activateWindow()
        for keys in sequence:
            QTest.keySequence(into or QApplication.focusWidget() or self.window, keys)
        self.wait()

    def types(self, text: str, into: QWidget | None = None) -> None:
        """Type text, letter by letter, wherever the focus is; the first letter may open an editor."""
        for at, letter in enumerate(text):
            widget = into if into is not None and at == 0 else self.focus
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # QTest's own keys know no Cyrillic
                event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(widget, event)

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
        """Return what a cell shows, once its row has been read."""
        model = self.page.model
        self.bot.waitUntil(lambda: model.row(row) is not None)
        return str(model.data(model.index(row, [column.key for column in model.columns].index(key))))

    def column(self, key: str) -> list[str]:
        """Return what a column shows from top to bottom."""
        return [self.cell(row, key) for row in range(self.page.model.rowCount())]

    def picture(self, name: str, widget: QWidget | None = None) -> None:
        """Save what the window looks like."""
        assert (widget or self.window).grab().save(str(self._pictures / f"{name}.png"))


def leaves_of(action: QAction) -> Iterator[QAction]:
    """Give an action of a menu bar, or all that its menu leads to."""
    menu = action.menu()
    if isinstance(menu, QMenu):
        for inner in menu.actions():
            yield from leaves_of(inner)
    else:
        yield action
