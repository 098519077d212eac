"""The map of a network, without tiles or internet: schools, centers and who helps whom (regulation 1.3, 4.3)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from setvzaim.documents.drawing import Caption, Drawing, Ink, Item, Mark, Shape, Stroke, words_width
from setvzaim.text.format import format_number

SIGNS = (
    ("low_results", Shape.TRIANGLE, Ink.LOW_RESULTS),
    ("adverse_conditions", Shape.DIAMOND, Ink.ADVERSE),
    ("resilient", Shape.STAR, Ink.RESILIENT),
    ("stable", Shape.CIRCLE, Ink.STABLE),
)
"""The sign of a status; of several the first one is shown, the tip names them all."""
LINES: Mapping[str, tuple[Ink, tuple[float, ...]]] = {
    "on_site": (Ink.ON_SITE, ()),
    "remote": (Ink.REMOTE, (2.4, 1.2)),
    "platform": (Ink.PLATFORM, (0.6, 1.0)),
}
"""Colour and dashes of each mode of 4.2, so that it can be told without colours."""
UNSAID = (Ink.MUTED, ())
"""The line of a pair of which nobody has said the mode."""
TEXT = 2.6
"""Height of the words, мм."""
_LEAST, _MOST = 1.6, 4.6
"""Radius of the smallest and of the largest school, мм."""
_ROOM = 14.0
"""Room for each school, мм, from which on signs have their full size."""
_SMALLEST = 0.4
_MARGIN = 12.0
_LEAST_ROOM = 10.0
_APART = 1.4
"""Distance between two arrows of the same two schools, мм."""
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
"""Lengths a scale may have, км."""
_LONGEST_SCALE = 40.0
_KILOMETRES = 111.195
"""Kilometres of a degree of latitude."""
Measure = Callable[[str, float], float]
"""Tells how wide words of a size are, both in mm."""


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
    """Who helps whom, in which mode (a code of the registers), how much: `weight` from 0 to 1.

    `what` is given, `way` tells how long the road is; `tip` is all of it in words.
    """

    giver: str
    taker: str
    mode: str
    weight: float
    tip: str = ""
    what: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True)
class MapData:
    """What the map shows; `left_out` says in words which schools it cannot show, `hidden` which records those are."""

    schools: tuple[MapSchool, ...]
    pairs: tuple[MapPair, ...] = ()
    left_out: str = ""
    hidden: tuple[str, ...] = ()


class Projection:
    """Puts degrees into a frame of `width` × `height` mm; the north is above, both directions have the same scale.

    A district is small: degrees of longitude are as long everywhere in it as in its middle.
    """

    def __init__(self, schools: Sequence[MapSchool], width: float, height: float) -> None:
        self._west, east = min(one.longitude for one in schools), max(one.longitude for one in schools)
        south, self._north = min(one.latitude for one in schools), max(one.latitude for one in schools)
        self._shrink = math.cos(math.radians((south + self._north) / 2))
        across, down = (east - self._west) * self._shrink, self._north - south
        room_x, room_y = max(width - 2 * _MARGIN, _LEAST_ROOM), max(height - 2 * _MARGIN, _LEAST_ROOM)
        self._scale = min(room_x / max(across, 0.01), room_y / max(down, 0.01))
        self._left = _MARGIN + (room_x - across * self._scale) / 2
        self._top = _MARGIN + (room_y - down * self._scale) / 2

    @property
    def kilometre(self) -> float:
        """How long a kilometre is, мм."""
        return self._scale / _KILOMETRES

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a point of the earth stands, мм."""
        return (
            self._left + (longitude - self._west) * self._shrink * self._scale,
            self._top + (self._north - latitude) * self._scale,
        )

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Return longitude and latitude of a point of the frame."""
        return (
            self._west + (x - self._left) / (self._shrink * self._scale),
            self._north - (y - self._top) / self._scale,
        )


def enlarged(side: float, zoom: float) -> float:
    """Return how long a side of the frame must be for the map in it to be `zoom` times as large, мм."""
    return 2 * _MARGIN + max(side - 2 * _MARGIN, _LEAST_ROOM) * zoom


def network_map(
    data: MapData,
    width: float,
    height: float,
    *,
    labels: bool = True,
    pairs: bool = True,
    scale: bool = True,
    measure: Measure = words_width,
) -> Drawing:
    """Draw the map into a frame, мм: without names, arrows or scale where they are not wanted."""
    if not data.schools:
        return Drawing(width, height, ())
    onto = Projection(data.schools, width, height)
    most = max((one.pupils or 0 for one in data.schools), default=0) or 1
    size = _crowding(onto, data.schools)
    marks = {
        school.key: _mark(school, *onto.place(school.longitude, school.latitude), most, size) for school in data.schools
    }
    items: list[Item] = list(_strokes(data.pairs, marks, size)) if pairs else []
    items += marks.values()
    if labels:
        lines = tuple(item for item in items if isinstance(item, Stroke))
        items += _labels(data.schools, marks, lines, (width, height), measure)
    if scale:
        items += scale_bar(onto.kilometre, height)
    return Drawing(width, height, tuple(items))


def _crowding(onto: Projection, schools: Sequence[MapSchool]) -> float:
    """Return by how much signs are smaller because there are many on little room: 1 where they have room enough."""
    points = [onto.place(one.longitude, one.latitude) for one in schools]
    across, down = (max(side) - min(side) for side in zip(*points, strict=True))
    room = math.sqrt(max(across, _ROOM) * max(down, _ROOM) / len(points))
    return min(max(room / _ROOM, _SMALLEST), 1.0)


def _mark(school: MapSchool, x: float, y: float, most: int, size: float) -> Mark:
    """Return the mark of a school: its area grows with its pupils; one of which nobody knows is small."""
    radius = size * (_LEAST + (_MOST - _LEAST) * math.sqrt((school.pupils or 0) / most))
    shape, ink = next(
        ((shape, ink) for code, shape, ink in SIGNS if code in school.statuses), (Shape.CIRCLE, Ink.PLAIN)
    )
    tip = school.tip or school.label
    return Mark(x, y, radius, shape, ink, school.key, tip, ring=school.center)


def _strokes(pairs: Sequence[MapPair], marks: Mapping[str, Mark], size: float) -> Iterator[Stroke]:
    """Give the arrows; those between the same two schools stand side by side."""
    between: defaultdict[frozenset[str], list[MapPair]] = defaultdict(list)
    for pair in pairs:
        between[frozenset((pair.giver, pair.taker))].append(pair)
    for ends, same in between.items():
        first = min(ends)
        for at, pair in enumerate(same):
            aside = (at - (len(same) - 1) / 2) * _APART
            yield from _stroke(pair, marks, aside if pair.giver == first else -aside, size)


def _stroke(pair: MapPair, marks: Mapping[str, Mark], aside: float, size: float) -> Iterator[Stroke]:
    """Give the arrow of a pair, from the edge of the giver's mark to that of the taker's, `aside` мм to the right."""
    start, end = marks.get(pair.giver), marks.get(pair.taker)
    if start is None or end is None:
        return
    across, down = end.x - start.x, end.y - start.y
    length = math.hypot(across, down)
    if length <= start.radius + end.radius:
        return
    over, under = start.radius / length, end.radius / length
    right_x, right_y = -down / length * aside, across / length * aside
    ink, dashes = LINES.get(pair.mode, UNSAID)
    yield Stroke(
        start.x + across * over + right_x,
        start.y + down * over + right_y,
        end.x - across * under + right_x,
        end.y - down * under + right_y,
        size * (0.25 + 0.9 * min(max(pair.weight, 0.0), 1.0)),
        ink,
        dashes=dashes,
        arrow=True,
        key=f"{pair.giver} {pair.taker}",
        tip=pair.tip,
    )


_Box = tuple[float, float, float, float]
_CELL = 12.0
_MOST_STEPS = 80
_STEP = 1.5
"""Distance of the boxes along a line, мм: less than a name is high."""


class _Taken:
    """Boxes that are taken, by the cells of a grid they touch: six hundred names are laid in a moment."""

    def __init__(self) -> None:
        self._cells: defaultdict[tuple[int, int], list[_Box]] = defaultdict(list)

    def take(self, box: _Box) -> None:
        for cell in _cells(box):
            self._cells[cell].append(box)

    def free(self, box: _Box) -> bool:
        return not any(_meet(box, other) for cell in _cells(box) for other in self._cells.get(cell, ()))


def _cells(box: _Box) -> Iterator[tuple[int, int]]:
    for column in range(math.floor(box[0] / _CELL), math.floor(box[2] / _CELL) + 1):
        for row in range(math.floor(box[1] / _CELL), math.floor(box[3] / _CELL) + 1):
            yield column, row


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _labels(
    schools: Sequence[MapSchool],
    marks: Mapping[str, Mark],
    lines: Sequence[Stroke],
    frame: tuple[float, float],
    measure: Measure,
) -> Iterator[Caption]:
    """Give the names, the largest schools first, each beside its mark where nothing else is; else none.

    Where there is a choice, a name does not lie on an arrow.
    """
    taken, crossed = _Taken(), _Taken()
    for line in lines:
        for box in _along(line):
            crossed.take(box)
    for mark in marks.values():
        taken.take((mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius))
    for school in sorted(schools, key=lambda one: (not one.center, -(one.pupils or 0), one.label)):
        long = measure(school.label, TEXT)
        places = [(x, y, (x, y - TEXT, x + long, y + TEXT * 0.3)) for x, y in _beside(marks[school.key], long)]
        free = [place for place in places if _inside(place[2], frame) and taken.free(place[2])]
        if free:
            x, y, box = next((place for place in free if crossed.free(place[2])), free[0])
            taken.take(box)
            yield Caption(x, y, school.label, TEXT, key=school.key)


def _inside(box: _Box, frame: tuple[float, float]) -> bool:
    return box[0] >= 0 and box[2] <= frame[0] and box[1] >= 0 and box[3] <= frame[1]


def _along(line: Stroke) -> Iterator[_Box]:
    """Give small boxes along a line, on a very long one farther apart."""
    length = math.hypot(line.x2 - line.x1, line.y2 - line.y1)
    steps = min(max(1, math.ceil(length / _STEP)), _MOST_STEPS)
    for at in range(steps + 1):
        x, y = line.x1 + (line.x2 - line.x1) * at / steps, line.y1 + (line.y2 - line.y1) * at / steps
        yield x - 0.5, y - 0.5, x + 0.5, y + 0.5


def _beside(mark: Mark, long: float) -> tuple[tuple[float, float], ...]:
    """Return where a name `long` мм may begin: right of its mark, left, above, below."""
    gap = mark.radius + (1.8 if mark.ring else 0.8)
    return (
        (mark.x + gap, mark.y + TEXT * 0.35),
        (mark.x - gap - long, mark.y + TEXT * 0.35),
        (mark.x - long / 2, mark.y - gap),
        (mark.x - long / 2, mark.y + gap + TEXT * 0.8),
    )


def caption_of(mark: Mark, label: str, measure: Measure = words_width) -> Caption:
    """Return the name of a school where it stands best, whatever else is there."""
    x, y = _beside(mark, measure(label, TEXT))[0]
    return Caption(x, y, label, TEXT, key=mark.key)


def scale_bar(kilometre: float, height: float) -> Iterator[Item]:
    """Give the scale in the lower left corner: the longest round length of at most 40 мм."""
    length = next((step for step in reversed(_STEPS) if step * kilometre <= _LONGEST_SCALE), _STEPS[0])
    y, long = height - 4.0, length * kilometre
    yield Stroke(4.0, y, 4.0 + long, y, 0.4, Ink.MUTED)
    yield Stroke(4.0, y - 1, 4.0, y + 1, 0.3, Ink.MUTED)
    yield Stroke(4.0 + long, y - 1, 4.0 + long, y + 1, 0.3, Ink.MUTED)
    yield Caption(4.0, y - 1.6, f"{format_number(length)}\u00a0км", TEXT, Ink.MUTED)
