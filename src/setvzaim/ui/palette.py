"""Ctrl+K: one line that searches everything, and what was found, to go there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from setvzaim.queries.everywhere import Found, search_everywhere
from setvzaim.registers import register
from setvzaim.ui.colours import colour
from setvzaim.ui.found_line import FOUND, FoundLine, heading, result
from setvzaim.ui.icons import icon
from setvzaim.ui.office import Office
from setvzaim.ui.worker import Job

_WAIT_MS = 120
"""Between the last key and the question."""
_WIDE = 112
"""Width in characters."""
_NOTHING = "Ничего не найдено. Попробуйте часть слова или другое слово."
_HINT = "↑ ↓ — выбрать, Enter — перейти, Esc — закрыть"
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class SearchPalette(QDialog):
    """Searches as one types; `chosen` brings the register and the record to go to."""

    chosen = Signal(str, str)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._office = office
        self._job: Job[tuple[Found, ...]] | None = None
        self._enter = False
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self.setWindowTitle("Поиск по всей базе")
        self.line = QLineEdit()
        self.line.setPlaceholderText("Школа, учитель, ресурс, мероприятие, документ…")
        self.line.setAccessibleName("Что найти")
        self.line.addAction(icon("magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._typed)
        self.list = QListWidget()
        self.list.setAccessibleName("Найденное")
        self.list.setItemDelegate(FoundLine(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._choose)
        self.note = QLabel(_HINT)
        self._lay_out()
        self._show(())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Stand in the upper part of the window, with the last search ready to be typed over."""
        super().showEvent(event)
        self._place()
        self.line.selectAll()
        self.line.setFocus()
        if self.line.text():
            self._ask()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Want no answers any more."""
        self._timer.stop()
        self._forget_job()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let arrows move in the list and Enter choose while one types."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(cast("QKeyEvent", event).key())
            if key in _MOVES:
                self._move(_MOVES[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose_current()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setFrameShape(QFrame.Shape.StyledPanel)
        inside = QVBoxLayout(frame)
        inside.addWidget(self.line)
        inside.addWidget(self.list)
        inside.addWidget(self.note)
        if quiet := colour("quiet"):
            self.note.setStyleSheet(f"color: {quiet.name()}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)

    def _ask(self) -> None:
        """Ask for what stands in the line now; an answer to what stood there before is dropped."""
        self._timer.stop()
        self._forget_job()
        text, context = self.line.text(), self._office.context
        self._job = self._office.ask(
            lambda connection: search_everywhere(connection, text, context),
            lambda found: self._answered(text, found),
            key="palette",
            urgent=True,
            failed=self._failed,
        )

    def _answered(self, text: str, found: tuple[Found, ...]) -> None:
        self._job = None
        self._show(found, text)
        if self._enter:
            self._enter = False
            self._choose_current()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._enter = False
        self._office.failed.emit(error)

    def _forget_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._enter = False

    def _typed(self, text: str) -> None:
        """Ask when nothing more is typed for a moment; an empty line has no answer to wait for."""
        if text.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self._forget_job()
            self._show(())

    def _show(self, found: Sequence[Found], text: str = "") -> None:
        self.list.clear()
        for key, group in groupby(found, key=lambda one: one.register):
            self.list.addItem(heading(register(key).title))
            for one in group:
                self.list.addItem(result(one, text))
        self.note.setText(_NOTHING if text.strip() and not found else _HINT)
        self._fit()
        self._move(0)

    def _results(self) -> list[int]:
        return [at for at in range(self.list.count()) if self.list.item(at).data(FOUND) is not None]

    def _move(self, by: int) -> None:
        """Go to another result: from the last one round to the first; the first when none was chosen."""
        rows = self._results()
        if not rows:
            return
        here = self.list.currentRow()
        if here not in rows:
            place = 0
        elif abs(by) > 1:
            place = min(max(rows.index(here) + by, 0), len(rows) - 1)
        else:
            place = (rows.index(here) + by) % len(rows)
        self.list.setCurrentRow(rows[place])
        if place == 0:
            self.list.scrollToTop()  # with the heading of the first group

    def _choose_current(self) -> None:
        """Choose; when the answer is still on its way, choose its first line once it is here."""
        if self._timer.isActive():
            self._ask()
        if self._job is not None:
            self._enter = True
        elif (item := self.list.currentItem()) is not None:
            self._choose(item)

    def _choose(self, item: QListWidgetItem) -> None:
        found = item.data(FOUND)
        if found is not None:
            self.accept()
            self.chosen.emit(*found)

    def _fit(self) -> None:
        """Be as high as what was found, within the window."""
        rows = sum(self.list.sizeHintForRow(at) for at in range(self.list.count()))
        around = self._around()
        self.list.setVisible(bool(rows))
        self.list.setFixedHeight(min(rows + 2, around.height() * 6 // 10))
        wide = self.fontMetrics().averageCharWidth() * _WIDE
        self.setFixedWidth(min(wide, around.width() * 9 // 10))
        self.adjustSize()

    def _place(self) -> None:
        self._fit()
        owner, around = self.parentWidget(), self._around()
        corner = owner.mapToGlobal(QPoint(0, 0)) if owner else self.screen().availableGeometry().topLeft()
        self.move(corner + QPoint((around.width() - self.width()) // 2, around.height() // 8))

    def _around(self) -> QSize:
        owner = self.parentWidget()
        return owner.window().size() if owner else self.screen().availableSize()
