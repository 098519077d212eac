"""Blocks of the tree as rows of a worksheet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest

from setvzaim.documents.tree import (
    Block,
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Row,
    Signature,
    Spacer,
    Stamp,
    Stamps,
    Table,
    plain,
)
from setvzaim.rendering.figures import Picture
from setvzaim.rendering.job import Job
from setvzaim.rendering.xlsx.sheet import SheetWriter

_UNIT = 1.95
"""Millimetres of a column for one unit of width (a figure of the standard font)."""
_PLAIN_COLUMNS = 6
_ROW = 15 * 25.4 / 72
"""Height of an empty row, мм."""
_LEAST = 5.0
_LOOK_AT = 200
_WIDEST_WORD = 24
_SIGN = "_" * 14


@dataclass(slots=True)
class Marks:
    """What the writer learns on the way: rows of the header, page breaks before rows."""

    header: tuple[int, int] | None = None
    tables: int = 0
    breaks: list[int] = field(default_factory=list)
    pictures: list[tuple[int, Picture]] = field(default_factory=list)
    """Drawings, each with the row above it."""


def column_widths(document: Document) -> list[float]:
    """Share the width of the frame among the columns by the weights of the widest table, Excel's units.

    No column is narrower than the longest word any table has in it: a sheet has one set of columns for all its tables.
    """
    tables = [block for block in document.blocks if isinstance(block, Table)]
    table = max(tables, key=lambda block: len(block.columns), default=None)
    units = document.page.frame_width / _UNIT
    if table is None:
        return [units / _PLAIN_COLUMNS] * _PLAIN_COLUMNS
    total = sum(column.weight for column in table.columns)
    words = [max(least) for least in zip_longest(*map(_longest_words, tables), fillvalue=_LEAST)]
    return [max(word, units * c.weight / total) for word, c in zip(words, table.columns, strict=True)]


def _longest_words(table: Table) -> list[float]:
    """Measure the least width of each column: the longest word of its header and of the first rows."""
    longest = [max(_LEAST, *(len(word) * 1.2 + 1 for word in plain(c.title).split() or [""])) for c in table.columns]
    for row in islice(table.rows, _LOOK_AT):
        if isinstance(row, Row):
            for place, value in enumerate(row.cells):
                words = plain(value).split() if isinstance(value, str | tuple) else ()
                longest[place] = max(
                    longest[place], *(min(len(word), _WIDEST_WORD) * 1.05 + 1.5 for word in words), 0.0
                )
    return longest


class SheetBlocks:
    """Writes block after block and collects the marks."""

    def __init__(self, writer: SheetWriter, columns: int, job: Job, drawn: Sequence[Picture] = ()) -> None:
        self._writer = writer
        self._columns = columns
        self._job = job
        self._drawn = iter(drawn)
        self.marks = Marks()

    def write(self, block: Block) -> None:
        """Write a block as rows."""
        writer = self._writer
        match block:
            case Stamps():
                self._stamps(block)
            case Heading():
                writer.whole(plain(block.text), "heading:center")
            case Paragraph():
                writer.whole(plain(block.text), f"text:{block.align.value}")
            case Note():
                writer.whole(plain(block.text), "note:left")
            case Table():
                self._table(block)
            case Signature():
                self._signature(block)
            case Figure():
                self._figure()
            case Spacer():
                writer.empty()
            case _:
                if writer.row:
                    self.marks.breaks.append(writer.row)

    def _halves(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Split the columns for what stands left and right, a gap between them where there is room."""
        half = max(1, self._columns // 2)
        if self._columns == 1:
            return (1, 1), (1, 1)
        gap = 1 if self._columns >= 6 else 0
        return (1, half - (gap if half > 2 else 0)), (half + 1 + gap, self._columns)

    def _stamps(self, block: Stamps) -> None:
        left, right = (_stamp_lines(stamp) for stamp in (block.left, block.right))
        first, second = self._halves()
        if first == second:
            for line in [*left, *right]:
                self._writer.whole(line, "text:left")
        else:
            depth = max(len(left), len(right))
            left += [""] * (depth - len(left))
            right += [""] * (depth - len(right))
            for a, b in zip(left, right, strict=True):
                self._writer.spans([(*first, a, "text:left"), (*second, b, "text:left")])
        self._writer.empty()

    def _figure(self) -> None:
        """Leave as many rows empty as a drawing is high; it is put over them when the workbook is made."""
        picture = next(self._drawn)
        self.marks.pictures.append((self._writer.row, picture))
        for _ in range(math.ceil(picture.height / _ROW) + 1):
            self._writer.empty()

    def _signature(self, block: Signature) -> None:
        first, second = self._halves()
        self._writer.empty()
        post, name = plain(block.post), f"{_SIGN} {plain(block.name)}"
        if first == second:
            self._writer.whole(f"{post} {name}", "text:left")
        else:
            self._writer.spans([(*first, post, "text:left"), (*second, name, "text:right")])

    def _table(self, table: Table) -> None:
        writer = self._writer
        writer.spans([(n, n, plain(c.title), "header:center") for n, c in enumerate(table.columns, 1)])
        top = writer.row
        if table.numbered:
            numbers = range(1, len(table.columns) + 1)
            writer.spans([(n, n, str(n), "number:center") for n in numbers])
        self.marks.tables += 1
        if self.marks.header is None:
            self.marks.header = (top, writer.row)
        for row in table.rows:
            if isinstance(row, Row):
                writer.values(table.columns, row)
            else:
                writer.spans([(1, len(table.columns), plain(row.text), "section:center")])
            self._job.step()


def _stamp_lines(stamp: Stamp | None) -> list[str]:
    """Write a stamp line by line; a place for the pen is underscores, a spreadsheet has no other."""
    if stamp is None:
        return []
    lines: Sequence[str] = [stamp.word, *(plain(ground) for ground in stamp.ground)]
    signed = [f"{_SIGN} {plain(stamp.signatory)}"] if stamp.signatory is not None else []
    dated = [plain(stamp.date)] if stamp.date is not None else []
    return [*lines, *signed, *dated]
