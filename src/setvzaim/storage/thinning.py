"""Which backups stay: all of the latest, then one a day, one a week, one a month."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Limits:
    """How many of each stay: of a day, week or month it is the newest copy that stays."""

    latest: int = 12
    days: int = 14
    weeks: int = 9
    months: int = 24


def staying(times: Iterable[datetime], now: datetime, limits: Limits = Limits()) -> frozenset[datetime]:
    """Return which of the copies made at `times` stay.

    Copies from the future (the clock was set back) stay too and are not counted: else the copy just made would be
    the oldest and go first. To thin after each copy or once after all leaves the same copies.
    """
    made = set(times)
    past = sorted((when for when in made if when <= now), reverse=True)
    found = {when for when in made if when > now} | set(past[: limits.latest])
    periods: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (limits.days, lambda when: when.date()),
        (limits.weeks, lambda when: when.isocalendar()[:2]),
        (limits.months, lambda when: (when.year, when.month)),
    )
    for most, period in periods:
        newest: dict[object, datetime] = {}
        for when in past:
            newest.setdefault(period(when), when)
        found |= set(list(newest.values())[:most])
    return frozenset(found)
