"""Styles of a workbook by name, registered in the style table of openpyxl once each.

A name is `part:align[:number format]`, such as `cell:right:#,##0` or `heading:center`.
"""

from __future__ import annotations

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

FONT = "Times New Roman"
"""Every office computer has it; Tinos has the same widths."""
TEXT_SIZE = 12.0
TABLE_SIZE = 11.0

_SIDE = Side(style="thin", color="FF000000")
_GRID = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_HEADER_FILL = PatternFill("solid", start_color="FFE7E6E6")
_SECTION_FILL = PatternFill("solid", start_color="FFF5F5F5")
GRIDDED = {"cell", "total", "header", "number", "section"}
BOLD = {"total", "header", "section", "heading"}
_MIDDLE = {"header", "number", "section", "heading"}
_FILLS = {"header": _HEADER_FILL, "section": _SECTION_FILL}


class Styles:
    """Numbers of the styles in the workbook of `sheet`, made on demand."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._numbers: dict[tuple[str, bool], int] = {}

    def number(self, name: str, *, quoted: bool = False) -> int:
        """Give the number of a style; `quoted` marks text that is not to be read as a formula when edited."""
        number = self._numbers.get((name, quoted))
        if number is None:
            number = self._numbers[name, quoted] = self._make(name, quoted=quoted)
        return number

    def _make(self, name: str, *, quoted: bool) -> int:
        part, align, *rest = name.split(":", 2)
        cell = WriteOnlyCell(self._sheet)
        cell.font = Font(
            name=FONT,
            size=TABLE_SIZE if part in GRIDDED else TEXT_SIZE,
            bold=part in BOLD,
            italic=part == "note",
        )
        cell.alignment = Alignment(
            horizontal=align,
            vertical="center" if part in _MIDDLE else "top",
            wrap_text=True,
        )
        if part in GRIDDED:
            cell.border = _GRID
        if part in _FILLS:
            cell.fill = _FILLS[part]
        if rest:
            cell.number_format = rest[0]
        cell.quotePrefix = quoted
        return int(cell.style_id)
