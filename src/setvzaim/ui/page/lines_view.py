"""A view of lines that were worked out: a table to read, what to do about the chosen one, and the way there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from setvzaim.ui.colours import colour
from setvzaim.ui.desk import Desk
from setvzaim.ui.icons import icon
from setvzaim.ui.office import Office
from setvzaim.ui.page.empty import EmptyState
from setvzaim.ui.page.segments import Segments
from setvzaim.ui.page.view import View

_MOST = 500
"""Lines shown: who has more begins with these."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its cells, the meaning that colours one of them, what is said below, and where it leads."""

    cells: tuple[str, ...]
    meaning: str
    """A key of `colours`."""
    text: str
    way: str
    """Words on the button that leads there."""
    go: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its header, and its width in letters; 0 takes what is left."""

    text: str
    letters: int = 0


class _Table(QTableWidget):
    """A table to read. `entered` tells that Enter was pressed."""

    entered = Signal()

    def __init__(self, headings: Sequence[Heading], name: str) -> None:
        super().__init__(0, len(headings))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels([heading.text for heading in headings])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, heading in enumerate(headings):
            if heading.letters:
                self.setColumnWidth(at, self.fontMetrics().averageCharWidth() * heading.letters)
            else:
                self.horizontalHeader().setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter leads where the line leads."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class LinesView(View):
    """Shows lines; Enter, a double click and the button below lead where the chosen one does.

    The cell in column `coloured` has the colour of the line's meaning.
    """

    def __init__(
        self, office: Office, desk: Desk, segments: Segments, name: str, headings: Sequence[Heading], coloured: int
    ) -> None:
        super().__init__(office, desk, segments)
        self.lines: tuple[Line, ...] = ()
        self._coloured = coloured
        self.table = _Table(headings, name)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.way = QPushButton(icon("arrow-right"), "")
        self.way.setAutoDefault(False)
        self.empty = EmptyState()
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 4)
        below.addWidget(self.text, 1)
        below.addWidget(self.way, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._below)
        self.body.addWidget(self.empty, 1)
        self.empty.hide()
        self.table.itemSelectionChanged.connect(self._choose)
        self.table.cellDoubleClicked.connect(lambda *_: self.go())
        self.table.entered.connect(self.go)
        self.way.clicked.connect(self.go)

    def take_focus(self) -> None:
        """Let the keyboard work on the lines."""
        self.table.setFocus()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show lines; the chosen place stays chosen."""
        at = max(0, self.table.currentRow())
        self.lines = tuple(lines[:_MOST])
        self.table.setRowCount(len(self.lines))
        for row, line in enumerate(self.lines):
            for column, text in enumerate(line.cells):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                self.table.setItem(row, column, item)
        self._paint()
        for widget in (self.table, self._below):
            widget.setVisible(bool(self.lines))
        self.empty.setVisible(not self.lines)
        if self.lines:
            self.table.selectRow(min(at, len(self.lines) - 1))
            self._choose()

    def go(self) -> None:
        """Go where the chosen line leads."""
        if 0 <= (at := self.table.currentRow()) < len(self.lines):
            self.lines[at].go()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the colours of light or dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._paint()

    def _paint(self) -> None:
        for row, line in enumerate(self.lines):
            item = self.table.item(row, self._coloured)
            if item is not None and (found := colour(line.meaning)) is not None:
                item.setForeground(QBrush(found))

    def _choose(self) -> None:
        at = self.table.currentRow()
        line = self.lines[at] if 0 <= at < len(self.lines) else None
        self.text.setText(line.text if line else "")
        self.way.setText(line.way if line else "")
        self.way.setVisible(bool(line and line.way))
