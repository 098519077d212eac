"""The lines of the history, and what one of them changed, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush

from setvzaim.queries.changed import ChangedRow
from setvzaim.queries.history import Done
from setvzaim.text.format import format_number, format_value
from setvzaim.ui.colours import colour

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_KINDS = {"added": "добавлено", "changed": "изменено", "deleted": "удалено"}


class Lines(QAbstractTableModel):
    """Texts in rows and columns; rows that are of no effect any more are shown faint."""

    def __init__(self, headings: Sequence[str], numeric: frozenset[int] = frozenset()) -> None:
        super().__init__()
        self._headings = tuple(headings)
        self._numeric = numeric
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._faint: tuple[bool, ...] = ()

    def put(self, rows: Sequence[tuple[str, ...]], faint: Sequence[bool] = ()) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._faint = tuple(faint) or (False,) * len(self._rows)
        self.endResetModel()

    def add(self, rows: Sequence[tuple[str, ...]], faint: Sequence[bool]) -> None:
        """Show further rows below."""
        if rows:
            self.beginInsertRows(_NOWHERE, len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += tuple(rows)
            self._faint += tuple(faint)
            self.endInsertRows()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, N802
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a cell shows."""
        if not index.isValid():
            return None
        text = self._rows[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(text.split())
            case Qt.ItemDataRole.ToolTipRole:
                return text or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._side(index.column())
            case Qt.ItemDataRole.ForegroundRole if self._faint[index.row()] and (quiet := colour("quiet")):
                return QBrush(quiet)
            case _:
                return None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._numeric else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


def operations_model() -> Lines:
    """Return the model of the operations."""
    return Lines(("Когда", "Что сделано", "С чем", "Кто", "Строк"), frozenset({4}))


def changes_model() -> Lines:
    """Return the model of what an operation changed."""
    return Lines(("Реестр", "Запись", "Столбец", "Было", "Стало"))


def line_of(done: Done) -> tuple[str, ...]:
    """Return the texts of an operation."""
    when = format_value(done.at.astimezone())
    name = f"{done.name} (отменено)" if done.undone and done.kind == "do" else done.name
    return (when, name, done.about, f"{done.who}, {done.computer}", format_number(done.rows))


def lines_of(row: ChangedRow) -> list[tuple[str, ...]]:
    """Return the texts of a changed record, a line for each cell."""
    kind = _KINDS[row.kind]
    if not row.cells:
        return [(row.title, row.name, f"запись: {kind}", "", "")]
    return [(row.title, row.name, cell.label, cell.was, cell.now) for cell in row.cells]
