"""What stands on the pages of a PDF and where: strings, thin lines, and the tables these make.

Distances are in points from the left and the upper edge of the sheet, downwards.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

NEAR = 0.7
"""Two places no farther apart than this are the same, points: a line of the grid is half a point thick."""


class Word(NamedTuple):
    """A string in one face, by the edges of its ink."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    bold: bool
    clipped: bool


class Rule(NamedTuple):
    """A thin line."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class GridRow:
    """A row of a table on one page: the strings of its cells, from left to right."""

    top: float
    bottom: float
    edges: tuple[float, ...]
    cells: tuple[tuple[Word, ...], ...]

    @property
    def text(self) -> tuple[str, ...]:
        """The text of each cell without spaces."""
        return tuple("".join("".join(word.text.split()) for word in cell) for cell in self.cells)

    @property
    def bold(self) -> bool:
        """Whether all that stands in the row is bold."""
        words = [word for cell in self.cells for word in cell]
        return bool(words) and all(word.bold for word in words)


@dataclass(frozen=True)
class PageGrid:
    """The part of a table on one page."""

    top: float
    bottom: float
    rows: tuple[GridRow, ...]

    @property
    def edges(self) -> tuple[float, ...]:
        """The verticals of the first row, that of the header."""
        return self.rows[0].edges if self.rows else ()


class PageBoxes:
    """A page read from a PDF."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401 - a page of pypdfium2, which is not typed
        self.width, self.height = page.get_size()
        self.words: list[Word] = []
        self.rules: list[Rule] = []
        for thing in page.get_objects(max_depth=1, textpage=page.get_textpage()):  # drawings are forms of their own
            if thing.type == pdfium.FPDF_PAGEOBJ_TEXT:
                self._read_text(thing)
            elif thing.type == pdfium.FPDF_PAGEOBJ_PATH:
                self.rules += self._segments(thing)

    def _read_text(self, thing: Any) -> None:  # noqa: ANN401
        text = thing.extract().replace("\x02", "-")  # how pdfium tells of a hyphen at the end of a line
        if text.strip():
            left, bottom, right, top = thing.get_bounds()
            base = self.height - thing.get_matrix().f
            bold = "Bold" in thing.get_font().get_base_name()
            clipped = pdfium.FPDFClipPath_CountPaths(pdfium.FPDFPageObj_GetClipPath(thing)) > 0
            self.words.append(Word(text, left, self.height - top, right, self.height - bottom, base, bold, clipped))

    def _segments(self, path: Any) -> Iterator[Rule]:  # noqa: ANN401
        """Give each line of a path."""
        start = (0.0, 0.0)
        matrix = path.get_matrix()
        for number in range(pdfium.FPDFPath_CountSegments(path)):
            segment = pdfium.FPDFPath_GetPathSegment(path, number)
            x, y = ctypes.c_float(), ctypes.c_float()
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            across, up = matrix.on_point(x.value, y.value)
            point = (across, self.height - up)
            if pdfium.FPDFPathSegment_GetType(segment) != pdfium.FPDF_SEGMENT_MOVETO:
                (left, right), (top, bottom) = sorted((start[0], point[0])), sorted((start[1], point[1]))
                yield Rule(left, top, right, bottom)
            start = point

    @cached_property
    def grids(self) -> tuple[PageGrid, ...]:
        """Tables from top to bottom: each has a vertical over its whole height at its left edge."""
        verticals = [rule for rule in self.rules if rule.bottom - rule.top > NEAR and rule.right - rule.left < NEAR]
        left = min((rule.left for rule in verticals), default=0.0)
        outer = sorted(rule.top for rule in verticals if rule.left - left < NEAR)
        ends = {rule.top: rule.bottom for rule in verticals if rule.left - left < NEAR}
        return tuple(self._grid(top, ends[top], verticals) for top in outer)

    def _grid(self, top: float, bottom: float, verticals: list[Rule]) -> PageGrid:
        inside = [rule for rule in verticals if rule.top > top - NEAR and rule.bottom < bottom + NEAR]
        width = max(rule.left for rule in inside) - min(rule.left for rule in inside)
        levels = sorted(
            {
                rule.top
                for rule in self.rules
                if rule.right - rule.left > width - NEAR and top - NEAR < rule.top < bottom + NEAR
            }
        )
        words = [word for word in self.words if top < (word.top + word.bottom) / 2 < bottom]
        rows = tuple(self._row(a, b, inside, words) for a, b in pairwise(levels) if b - a > NEAR)
        return PageGrid(top, bottom, rows)

    def _edges(self, verticals: list[Rule], middle: float) -> tuple[float, ...]:
        """Give the verticals that part the cells at a height."""
        edges: list[float] = []
        for rule in sorted(verticals):
            if rule.top < middle < rule.bottom and (not edges or rule.left - edges[-1] > NEAR):
                edges.append(rule.left)
        return tuple(edges)

    def _row(self, top: float, bottom: float, verticals: list[Rule], words: list[Word]) -> GridRow:
        edges = self._edges(verticals, (top + bottom) / 2)
        here = [word for word in words if top < (word.top + word.bottom) / 2 < bottom]
        cells = (
            tuple(word for word in here if left <= (word.left + word.right) / 2 < right)
            for left, right in pairwise(edges)
        )
        return GridRow(top, bottom, edges, tuple(cells))


def pages_of(file: bytes) -> list[PageBoxes]:
    """Read all pages of a PDF."""
    pdf = pypdfium2.PdfDocument(file)
    try:
        return [PageBoxes(page) for page in pdf]
    finally:
        pdf.close()
