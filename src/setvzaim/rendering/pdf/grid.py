"""Drawing laid rows and the thin lines around them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from setvzaim.documents.tree import Align
from setvzaim.rendering.pdf.columns import PAD_X, Columns
from setvzaim.rendering.pdf.pager import Pager, leading
from setvzaim.rendering.pdf.wrap import Line

PAD_Y = 2.0
"""Space between the line of the grid and the text, points."""


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row broken into lines: the lines of each cell, how they are aligned, and the most lines of a cell.

    A row of a single cell in a table of several is a section. `centred` puts the text of a header half-way
    down.
    """

    cells: tuple[tuple[list[Line], Align], ...]
    depth: int
    section: bool = False
    centred: bool = False


class Grid:
    """The part of a table that stands on one page."""

    def __init__(self, pager: Pager, columns: Columns) -> None:
        self._pager = pager
        self._columns = columns
        self._leading = leading(columns.size)
        starts = list(accumulate(columns.widths, initial=pager.left))
        self._boxes = [(x + PAD_X, w - 2 * PAD_X) for x, w in zip(starts, columns.widths, strict=False)]
        self._whole = (pager.left + PAD_X, pager.width - 2 * PAD_X)
        self._inner = starts[1:-1]
        self._top = self._body = 0.0

    def height(self, row: LaidRow) -> float:
        """Height of a whole row, points."""
        return self.lines_height(row.depth)

    def lines_height(self, count: int) -> float:
        """Height of a row of so many lines, points."""
        return count * self._leading + 2 * PAD_Y

    def lines_left(self) -> int:
        """How many lines of a row still fit the page."""
        return int((self._pager.left_over - 2 * PAD_Y + 0.01) / self._leading)

    def begin(self) -> None:
        """Start at the place reached on the page."""
        self._top = self._body = self._pager.y
        self._across()

    def row(self, row: LaidRow, first: int = 0, stop: int | None = None) -> None:
        """Draw lines `first` to `stop` of a row and the line under it."""
        pager, size, step = self._pager, self._columns.size, self._leading
        stop = row.depth if stop is None else stop
        if row.section:
            self._verticals()
        top = pager.y + PAD_Y
        boxes = [self._whole] if row.section else self._boxes
        for (lines, align), box in zip(row.cells, boxes, strict=True):
            y = top + ((row.depth - len(lines)) * step / 2 if row.centred else 0.0)
            for line in lines[first:stop]:
                pager.line(line, size, box, y, align)
                y += step
        pager.y += (stop - first) * step + 2 * PAD_Y
        if row.section:
            self._body = pager.y
        self._across()

    def end(self) -> None:
        """Draw what lines are still owed on this page."""
        self._verticals()
        for x in (self._pager.left, self._pager.right):
            self._pager.rule(x, self._top, x, self._pager.y)

    def _across(self) -> None:
        self._pager.rule(self._pager.left, self._pager.y, self._pager.right, self._pager.y)

    def _verticals(self) -> None:
        """Draw the inner verticals of the rows since the last section."""
        if self._pager.y > self._body:
            for x in self._inner:
                self._pager.rule(x, self._body, x, self._pager.y)
