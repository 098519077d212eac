"""The one model behind every table of a register.

It holds the identifiers of all rows in order, and of the rows themselves only the windows that were looked at.
Sorting and filtering are done by the base.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QByteArray, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush

from setvzaim.queries import Query, Row, count, fetch, find
from setvzaim.queries.numbers import row_numbers
from setvzaim.registers import Choice, Column, Files, Gathered, Links, Register, Validity, register
from setvzaim.ui.colours import colour
from setvzaim.ui.office import Office

WINDOW = 200
"""Rows read at once."""
_KEPT = 30
"""Windows kept."""
_IDS = "application/x-setvzaim-rows"
RECORD = Qt.ItemDataRole.UserRole + 1
"""Role: the identifier of the record of a row."""
VALUE = Qt.ItemDataRole.UserRole + 2
"""Role: the value of a cell, `None` when it is empty or not read yet."""

_SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.ForegroundRole)

_Index = QModelIndex | QPersistentModelIndex
_Answer = tuple[tuple[str, ...], Mapping[str, str], int]
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell shows instead of its value: the words, their colour by its meaning, and more in the tooltip."""

    text: str
    meaning: str
    tip: str = ""

    def shown(self, role: int) -> Any:  # noqa: ANN401 - what Qt asks for
        """Return what is shown for one of the roles in `_SHOWN`."""
        shade = colour(self.meaning)
        return (self.text, self.tip or self.text, QBrush(shade) if shade else None)[_SHOWN.index(role)]


