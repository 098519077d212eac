"""The heat map of resources as a table: a line for each category, its numbers, and a column for each school."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from setvzaim.analysis.resource_grid import Category, Cell, Record
from setvzaim.queries.resource_words import amount, coverable, for_school, network, sentence, short, short_name
from setvzaim.registers import LinkTo
from setvzaim.registers.choices import RESOURCE
from setvzaim.ui.colours import colour, dark
from setvzaim.ui.imports.lists import Index, ListModel

_FAINTEST, _DEEPEST, _DEEPEST_IN_DARK = 30, 150, 95
"""How much of its colour the least and the greatest number of a line has, of 255; on a dark ground the colours are
light, and more of them would swallow the text."""
_NONE = Cell("", 0, None, None, 0)


@dataclass(frozen=True, slots=True)
class Figure:
    """A column of numbers: its heading, what it says, and the records it is counted from."""

    heading: str
    text: Callable[[Category, Cell], str]
    records: Callable[[Category, Cell], Sequence[Record]]
    tip: str = ""


def _wanting(category: Category, _cell: Cell) -> list[Record]:
    return [record for cell in category.cells for record in cell.wanting]


def _lending(category: Category, _cell: Cell) -> list[Record]:
    """Return the offers of those without the need: they alone are counted."""
    return [record for cell in category.cells if not cell.needs for record in cell.lending]


def _having(category: Category, _cell: Cell) -> list[Record]:
    return [record for cell in category.cells for record in cell.having]


def _both(category: Category, cell: Cell) -> list[Record]:
    return [*_wanting(category, cell), *_lending(category, cell)]


def _all(category: Category, _cell: Cell) -> list[Record]:
    return [record for cell in category.cells for record in cell.records]


def _lacking(category: Category, value: float | None) -> str:
    if value is not None:
        return amount(value)
    return "неясно" if category.needs else "—"


def _vacant(category: Category, _cell: Cell) -> str:
    return str(category.vacancies or "")


def _needed(category: Category, _cell: Cell) -> str:
    return amount(category.needed, category.unit) if category.needs else "—"


def _offered(category: Category, _cell: Cell) -> str:
    return amount(category.available) if category.available is not None else "никто"


_FIRST = (
    Figure("Вид", lambda category, _: RESOURCE.write(category.resource), _all),
    Figure("Что нужно", lambda category, _: category.what, _all),
)
_NETWORK = (
    *_FIRST,
    Figure("Вакансий", _vacant, _wanting, "Сколько из потребностей — вакансии"),
    Figure("Имеется", lambda category, _: amount(category.has) if category.has is not None else "", _having,
           "Что есть у всех школ сети: часы учителей предмета, материалы, исправное оборудование"),
    Figure("Нужно ещё", _needed, _wanting, "Потребности, которые не покрыты"),
    Figure("Могут дать", _offered, _lending, "Что могут дать школы, у которых такой потребности нет"),
    Figure("Можно покрыть", lambda category, _: coverable(category), _both, "Какую часть нужного сеть может дать сама"),
    Figure("Не хватает", lambda category, _: _lacking(category, category.lacking), _both, "Чего не хватает всей сети"),
    Figure("Останется", lambda category, _: amount(category.surplus) if category.surplus is not None else "—", _both,
           "Излишек: что можно дать ещё, когда потребности сети покрыты"),
)  # fmt: skip
_SCHOOL = (
    *_FIRST,
    Figure("Вакансий", lambda _, cell: str(cell.vacancies or ""), lambda _, cell: cell.wanting),
    Figure("Имеется", lambda _, cell: amount(cell.has) if cell.has is not None else "", lambda _, cell: cell.having,
           "Что есть у школы: часы учителей предмета, материалы, исправное оборудование"),
    Figure("Нужно ещё", lambda category, cell: amount(cell.needed, category.unit) if cell.needs else "—",
           lambda _, cell: cell.wanting, "Потребности школы, которые не покрыты"),
    Figure("Дадут другие", lambda category, cell: _offered(category, cell) if cell.needs else "—", _lending,
           "Что могут дать школы без такой потребности — всем, кому нужно, вместе"),
    Figure("Не хватит", lambda category, cell: _lacking(category, for_school(category, cell)) if cell.needs else "—",
           lambda category, cell: [*cell.wanting, *_lending(category, cell)], "Чего не могут дать и другие школы"),
    Figure("Может дать", lambda _, cell: amount(cell.spare) if cell.spare is not None else "—",
           lambda _, cell: cell.lending, "Излишек, которым школа может поделиться"),
)  # fmt: skip
_TEXTS = len(_FIRST)


class GridModel(ListModel):
    """Categories down; to the right the numbers of the network, or of one school, then the schools."""

    headings: tuple[str, ...] = tuple(figure.heading for figure in _NETWORK)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.schools: tuple[LinkTo, ...] = ()
        self.figures: tuple[Figure, ...] = _NETWORK
        self.only = ""
        """The school whose view it is; empty for that of the network."""
        self._cells: list[dict[str, Cell]] = []
        self._greatest: list[tuple[float, float]] = []
        """By line: the greatest that is needed of it in a school, and the greatest that can be lent."""

    def put(self, schools: Sequence[LinkTo], categories: Sequence[Category], *, only: str = "") -> None:
        """Show other categories and schools; `only` is the one school whose view is wanted."""
        self.schools, self.only = tuple(schools), only
        self.figures = _SCHOOL if only else _NETWORK
        names = (short_name(school.label) for school in schools)
        self.headings = (*(figure.heading for figure in self.figures), *names)
        self.numbers = frozenset(range(_TEXTS, len(self.headings)))
        self._cells = [{cell.school: cell for cell in one.cells} for one in categories]
        self._greatest = [
            (
                max((cell.needed or 0.0 for cell in one.cells), default=0.0),
                max((cell.spare or 0.0 for cell in one.cells if not cell.needs), default=0.0),
            )
            for one in categories
        ]
        self.show(categories)

    def cell(self, index: Index) -> Cell | None:
        """Return the cell of a school; `None` in the columns of the numbers and where there is nothing."""
        at = index.column() - len(self.figures)
        return self._cells[index.row()].get(self.schools[at].id) if index.isValid() and at >= 0 else None

    def records(self, index: Index) -> tuple[Record, ...]:
        """Return the records behind a number, each once."""
        category = self.shown[index.row()]
        if index.column() >= len(self.figures):
            cell = self.cell(index)
            return cell.records if cell is not None else ()
        own = self._cells[index.row()].get(self.only, _NONE)
        return tuple(dict.fromkeys(self.figures[index.column()].records(category, own)))

    def said(self, index: Index) -> str:
        """Say in a sentence what stands in a cell."""
        category: Category = self.shown[index.row()]
        at = index.column() - len(self.figures)
        if at < 0 and not self.only:
            return f"Сеть: {network(category)}"
        school = self.schools[max(0, at)]
        cell = self._cells[index.row()].get(school.id)
        return f"{school.label}: {sentence(cell, category) if cell is not None else 'ничего'}"

    def text(self, thing: Any, column: int) -> str:  # noqa: ANN401 - a `Category`
        """Return what stands in a cell."""
        return self._text(thing, {cell.school: cell for cell in thing.cells}, column)

    def _text(self, category: Category, cells: dict[str, Cell], column: int) -> str:
        at = column - len(self.figures)
        if at < 0:
            return self.figures[column].text(category, cells.get(self.only, _NONE))
        cell = cells.get(self.schools[at].id)
        return short(cell) if cell is not None else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return the text of a cell; its ground is the deeper the more is needed or can be lent."""
        if not index.isValid() or not 0 <= index.row() < len(self.shown):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(self.shown[index.row()], self._cells[index.row()], index.column())
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._ground(index)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() >= len(self.figures):
            return self.said(index)
        return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, N802
        """Return a heading; of a school from its beginning, with the whole name as the tooltip."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            at = section - len(self.figures)
            return self.schools[at].label if at >= 0 else self.figures[section].tip
        if role == Qt.ItemDataRole.TextAlignmentRole and section >= len(self.figures):
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return super().headerData(section, orientation, role)

    def _ground(self, index: Index) -> QColor | None:
        cell = self.cell(index)
        if cell is None or not (cell.needs or cell.spare is not None):
            return None
        ink = colour("missing" if cell.needs else "there")
        if ink is None:
            return None
        value = cell.needed if cell.needs else cell.spare
        greatest = self._greatest[index.row()][0 if cell.needs else 1]
        deep = (value or 0.0) / greatest if greatest else 0.0
        ground = QColor(ink)
        ground.setAlpha(round(_FAINTEST + ((_DEEPEST_IN_DARK if dark() else _DEEPEST) - _FAINTEST) * deep))
        return ground
