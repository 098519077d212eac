"""A first look into a workbook: which sheets it has and what stands at their top."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from setvzaim.exchange.cells import text_in
from setvzaim.exchange.header import SEARCHED
from setvzaim.exchange.workbook import read_workbook

_BELOW = 20
"""Rows read below the last one that may be a header, so that there are values to show."""


@dataclass(frozen=True, slots=True)
class SheetTop:
    """The beginning of a sheet, as texts."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    """Rows from the first one on; an empty cell is an empty text."""

    def samples(self, at: int, data: int, count: int = 3) -> tuple[str, ...]:
        """Return the first different values of a column (from zero) from row `data` (from zero) down."""
        cells = (row[at] for row in self.rows[data:] if at < len(row) and row[at])
        return tuple(dict.fromkeys(cells))[:count]

    def wordiest(self) -> int:
        """Return the row, from zero, that has the most different texts: likely the names of the columns."""
        searched = self.rows[:SEARCHED]
        return max(range(len(searched)), key=lambda at: (len(_words(searched[at])), -at), default=0)


def look(path: Path) -> tuple[SheetTop, ...]:
    """Return the beginnings of all sheets that hold anything. Raises `WorldError` when there are none."""
    return tuple(
        SheetTop(sheet.name, tuple(tuple(map(text_in, row)) for row in sheet.top(SEARCHED + _BELOW)))
        for sheet in read_workbook(path)
    )


def _words(row: tuple[str, ...]) -> set[str]:
    return {cell for cell in row if any(sign.isalpha() for sign in cell)}
