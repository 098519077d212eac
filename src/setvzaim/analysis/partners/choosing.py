"""In which mode an offer serves a need: the rules of the office decide among the modes that are possible.

`decide` does it for all needs and offers of a subject at once, `Lines` tells of one line what it was held against.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from setvzaim.analysis.modes import Situation
from setvzaim.analysis.partners.model import Mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from setvzaim.analysis.modes import ModeRule
    from setvzaim.analysis.partners.model import Need, Offer, PartnersProblem, School
    from setvzaim.analysis.solver import Floats, Ints

Flags = npt.NDArray[np.bool_]
MODES = (Mode.REMOTE, Mode.PLATFORM, Mode.ON_SITE)  # the first possible one costs least
ON_SITE = MODES.index(Mode.ON_SITE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules ask for, in arrays that stretch to (need, offer); what is not known is not a number."""

    minutes: Floats
    speed: Floats
    pupils: Floats
    transport: Floats
    immovable: Floats


def decide(rules: Sequence[ModeRule], possible: Flags, facts: Facts) -> Ints:
    """Return the place in `MODES` by (need, offer), -1 where nothing is possible.

    `possible` is by (need, offer, mode). Where no rule fits it is the first possible one.
    """
    undecided = possible.any(axis=-1)
    mode: Ints = np.where(undecided, possible.argmax(axis=-1), -1)
    for rule in rules:
        at = MODES.index(rule.mode)
        fits = undecided & possible[..., at] & _fits(rule, facts)
        mode[fits] = at
        undecided &= ~fits
    return mode


def _fits(rule: ModeRule, facts: Facts) -> Flags:
    """Tell whether a rule fits; what is not known fits nothing that asks for it."""
    fits: Flags = np.ones(1, dtype=bool)
    for value, most in ((facts.minutes, rule.minutes_up_to), (facts.pupils, rule.pupils_up_to)):
        fits = fits if most is None else fits & (value <= most)
    for value, least in (
        (facts.minutes, rule.minutes_from), (facts.speed, rule.speed_from), (facts.pupils, rule.pupils_from),
    ):  # fmt: skip
        fits = fits if least is None else fits & (value >= least)
    for value, wanted in ((facts.transport, rule.transport), (facts.immovable, rule.immovable)):
        fits = fits if wanted is None else fits & (value == wanted)
    return fits


def either(one: Floats, other: Floats) -> Floats:
    """Return 1 where one of two has it, 0 where neither has, and not a number where that is not known."""
    return np.where((one == 1) | (other == 1), 1.0, one + other)


def known(values: Sequence[float | None]) -> Floats:
    """Return numbers; `None` is not a number."""
    return np.array([np.nan if value is None else float(value) for value in values], np.float64)


class Lines:
    """The lines a problem may have, one at a time; a line is named by the keys of its offer and its need."""

    def __init__(self, problem: PartnersProblem) -> None:
        self.problem = problem
        self._at = {school.key: place for place, school in enumerate(problem.schools)}
        self._offers = {offer.key: offer for offer in problem.offers}
        self._needs = {need.key: need for need in problem.needs}

    def modes(self, offer: str, need: str) -> frozenset[Mode]:
        """Return the modes possible between two schools, whatever else keeps them apart."""
        given, wanted = self._offers[offer], self._needs[need]
        giver, taker, there, back = self._ends(given, wanted)
        both = given.modes & wanted.modes
        if not (giver.internet and taker.internet):
            both &= {Mode.ON_SITE}
        way = back if wanted.riders else there
        carried = not wanted.riders or taker.seats is None or taker.seats > 0
        if not carried or way > self.problem.rules.travel_limit or not isfinite(way):
            both -= {Mode.ON_SITE}
        return frozenset(both)

    def situation(self, offer: str, need: str) -> Situation:
        """Return what the rules are held against, with the modes that are possible."""
        given, wanted = self._offers[offer], self._needs[need]
        giver, taker, there, back = self._ends(given, wanted)
        buses = (giver.transport, taker.transport)
        return Situation(
            minutes=min((way for way in (there, back) if isfinite(way)), default=None),
            speed=None if giver.speed is None or taker.speed is None else min(giver.speed, taker.speed),
            pupils=wanted.pupils,
            transport=True if True in buses else None if None in buses else False,
            immovable=given.immovable,
            allowed=self.modes(offer, need),
        )

    def _ends(self, offer: Offer, need: Need) -> tuple[School, School, float, float]:
        """Return giver, taker, and the minutes there and back."""
        giver, taker = self._at[offer.school], self._at[need.school]
        minutes, schools = self.problem.minutes, self.problem.schools
        return schools[giver], schools[taker], float(minutes[giver][taker]), float(minutes[taker][giver])
