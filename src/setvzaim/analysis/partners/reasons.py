"""What would cover a need: which one limit, loosened by how much, found by solving the coverage again.

A loosening counts when the need can then be covered wholly and nothing is lost elsewhere: the best coverage with the
need covered wholly is at least that of the proposal and what the need misses. Only limits that touch the need are
tried: those of its school and of the schools and offers of its subject; what follows along chains is counted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.pace import Pace
from setvzaim.analysis.partners.levels import Levels, Prices
from setvzaim.analysis.partners.model import Mode
from setvzaim.analysis.partners.network import NO_LIMIT, Reader, covered_weight, weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from setvzaim.analysis.partners.model import Need, Offer, PartnersProblem, PartnersProposal, School

_ALWAYS = Pace()


class Limit(Enum):
    """A limit that can be loosened; `Loosening.to` is then its new value."""

    TRAVEL = "travel"  # minutes of the rules
    INTERNET = "internet"  # of `school`: to have it (1)
    VETO = "veto"  # of `school` (giver) and `other` (taker): to lift it (0)
    PARTNERS = "partners"  # of `school`
    TRIPS = "trips"  # of `school`, a week
    SEATS = "seats"  # of the transport of `school`
    CAPACITY = "capacity"  # of `offer` at `school`


@dataclass(frozen=True, slots=True)
class Loosening:
    """One limit that alone would cover the need, the least new value `to` that does, and the one `now`."""

    limit: Limit
    now: float
    to: float
    school: str | None = None
    other: str | None = None
    offer: str | None = None


def explain_need(
    problem: PartnersProblem, proposal: PartnersProposal, need: str, pace: Pace = _ALWAYS
) -> tuple[Loosening, ...]:  # fmt: skip
    """Return every single limit that would cover the rest of a need; none when it takes more than one, or new offers.

    Exact when the coverage of the proposal is. Solves the coverage some dozens of times: for one need at a time.
    """
    try_ = _Try(problem, proposal, need, pace)
    return tuple(found for found in (try_.least(limit) for limit in _limits(problem, try_.need)) if found is not None)


@dataclass(frozen=True, slots=True)
class _Knob:
    """A limit, the values it may take from the least change on, and the problem with each."""

    start: Loosening
    values: tuple[float, ...]
    turn: Callable[[float], PartnersProblem]


class _Try:
    def __init__(self, problem: PartnersProblem, proposal: PartnersProposal, key: str, pace: Pace) -> None:
        self.pace = pace
        self.at = next(i for i, need in enumerate(problem.needs) if need.key == key)
        self.need = problem.needs[self.at]
        missing = next((one.missing for one in proposal.uncovered if one.need == key), 0)
        self.target = proposal.coverage.value + covered_weight(int(weights(problem)[self.at])) * missing
        self.worth_it = missing > 0

    def works(self, problem: PartnersProblem) -> bool:
        """Tell whether the need can be covered wholly without loss."""
        network = Reader(problem).network(self.pace)
        if not len(network.need):
            return False
        levels = Levels(network, Prices(0.0, 0.0, None, network.schools), self.pace)
        _amounts, coverage = levels.cover(full=np.array([self.at]))
        return covered_weight(coverage.value) >= self.target - 1e-6 and coverage.bound > -np.inf

    def least(self, knob: _Knob) -> Loosening | None:
        """Find the least value that works: what works with one value works with every looser one."""
        if not self.worth_it or not knob.values or not self.works(knob.turn(knob.values[-1])):
            return None
        low, high = 0, len(knob.values) - 1
        while low < high:
            middle = (low + high) // 2
            if self.works(knob.turn(knob.values[middle])):
                high = middle
            else:
                low = middle + 1
        return replace(knob.start, to=knob.values[high])


def _limits(problem: PartnersProblem, need: Need) -> Iterator[_Knob]:
    offers = [offer for offer in problem.offers if offer.subject == need.subject and offer.school != need.school]
    givers = sorted({offer.school for offer in offers})
    schools = {school.key: school for school in problem.schools}
    yield from _travel(problem, offers, need)
    for key in (need.school, *givers):
        school = schools[key]
        yield from _school_limits(problem, school, need)
    for giver in givers:
        if (giver, need.school) in problem.vetoes:
            vetoes = problem.vetoes - {(giver, need.school)}
            yield _Knob(
                Loosening(Limit.VETO, 1, 0, giver, need.school),
                (0.0,),
                lambda _value, vetoes=vetoes: replace(problem, vetoes=vetoes),  # type: ignore[misc]
            )
    for offer in offers:
        yield _Knob(
            Loosening(Limit.CAPACITY, offer.amount, 0, offer.school, None, offer.key),
            tuple(float(offer.amount + more) for more in range(1, need.amount + 1)),
            lambda value, offer=offer: replace(  # type: ignore[misc]
                problem, offers=[replace(o, amount=int(value)) if o is offer else o for o in problem.offers]
            ),
        )


def _travel(problem: PartnersProblem, offers: list[Offer], need: Need) -> Iterator[_Knob]:
    """Give the travel limit, up to the farthest school of the network that can be reached at all."""
    limit = problem.rules.travel_limit
    minutes = np.asarray(problem.minutes, dtype=np.float64)
    farther = np.unique(minutes[(minutes > limit) & np.isfinite(minutes)])
    if offers and Mode.ON_SITE in need.modes:
        yield _Knob(
            Loosening(Limit.TRAVEL, limit, limit),
            tuple(float(value) for value in farther),
            lambda value: replace(problem, rules=replace(problem.rules, travel_limit=value)),
        )


def _school_limits(problem: PartnersProblem, school: School, need: Need) -> Iterator[_Knob]:
    def turned(**values: object) -> PartnersProblem:
        other = [replace(s, **values) if s is school else s for s in problem.schools]  # type: ignore[arg-type]
        return replace(problem, schools=other)

    if not school.internet:
        yield _Knob(Loosening(Limit.INTERNET, 0, 1, school.key), (1.0,), lambda _value: turned(internet=True))
    partners = problem.rules.partners if school.partners is None else school.partners
    if partners is not None:
        more = min(len(problem.needs) + len(problem.agreed), 2 * len(problem.schools))
        yield _Knob(
            Loosening(Limit.PARTNERS, partners, 0, school.key),
            tuple(float(partners + n) for n in range(1, more + 1)),
            lambda value: turned(partners=int(value)),
        )
    if school.trips is not None and school.trips < NO_LIMIT:
        least = school.trips
        most = sum(n.amount * n.visits * max(1, n.riders) for n in problem.needs)
        yield _Knob(
            Loosening(Limit.TRIPS, least, 0, school.key),
            tuple(float(least + n) for n in range(1, most + 1)),
            lambda value: turned(trips=int(value)),
        )
    if school.key == need.school and school.seats is not None and need.riders > school.seats:
        yield _Knob(
            Loosening(Limit.SEATS, school.seats, 0, school.key),
            tuple(float(seats) for seats in range(school.seats + 1, need.riders + 1)),
            lambda value: turned(seats=int(value)),
        )
