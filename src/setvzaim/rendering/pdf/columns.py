"""How wide the columns of a table are, and how large its text can be."""

from __future__ import annotations

import math
from dataclasses import dataclass

from setvzaim.documents.tree import PageRules, Row, Table
from setvzaim.rendering.job import Job
from setvzaim.rendering.pdf.wrap import longest_piece
from setvzaim.rendering.values import cell_text

PAD_X = 3.5
"""Space between the line of the grid and the text, points."""
_BREAKABLE = 1 / 3
"""A piece wider than this share of the table (an address of a page) does not widen its column."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Size of the text and widths of the columns, points."""

    size: float
    widths: tuple[float, ...]


def measure_columns(table: Table, width: float, rules: PageRules, job: Job) -> Columns:
    """Share `width` points by the weights of the columns, yet leave each room for its longest word.

    When the words do not fit, the text shrinks by half points down to `rules.table_min_size`; only then are
    words cut.
    """
    pieces = _longest(table, rules.table_size, job)
    padding = 2 * PAD_X * len(pieces)
    limit = max((width - padding) * _BREAKABLE / rules.table_size, 1.0)
    pieces = [min(piece, limit) for piece in pieces]
    size = min(rules.table_size, _half_down((width - padding) / max(sum(pieces), 0.01)))
    size = max(size, min(rules.table_min_size, rules.table_size))
    least = [piece * size + 2 * PAD_X + 0.1 for piece in pieces]
    return Columns(size, tuple(share_width([column.weight for column in table.columns], least, width)))


def share_width(weights: list[float], least: list[float], width: float) -> list[float]:
    """Share `width` by weight, no share under its `least`; when these do not fit, the widest give way."""
    if sum(least) >= width:
        cap = _water_level(least, width)
        return [min(piece, cap) for piece in least]
    shares = dict.fromkeys(range(len(least)), 0.0)
    free, room = set(shares), width
    while True:
        total = sum(weights[n] for n in free)
        shares |= {n: room * weights[n] / total for n in free}
        narrow = {n for n in free if shares[n] < least[n]}
        if not narrow:
            return list(shares.values())
        shares |= {n: least[n] for n in narrow}
        room -= sum(least[n] for n in narrow)
        free -= narrow


def _water_level(least: list[float], width: float) -> float:
    """Find the cap under which the pieces add up to `width`."""
    room, count = width, len(least)
    for piece in sorted(least):
        if piece * count >= room:
            break
        room, count = room - piece, count - 1
    return room / max(count, 1)


def _longest(table: Table, size: float, job: Job) -> list[float]:
    """Measure the widest unbreakable piece of each column, header included, ems."""
    columns = table.columns
    pieces = [longest_piece(column.title, size, bold=True) for column in columns]
    for row in table.rows:
        if isinstance(row, Row):
            for number, (column, value) in enumerate(zip(columns, row.cells, strict=True)):
                if value is not None:
                    text = cell_text(column, value)
                    pieces[number] = max(pieces[number], longest_piece(text, size, bold=row.bold, above=pieces[number]))
        job.step()
    return pieces


def _half_down(size: float) -> float:
    return math.floor(size * 2) / 2
