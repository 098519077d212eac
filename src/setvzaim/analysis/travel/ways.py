"""How far and how long: what somebody has measured wins; else the straight line times a factor of the roads."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from setvzaim.analysis.travel.straight import Point, straight

_LEAST_FACTOR = 1.0
_CLOSE = 1.0
"""Straight lines shorter than this say nothing of roads, км."""


class Season(Enum):
    """When the way is driven: the steppe roads are other roads in the thaw."""

    DRY = "dry"
    WET = "wet"
    WINTER = "winter"


class Source(Enum):
    """Where a way is known from."""

    OWN = "own"
    """Minutes somebody has named."""
    OWN_KILOMETRES = "own_kilometres"
    """Kilometres somebody has named; the minutes follow from the speed."""
    ESTIMATED = "estimated"
    """The straight line times the factor."""
    SAME = "same"
    """Both ends are the same place."""


@dataclass(frozen=True, slots=True)
class Known:
    """A road somebody has measured, with both its ends."""

    start: Point
    end: Point
    kilometres: float


@dataclass(frozen=True, slots=True)
class Factor:
    """Kilometres of road for one of the straight line.

    `value` is the median of the measured roads; `low` and `high` are their quartiles; `error` is the median relative
    error with which each measured road is foretold from all the others. Where it does not come from measured roads,
    because there are fewer than three or somebody has said it, the others are `None`.
    """

    value: float
    count: int = 0
    low: float | None = None
    high: float | None = None
    error: float | None = None


@dataclass(frozen=True, slots=True)
class Speeds:
    """Average speed on the road, км/ч, by season."""

    by_season: Mapping[Season, float]

    def minutes(self, kilometres: float, season: Season) -> float:
        """Return how long a way takes."""
        return kilometres / self.by_season[season] * 60


@dataclass(frozen=True, slots=True)
class Own:
    """What somebody has said of a way; `season` is `None` for the whole year."""

    kilometres: float | None = None
    minutes: float | None = None
    season: Season | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """A way between two schools in a season; a closed one has no minutes."""

    kilometres: float | None
    minutes: float | None
    source: Source
    closed: bool = False


FEWEST = 3
"""Measured roads from which the factor can be told."""


def calibrate(known: Iterable[Known], usual: float) -> Factor:
    """Return the factor of the roads from measured ones, `usual` where they are too few.

    The median withstands a wrong coordinate; a factor below one is a wrong road or a wrong place, and is left out.
    """
    lengths = ((road.kilometres, straight(road.start, road.end)) for road in known)
    ratios = sorted(road / line for road, line in lengths if line >= _CLOSE and road / line >= _LEAST_FACTOR)
    if len(ratios) < FEWEST:
        return Factor(usual, len(ratios))
    low, _, high = statistics.quantiles(ratios, n=4, method="inclusive")
    errors = [abs(statistics.median(ratios[:at] + ratios[at + 1 :]) - ratio) / ratio for at, ratio in enumerate(ratios)]
    return Factor(statistics.median(ratios), len(ratios), low, high, statistics.median(errors))


def way(
    start: Point | None,
    end: Point | None,
    own: Iterable[Own],
    factor: Factor,
    speeds: Speeds,
    season: Season,
) -> Way | None:
    """Return the way between two places in a season; `None` when nothing is known of it.

    Of what somebody has said the word for this very season comes before the word for the whole year; a word that
    names only kilometres or only minutes is filled up from the other word, then by the speed.
    """
    said = sorted((one for one in own if one.season in (None, season)), key=lambda one: one.season is None)
    if said and said[0].closed:
        return Way(None, None, Source.OWN, closed=True)
    minutes = next((one.minutes for one in said if one.minutes is not None), None)
    kilometres = next((one.kilometres for one in said if one.kilometres is not None), None)
    if minutes is not None:
        return Way(kilometres, minutes, Source.OWN)
    if kilometres is not None:
        return Way(kilometres, speeds.minutes(kilometres, season), Source.OWN_KILOMETRES)
    if start is None or end is None:
        return None
    if start == end:
        return Way(0.0, 0.0, Source.SAME)
    road = straight(start, end) * factor.value
    return Way(road, speeds.minutes(road, season), Source.ESTIMATED)