class RegisterModel(QAbstractTableModel):
    """Rows of a register as a query asks for them.

    `counted` tells after each reading how many rows are shown, and how many there are without search and filters;
    `dropped` asks to put dragged records before another one, or at the end of their group.
    """

    counted = Signal(int, int)
    dropped = Signal(list, object)

    def __init__(self, office: Office, of: Register, columns: Sequence[Column], parent: object = None) -> None:
        super().__init__()
        self.setParent(parent)  # type: ignore[arg-type]
        self.office = office
        self.register = of
        self.columns = tuple(columns)
        self.query = Query(of.key)
        self.ids: tuple[str, ...] = ()
        self.loaded = False
        self.movable = False
        """Whether rows may be dragged: the register keeps an order, and it is the one shown."""
        self._instead: Mapping[tuple[str, str], Said] = {}
        self._places: dict[str, int] = {}
        self._numbers: Mapping[str, str] = {}
        self._windows: OrderedDict[int, dict[str, Row]] = OrderedDict()
        self._asked: set[int] = set()
        self._key = f"{of.key}:{id(self)}"
        self._watched = _tables_behind(of)
        self._awake = True
        self._stale = False
        office.changed.connect(self._changed)
        office.moved.connect(self.refresh)

    def ask(self, query: Query) -> None:
        """Show what a query asks for, as soon as the base has answered."""
        self.query = query
        of = self.register

        def read(connection: Any) -> _Answer:  # noqa: ANN401 - a connection, which the window does not know
            numbers = row_numbers(connection, of, query.context) if of.position else {}
            ids = find(connection, query)
            narrowed = bool(query.filters or query.search or query.only is not None)
            total = count(connection, Query(of.key, context=query.context)) if narrowed else len(ids)
            return ids, numbers, total

        self.office.ask(read, self._show, key=self._key)

    def say_instead(self, said: Mapping[tuple[str, str], Said]) -> None:
        """Show something else than the value in some cells, by record and key of the column; in no others."""
        if said != self._instead:
            self._instead = said
            if self.ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(self.columns) - 1))

    def refresh(self) -> None:
        """Ask again, in the context that is chosen now; while nobody looks, when somebody does."""
        if not self._awake:
            self._stale = True
        elif self.loaded:
            self._stale = False
            self.ask(replace(self.query, context=self.office.context))

    def wake(self, *, awake: bool) -> None:
        """Tell whether somebody looks at the rows."""
        self._awake = awake
        if awake and self._stale:
            self.refresh()

    def row(self, place: int) -> Row | None:
        """Return a row if it has been read; otherwise it is asked for."""
        if not 0 <= place < len(self.ids):
            return None
        window = place // WINDOW
        rows = self._windows.get(window)
        if rows is None:
            self._fetch(window)
            return None
        return rows.get(self.ids[place])

    def place_of(self, record: str) -> int:
        """Return where a record stands, -1 when it is not shown."""
        return self._places.get(record, -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, N802
        """Return the heading of a column, or the number of a row where rows are numbered."""
        if orientation == Qt.Orientation.Vertical:
            if role != Qt.ItemDataRole.DisplayRole or not 0 <= section < len(self.ids):
                return None
            return self._numbers.get(self.ids[section], str(section + 1))
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.hint or column.heading
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a cell shows."""
        if not index.isValid() or index.row() >= len(self.ids):
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        if role == RECORD:
            return self.ids[index.row()]
        row = self.row(index.row())
        if row is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        value = row.values[self.register.places[column.key]]
        said = self._instead.get((row.id, column.key))
        return said.shown(role) if said is not None and role in _SHOWN else _shown(column, value, role)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Say what can be done with a cell."""
        flags = super().flags(index)
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled if self.movable else flags
        column = self.columns[index.column()]
        if column.editable and not isinstance(column.kind, Links) and not self.office.read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self.movable else flags

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        """Rows are moved, never copied, by dragging."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        """Return the form in which rows are dragged."""
        return [_IDS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        """Return the dragged rows."""
        places = sorted({index.row() for index in indexes})
        data = QMimeData()
        data.setData(_IDS, QByteArray(",".join(self.ids[place] for place in places).encode()))
        return data

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: _Index) -> bool:  # noqa: N802
        """Ask for the dragged rows to be put where they were dropped."""
        if not self.movable or not data.hasFormat(_IDS):
            return False
        at = row if row >= 0 else parent.row() if parent.isValid() else len(self.ids)
        moved = bytes(data.data(_IDS).data()).decode().split(",")
        before = next((id_ for id_ in self.ids[at:] if id_ not in moved), None)
        above = next((id_ for id_ in reversed(self.ids[:at]) if id_ not in moved), None)
        if before is not None and above is not None and self.home(above) == self.home(moved[0]) != self.home(before):
            before = None  # dropped below the last row of its own group, not above the first of the next one
        self.dropped.emit(moved, before)
        return False  # the base moves them; the view must not take rows out by itself

    def home(self, record: str) -> object:
        """Return what the order of a record is kept in (the section of a measure), as far as it has been read."""
        row = self.row(self.place_of(record))
        return row[self.register.position_in] if row is not None else None

    def _show(self, answer: _Answer) -> None:
        ids, self._numbers, total = answer
        self.loaded = True
        self._windows.clear()
        self._asked.clear()
        if ids == self.ids:
            if ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, len(self.columns) - 1))
                self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(ids) - 1)
        else:
            self.beginResetModel()
            self.ids = ids
            self._places = {id_: place for place, id_ in enumerate(ids)}
            self.endResetModel()
        self.counted.emit(len(ids), total)

    def _fetch(self, window: int) -> None:
        if window in self._asked:
            return
        self._asked.add(window)
        ids = self.ids
        part = ids[window * WINDOW : (window + 1) * WINDOW]
        of, context = self.register, self.query.context

        def keep(rows: Iterable[Row]) -> None:
            if ids is not self.ids or window not in self._asked:
                return
            self._asked.discard(window)
            self._windows[window] = {row.id: row for row in rows}
            while len(self._windows) > _KEPT:
                self._windows.popitem(last=False)
            first = window * WINDOW
            last = min(first + WINDOW, len(ids)) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

        self.office.ask(lambda connection: fetch(connection, of, part, context), keep, urgent=True)

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & self._watched:
            self.refresh()


def _side(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.kind.numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _shown(column: Column, value: object, role: int) -> Any:  # noqa: ANN401 - what Qt asks for
    """Return what a cell shows of a value."""
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return _sign(column, value) + column.kind.write(value).replace("\n", " ")
        case Qt.ItemDataRole.EditRole:
            return column.kind.write(value)
        case Qt.ItemDataRole.ToolTipRole:
            text = column.kind.write(value)
            return text if len(text) > column.width - 2 else None
        case Qt.ItemDataRole.ForegroundRole:
            return _foreground(column, value)
        case _:
            return value if role == VALUE else None


def _sign(column: Column, value: object) -> str:
    """Return the sign of a choice, by which it is told without its colour."""
    options = column.kind.options if isinstance(column.kind, Choice) else ()
    return next((f"{option.sign} " for option in options if option.code == value and option.sign), "")


def _foreground(column: Column, value: object) -> QBrush | None:
    code = value[0] if isinstance(column.kind, Gathered | Validity) and isinstance(value, tuple) else value
    if isinstance(column.kind, Gathered | Choice | Validity) and isinstance(code, str) and (found := colour(code)):
        return QBrush(found)
    return None


def _tables_behind(of: Register) -> frozenset[str]:
    """Return the tables a register is shown from: its own, those it links to, and those its columns follow from."""
    found = {of.key}
    for column in of.columns:
        target = getattr(column.kind, "register", "")
        if target:
            found.add(target)
        if isinstance(column.kind, Links):
            found.add(f"{of.key}_{column.key}")
        if isinstance(column.kind, Files):
            found.add("attachments")
    for path in (of.school, of.network, of.year, *of.order):
        here = of
        for step in path.removeprefix("-").split(".")[:-1]:
            here = register(getattr(here[step].kind, "register", ""))
            found.add(here.key)
    if of.school or of.network:
        found.add("memberships")
    return frozenset(found)
