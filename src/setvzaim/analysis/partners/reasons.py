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
from setvzaim.analysis.partners.known import Known
from setvzaim.analysis.partners.levels import Prices, only_needs
from setvzaim.analysis.partners.model import Mode
from setvzaim.analysis.partners.network import NO_LIMIT, Reader
from setvzaim.analysis.partners.quick import LEAST, Quick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from setvzaim.analysis.partners.model import Need, Offer, PartnersProblem, PartnersProposal, School
    from setvzaim.analysis.partners.network import Network
    from setvzaim.analysis.solver import Ints

_ALWAYS = Pace()
_ANY = 1e6  # a gap that any solution is within
_LESS = 0.4  # of the smallest difference in coverage: what all new pairs together cost


class Limit(Enum):
    """A limit that can be loosened; `Loosening.to` is then its new value."""

    TRAVEL = "travel"  # minutes of the rules
    INTERNET = "internet"  # of `school`: to have it (1)
    VETO = "veto"  # of `school` (giver) and `other` (taker), for a `subject` or for all: to lift it (0)
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
    subject: str | None = None


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
        self.problem, self.pace = problem, pace
        self._lost: dict[Limit, bool] = {}
        self.at = next(i for i, need in enumerate(problem.needs) if need.key == key)
        self.need = problem.needs[self.at]
        self.known = Known(problem, proposal, pace)
        missing = next((one.missing for one in proposal.uncovered if one.need == key), 0)
        weight = self.known.network.weight
        self.target = int(weight[self.known.network.need] @ self.known.amounts) + int(weight[self.at]) * missing
        self.worth_it = missing > 0

    def _hopeless(self, limit: Limit) -> bool:
        """Tell whether not even all limits of a kind together, let go of, would cover the need."""
        if self.problem.keeps:
            return False  # with another limit another offer may be held for a pair to keep: not looser, but different
        if limit not in self._lost:
            together = _let_go(self.problem, self.need, limit)
            self._lost[limit] = together is not None and not self.works(together)
        return self._lost[limit]

    def works(self, problem: PartnersProblem) -> bool:
        """Tell whether the need can be covered wholly without loss."""
        return self._works(Reader(problem).network(self.pace))

    def _works(self, network: Network) -> bool:
        parts = network.parts(self.pace)
        own = next((arcs for arcs in parts if (network.need[arcs] == self.at).any()), None)
        if own is None:
            return False
        kept, weight = self.known.kept(network), network.weight[network.need]
        fresh, covered = True, 0
        changed = self.known.changed(network, parts)
        for arcs, new in zip(parts, changed, strict=True):
            if arcs is own:
                fresh = new
            elif new:
                covered += round(self._cover(network, arcs).cover()[1].value)
            else:
                covered += int(weight[arcs] @ kept[arcs])
        wanted = self.target - covered
        if not fresh and wanted > int(weight[own] @ kept[own]):
            return False  # it is what it was, and was the best
        place = int(np.searchsorted(np.unique(network.need[own]), self.at))
        return self._cover(network, own).reaches(place, wanted, np.unique(network.pair_of[kept > 0]))

    def _cover(self, network: Network, arcs: Ints) -> _Cover:
        return _Cover(network.part(arcs), Prices(0.0, 0.0, None, network.schools), self.pace)

    def least(self, knob: _Knob) -> Loosening | None:
        """Find the least value that works: what works with one value works with every looser one.

        Not so where a looser limit lets the rules choose another mode for what could be done before: then the values
        are tried one after another.
        """
        if not self.worth_it or not knob.values or self._hopeless(knob.start.limit):
            return None
        loosest = Reader(knob.turn(knob.values[-1])).network(self.pace)
        if len(knob.values) > 1 and self.known.turns(loosest):
            found = next((value for value in knob.values if self.works(knob.turn(value))), None)
            return None if found is None else replace(knob.start, to=found)
        if not self._works(loosest):
            return None
        low, high = 0, len(knob.values) - 1
        while low < high:
            middle = (low + high) // 2
            if self.works(knob.turn(knob.values[middle])):
                high = middle
            else:
                low = middle + 1
        return replace(knob.start, to=knob.values[high])


