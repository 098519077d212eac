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
    """A mark of `radius` mm about a point; `key` is the record it stands for, `ring` an outline around it."""

    x: float
    y: float
    radius: float
    shape: Shape
    ink: Ink
    key: str = ""
    tip: str = ""
    ring: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line `width` mm thick, with an arrow at its end; `dashed` lines are another mode, not another weight."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    ink: Ink
    dashed: bool = False
    arrow: bool = False
    key: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    """Words `size` mm high whose left end, or middle, is at a point of their base line."""

    x: float
    y: float
    text: str
    size: float
    ink: Ink = Ink.TEXT
    centred: bool = False


Item: TypeAlias = Mark | Stroke | Caption


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing `width` × `height` mm; `items` are drawn in their order."""

    width: float
    height: float
    items: tuple[Item, ...]


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


def words_width(text: str, size: float) -> float:
    """Return about how wide words are, мм: enough to keep labels apart, not to set type."""
    return 0.52 * size * len(text)
