"""The tables of a proposal: pairs with a tick each, and needs that stay uncovered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from setvzaim.analysis.partners.model import Line, Partnership
from setvzaim.queries.advice import PartnersAdvice
from setvzaim.registers.choices import MODE
from setvzaim.text.format import format_number
from setvzaim.ui.colours import colour
from setvzaim.ui.proposals.rows import Look, RowsModel

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NO_ORDER = -1


class _Ticks(QStyledItemDelegate):
    """Gives empty tick boxes a frame that is seen: the style draws them darker than a dark ground.

    It is painted, for a style sheet would keep the colours of a table from following light and dark.
    """

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:  # fmt: skip
        """Draw the cell, and the frame of its empty box."""
        super().paint(painter, option, index)
        ink, table = colour("quiet"), self.parent()
        if ink is None or not isinstance(table, QTableView):
            return
        if index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked:
            cell = QStyleOptionViewItem(option)
            self.initStyleOption(cell, index)
            box = table.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, cell, table)
            painter.save()
            painter.setPen(ink)
            painter.drawRect(box.adjusted(0, 0, -1, -1))
            painter.restore()


class LinesTable(QTableView):
    """Rows of texts of which one is chosen; `widths` are in letters, the column `wide` takes what is left.

    A row is known by its place among those that were put, however they are sorted; `chose` says that another one is
    chosen.
    """

    chose = Signal()

    def __init__(self, name: str, headings: Sequence[str], widths: Sequence[int], wide: int) -> None:
        super().__init__()
        self.rows = RowsModel(headings)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 9)
        header, letters = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        header.setDefaultAlignment(_LEFT)
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(_NO_ORDER, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        for at, width in enumerate(widths):
            self.setColumnWidth(at, letters * width)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        self.setItemDelegateForColumn(0, _Ticks(self))
        self._kept: int | None = None
        self.rows.modelAboutToBeReset.connect(self._remember)
        self.rows.modelReset.connect(self._find)
        self.selectionModel().selectionChanged.connect(self.chose)

    def put(
        self,
        rows: Sequence[Sequence[str]],
        numeric: frozenset[int] = frozenset(),
        tickable: frozenset[int] = frozenset(),
        looks: Mapping[tuple[int, int], Look] | None = None,
    ) -> None:
        """Show other rows, as the model has them; the first one is chosen, and `chose` is said once."""
        with QSignalBlocker(self):
            self.clearSelection()
            self.rows.put(rows, numeric, tickable, looks)
            if self.rows.rowCount():
                self.selectRow(0)
        self.chose.emit()

    def rowCount(self) -> int:  # noqa: N802 - as Qt's tables have it
        """Return how many rows are shown."""
        return self.rows.rowCount()

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows."""
        return self.rows.text(row, column)

    @property
    def chosen(self) -> int | None:
        """The place of the row that is chosen."""
        rows = self.selectionModel().selectedRows()
        return self.rows.shown[rows[0].row()] if rows else None

    def choose(self, place: int) -> None:
        """Choose a row and bring it into view, if it is shown."""
        if (row := self.rows.row_of(place)) >= 0:
            self.selectRow(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tick or clear the chosen row with the space bar, whichever of its cells has the cursor."""
        index = self.rows.index(self.currentIndex().row(), 0)
        if event.key() == Qt.Key.Key_Space and self.rows.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            place = self.rows.shown[index.row()]
            self.rows.tick([place], on=place not in self.rows.ticked)
        else:
            super().keyPressEvent(event)

    def _remember(self) -> None:
        self._kept = self.chosen

    def _find(self) -> None:
        """Keep what was chosen chosen when the rows are sorted or narrowed."""
        if self._kept is not None:
            self.choose(self._kept)
        self.chose.emit()


class PairsTable(LinesTable):
    """The proposed pairs; those that bring something new have a tick."""

    def __init__(self) -> None:
        super().__init__(
            "Предложенные пары",
            ("Кто даёт", "Кому", "Что", "Форма", "В один конец, мин", "В неделю, мин"),
            (34, 34, 40, 26, 22, 19),
            2,
        )

    def show_pairs(self, rows: Sequence[Sequence[str]], fresh: frozenset[int]) -> None:
        """Show pairs as `pair_rows` has them; `fresh` are the places of those that can be accepted."""
        self.put(rows, frozenset({4, 5}), fresh)

    @property
    def ticked(self) -> list[int]:
        """The places of the pairs that have a tick."""
        return self.rows.ticked


def pair_rows(advice: PartnersAdvice, fresh: frozenset[int]) -> list[tuple[str, ...]]:
    """Return the texts of the pairs, in their order; `fresh` are the places of those that can be accepted."""
    return [_pair_row(advice, pair, fresh=at in fresh) for at, pair in enumerate(advice.proposal.pairs)]


def _pair_row(advice: PartnersAdvice, pair: Partnership, *, fresh: bool) -> tuple[str, ...]:
    name_of, minutes = advice.question.name_of, advice.minutes(pair)
    forms = dict.fromkeys(MODE.write(line.mode.value) for line in pair.lines)
    return (
        name_of(pair.giver),
        name_of(pair.taker),
        "; ".join(_given(advice, pair.lines)),
        ", ".join((*forms, *(() if fresh else ("согласовано",)))),
        "" if minutes is None else format_number(round(minutes)),
        format_number(round(pair.travel)),
    )


def _given(advice: PartnersAdvice, lines: Sequence[Line]) -> list[str]:
    """Name each need with all it gets."""
    amounts: dict[str, int] = {}
    for line in lines:
        amounts[line.need] = amounts.get(line.need, 0) + line.amount
    return [f"{advice.question.name_of(need)} — {format_number(amount)}" for need, amount in amounts.items()]


def uncovered_rows(advice: PartnersAdvice) -> list[tuple[str, ...]]:
    """Return the texts of the needs that stay uncovered, in their order."""
    name_of, things = advice.question.name_of, advice.question.things
    return [
        (name_of(one.need), things[one.need].school.label, format_number(one.missing), advice.why_not(one))
        for one in advice.proposal.uncovered
    ]