class _Cover(Quick):
    """The coverage of a part of the network."""

    def reaches(self, need: int, coverage: int, used: Ints) -> bool:
        """Tell whether a need can be covered wholly with at least this coverage of all.

        A linear program without the limits of partners mostly knows: it bounds the coverage, and its solution holds
        them when pairs not `used` (numbers of pairs) are taken only where they have to be.
        """
        net, weight = self.network, self.network.weight[self.network.need].astype(float)
        unit = float(np.gcd.reduce(net.weight)) or 1.0
        new = ~np.isin(net.pair_of, used) * (_LESS * unit / max(1, int(net.need_amount.sum())))
        program = self._program(with_pairs=False, cost=new - weight, tight=only_needs(np.array([need])))
        program.relax()
        solved = program.solve(self.pace)
        if solved.values is None or _LESS * unit - solved.objective < coverage - LEAST:
            return False
        amounts = np.rint(solved.values)
        whole = bool((abs(solved.values - amounts) < LEAST).all())
        return (whole and weight @ amounts >= coverage and self.within(amounts)) or self._found(need, coverage)

    def _found(self, need: int, coverage: int) -> bool:
        weight = self.network.weight[self.network.need].astype(float)
        program = self._program(with_pairs=len(self.limited) > 0, cost=-weight, tight=only_needs(np.array([need])))
        self._keep_coverage(program, coverage)
        return (
            program.solve(self.pace, gap=_ANY, implied=len(self.network.need)).values is not None
        )  # the first found is as good as the best


def _limits(problem: PartnersProblem, need: Need) -> Iterator[_Knob]:
    offers = [offer for offer in problem.offers if need.subject in offer.subjects and offer.school != need.school]
    givers = sorted({offer.school for offer in offers})
    schools = {school.key: school for school in problem.schools}
    yield from _travel(problem, offers, need)
    for key in (need.school, *givers):
        school = schools[key]
        yield from _school_limits(problem, school, need)
    yield from _vetoes(problem, givers, need)
    for offer in offers:
        yield _Knob(
            Loosening(Limit.CAPACITY, offer.amount, 0, offer.school, None, offer.key),
            tuple(float(offer.amount + more) for more in range(1, need.amount + 1)),
            lambda value, offer=offer: replace(  # type: ignore[misc]
                problem, offers=[replace(o, amount=int(value)) if o is offer else o for o in problem.offers]
            ),
        )


def _let_go(problem: PartnersProblem, need: Need, limit: Limit) -> PartnersProblem | None:
    """Return the problem without any limit of a kind that touches the need; `None` where that is not looser."""
    match limit:
        case Limit.PARTNERS:
            schools = [replace(school, partners=None) for school in problem.schools]
            return replace(problem, schools=schools, rules=replace(problem.rules, partners=None))
        case Limit.TRIPS:
            return replace(problem, schools=[replace(school, trips=None) for school in problem.schools])
        case Limit.CAPACITY:
            offers = [
                replace(offer, amount=offer.amount + need.amount) if need.subject in offer.subjects else offer
                for offer in problem.offers
            ]
            return replace(problem, offers=offers)
        case _:
            return None


def _vetoes(problem: PartnersProblem, givers: list[str], need: Need) -> Iterator[_Knob]:
    for giver in givers:
        pair, narrow = (giver, need.school), (giver, need.school, need.subject)
        if pair in problem.vetoes:
            fewer = replace(problem, vetoes=problem.vetoes - {pair})
            yield _Knob(Loosening(Limit.VETO, 1, 0, *pair), (0.0,), lambda _, fewer=fewer: fewer)  # type: ignore[misc]
        if narrow in problem.subject_vetoes:
            fewer = replace(problem, subject_vetoes=problem.subject_vetoes - {narrow})
            start = Loosening(Limit.VETO, 1, 0, *pair, subject=need.subject)
            yield _Knob(start, (0.0,), lambda _, fewer=fewer: fewer)  # type: ignore[misc]


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
