"""Rows of a worksheet one after another: XML pieces out, nothing kept but the merged ranges."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from setvzaim.errors import WorldError
from setvzaim.rendering.xlsx.cells import text_xml, value_xml
from setvzaim.rendering.xlsx.styles import TABLE_SIZE, TEXT_SIZE

if TYPE_CHECKING:
    from setvzaim.documents.tree import Row, TableColumn
    from setvzaim.rendering.xlsx.styles import Styles

MOST_ROWS = 1_048_576
_CHAR = 1.1
"""Characters of the serif that fit the width of one character of Excel's column units."""


@lru_cache(maxsize=512)
def letter(number: int) -> str:
    """Name a column by its number from 1: 28 is «AB»."""
    return str(get_column_letter(number))


class SheetWriter:
    """Writes rows through `write`; `widths` are those of the columns in Excel's units."""

    def __init__(self, write: Callable[[str], object], styles: Styles, widths: Sequence[float]) -> None:
        self._write = write
        self._styles = styles
        self._widths = widths
        self.row = 0
        self.merged: list[str] = []

    def empty(self) -> None:
        """Leave a row empty."""
        self._next()

    def spans(self, parts: Sequence[tuple[int, int, str, str]], *, least: float = 0.0) -> None:
        """Write a row of merged stretches: first and last column, text, style; it is as high as its text needs."""
        row = self._next()
        cells: list[str] = []
        height = least
        for first, last, text, style in parts:
            cells.append(text_xml(f"{letter(first)}{row}", text, self._styles, style))
            number = self._styles.number(style)
            cells += [f'<c r="{letter(n)}{row}" s="{number}"/>' for n in range(first + 1, last + 1)]
            if last > first:
                self.merged.append(f"{letter(first)}{row}:{letter(last)}{row}")
            height = max(height, self._height(text, first, last, style))
        self._write(f'<row r="{row}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>')

    def whole(self, text: str, style: str) -> None:
        """Write a row merged over all columns."""
        self.spans([(1, len(self._widths), text, style)])

    def values(self, columns: Sequence[TableColumn], row: Row) -> None:
        """Write a row of a table; Excel finds its height when it opens the file."""
        number = self._next()
        cells = [
            value_xml(f"{letter(place)}{number}", column, value, self._styles, bold=row.bold)
            for place, (column, value) in enumerate(zip(columns, row.cells, strict=True), 1)
        ]
        self._write(f'<row r="{number}">{"".join(cells)}</row>')

    def _next(self) -> int:
        self.row += 1
        if self.row > MOST_ROWS:
            raise WorldError(
                "Документ не помещается на лист Excel: в нём больше 1 048 576 строк. "
                "Отберите часть строк фильтром и напечатайте их отдельно."
            )
        return self.row

    def _height(self, text: str, first: int, last: int, style: str) -> float:
        """Estimate the height of merged text, points: Excel does not fit merged rows by itself."""
        size = TABLE_SIZE if style.startswith(("header", "number", "section")) else TEXT_SIZE
        room = max(sum(self._widths[first - 1 : last]) * _CHAR * 11 / size, 1.0)
        lines = sum(max(1, math.ceil(len(part) / room)) for part in text.split("\n"))
        return min(lines * size * 1.3 + 2, 409.0)
