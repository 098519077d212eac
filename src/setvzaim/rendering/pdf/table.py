"""Tables over many pages: rows whole, header on every page, a section never parted from its first row.

The work is linear: one pass over the rows measures the columns, the second lays out each row once and draws
it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from setvzaim.documents.tree import Align, Row, Table, TableRow, Text
from setvzaim.rendering.job import Job
from setvzaim.rendering.pdf.columns import PAD_X, measure_columns
from setvzaim.rendering.pdf.grid import Grid, LaidRow
from setvzaim.rendering.pdf.pager import Pager
from setvzaim.rendering.pdf.wrap import Line, wrap
from setvzaim.rendering.values import cell_text

_KEEP_CELLS = 20_000
_TEAR_AFTER = 3
"""A row longer than a page is begun at the foot of a page only when this many of its lines stand there."""


class TableFlow:
    """A table ready to be drawn: its columns are measured."""

    keep_next = False
    keep_previous = False

    def __init__(self, table: Table, pager: Pager, job: Job) -> None:
        self._table = table
        self._pager = pager
        self._job = job
        columns = measure_columns(table, pager.width, pager.rules, job)
        self._size = columns.size
        self._limits = [(width - 2 * PAD_X) / columns.size for width in columns.widths]
        self._grid = Grid(pager, columns)
        self._lines: dict[tuple[int, bool, Text], list[Line]] = {}
        self._head = self._lay_header()
        self._head_height = self._total(self._head)
        self._repeated = self._head_height <= pager.frame_height / 2
        if not self._repeated:  # it may be torn: its titles begin at its top
            self._head = [replace(row, centred=False) for row in self._head]
        self._page_height = pager.frame_height - (self._head_height if self._repeated else 0.0)
        self._body_top = 0.0

    @property
    def whole(self) -> bool:
        """Whether the header and the first row are all of it."""
        chunks = self._chunks()
        return next(chunks, None) is None or next(chunks, None) is None

    def start_height(self) -> float:
        """Height of the least that may stand at the foot of a page, points: header and first row."""
        if not self._repeated:
            return min(self._head_height, self._pager.frame_height)
        return self._head_height + self._least(next(self._chunks(), []))

    def draw(self, tail: float = 0.0) -> None:
        """Draw the table from the place reached; its last row keeps `tail` points for what follows it."""
        chunks = self._chunks()
        chunk = next(chunks, [])
        following = next(chunks, [])
        start = self.start_height()
        alone = 0.0 if following or start + tail > self._pager.frame_height else tail
        self._pager.need(start + alone)
        self._begin_page()
        if not self._repeated:
            self._draw_chunk(self._head, 0.0)
        while chunk:
            self._draw_chunk(chunk, 0.0 if following else tail)
            chunk, following = following, next(chunks, [])
        self._grid.end()

    def _least(self, chunk: Sequence[LaidRow]) -> float:
        """Height of the least of these rows that may stand at the foot of a page."""
        height = self._total(chunk)
        if height <= self._page_height:
            return height
        return min(self._total(chunk[:-1]) + self._grid.lines_height(_TEAR_AFTER), self._page_height)

    def _draw_chunk(self, chunk: Sequence[LaidRow], tail: float) -> None:
        """Draw rows that belong together, on the next page if they do not fit this one."""
        height = self._total(chunk)
        if height + tail > self._page_height:
            tail = 0.0
        if height <= self._page_height:
            if not self._pager.fits(height + tail):
                self._next_page()
            for row in chunk:
                self._grid.row(row)
            return
        if not self._pager.fits(self._least(chunk)):
            self._next_page()
        for row in chunk:
            self._tear(row)

    def _tear(self, row: LaidRow) -> None:
        """Draw a row in as many parts as there are pages for it."""
        done = 0
        while done < row.depth:
            room = self._grid.lines_left()
            if room < min(_TEAR_AFTER, row.depth - done) and self._pager.y > self._body_top:
                self._next_page()
                continue
            stop = min(row.depth, done + max(room, 1))
            self._grid.row(row, done, stop)
            done = stop

    def _begin_page(self) -> None:
        self._grid.begin()
        if self._repeated:
            for row in self._head:
                self._grid.row(row)
        self._body_top = self._pager.y

    def _next_page(self) -> None:
        if self._pager.y <= self._body_top:
            return  # nothing stands under the header yet: the next page has no more room
        self._grid.end()
        self._pager.new_page()
        self._begin_page()

    def _chunks(self) -> Iterator[list[LaidRow]]:
        """Give rows in pieces that belong on one page: sections with the row after them."""
        chunk: list[LaidRow] = []
        for row in self._table.rows:
            chunk.append(self._lay(row))
            if isinstance(row, Row):
                yield chunk
                chunk = []
        if chunk:
            yield chunk

    def _lay(self, row: TableRow) -> LaidRow:
        """Break a row into lines."""
        self._job.step()
        if not isinstance(row, Row):
            width = (self._pager.width - 2 * PAD_X) / self._size
            lines = wrap(row.text, width, self._size, bold=True)
            return LaidRow(((lines, Align.CENTER),), len(lines), section=True)
        cells = tuple(
            (self._cell(number, cell_text(column, value), bold=row.bold), column.alignment)
            for number, (column, value) in enumerate(zip(self._table.columns, row.cells, strict=True))
        )
        return LaidRow(cells, max(len(lines) for lines, _ in cells))

    def _cell(self, number: int, text: Text, *, bold: bool) -> list[Line]:
        """Break the text of a cell; the same words in the same column are broken once."""
        key = (number, bold, text)
        lines = self._lines.get(key)
        if lines is None:
            if len(self._lines) >= _KEEP_CELLS:
                self._lines.clear()
            lines = self._lines[key] = wrap(text, self._limits[number], self._size, bold=bold)
        return lines

    def _lay_header(self) -> list[LaidRow]:
        titles = [self._cell(n, column.title, bold=True) for n, column in enumerate(self._table.columns)]
        rows = [LaidRow(tuple((t, Align.CENTER) for t in titles), max(map(len, titles)), centred=True)]
        if self._table.numbered:
            numbers = [self._cell(n, str(n + 1), bold=False) for n in range(len(titles))]
            rows.append(LaidRow(tuple((lines, Align.CENTER) for lines in numbers), 1))
        return rows

    def _total(self, rows: Sequence[LaidRow]) -> float:
        return sum(map(self._grid.height, rows))
