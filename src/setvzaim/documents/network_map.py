"""The map of a network, without tiles or internet: schools, centers and who helps whom (regulation 1.3, 4.3)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from setvzaim.documents.drawing import Caption, Drawing, Ink, Item, Mark, Shape, Stroke, words_width
from setvzaim.text.format import format_number

_SIGNS = (
    ("low_results", Shape.TRIANGLE, Ink.LOW_RESULTS),
    ("adverse_conditions", Shape.DIAMOND, Ink.ADVERSE),
    ("resilient", Shape.STAR, Ink.RESILIENT),
    ("stable", Shape.CIRCLE, Ink.STABLE),
)
"""The sign of a status; of several the first one is shown, the tip names them all."""
_INKS = {"on_site": Ink.ON_SITE, "remote": Ink.REMOTE, "platform": Ink.PLATFORM}
_LEAST, _MOST = 1.6, 4.6
"""Radius of the smallest and of the largest school, мм."""
_MARGIN = 12.0
_TEXT = 2.6
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
"""Lengths a scale may have, км."""
_KILOMETRES = 111.195
"""Kilometres of a degree of latitude."""


@dataclass(frozen=True, slots=True)
class MapSchool:
    """A school on the map; `tip` is what is told of it in words."""

    key: str
    label: str
    latitude: float
    longitude: float
    pupils: int | None
    statuses: tuple[str, ...] = ()
    center: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class MapPair:
    """Who helps whom, in which mode (a code of the registers), how much: `weight` from 0 to 1."""

    giver: str
    taker: str
    mode: str
    weight: float
    tip: str = ""


@dataclass(frozen=True, slots=True)
class MapData:
    """What the map shows; `left_out` says in words which schools it cannot show."""

    schools: tuple[MapSchool, ...]
    pairs: tuple[MapPair, ...] = ()
    left_out: str = ""


def network_map(data: MapData, width: float, height: float, *, labels: bool = True) -> Drawing:
    """Draw the map into a frame, мм; the north is above, both directions have the same scale."""
    if not data.schools:
        return Drawing(width, height, ())
    place, kilometre = _projection(data.schools, width, height)
    marks = {school.key: _mark(school, *place(school), data.schools) for school in data.schools}
    items: list[Item] = [stroke for pair in data.pairs for stroke in _strokes(pair, marks)]
    items += marks.values()
    if labels:
        items += _labels(data.schools, marks, width, height)
    items += _scale(kilometre, height)
    return Drawing(width, height, tuple(items))


class _Place:
    """Puts degrees into the frame."""

    def __init__(self, left: float, top: float, scale: float, shrink: float, offset: tuple[float, float]) -> None:
        self._left, self._top, self._scale, self._shrink, self._offset = left, top, scale, shrink, offset

    def __call__(self, school: MapSchool) -> tuple[float, float]:
        return (
            self._offset[0] + (school.longitude - self._left) * self._shrink * self._scale,
            self._offset[1] + (self._top - school.latitude) * self._scale,
        )


def _projection(schools: Sequence[MapSchool], width: float, height: float) -> tuple[_Place, float]:
    """Return what puts schools into the frame, and how many millimetres a kilometre is.

    A district is small: degrees of longitude are as long everywhere in it as in its middle.
    """
    west, east = min(one.longitude for one in schools), max(one.longitude for one in schools)
    south, north = min(one.latitude for one in schools), max(one.latitude for one in schools)
    shrink = math.cos(math.radians((south + north) / 2))
    across, down = max((east - west) * shrink, 0.01), max(north - south, 0.01)
    room_x, room_y = max(width - 2 * _MARGIN, 10.0), max(height - 2 * _MARGIN, 10.0)
    scale = min(room_x / across, room_y / down)
    offset = (
        _MARGIN + (room_x - (east - west) * shrink * scale) / 2,
        _MARGIN + (room_y - (north - south) * scale) / 2,
    )
    return _Place(west, north, scale, shrink, offset), scale / _KILOMETRES


def _mark(school: MapSchool, x: float, y: float, schools: Sequence[MapSchool]) -> Mark:
    """Return the mark of a school: its area grows with its pupils; one of which nobody knows is small."""
    most = max((one.pupils or 0 for one in schools), default=0) or 1
    radius = _LEAST + (_MOST - _LEAST) * math.sqrt((school.pupils or 0) / most)
    shape, ink = next(
        ((shape, ink) for code, shape, ink in _SIGNS if code in school.statuses), (Shape.CIRCLE, Ink.PLAIN)
    )
    tip = school.tip or school.label
    return Mark(x, y, radius, shape, ink, school.key, tip, ring=school.center)


def _strokes(pair: MapPair, marks: dict[str, Mark]) -> Iterator[Stroke]:
    """Give the arrow of a pair, from the edge of the giver's mark to that of the taker's."""
    start, end = marks.get(pair.giver), marks.get(pair.taker)
    if start is None or end is None:
        return
    across, down = end.x - start.x, end.y - start.y
    length = math.hypot(across, down)
    if length <= start.radius + end.radius:
        return
    over, under = start.radius / length, end.radius / length
    yield Stroke(
        start.x + across * over,
        start.y + down * over,
        end.x - across * under,
        end.y - down * under,
        0.25 + 0.9 * min(max(pair.weight, 0.0), 1.0),
        _INKS.get(pair.mode, Ink.MUTED),
        dashed=pair.mode != "on_site",
        arrow=True,
        key=pair.taker,
        tip=pair.tip,
    )


_Box = tuple[float, float, float, float]


def _labels(schools: Sequence[MapSchool], marks: dict[str, Mark], width: float, height: float) -> Iterator[Caption]:
    """Give the names, the largest schools first, each beside its mark where nothing else is; else none."""
    taken: list[_Box] = [(m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks.values()]
    for school in sorted(schools, key=lambda one: (not one.center, -(one.pupils or 0), one.label)):
        mark = marks[school.key]
        long = words_width(school.label, _TEXT)
        gap = mark.radius + 0.8
        for x, y in (
            (mark.x + gap, mark.y + _TEXT * 0.35),
            (mark.x - gap - long, mark.y + _TEXT * 0.35),
            (mark.x - long / 2, mark.y - gap),
            (mark.x - long / 2, mark.y + gap + _TEXT * 0.8),
        ):
            box = (x, y - _TEXT, x + long, y + _TEXT * 0.3)
            inside = box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                yield Caption(x, y, school.label, _TEXT)
                break


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale(kilometre: float, height: float) -> Iterator[Item]:
    """Give the scale: the longest round length of at most 40 мм."""
    length = next((step for step in reversed(_STEPS) if step * kilometre <= 40), _STEPS[0])
    y, long = height - 4.0, length * kilometre
    yield Stroke(4.0, y, 4.0 + long, y, 0.4, Ink.MUTED)
    yield Stroke(4.0, y - 1, 4.0, y + 1, 0.3, Ink.MUTED)
    yield Stroke(4.0 + long, y - 1, 4.0 + long, y + 1, 0.3, Ink.MUTED)
    yield Caption(4.0, y - 1.6, f"{format_number(length)}\u00a0км", _TEXT, Ink.MUTED)
