"""What schools need and what they can lend, as a heat map: a line for each category, a column for each school."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QUrl
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from setvzaim.analysis.resource_grid import Category, Cell
from setvzaim.queries import Query
from setvzaim.queries.resource_words import amount, network, sentence, short
from setvzaim.queries.resources import Resources, resources
from setvzaim.registers import LinkTo, register
from setvzaim.registers.choices import RESOURCE
from setvzaim.text.format import format_share
from setvzaim.ui.colours import colour
from setvzaim.ui.imports.lists import Index, ListModel, ListTable, go_to_first
from setvzaim.ui.office import Office
from setvzaim.ui.page.beside import Picture
from setvzaim.ui.preferences import Preferences

_FIXED = ("Вид", "Что нужно", "Нужно", "Могут дать", "Не хватает", "Останется")
_NUMBERS = 2
_FAINTEST, _DEEPEST = 40, 150
"""How much of its colour the least and the greatest number of a line has, of 255."""


class GridModel(ListModel):
    """Categories down, after the numbers of the network the schools to the right."""

    headings: tuple[str, ...] = _FIXED

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.schools: tuple[LinkTo, ...] = ()

    def put(self, schools: Sequence[LinkTo], categories: Sequence[Category]) -> None:
        """Show other categories and schools."""
        self.schools = tuple(schools)
        self.headings = (*_FIXED, *(_short_name(school.label) for school in schools))
        self.numbers = frozenset(range(_NUMBERS, len(self.headings)))
        self.show(categories)

    def cell(self, index: Index) -> Cell | None:
        """Return the cell of a school; `None` in the columns of the network and where there is nothing."""
        at = index.column() - len(_FIXED)
        return self.shown[index.row()].cell(self.schools[at].id) if index.isValid() and at >= 0 else None

    def text(self, thing: Any, column: int) -> str:  # noqa: ANN401 - a `Category`
        """Return what stands in a cell."""
        if column >= len(_FIXED):
            cell = thing.cell(self.schools[column - len(_FIXED)].id)
            return short(cell) if cell is not None else ""
        missing = "нельзя сравнить" if thing.needs else "—"
        return (
            RESOURCE.write(thing.resource),
            thing.what,
            amount(thing.needed, thing.unit) if thing.needs else "—",
            amount(thing.available) if thing.available is not None else "никто",
            amount(thing.lacking) if thing.lacking is not None else missing,
            amount(thing.surplus) if thing.surplus is not None else "—",
        )[column]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return the text of a cell; its ground is the deeper the more is needed or can be lent."""
        if index.isValid() and role == Qt.ItemDataRole.BackgroundRole:
            return self._ground(index)
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole and index.column() >= len(_FIXED):
            cell = self.cell(index)
            school = self.schools[index.column() - len(_FIXED)].label
            return f"{school}: {sentence(cell, self.shown[index.row()]) if cell is not None else 'ничего'}"
        return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, N802
        """Return a heading; of a school from its beginning, with the whole name as the tooltip."""
        if orientation == Qt.Orientation.Horizontal and section >= len(_FIXED):
            if role == Qt.ItemDataRole.ToolTipRole:
                return self.schools[section - len(_FIXED)].label
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return super().headerData(section, orientation, role)

    def _ground(self, index: Index) -> QColor | None:
        cell = self.cell(index)
        if cell is None:
            return None
        category = self.shown[index.row()]
        name = "missing" if cell.needs else "there"
        greatest = max((_weight(one) for one in category.cells if bool(one.needs) == bool(cell.needs)), default=0.0)
        ink = colour(name)
        if ink is None:
            return None
        deep = _weight(cell) / greatest if greatest else 0.0
        ground = QColor(ink)
        ground.setAlpha(round(_FAINTEST + (_DEEPEST - _FAINTEST) * deep))
        return ground


def _short_name(name: str) -> str:
    """Return what stands in the quotation marks of a name: «МБОУ «Зуевская СОШ»» is «Зуевская СОШ»."""
    inner = name.partition("«")[2].partition("»")[0]
    return inner or name


def _weight(cell: Cell) -> float:
    return (cell.needed or 0.0) if cell.needs else (cell.spare or 0.0)


