"""Finding the row with the names of the columns, and joining them to the columns of a register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from setvzaim.exchange.workbook import Cells, Sheet
from setvzaim.registers import Column, Register
from setvzaim.text.fold import match_key

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
    top = sheet.top(SEARCHED + _DEEPEST)
    best: Header | None = None
    for first in range(min(len(top), SEARCHED)) if row is None else [row]:
        if first >= len(top):
            return None
        for depth in _depths(sheet, top, first):
            labels = _labels(sheet, top, first, depth)
            header = Header(first, depth, labels, join(labels, register, remembered))
            if best is None or header.score > best.score:
                best = header
    if best is None or (row is None and best.score < _least(best, register)):
        return None
    return best


def _least(header: Header, register: Register) -> int:
    """One joined column will do when it is the one rows are called by; a stray word in a title will not."""
    names = [column.key for column in header.joined if column is not None]
    alone = len([label for label in header.labels if label]) <= 2
    return 1 if register.label in names and (alone or len(names) > 1) else 2


def _depths(sheet: Sheet, top: Sequence[Cells], first: int) -> list[int]:
    """Return how many rows a header that begins in this row may have: more than one only where cells are merged."""
    deep = 1
    for (start, left), (end, right) in sheet.merged:
        if start == first and end < first + _DEEPEST:
            deep = max(deep, end - first + 1, 2 if right > left and first + 1 < len(top) else 1)
    return list(range(1, deep + 1))


def _labels(sheet: Sheet, top: Sequence[Cells], first: int, depth: int) -> tuple[str, ...]:
    width = max((len(row) for row in top[first : first + depth]), default=0)
    grid = [[_clean(row[at]) if at < len(row) else "" for at in range(width)] for row in top[first : first + depth]]
    for (start, left), (end, right) in sheet.merged:
        if first <= start and end < first + depth:
            text = grid[start - first][left] if left < width else ""
            for row in range(start, end + 1):
                for at in range(left, min(right, width - 1) + 1):
                    grid[row - first][at] = text
    columns = zip(*grid, strict=True)
    return tuple(" / ".join(dict.fromkeys(part for part in parts if part)) for parts in columns)


def _clean(cell: object) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def join(labels: Sequence[str], register: Register, remembered: Mapping[str, str | None]) -> tuple[Column | None, ...]:
    """Join header texts to columns, each column at most once; the first of two equal claims wins."""
    by_name = {key: column for column in register.columns if column.editable for key in column.headers}
    taken: set[str] = set()
    joined: list[Column | None] = []
    for label in labels:
        column = _column(label, register, by_name, remembered)
        if column is not None and column.key in taken:
            column = None
        if column is not None:
            taken.add(column.key)
        joined.append(column)
    return tuple(joined)


def _column(
    label: str, register: Register, by_name: Mapping[str, Column], remembered: Mapping[str, str | None]
) -> Column | None:
    key = match_key(label)
    if not key:
        return None
    if key in remembered:
        known = remembered[key]
        return register[known] if known and known in register else None
    before_unit = match_key(label.rpartition(",")[0])
    bare = match_key(label.split("(", maxsplit=1)[0])
    return by_name.get(key) or by_name.get(before_unit) or by_name.get(bare)
