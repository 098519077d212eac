"""Finding the row with the names of the columns, and joining them to the columns of a register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from setvzaim.exchange.workbook import Cells, Sheet
from setvzaim.registers import Column, Register
from setvzaim.text.fold import match_key

SEARCHED = 40
"""Rows from the top among which the header is looked for."""
_DEEPEST = 3
_WHOLE = ("всего", "итого")
"""What stands below a heading for the number that the heading means: «Обучающихся / всего»."""


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

    @property
    def score(self) -> int:
        """How many columns are joined."""
        return sum(column is not None for column in self.joined)

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
        for depth in _depths(sheet, top, first):
            labels = _labels(sheet, top, first, depth)
            header = Header(first, depth, labels, join(labels, register, remembered))
            if best is None or header.score > best.score or _same_without_title(header, best):
                best = header
    if best is None or (row is None and best.score < _least(best, register)):
        return None
    return best


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


def join(labels: Sequence[str], register: Register, remembered: Mapping[str, str | None]) -> tuple[Column | None, ...]:
    """Join header texts to columns, each column at most once.

    What the user has said comes before what is guessed; of two equal claims the first wins.
    """
    by_name = {key: column for column in register.columns if column.editable for key in column.headers}
    said = [_said(label, register, remembered) for label in labels]
    reserved = {column.key for column in said if column is not None}
    joined: list[Column | None] = []
    placed: set[str] = set()
    for label, wanted in zip(labels, said, strict=True):
        guessed = wanted is None and match_key(label) not in remembered
        column = next((by_name[key] for key in _names(label) if key in by_name), None) if guessed else wanted
        if column is not None and (column.key in placed or (guessed and column.key in reserved)):
            column = None
        if column is not None:
            placed.add(column.key)
        joined.append(column)
    return tuple(joined)


def _said(label: str, register: Register, remembered: Mapping[str, str | None]) -> Column | None:
    known = remembered.get(match_key(label)) if label else None
    return register[known] if known and known in register else None


def _names(label: str) -> Iterator[str]:
    """Give the keys a header may be known by: with its unit and without, whole and by its lowest part."""
    parts = label.split(" / ")
    if len(parts) > 1 and match_key(parts[-1]) in _WHOLE:
        parts.pop()
    for text in dict.fromkeys((label, parts[-1])):
        yield from filter(None, map(match_key, (text, text.rpartition(",")[0], text.split("(", maxsplit=1)[0])))
