"""The straight line over the globe."""

from __future__ import annotations

import math
from dataclasses import dataclass

_EARTH = 6371.0088
"""Mean radius of the Earth, км (IUGG)."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place by latitude and longitude, degrees."""

    latitude: float
    longitude: float


def straight(start: Point, end: Point) -> float:
    """Return the great-circle distance of two places, км (haversine: good for places close together too)."""
    first, second = math.radians(start.latitude), math.radians(end.latitude)
    over = math.radians(end.longitude - start.longitude)
    half = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(over / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(min(1.0, half)))
