"""Schools whose signs would lie on each other become one sign with their number."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_TOUCH = {0: 0.65, 1: 0.8, 2: 0.95}
"""Signs nearer than this share of their two radii are one, by how many of the two have numbers.

Some of a sign may lie under another, but never its middle, and nothing of a number.
"""
_RADIUS, _DIGIT = 1.5, 0.6
"""Radius of a sign with a number, мм: so much, and so much for each digit."""
_CELL = 8.0
"""Side of the cells signs are looked for in, мм: no two signs that touch are farther apart than two cells."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A sign of `radius` mm about a point; `members` are the records it stands for."""

    x: float
    y: float
    radius: float
    members: tuple[str, ...]


def gathered(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """Return the signs with those that touch made one, the largest first.

    One sign takes in all that touch it, and lies in their middle; it may then touch others, so it is done again until
    nothing touches. Alone is never more than it was.
    """
    rest = sorted(spots, key=_first)
    while len(fewer := list(_once(rest))) < len(rest):
        rest = sorted(fewer, key=_first)
    return tuple(rest)


def _first(spot: Spot) -> tuple[int, float, tuple[str, ...]]:
    return -len(spot.members), -spot.radius, spot.members


def _once(spots: Sequence[Spot]) -> Iterator[Spot]:
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for at, spot in enumerate(spots):
        cells[math.floor(spot.x / _CELL), math.floor(spot.y / _CELL)].append(at)
    gone: set[int] = set()
    for at, spot in enumerate(spots):
        if at in gone:
            continue
        near = [other for other in _near(cells, spot) if other not in gone and _touch(spot, spots[other])]
        gone.update(near)
        yield _together([spot, *(spots[other] for other in near if other != at)])


def _near(cells: defaultdict[tuple[int, int], list[int]], spot: Spot) -> Iterator[int]:
    column, row = math.floor(spot.x / _CELL), math.floor(spot.y / _CELL)
    for across in (-1, 0, 1):
        for down in (-1, 0, 1):
            yield from cells.get((column + across, row + down), ())


def _touch(one: Spot, other: Spot) -> bool:
    share = _TOUCH[(len(one.members) > 1) + (len(other.members) > 1)]
    return math.hypot(one.x - other.x, one.y - other.y) < share * (one.radius + other.radius)


def _together(spots: Sequence[Spot]) -> Spot:
    if len(spots) == 1:
        return spots[0]
    members = tuple(key for spot in spots for key in spot.members)
    return Spot(
        sum(spot.x * len(spot.members) for spot in spots) / len(members),
        sum(spot.y * len(spot.members) for spot in spots) / len(members),
        _RADIUS + _DIGIT * len(str(len(members))),
        members,
    )
