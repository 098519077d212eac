"""Coordinates that cannot be right: far outside the district, or those of several schools at once."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from setvzaim.analysis.travel.straight import Point, straight

K = TypeVar("K", bound=Hashable)
_FEWEST = 4
"""Places by which a district is known."""


class Doubt(Enum):
    """Why a coordinate is doubted."""

    OUTSIDE = "outside"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Stray:
    """A doubted coordinate: of what, why, how far from the middle of its district (км) and how far the others are.

    `nearest` names the district in the middle of which it would lie best, where that is another one.
    """

    of: Hashable
    doubt: Doubt
    kilometres: float
    usual: float
    nearest: str | None = None


def strays(places: Iterable[tuple[K, str, Point]], times: float, least: float) -> tuple[Stray, ...]:
    """Return the doubted coordinates of places given with their district.

    There are no borders offline, so a district is known by its own places: its middle is the median of latitudes and
    longitudes, and a place is outside when it lies more than `times` as far from it as half of the others do, and
    more than `least` kilometres. Medians stay where they are while fewer than half of the places are wrong.
    """
    rows = list(places)
    middles = _middles(rows)
    shared = Counter(point for _, _, point in rows)
    found: list[Stray] = []
    for of, district, point in rows:
        if district in middles:
            middle, usual = middles[district]
            away = straight(point, middle)
            if away > max(times * usual, least):
                nearest = min(middles, key=lambda name: straight(point, middles[name][0]))
                found.append(Stray(of, Doubt.OUTSIDE, away, usual, nearest if nearest != district else None))
                continue
        if shared[point] > 1:
            found.append(Stray(of, Doubt.SHARED, 0.0, 0.0))
    return tuple(found)


def _middles(rows: list[tuple[K, str, Point]]) -> dict[str, tuple[Point, float]]:
    """Return the middle of each district that has enough places, with the median distance from it, км."""
    districts: dict[str, list[Point]] = {}
    for _, district, point in rows:
        districts.setdefault(district, []).append(point)
    middles: dict[str, tuple[Point, float]] = {}
    for district, points in districts.items():
        if len(points) >= _FEWEST:
            middle = Point(
                statistics.median(point.latitude for point in points),
                statistics.median(point.longitude for point in points),
            )
            middles[district] = middle, statistics.median(straight(point, middle) for point in points)
    return middles
