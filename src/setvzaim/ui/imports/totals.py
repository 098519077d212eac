"""Sums that somebody stated in the workbook, against the sums of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from setvzaim.text.format import format_number
from setvzaim.ui.colours import colour
from setvzaim.ui.imports.lists import Index, ListModel, ListTable, go_to_first
from setvzaim.ui.imports.words import difference

if TYPE_CHECKING:
    from setvzaim.exchange import Subtotal

_AGREES = 2
_NONE = "В файле нет итоговых строк: сверять нечего."
_WHY = (
    "Строки с итогами в базу не попадают. Записанные в них суммы сверены с суммами самих строк; "
    "где не сходится, проверьте файл — импорту это не мешает."
)


class TotalsModel(ListModel):
    """Stated and counted sums, those that disagree first."""

    headings = ("Строка", "Итог", "Сверка", "Столбец", "Записано", "По строкам", "Разница")
    numbers = frozenset({0, 4, 5, 6})

    def take(self, totals: Sequence[Subtotal]) -> None:
        """Show the sums of another plan."""
        self.show(sorted(totals, key=lambda total: (total.agrees, total.row)))

    def text(self, thing: Any, column: int) -> str:  # noqa: ANN401 - a sum
        """Return what stands in a cell."""
        agrees = "✓ сходится" if thing.agrees else "⚠ не сходится"
        return (
            str(thing.row), thing.label, agrees, thing.column, format_number(thing.stated),
            format_number(thing.counted), difference(thing),
        )[column]  # fmt: skip

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return the text of a cell; the verdict on the sum is coloured."""
        if role == Qt.ItemDataRole.ForegroundRole and index.isValid():
            agrees = self.shown[index.row()].agrees
            if index.column() == _AGREES or (index.column() == 6 and not agrees):
                return colour("unchanged" if agrees else "warning")
        return super().data(index, role)


class TotalsTab(QWidget):
    """The list of sums, with a word about what they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = TotalsModel(self)
        self.table = ListTable(self.model, "Итоги файла", (7, 44, 18, 34, 12, 12, 12), rest=1)
        self._why = QLabel()
        self._why.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self._why)
        layout.addWidget(self.table, 1)

    def show_totals(self, totals: Sequence[Subtotal]) -> None:
        """Show the sums of another plan."""
        self._why.setText(_WHY if totals else _NONE)
        self.model.take(totals)
        go_to_first(self.table)
