"""The tables of a proposal: pairs with a tick each, and needs that stay uncovered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from setvzaim.analysis.partners.model import Line, Partnership
from setvzaim.queries.advice import PartnersAdvice
from setvzaim.registers.choices import MODE
from setvzaim.text.format import format_number

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LinesTable(QTableWidget):
    """Rows of texts of which one is chosen; `widths` are in letters, the column `wide` takes what is left."""

    def __init__(self, name: str, headings: Sequence[str], widths: Sequence[int], wide: int) -> None:
        super().__init__(0, len(headings))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(headings))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
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
        for at, width in enumerate(widths):
            self.setColumnWidth(at, letters * width)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)

    def put(self, rows: Sequence[Sequence[str]], numeric: frozenset[int] = frozenset()) -> None:
        """Show other rows; the first one is chosen."""
        self.clearSelection()
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setTextAlignment(_RIGHT if column in numeric else _LEFT)
                self.setItem(at, column, item)
        if rows:
            self.selectRow(0)

    @property
    def chosen(self) -> int | None:
        """The row that is chosen."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else None


class PairsTable(LinesTable):
    """The proposed pairs; those that bring something new have a tick."""

    def __init__(self) -> None:
        super().__init__(
            "Предложенные пары",
            ("Кто даёт", "Кому", "Что", "Форма", "В один конец, мин", "В неделю, мин"),
            (34, 34, 40, 26, 20, 18),
            2,
        )

    def show_pairs(self, advice: PartnersAdvice, fresh: frozenset[int]) -> None:
        """Show the pairs of a proposal; `fresh` are the places of those that can be accepted."""
        self.put([_pair_row(advice, pair) for pair in advice.proposal.pairs], frozenset({4, 5}))
        for at in range(self.rowCount()):
            if (item := self.item(at, 0)) is None:
                continue
            if at in fresh:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked)
            elif (mode := self.item(at, 3)) is not None:
                mode.setText(f"{mode.text()}, согласовано")

    @property
    def ticked(self) -> list[int]:
        """The places of the pairs that have a tick."""
        items = ((at, self.item(at, 0)) for at in range(self.rowCount()))
        return [at for at, item in items if item is not None and item.checkState() is Qt.CheckState.Checked]


def _pair_row(advice: PartnersAdvice, pair: Partnership) -> tuple[str, ...]:
    name_of, minutes = advice.question.name_of, advice.minutes(pair)
    forms = dict.fromkeys(MODE.write(line.mode.value) for line in pair.lines)
    return (
        name_of(pair.giver),
        name_of(pair.taker),
        "; ".join(_given(advice, pair.lines)),
        ", ".join(forms),
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
