"""The lists of the import window: one way to look, to copy and to move about in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ListModel(QAbstractTableModel):
    """A list of frozen things with a few columns; a subclass says what stands in a cell."""

    headings: tuple[str, ...] = ()
    numbers: frozenset[int] = frozenset()
    """Columns that are set to the right."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown: Sequence[Any] = ()

    def show(self, things: Sequence[Any]) -> None:
        """Show other things."""
        self.beginResetModel()
        self.shown = things
        self.endResetModel()

    def text(self, thing: Any, column: int) -> str:  # noqa: ANN401 - a subclass knows what it lists
        """Return what stands in a cell."""
        raise NotImplementedError

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many things there are."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, N802
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.headings):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in self.numbers else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self.headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return the text of a cell, in full as its tooltip, and its side."""
        if not index.isValid() or not 0 <= index.row() < len(self.shown):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.text(self.shown[index.row()], index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self.numbers:
            return _RIGHT
        return None


class ListTable(QTableView):
    """A table to read; Tab leaves it, Ctrl+C copies the selected rows as a table."""

    def __init__(
        self, model: ListModel, name: str, widths: Sequence[int], parent: QWidget | None = None, *, rest: int = -1
    ) -> None:
        """Show a model; `widths` are in characters, the column `rest` takes what is left."""
        super().__init__(parent)
        self.setModel(model)
        self.list = model
        self.setAccessibleName(name)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        metrics = QFontMetrics(self.font())
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(metrics.height() + 9)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSelectionModel(QItemSelectionModel(model, header))  # empty: Qt asks the full one about every cell
        header.setSectionsClickable(False)
        for at, width in enumerate(widths):
            heading = metrics.horizontalAdvance(model.headings[at]) + 22
            self.setColumnWidth(at, max(metrics.averageCharWidth() * width + 12, heading))
        header.setSectionResizeMode(range(len(widths))[rest], QHeaderView.ResizeMode.Stretch)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, under their headings."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        columns = range(len(self.list.headings))
        lines = [self.list.headings]
        lines += [tuple(self.list.text(self.list.shown[row], at) for at in columns) for row in rows]
        text = "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)
        QGuiApplication.clipboard().setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy a table; the rest is Qt's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)


def go_to_first(table: ListTable, wanted: Callable[[Any], bool] = lambda _thing: True) -> None:
    """Make the first thing that is wanted the current one, so that the arrows have a place to start."""
    row = next((at for at, thing in enumerate(table.list.shown) if wanted(thing)), -1)
    if row >= 0:
        table.setCurrentIndex(table.list.index(row, 0))
