"""What the map of a network shows, and the signs it shows it by (regulation 1.3, 4.2, 4.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from setvzaim.documents.drawing import Ink, Shape

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
UNSAID: tuple[Ink, tuple[float, ...]] = (Ink.MUTED, ())
"""The line of a pair of which nobody has said the mode."""
TEXT = 2.6
"""Height of the words, мм."""
Measure = Callable[[str, float], float]
"""Tells how wide words of a size are, both in mm."""


@dataclass(frozen=True, slots=True)
class MapSchool:
    """A school on the map; `tip` is what is told of it in words, its name in the first line; `place` its district."""

    key: str
    label: str
    latitude: float
    longitude: float
    pupils: int | None
    statuses: tuple[str, ...] = ()
    center: bool = False
    tip: str = ""
    place: str = ""

    @property
    def name(self) -> str:
        """Its name in full, as far as it is told."""
        return self.tip.partition("\n")[0] or self.label

    @property
    def sign(self) -> str:
        """The status by which it is shown; empty for none."""
        return next((code for code, *_ in SIGNS if code in self.statuses), "")


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
