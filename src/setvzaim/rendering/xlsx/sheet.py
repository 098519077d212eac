"""Rows of a worksheet one after another: XML pieces out, nothing kept but the merged ranges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from openpyxl.utils import get_column_letter

from setvzaim.documents.tree import Row, TableColumn, plain
from setvzaim.errors import WorldError
from setvzaim.rendering.xlsx.cells import text_xml, value_xml
from setvzaim.rendering.xlsx.styles import BOLD, GRIDDED, TABLE_SIZE, TEXT_SIZE, Styles

MOST_ROWS = 1_048_576
_HIGHEST = 409.0
"""The highest row Excel allows, points."""
_SIDES = 1.0
"""What Excel leaves free at the sides of a cell, units; a unit holds an average Russian letter of 11 pt."""
_BOLD_ROOM = 0.9
_LINE = 1.2


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
        """Write a row of merged stretches (first and last column, text, style), as high as its text needs."""
        row = self._next()
        cells: list[str] = []
        height = least
        for first, last, text, style in parts:
            cells.append(text_xml(f"{letter(first)}{row}", text, self._styles, style))
            number = self._styles.number(style)
            cells += [f'<c r="{letter(n)}{row}" s="{number}"/>' for n in range(first + 1, last + 1)]
            if last > first:
                self.merged.append(f"{letter(first)}{row}:{letter(last)}{row}")
            height = max(height, self._merged_height(text, first, last, style))
        self._write(f'<row r="{row}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>')

    def whole(self, text: str, style: str) -> None:
        """Write a row merged over all columns."""
        self.spans([(1, len(self._widths), text, style)])

    def values(self, columns: Sequence[TableColumn], row: Row) -> None:
        """Write a row of a table, as high as its longest text needs; Excel fits it anew after an edit."""
        number = self._next()
        deepest = 1
        cells: list[str] = []
        for place, (column, value) in enumerate(zip(columns, row.cells, strict=True)):
            cells.append(value_xml(f"{letter(place + 1)}{number}", column, value, self._styles, bold=row.bold))
            if isinstance(value, str | tuple):
                deepest = max(deepest, count_lines(plain(value), self._widths[place] - _SIDES))
        self._write(f'<row r="{number}" ht="{_height(deepest, TABLE_SIZE):g}">{"".join(cells)}</row>')

    def _next(self) -> int:
        self.row += 1
        if self.row > MOST_ROWS:
            raise WorldError(
                "Документ не помещается на лист Excel: в нём больше 1 048 576 строк. "
                "Отберите часть строк фильтром и напечатайте их отдельно."
            )
        return self.row

    def _merged_height(self, text: str, first: int, last: int, style: str) -> float:
        """Height of merged text, points: Excel does not fit merged rows by itself."""
        part = style.partition(":")[0]
        size = TABLE_SIZE if part in GRIDDED else TEXT_SIZE
        room = (sum(self._widths[first - 1 : last]) - _SIDES) * TABLE_SIZE / size
        return _height(count_lines(text, room * _BOLD_ROOM if part in BOLD else room), size)


def count_lines(text: str, room: float) -> int:
    """Count the lines that text takes in a column of `room` average characters."""
    if len(text) <= room and "\n" not in text:
        return 1
    lines = 0
    for part in text.split("\n"):
        lines += 1
        used = -1.0
        for word in part.split(" "):
            length = len(word)
            if used + 1 + length <= room:
                used += 1 + length
                continue
            lines += (used >= 0) + int((length - 1) / room if length > room else 0)
            used = length % room if length > room else length
    return lines


def _height(lines: int, size: float) -> float:
    return min(lines * size * _LINE + 1.5, _HIGHEST)