class ResourcesPicture(Picture):
    """The heat map, the choice of kind and school above it, and below it the records behind the chosen number."""

    def __init__(self, office: Office, preferences: Preferences) -> None:
        super().__init__()
        self._office = office
        self._found: Resources | None = None
        self.model = GridModel(self)
        self.table = ListTable(self.model, "Ресурсы школ сети", (16, 36, 12, 10, 12, 10), rest=1)
        self.kind = QComboBox()
        self.kind.setAccessibleName("Вид ресурса")
        self.kind.addItem("Все виды", "")
        for option in RESOURCE.options:
            self.kind.addItem(option.label, option.code)
        self.kind.setCurrentIndex(max(0, self.kind.findData(preferences.text("resources/kind"))))
        self.kind.activated.connect(lambda _at: preferences.keep("resources/kind", self.kind.currentData()))
        self.school = QComboBox()
        self.school.setAccessibleName("Школа")
        self.school.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.school.setMinimumContentsLength(26)
        self.shares = QLabel()
        self.shares.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.behind = QTextBrowser()
        self.behind.setAccessibleName("Записи за числом")
        self.behind.setOpenLinks(False)
        self.behind.anchorClicked.connect(self._go)
        for box in (self.kind, self.school):
            box.activated.connect(self._narrow)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._explain())
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        self.table.setColumnWidth(1, self.fontMetrics().averageCharWidth() * 34)
        self.table.setSelectionBehavior(ListTable.SelectionBehavior.SelectItems)
        self._lay_out()

    def show_rows(self, query: Query) -> None:
        """Show what the schools of the chosen network need and can lend."""
        context = query.context
        self._office.ask(lambda connection: resources(connection, context), self._show, key=f"resources:{id(self)}")

    def select(self, records: Sequence[str]) -> None:
        """Keep the place: a number stands for many records."""

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.kind)
        line.addWidget(self.school)
        line.addSpacing(self.fontMetrics().averageCharWidth() * 2)
        line.addWidget(self.shares, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(self.behind)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([400, self.fontMetrics().height() * 7])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(splitter, 1)
        self.setFocusProxy(self.table)

    def _show(self, found: Resources) -> None:
        self._found = found
        chosen = self.school.currentData()
        with QSignalBlocker(self.school):
            self.school.clear()
            self.school.addItem("Вся сеть", "")
            for school in found.schools:
                self.school.addItem(school.label, school.id)
            self.school.setCurrentIndex(max(0, self.school.findData(chosen)))
        covered = "; ".join(
            f"{RESOURCE.write(one.resource).lower()} — {format_share(one.covered, one.needs)}" for one in found.covered
        )
        said = f"Покрыто потребностей: {covered}" if covered else "Потребностей нет"
        self.shares.setText(said)
        self.shares.setToolTip(said)
        self._narrow()

    def _narrow(self) -> None:
        if self._found is None:
            return
        kind, school = self.kind.currentData(), self.school.currentData()
        schools = [one for one in self._found.schools if school in ("", one.id)]
        shown = [
            one
            for one in self._found.categories
            if kind in ("", one.resource) and (not school or one.cell(school) is not None)
        ]
        self.model.put(schools, shown)
        width = self.fontMetrics().averageCharWidth() * 15
        for at in range(len(_FIXED), len(self.model.headings)):
            self.table.setColumnWidth(at, width)
        go_to_first(self.table)
        self._explain()

    def _explain(self) -> None:
        at = self.table.currentIndex()
        if not at.isValid() or self._found is None or at.row() >= len(self.model.shown):
            self.behind.setHtml("")
            return
        category: Category = self.model.shown[at.row()]
        cell = self.model.cell(at)
        if at.column() >= len(_FIXED):
            school = self.model.schools[at.column() - len(_FIXED)].label
            said = f"{school}: {sentence(cell, category) if cell is not None else 'ничего'}"
            cells = [cell] if cell is not None else []
        else:
            said, cells = f"Сеть: {network(category)}", list(category.cells)
        lines = "".join(self._records(one) for one in cells)
        self.behind.setHtml(f"<p><b>{html.escape(category.what)}.</b> {html.escape(said)}.</p>{lines}")

    def _records(self, cell: Cell) -> str:
        """Return the records behind a cell as links, one line for each."""
        found = self._found
        if found is None:
            return ""
        school = next((one.label for one in found.schools if one.id == cell.school), "")
        return "".join(
            f'<div><a href="{key}:{record}">{html.escape(found.titles.get(record, ""))}</a> — '
            f"{html.escape(register(key).title.lower())}, {html.escape(school)}</div>"
            for key, record in cell.records
        )

    def _go(self, link: QUrl) -> None:
        key, _, record = link.toString().partition(":")
        self.go_wanted.emit(key, record)
