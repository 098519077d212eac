"""Rows of texts as a model: thousands of them are shown at once, sorted and narrowed; some have a tick."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from setvzaim.text.fold import fold
from setvzaim.ui.colours import colour

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()
_TICKED, _CLEAR = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009")
Index = QModelIndex | QPersistentModelIndex
SHARE = Qt.ItemDataRole.UserRole
"""The role of the share, 0 to 1, of a bar drawn in a cell."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks beside its text: the meaning of its colour, whether it is bold, the share of its bar, 0 to 1."""

    meaning: str | None = None
    bold: bool = False
    share: float | None = None

    def data(self, role: int) -> object:
        """Return what Qt asks for; the colour is that of the light or dark of the moment."""
        match role:
            case Qt.ItemDataRole.ForegroundRole:
                return colour(self.meaning) if self.meaning is not None else None
            case Qt.ItemDataRole.FontRole if self.bold:
                font = QFont()
                font.setBold(True)
                return font
            case _:
                return self.share if role == SHARE else None


class RowsModel(QAbstractTableModel):
    """Shows rows in any order, perhaps not all of them; a place is that of a row among those that were put.

    `ticked_changed` says that a tick was set or taken away.
    """

    ticked_changed = Signal()

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self._headings = list(headings)
        self._rows: Sequence[Sequence[str]] = ()
        self._numeric: frozenset[int] = frozenset()
        self._shown: list[int] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self._narrowed = ""
        self._tickable: frozenset[int] = frozenset()
        self._ticked: set[int] = set()
        self._looks: Mapping[tuple[int, int], Look] = {}

    def put(
        self,
        rows: Sequence[Sequence[str]],
        numeric: frozenset[int],
        tickable: frozenset[int] = frozenset(),
        looks: Mapping[tuple[int, int], Look] | None = None,
    ) -> None:
        """Show other rows; `numeric` are columns of numbers, `tickable` rows that have a tick, and have it now.

        `looks` are those of the cells that are not plain, by place and column.
        """
        self.beginResetModel()
        self._rows, self._numeric, self._looks = rows, numeric, looks or {}
        self._tickable, self._ticked = tickable, set(tickable)
        self._shown = self._ordered()
        self.endResetModel()
        self.ticked_changed.emit()

    def narrow(self, text: str) -> None:
        """Show only rows with a text in them."""
        self._narrowed = fold(text).strip()
        self._again()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Show the rows in the order of a column, those put first where there is none."""
        self._sorted = (column, order) if column >= 0 else None
        self._again()

    @property
    def ticked(self) -> list[int]:
        """The places of the rows that have a tick."""
        return sorted(self._ticked)

    def tick(self, places: Iterable[int], *, on: bool) -> None:
        """Set or take away the ticks of rows that can have one."""
        wanted = self._tickable.intersection(places)
        self._ticked = self._ticked | wanted if on else self._ticked - wanted
        if self._shown:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._shown) - 1, 0), [Qt.ItemDataRole.CheckStateRole]
            )
        self.ticked_changed.emit()

    @property
    def shown(self) -> Sequence[int]:
        """The places of the rows that are shown, in their order."""
        return self._shown

    def row_of(self, place: int) -> int:
        """Return in which row a place is shown; -1 for none."""
        return self._shown.index(place) if place in self._shown else -1

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows."""
        return self._rows[self._shown[row]][column]

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: N802
        """Return the heading of a column."""
        if side == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell which cell can be ticked."""
        flags = super().flags(index)
        there = index.isValid() and index.column() == 0 and self._shown[index.row()] in self._tickable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if there else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        roles = Qt.ItemDataRole
        if not index.isValid():
            return None
        place, column = self._shown[index.row()], index.column()
        if role in (roles.DisplayRole, roles.ToolTipRole):
            return self._rows[place][column]
        if role == roles.TextAlignmentRole:
            return _RIGHT if column in self._numeric else _LEFT
        if role == roles.CheckStateRole and column == 0 and place in self._tickable:
            return _TICKED if place in self._ticked else _CLEAR
        look = self._looks.get((place, column))
        return look.data(role) if look is not None else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Set or take away a tick."""
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        self.tick([self._shown[index.row()]], on=value in (_TICKED, _TICKED.value))
        return True

    def _again(self) -> None:
        self.beginResetModel()
        self._shown = self._ordered()
        self.endResetModel()

    def _ordered(self) -> list[int]:
        shown = [at for at, row in enumerate(self._rows) if self._wanted(row)]
        if self._sorted is not None:
            column, order = self._sorted
            backwards = order == Qt.SortOrder.DescendingOrder
            if column in self._numeric:
                shown.sort(key=lambda at: _number(self._rows[at][column]), reverse=backwards)
            else:
                shown.sort(key=lambda at: fold(self._rows[at][column]), reverse=backwards)
        return shown

    def _wanted(self, row: Sequence[str]) -> bool:
        return not self._narrowed or any(self._narrowed in fold(text) for text in row)


def _number(text: str) -> float:
    """Return the number a cell shows; what shows none comes before all."""
    try:
        return float(text.translate(_SPACES).replace(",", "."))
    except ValueError:
        return -1.0
