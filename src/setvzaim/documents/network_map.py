"""The map of a network, without tiles or internet: schools, centers and who helps whom (regulation 1.3, 4.3)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from setvzaim.documents.drawing import Caption, Drawing, Ink, Item, Mark, Stroke, words_width
from setvzaim.documents.map_arrows import arrows
from setvzaim.documents.map_data import TEXT, MapData, MapSchool, Measure
from setvzaim.documents.map_names import Names, beside_mark
from setvzaim.documents.map_signs import crowding, on_rim, signs
from setvzaim.text.format import format_number

_MARGIN = 12.0
_LEAST_ROOM = 10.0
_STEPS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
"""Lengths a scale may have, км."""
_LONGEST_SCALE = 40.0
_KILOMETRES = 111.195
"""Kilometres of a degree of latitude."""
_ARROWS, _ARROWS_SIDE = 140, 160.0
"""So many arrows can be told apart in a square of such sides, мм."""
_MOST_ARROWS = 160
_NOTHING: Mapping[str, str] = {}


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
    ways: bool = False,
    scale: bool = True,
    beside: Mapping[str, str] = _NOTHING,
    measure: Measure = words_width,
) -> Drawing:
    """Draw the map into a frame, мм: without names, arrows, lengths of their ways or scale where they are not wanted.

    `beside` are words that stand behind the names of schools, by their keys.
    """
    if not data.schools:
        return Drawing(width, height, ())
    onto = Projection(data.schools, width, height)
    by_key = {school.key: school for school in data.schools}
    places = {one.key: onto.place(one.longitude, one.latitude) for one in data.schools}
    size = crowding(places)
    marks = signs(data.schools, places, size)
    of_school = {key: mark for mark in marks for key in (mark.members or (mark.key,))}
    all_lines = tuple(arrows(data.pairs, of_school, by_key, size)) if pairs else ()
    lines = all_lines[: _room_for_arrows(width, height)]
    items: list[Item] = list(lines)
    for mark in marks:
        items += (mark, *on_rim(mark, by_key))
    names = Names(marks, lines, (width, height), measure)
    if labels:
        items += names.of_schools(by_key, beside)
    if ways:
        items += names.of_ways()
    if scale:
        items += scale_bar(onto.kilometre, height)
    return Drawing(width, height, tuple(items), _note(len(lines), len(all_lines)))


def _room_for_arrows(width: float, height: float) -> int:
    """Return how many arrows can be told apart in a frame: fewer in a small one, no more however large it is."""
    return min(round(_ARROWS * math.sqrt(width * height) / _ARROWS_SIDE), _MOST_ARROWS)


def _note(shown: int, there: int) -> str:
    if shown == there:
        return ""
    return f"Связи: {format_number(shown)} крупнейших из {format_number(there)}"


def caption_of(mark: Mark, label: str, measure: Measure = words_width) -> Caption:
    """Return the name of a school where it stands best, whatever else is there."""
    x, y = beside_mark(mark, measure(label, TEXT))[0]
    return Caption(x, y, label, TEXT, key=mark.key)


def scale_bar(kilometre: float, height: float) -> Iterator[Item]:
    """Give the scale in the lower left corner: the longest round length of at most 40 мм."""
    length = next((step for step in reversed(_STEPS) if step * kilometre <= _LONGEST_SCALE), _STEPS[0])
    y, long = height - 4.0, length * kilometre
    yield Stroke(4.0, y, 4.0 + long, y, 0.4, Ink.MUTED)
    yield Stroke(4.0, y - 1, 4.0, y + 1, 0.3, Ink.MUTED)
    yield Stroke(4.0 + long, y - 1, 4.0 + long, y + 1, 0.3, Ink.MUTED)
    said = f"{format_number(length)}\u00a0км" if length >= 1 else f"{format_number(round(1000 * length))}\u00a0м"
    yield Caption(4.0, y - 1.6, said, TEXT, Ink.MUTED)
