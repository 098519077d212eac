"""A drawing of few kinds of shapes, in millimetres: the same one is shown on the screen and goes into a PDF as vectors.

The origin is the upper left corner, y grows downwards. What a colour means is named here; which colour that is, the
screen and the paper decide.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


class Ink(Enum):
    """What a shape means by its colour."""

    TEXT = "text"
    MUTED = "muted"
    LOW_RESULTS = "low_results"
    ADVERSE = "adverse_conditions"
    RESILIENT = "resilient"
    STABLE = "stable"
    PLAIN = "plain"
    ON_SITE = "on_site"
    REMOTE = "remote"
    PLATFORM = "platform"


class Shape(Enum):
    """The shape of a mark; a status has its own, so that the drawing can be read without colours."""

    CIRCLE = "circle"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    STAR = "star"
    HEXAGON = "hexagon"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of `radius` mm about a point; `key` is the record it stands for, `ring` an outline around it.

    One that stands for several has them as `members`; it is hollow, with `text` in its middle.
    """

    x: float
    y: float
    radius: float
    shape: Shape
    ink: Ink
    key: str = ""
    tip: str = ""
    ring: bool = False
    members: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line `width` mm thick, with an arrow at its end; `dashes` are strokes and gaps in mm, none for a whole line.

    `key` are the records it joins, `words` what could stand on it.
    """

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    ink: Ink
    dashes: tuple[float, ...] = ()
    arrow: bool = False
    key: str = ""
    tip: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    """Words `size` mm high whose left end, or middle, is at a point of their base line; `key` is what they name.

    What names something, or lies on a line, has a `ground` under it.
    """

    x: float
    y: float
    text: str
    size: float
    ink: Ink = Ink.TEXT
    centred: bool = False
    key: str = ""
    ground: bool = False


Item: TypeAlias = Mark | Stroke | Caption


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing `width` × `height` mm; `items` are drawn in their order; `note` says what it does not show."""

    width: float
    height: float
    items: tuple[Item, ...]
    note: str = ""


def corners(mark: Mark) -> tuple[tuple[float, float], ...]:
    """Return the corners of a mark, empty for a circle."""
    count, turn = {
        Shape.TRIANGLE: (3, -90.0),
        Shape.DIAMOND: (4, -90.0),
        Shape.HEXAGON: (6, -90.0),
        Shape.STAR: (10, -90.0),
    }.get(mark.shape, (0, 0.0))
    inner = 0.45
    found = []
    for at in range(count):
        radius = mark.radius * (inner if mark.shape is Shape.STAR and at % 2 else 1.0)
        angle = math.radians(turn + 360 * at / count)
        found.append((mark.x + radius * math.cos(angle), mark.y + radius * math.sin(angle)))
    return tuple(found)


def arrow_head(stroke: Stroke) -> tuple[tuple[float, float], ...]:
    """Return the three corners of the arrow at the end of a line, its point first."""
    length = math.hypot(stroke.x2 - stroke.x1, stroke.y2 - stroke.y1) or 1.0
    across, down = (stroke.x2 - stroke.x1) / length, (stroke.y2 - stroke.y1) / length
    long = min(1.6 + 2 * stroke.width, length)
    half = long * 0.4
    back_x, back_y = stroke.x2 - across * long, stroke.y2 - down * long
    return (
        (stroke.x2, stroke.y2),
        (back_x - down * half, back_y + across * half),
        (back_x + down * half, back_y - across * half),
    )


def shortened(stroke: Stroke) -> tuple[float, float]:
    """Return where the line itself ends: under its arrow, so that a thick line does not blunt the point."""
    if not stroke.arrow:
        return stroke.x2, stroke.y2
    _, one, other = arrow_head(stroke)
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


HOLLOW = 0.4
"""Width of the outline of a hollow mark, мм."""


def middle_of(mark: Mark, size: float) -> tuple[float, float]:
    """Return where words `size` mm high begin their base line to stand in the middle of a mark, if they are centred."""
    return mark.x, mark.y + size * 0.35


_WIDE, _NARROW = frozenset("шщжюмыфWMwm"), frozenset(" .,:;'|!ilj\u00a0()-")


def words_width(text: str, size: float) -> float:
    """Return about how wide words are, мм: enough to keep labels apart, not to set type; rather too wide."""
    return size * sum(_letter(letter) for letter in text)


def _letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.34
    if letter == "№" or letter in "ШЩЖЮМФ":
        return 0.98
    return 0.75 if letter in _WIDE or letter.isupper() else 0.51
