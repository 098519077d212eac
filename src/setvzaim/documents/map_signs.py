"""The signs of schools on a map: by status and size; those that would lie on each other as one with their number."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from setvzaim.documents.drawing import Ink, Mark, Shape
from setvzaim.documents.map_clusters import Spot, gathered
from setvzaim.documents.map_data import SIGNS, MapSchool
from setvzaim.text.plural import Noun

_LEAST, _MOST = 1.6, 4.6
"""Radius of the smallest and of the largest school, мм."""
_ROOM = 14.0
"""Room for each school, мм, from which on signs have their full size."""
_SMALLEST = 0.4
_ON_RIM = 1.15
"""Radius of the sign of a status on the rim of a sign for several schools, мм."""
_TURN = 50.0
"""Degrees between two signs on the rim."""
_NAMED = 8
"""So many schools are named in the tip of a sign for several."""
_SCHOOLS = Noun("школа", "школы", "школ")
_WORDS = {"low_results": "ШНОР", "adverse_conditions": "ШНСУ", "resilient": "резильентных", "stable": "стабильных"}
Places = Mapping[str, tuple[float, float]]
"""Where each school stands, мм."""


def crowding(places: Places) -> float:
    """Return by how much signs are smaller because there are many on little room: 1 where they have room enough."""
    across, down = (max(side) - min(side) for side in zip(*places.values(), strict=True))
    room = math.sqrt(max(across, _ROOM) * max(down, _ROOM) / len(places))
    return min(max(room / _ROOM, _SMALLEST), 1.0)


def signs(schools: Sequence[MapSchool], places: Places, size: float) -> tuple[Mark, ...]:
    """Return the signs, the large ones first, so that the small ones lie on them; those with a number on all."""
    most = max((one.pupils or 0 for one in schools), default=0) or 1
    by_key = {school.key: school for school in schools}
    spots = [Spot(*places[one.key], _radius(one, most, size), (one.key,)) for one in schools]
    marks = [_mark(spot, [by_key[key] for key in spot.members]) for spot in gathered(spots)]
    return tuple(sorted(marks, key=lambda mark: (bool(mark.members), -mark.radius, mark.key)))


def on_rim(mark: Mark, by_key: Mapping[str, MapSchool]) -> Iterator[Mark]:
    """Give the signs of the statuses that are among several schools, on the rim of theirs."""
    there = {by_key[key].sign for key in mark.members}
    shown = [(shape, ink) for code, shape, ink in SIGNS if code in there and code != "stable"]
    for at, (shape, ink) in enumerate(shown):
        angle = math.radians(-90 + _TURN * (at - (len(shown) - 1) / 2))
        yield Mark(
            mark.x + mark.radius * math.cos(angle), mark.y + mark.radius * math.sin(angle), _ON_RIM, shape, ink
        )  # fmt: skip


def _radius(school: MapSchool, most: int, size: float) -> float:
    """Return the radius of a school: its area grows with its pupils; one of which nobody knows is small."""
    return size * (_LEAST + (_MOST - _LEAST) * math.sqrt((school.pupils or 0) / most))


def _mark(spot: Spot, schools: Sequence[MapSchool]) -> Mark:
    if len(schools) > 1:
        schools = sorted(schools, key=lambda one: (-(one.pupils or 0), one.label, one.key))
        return Mark(
            spot.x, spot.y, spot.radius, Shape.CIRCLE, Ink.PLAIN, schools[0].key, _of_several(schools),
            ring=any(one.center for one in schools), members=tuple(one.key for one in schools), text=str(len(schools)),
        )  # fmt: skip
    (school,) = schools
    shape, ink = next(((shape, ink) for code, shape, ink in SIGNS if code == school.sign), (Shape.CIRCLE, Ink.PLAIN))
    return Mark(spot.x, spot.y, spot.radius, shape, ink, school.key, school.tip or school.label, ring=school.center)


def _of_several(schools: Sequence[MapSchool]) -> str:
    """Say what stands behind a sign for several schools."""
    counted = Counter(one.sign for one in schools)
    statuses = [f"{words}\u00a0{counted[code]}" for code, words in _WORDS.items() if counted[code]]
    head = f"{_SCHOOLS.counted(len(schools))} рядом" + (f", из них {', '.join(statuses)}" if statuses else "")
    names = [one.name for one in schools[:_NAMED]]
    more = [f"и ещё {_SCHOOLS.counted(len(schools) - _NAMED)}"] if len(schools) > _NAMED else []
    return "\n".join((f"{head}:", *names, *more))
