"""The names on a map: each beside its sign where there is room, the important ones first."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from setvzaim.documents.drawing import Caption, Ink, Mark, Stroke
from setvzaim.documents.map_data import TEXT, MapSchool, Measure

_Box = tuple[float, float, float, float]
_CELL = 12.0
_MOST_STEPS = 80
_STEP = 1.5
"""Distance of the boxes along a line, мм: less than a name is high."""
_ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2)
"""Where on a line its words may stand, the best place first."""


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


@dataclass
class Names:
    """Lays names into a frame (width and height, мм) in which signs and lines stand already.

    A name never lies on a sign or on another name and, where there is a choice, not on a line.
    """

    marks: Sequence[Mark]
    lines: Sequence[Stroke]
    frame: tuple[float, float]
    measure: Measure
    _taken: _Taken = field(default_factory=_Taken)
    _crossed: _Taken = field(default_factory=_Taken)

    def __post_init__(self) -> None:
        for line in self.lines:
            for box in _along(line):
                self._crossed.take(box)
        for mark in self.marks:
            self._taken.take((mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius))

    def of_schools(self, by_key: Mapping[str, MapSchool], beside: Mapping[str, str]) -> Iterator[Caption]:
        """Give the names that have room: districts of many schools, then centers, then the largest schools first.

        `beside` are words that stand behind the name of a school.
        """
        places = _districts(self.marks, by_key)
        for mark in sorted(self.marks, key=lambda one: (-len(one.members), _rank(by_key[one.key]))):
            label = places.get(mark.key, "") if mark.members else _label(by_key[mark.key], beside)
            if label and (at := self._room(label, beside_mark(mark, self.measure(label, TEXT)))) is not None:
                ink = Ink.MUTED if mark.members else Ink.TEXT
                yield Caption(*at, label, TEXT, ink, key=mark.key)

    def of_ways(self) -> Iterator[Caption]:
        """Give how long the ways are, each on its line where nothing else is."""
        for line in self.lines:
            if line.words and (at := self._on(line)) is not None:
                yield Caption(*at, line.words, TEXT, line.ink, ground=True)

    def _on(self, line: Stroke) -> tuple[float, float] | None:
        """Return where the words of a line may begin, as near to its middle as there is room."""
        long = self.measure(line.words, TEXT)
        for share in _ALONG:
            x = line.x1 + (line.x2 - line.x1) * share - long / 2
            y = line.y1 + (line.y2 - line.y1) * share + TEXT * 0.35
            if self._fits(box := _box(x, y, long)):
                self._taken.take(box)
                return x, y
        return None

    def _room(self, label: str, places: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
        long = self.measure(label, TEXT)
        free = [place for place in places if self._fits(_box(*place, long))]
        if not free:
            return None
        at = next((place for place in free if self._crossed.free(_box(*place, long))), free[0])
        self._taken.take(_box(*at, long))
        return at

    def _fits(self, box: _Box) -> bool:
        inside = box[0] >= 0 and box[2] <= self.frame[0] and box[1] >= 0 and box[3] <= self.frame[1]
        return inside and self._taken.free(box)


def _label(school: MapSchool, beside: Mapping[str, str]) -> str:
    more = beside.get(school.key)
    return f"{school.label}, {more}" if more else school.label


def _rank(school: MapSchool) -> tuple[bool, int, str]:
    return not school.center, -(school.pupils or 0), school.label


def _districts(marks: Sequence[Mark], by_key: Mapping[str, MapSchool]) -> dict[str, str]:
    """Return the names of signs for several schools: their district, at the largest of its signs only."""
    found: dict[str, Mark] = {}
    for mark in marks:
        places = {by_key[key].place for key in mark.members}
        if len(places) == 1 and (place := places.pop()):
            other = found.get(place)
            if other is None or len(other.members) < len(mark.members):
                found[place] = mark
    return {mark.key: place for place, mark in found.items()}


def _box(x: float, y: float, long: float) -> _Box:
    return x, y - TEXT, x + long, y + TEXT * 0.3


def _along(line: Stroke) -> Iterator[_Box]:
    """Give small boxes along a line, on a very long one farther apart."""
    length = math.hypot(line.x2 - line.x1, line.y2 - line.y1)
    steps = min(max(1, math.ceil(length / _STEP)), _MOST_STEPS)
    for at in range(steps + 1):
        x, y = line.x1 + (line.x2 - line.x1) * at / steps, line.y1 + (line.y2 - line.y1) * at / steps
        yield x - 0.5, y - 0.5, x + 0.5, y + 0.5


def beside_mark(mark: Mark, long: float) -> tuple[tuple[float, float], ...]:
    """Return where a name `long` мм may begin: right of its mark, left, above, below."""
    gap = mark.radius + (1.8 if mark.ring else 0.8)
    return (
        (mark.x + gap, mark.y + TEXT * 0.35),
        (mark.x - gap - long, mark.y + TEXT * 0.35),
        (mark.x - long / 2, mark.y - gap),
        (mark.x - long / 2, mark.y + gap + TEXT * 0.8),
    )
