"""What one more center brings: a table with a bar for the travel that is left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from setvzaim.analysis.centers.model import CentersProposal, CurvePoint
from setvzaim.text.format import format_number
from setvzaim.ui.colours import colour
from setvzaim.ui.proposals.rows import SHARE, Look
from setvzaim.ui.proposals.tables import LinesTable

_BAR = 1


class _Bars(QStyledItemDelegate):
    """Draws the share of the greatest travel as a bar."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:  # fmt: skip
        """Draw the cell, and the bar in it."""
        super().paint(painter, option, index)
        share, hue = index.data(SHARE), colour("proposal")
        if share is None or hue is None:
            return
        cell: QRect = option.rect  # type: ignore[attr-defined]  # the stubs leave the fields of options out
        space = max(3, cell.height() // 5)
        room = cell.adjusted(space, space, -space, -space)
        room.setWidth(max(1, round(room.width() * share)))
        painter.fillRect(room, hue)


class CurveTable(LinesTable):
    """How much travel is left with so many centers, and what the last one saved."""

    def __init__(self) -> None:
        super().__init__(
            "Что даёт ещё один центр",
            ("Центров", "Сколько дороги остаётся", "Минут", "Меньше на"),
            (12, 24, 14, 20),
            _BAR,
        )
        self.setItemDelegateForColumn(_BAR, _Bars(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSortingEnabled(False)  # each row says what it saves beside the one above it

    def show_curve(self, curve: Sequence[CurvePoint], count: int) -> None:
        """Show the points that have a choice; that of `count` is bold."""
        points = [(point, point.answer) for point in curve if isinstance(point.answer, CentersProposal)]
        most = max((answer.travel for _, answer in points), default=0.0) or 1.0
        looks = {
            (at, column): Look(bold=point.count == count, share=answer.travel / most if column == _BAR else None)
            for at, (point, answer) in enumerate(points)
            for column in range(self.rows.columnCount())
        }
        self.put([_row(point, answer) for point, answer in points], frozenset({0, 2, 3}), looks=looks)


def _row(point: CurvePoint, answer: CentersProposal) -> tuple[str, ...]:
    saved = ""
    if point.saved is not None:
        before = answer.travel + point.saved
        share = f" ({point.saved / before * 100:.0f}\u00a0%)" if before > 0 else ""
        saved = f"{format_number(round(point.saved))}{share}"
    return str(point.count), "", format_number(round(answer.travel)), saved
