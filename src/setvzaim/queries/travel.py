"""Ways between the schools of the base: distances somebody has typed, else what the coordinates foretell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from setvzaim.analysis.travel import Factor, Known, Own, Point, Season, Speeds, Stray, Way, calibrate, strays, way
from setvzaim.analysis.travel.strays import Doubt
from setvzaim.model import TABLES
from setvzaim.queries.settings import Settings
from setvzaim.registers.settings import FACTOR, SEASON, SPEEDS, STRAY_LEAST, STRAY_TIMES
from setvzaim.text.format import format_number
from setvzaim.text.plural import Noun

_OF_SCHOOLS = Noun("школы", "школ", "школ")


class Ways:
    """The ways between schools in one season, read once.

    The factor of the roads is what the office has said; else it is calibrated on the typed distances whose ends both
    have coordinates.
    """

    def __init__(self, connection: sa.Connection, season: Season | None = None) -> None:
        kept = Settings(connection)
        self.season = season or Season(kept[SEASON])
        self.points = dict(_points(connection))
        self._own: dict[tuple[str, str], list[Own]] = {}
        for start, end, own in _typed(connection):
            self._own.setdefault((start, end), []).append(own)
        self._speeds = Speeds({season: kept[speed] for season, speed in SPEEDS.items()})
        self.measured: Factor = calibrate(self._measured(), FACTOR.usual)
        """What the typed distances say of the roads."""
        said = kept.own(FACTOR)
        self.factor: Factor = self.measured if said is None else Factor(said)

    @property
    def speed(self) -> float:
        """The average speed in the season, км/ч."""
        return self._speeds.by_season[self.season]

    def between(self, start: str, end: str) -> Way | None:
        """Return the way from one school to another; what was typed for the way back holds where this was not."""
        own = self._own.get((start, end)) or self._own.get((end, start)) or ()
        return way(self.points.get(start), self.points.get(end), own, self.factor, self._speeds, self.season)

    def _measured(self) -> Iterator[Known]:
        for (start, end), said in self._own.items():
            ends = self.points.get(start), self.points.get(end)
            kilometres = next((own.kilometres for own in said if own.kilometres is not None), None)
            if ends[0] is not None and ends[1] is not None and kilometres is not None:
                yield Known(ends[0], ends[1], kilometres)


def ways_from(connection: sa.Connection, school: str) -> dict[str, str]:
    """Say how long the way from a school to every other is, as far as that is known: «34 мин», «проезда нет»."""
    ways = Ways(connection)
    others = [other for other in connection.scalars(sa.select(TABLES["schools"].c.id)) if other != school]
    found = ((other, ways.between(school, other)) for other in others)
    return {other: in_short(way) for other, way in found if way is not None}


def in_short(way: Way) -> str:
    """Say how long a way is."""
    if way.minutes is None:
        return "проезда нет"
    return f"{format_number(round(way.minutes))}\u00a0мин"


@dataclass(frozen=True, slots=True)
class Roads:
    """What is known of the roads: how many ways somebody has typed, what they tell of all others, and the season."""

    typed: int
    factor: Factor
    season: Season
    speed: float
    """Average speed in the season, км/ч."""


def roads(connection: sa.Connection) -> Roads:
    """Return what is known of the roads."""
    ways = Ways(connection)
    typed = connection.execute(sa.select(sa.func.count()).select_from(TABLES["distances"])).scalar_one()
    return Roads(typed, ways.factor, ways.season, ways.speed)


def doubted(connection: sa.Connection) -> tuple[Stray, ...]:
    """Return the coordinates of schools that cannot be right, by the identifiers of the schools."""
    schools, districts_table = TABLES["schools"], TABLES["municipalities"]
    named = sa.select(schools.c.id, districts_table.c.name).join_from(schools, districts_table)
    districts, kept = dict(connection.execute(named).all()), Settings(connection)
    places = ((school, districts[school], point) for school, point in _points(connection))
    return strays(places, kept[STRAY_TIMES], kept[STRAY_LEAST])


def coordinate_doubts(connection: sa.Connection) -> dict[str, str]:
    """Say of each doubted coordinate why, in a sentence without a full stop, by the identifier of its school."""
    found = doubted(connection)
    table = TABLES["schools"]
    names = dict(connection.execute(sa.select(table.c.id, table.c.name)).all()) if found else {}
    points = dict(_points(connection)) if found else {}
    at: dict[Point, list[str]] = {}
    for school, point in points.items():
        at.setdefault(point, []).append(school)
    said: dict[str, str] = {}
    for stray in found:
        school = str(stray.of)
        if stray.doubt is Doubt.SHARED:
            others = [names[other] for other in at[points[school]] if other != school]
            more = f" и ещё у {_OF_SCHOOLS.counted(len(others) - 1)}" if len(others) > 1 else ""
            said[school] = f"Координаты те же, что у школы {others[0]}{more}"
        else:
            nearest = f", ближе всего {stray.nearest}" if stray.nearest else ""
            said[school] = (
                f"Координаты вне района: до его середины {format_number(round(stray.kilometres))} км (у других школ "
                f"обычно {format_number(round(stray.usual))}){nearest}"
            )
    return said


def _points(connection: sa.Connection) -> Iterator[tuple[str, Point]]:
    table = TABLES["schools"]
    known = sa.select(table.c.id, table.c.latitude, table.c.longitude).where(
        table.c.latitude.is_not(None), table.c.longitude.is_not(None)
    )
    for school, latitude, longitude in connection.execute(known.order_by(table.c.id)):
        yield school, Point(latitude, longitude)


def _typed(connection: sa.Connection) -> Iterator[tuple[str, str, Own]]:
    table = TABLES["distances"]
    for row in connection.execute(sa.select(table).order_by(table.c.id)).mappings():
        season = next((one for one in Season if one.value == row["season"]), None)
        own = Own(row["kilometres"], row["minutes"], season, bool(row["closed"]))
        yield row["from_school"], row["to_school"], own
