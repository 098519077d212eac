"""Finding the row with the names of the columns, and joining them to the columns of a register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from setvzaim.exchange.joining import join
from setvzaim.exchange.wide import read_wide
from setvzaim.exchange.workbook import Cells, Sheet
from setvzaim.registers import Column, Register

SEARCHED = 40
"""Rows from the top among which the header is looked for."""
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Header:
    """Where the names of the columns stand and what they are joined to."""

    first: int
    """Row of the header from zero; of its upper row when it has several."""
    depth: int
    """How many rows it has, 1 to 3."""
    labels: tuple[str, ...]
    """Text over each column of the sheet; parts of a header of several rows are parted by « / »."""
    joined: tuple[Column | None, ...]
    """The column of the register for each column of the sheet."""
    groups: tuple[str, ...] = field(default=())
    """For each column of a wide sheet the value that stands over its group (the subject), an empty text for columns
    all groups share; no texts at all when the sheet is not a wide one."""

    @property
    def score(self) -> int:
        """How many columns of the register are fed."""
        return len({column.key for column in self.joined if column is not None}) + bool(self.groups)

    @property
    def data(self) -> int:
        """The first row below it, from zero."""
        return self.first + self.depth


def find_header(
    sheet: Sheet, register: Register, remembered: Mapping[str, str | None], row: int | None = None
) -> Header | None:
    """Return the header that joins the most columns; `None` when no row joins even the label of the register.

    `remembered` holds columns by match key of the header, `None` for one to leave out. `row`, from zero, is the
    row the user says is the header.
    """
    top = sheet.top(SEARCHED + _DEEPEST if row is None else row + _DEEPEST)
    best: Header | None = None
    for first in range(min(len(top), SEARCHED)) if row is None else [row]:
        if not 0 <= first < len(top):
            return None
        for header in _readings(sheet, top, first, register, remembered):
            if best is None or header.score > best.score or _same_without_title(header, best):
                best = header
    if best is None or (row is None and best.score < _least(best, register)):
        return None
    return best


def _readings(
    sheet: Sheet, top: Sequence[Cells], first: int, register: Register, remembered: Mapping[str, str | None]
) -> Iterator[Header]:
    """Give what a header that begins in a row may be: of one to three rows, or that of a wide sheet."""
    for depth in _depths(sheet, top, first):
        labels = _labels(sheet, top, first, depth)
        yield Header(first, depth, labels, join(labels, register, remembered))
    if register.wide and first + 1 < len(top):
        cells = [[_clean(cell) for cell in row] for row in top[first : first + 2]]
        if (read := read_wide(cells, register, remembered)) is not None:
            yield Header(first, 2, *read)


def _same_without_title(header: Header, best: Header) -> bool:
    """Tell whether the lower rows of a header say as much: what stood above was the title of the sheet."""
    return header.score == best.score and header.data == best.data and header.depth < best.depth


def _least(header: Header, register: Register) -> int:
    """One joined column will do when it is the one rows are called by; a stray word in a title will not."""
    names = [column.key for column in header.joined if column is not None]
    alone = len([label for label in header.labels if label]) <= 2
    return 1 if any(column.key in names for column in register.naming) and (alone or len(names) > 1) else 2


def _depths(sheet: Sheet, top: Sequence[Cells], first: int) -> list[int]:
    """Return how many rows a header that begins in this row may have, the likeliest first.

    A cell merged downwards tells it; one merged sideways only allows for a second row.
    """
    merged = [(end, right > left) for (start, left), (end, right) in sheet.merged if start == first]
    down = max((end for end, _ in merged if end < first + _DEEPEST), default=first) - first + 1
    sideways = any(wide for _, wide in merged) and first + 1 < len(top)
    allowed = range(1, max(down, 2 if sideways else 1) + 1)
    return sorted(allowed, key=lambda depth: (depth != down, depth))


def _labels(sheet: Sheet, top: Sequence[Cells], first: int, depth: int) -> tuple[str, ...]:
    width = max((len(row) for row in top[first : first + depth]), default=0)
    grid = [[_clean(row[at]) if at < len(row) else "" for at in range(width)] for row in top[first : first + depth]]
    for (start, left), (end, right) in sheet.merged:
        if first <= start and end < first + len(grid):
            text = grid[start - first][left] if left < width else ""
            for row in range(start, end + 1):
                for at in range(left, min(right, width - 1) + 1):
                    grid[row - first][at] = text
    columns = zip(*grid, strict=True)
    return tuple(" / ".join(dict.fromkeys(part for part in parts if part)) for parts in columns)


def _clean(cell: object) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""
