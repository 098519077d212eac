"""Tables as XML of Word, row after row; nothing of a row is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from setvzaim.documents.tree import Align, Cell, PageRules, Row, Table, TableColumn, TableRow, Text
from setvzaim.errors import WorldError
from setvzaim.rendering.docx.styles import TABLE_HEADER, TABLE_SECTION, table_style
from setvzaim.rendering.docx.xml import ALIGNED, TWIPS, lined, paragraph, run, runs_xml, words
from setvzaim.rendering.job import Job
from setvzaim.rendering.pdf.columns import PAD_X, Columns
from setvzaim.rendering.pdf.grid import PAD_Y
from setvzaim.rendering.pdf.pager import MM, leading
from setvzaim.rendering.pdf.wrap import wrap
from setvzaim.rendering.values import cell_text

MOST_COLUMNS = 63
"""Columns a table of Word may have."""
_WHOLE = "<w:cantSplit/>"
_REPEATED = "<w:cantSplit/><w:tblHeader/>"
_BOLD = "<w:b/><w:bCs/>"


def too_wide() -> WorldError:
    """Say that Word has no room for the columns of a table."""
    return WorldError(
        f"Таблица не помещается в документ Word: в ней больше {MOST_COLUMNS} столбцов. "
        "Уберите часть столбцов или сохраните её как .xlsx."
    )


def _whole_twips(widths: Sequence[float]) -> list[int]:
    """Turn widths into whole twips whose sum is not greater than theirs: ten roundings up would leave the frame."""
    edges = [int(edge * TWIPS) for edge in accumulate(widths, initial=0.0)]
    return [end - start for start, end in pairwise(edges)]


class TableWriter:
    """Writes one table; `columns` are the widths and the size of the text measured for it."""

    def __init__(self, table: Table, columns: Columns, rules: PageRules, write: Callable[[str], object]) -> None:
        self._table = table
        self._columns = columns
        self._rules = rules
        self._write = write
        self._style = table_style("Table", columns.size)
        self._widths = _whole_twips(columns.widths)
        self._whole = sum(self._widths)
        self._starts = {keep: self._cell_starts(keep=keep) for keep in (False, True)}

    def write_all(self, job: Job, *, keep: bool) -> None:
        """Write the table; `keep` holds its last row to what follows it."""
        self._begin()
        pending: TableRow | None = None
        for row in self._table.rows:
            if pending is not None:
                self._write(self._row(pending))
            pending = row
            job.step()
        if pending is not None:
            self._write(self._row(pending, keep=keep))
        self._write("</w:tbl>")

    def _begin(self) -> None:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        repeated = _REPEATED if self._header_height() <= self._frame_height() / 2 else _WHOLE
        self._write(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{self._whole}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )
        style, size = table_style(TABLE_HEADER, self._columns.size), self._columns.size
        titles = [paragraph(style, runs_xml(c.title, size=size)) for c in self._table.columns]
        self._write(self._header_row(titles, repeated))
        if self._table.numbered:
            middle = '<w:jc w:val="center"/>'
            count = range(1, len(self._widths) + 1)
            numbers = [paragraph(self._style, run(str(n)), keep=True, rest=middle) for n in count]
            self._write(self._header_row(numbers, repeated))

    def _header_row(self, paragraphs: list[str], rules: str) -> str:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{text}</w:tc>'
            for width, text in zip(self._widths, paragraphs, strict=True)
        )
        return f"<w:tr><w:trPr>{rules}</w:trPr>{cells}</w:tr>"

    def _cell_starts(self, *, keep: bool) -> list[tuple[str, str]]:
        """Write what stands before the text of each cell, apart where tab stops may come between."""
        kept = "<w:keepNext/>" if keep else ""
        starts = []
        for width, column in zip(self._widths, self._table.columns, strict=True):
            align = column.alignment
            jc = "" if align is Align.LEFT else f'<w:jc w:val="{ALIGNED[align]}"/>'
            box = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            starts.append((f'{box}<w:p><w:pPr><w:pStyle w:val="{self._style}"/>{kept}', f"{jc}</w:pPr>"))
        return starts

    def _row(self, row: TableRow, *, keep: bool = False) -> str:
        if not isinstance(row, Row):
            return self._section(row.text)
        face = _BOLD if row.bold else ""
        cells = []
        columns, starts = self._table.columns, self._starts[keep]
        for place, (column, value, start) in enumerate(zip(columns, row.cells, starts, strict=True)):
            tabs, text = self._cell(place, column, value, face)
            cells.append(f"{start[0]}{tabs}{start[1]}{text}</w:p></w:tc>")
        return f"<w:tr><w:trPr>{_WHOLE}</w:trPr>{''.join(cells)}</w:tr>"

    def _cell(self, place: int, column: TableColumn, value: Cell, face: str) -> tuple[str, str]:
        """Write the text of a cell: its tab stops and its runs."""
        text: Text = cell_text(column, value)
        if isinstance(text, str):
            return "", run(words(text), face)
        size = self._columns.size
        if column.alignment in {Align.LEFT, Align.JUSTIFY}:
            return lined(text, size=size, width=self._columns.widths[place] - 2 * PAD_X, bold=bool(face))
        return "", runs_xml(text, size=size, bold=bool(face))

    def _section(self, text: Text) -> str:
        span = f'<w:gridSpan w:val="{len(self._widths)}"/>' if len(self._widths) > 1 else ""
        style = table_style(TABLE_SECTION, self._columns.size)
        return (
            f'<w:tr><w:trPr>{_WHOLE}</w:trPr><w:tc><w:tcPr><w:tcW w:w="{self._whole}" w:type="dxa"/>{span}</w:tcPr>'
            f"{paragraph(style, runs_xml(text, size=self._columns.size))}</w:tc></w:tr>"
        )

    def _frame_height(self) -> float:
        margins = self._rules.margins
        return (self._rules.sheet[1] - margins.top - margins.bottom) * MM

    def _header_height(self) -> float:
        """Height of the header, points: one too high is not repeated."""
        size = self._columns.size
        titles = zip(self._table.columns, self._columns.widths, strict=True)
        depth = max(len(wrap(c.title, (w - 2 * PAD_X) / size, size, bold=True)) for c, w in titles)
        rows = 2 if self._table.numbered else 1
        return (depth + rows - 1) * leading(size) + rows * 2 * PAD_Y
