"""The problem as arrays: which offer can serve which need, in which mode, at what travel, under which limits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.partners.choosing import MODES, ON_SITE, Facts, decide, either, known
from setvzaim.analysis.partners.holding import hold_keeps, lift_to_agreed
from setvzaim.analysis.partners.model import Mode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from setvzaim.analysis.pace import Pace
    from setvzaim.analysis.partners.choosing import Flags
    from setvzaim.analysis.partners.model import PartnersProblem
    from setvzaim.analysis.solver import Ints

_THOUSANDTHS = 1000
_TENTHS = 10
NO_LIMIT = np.iinfo(np.int64).max // 4


@dataclass(frozen=True, slots=True)
class Bar:
    """Flags by (need, offer) of one subject: what keeps them apart. `mode` is the place in `MODES`, -1 for none."""

    needs: Ints
    offers: Ints
    own: Ints
    days: Ints
    veto: Ints
    reachless: Ints  # no mode is possible on any day, and one would be with internet or nearer
    mode: Ints


@dataclass(frozen=True, slots=True)
class Network:
    """Arcs are possible (offer, need); all arrays below `pair_of` are by arc. Whole numbers throughout.

    `weight` of a need is in thousandths, `travel` of one unit in tenths of a minute. A pair is giver × schools + taker.
    """

    schools: int
    offer_amount: Ints
    need_amount: Ints
    weight: Ints
    trips: Ints  # by school
    partners: Ints  # by school
    offer: Ints
    need: Ints
    giver: Ints
    taker: Ints
    mode: Ints
    travel: Ints
    visits: Ints  # trips that one unit takes
    traveller: Ints  # the school whose transport makes them, -1 for none
    agreed: Ints  # the least an arc carries, for what is agreed and for the pairs to keep

    @property
    def pair_of(self) -> Ints:
        """The pair of each arc."""
        return self.giver * self.schools + self.taker

    @property
    def most(self) -> Ints:
        """The most an arc can carry."""
        return np.maximum(np.minimum(self.offer_amount[self.offer], self.need_amount[self.need]), self.agreed)

    def part(self, arcs: Ints) -> Network:
        """Return the network with these arcs only, and of needs and offers only theirs, numbered anew in order."""
        offers, offer = np.unique(self.offer[arcs], return_inverse=True)
        needs, need = np.unique(self.need[arcs], return_inverse=True)
        kept = {name: getattr(self, name)[arcs] for name in _BY_ARC}
        return replace(
            self, **kept, offer=offer, need=need, offer_amount=self.offer_amount[offers],
            need_amount=self.need_amount[needs], weight=self.weight[needs],
        )  # fmt: skip

    def parts(self, pace: Pace) -> list[Ints]:
        """Divide the arcs into parts that share no school. Raises `Cancelled`."""
        root = np.arange(self.schools)
        while True:
            pace.check()
            least = np.minimum(root[self.giver], root[self.taker])
            after = root.copy()
            np.minimum.at(after, self.giver, least)
            np.minimum.at(after, self.taker, least)
            after = after[after]
            if (after == root).all():
                break
            root = after
        part = root[self.giver]
        order = np.argsort(part, kind="stable")
        return np.split(order, np.flatnonzero(np.diff(part[order])) + 1) if len(order) else []


def sums(at: Ints, values: Ints | None, count: int) -> Ints:
    """Add up whole numbers by their places (or count the places); there are `count` places."""
    found: Ints = np.rint(np.bincount(at, values, minlength=count)).astype(np.int64)
    return found


_BY_ARC = ("giver", "taker", "mode", "travel", "visits", "traveller", "agreed")


def weights(problem: PartnersProblem) -> Ints:
    """Return the weight of one unit of each need, urgency included, in thousandths."""
    urgency = problem.rules.urgency
    return np.array(
        [round(_THOUSANDTHS * n.weight * urgency[min(n.rank, len(urgency) - 1)]) for n in problem.needs], np.int64
    )


def check(problem: PartnersProblem) -> None:
    """Raise `ValueError` for a problem that is none: shapes, negative numbers, names of nothing."""
    schools = {school.key for school in problem.schools}
    needs, offers = {need.key: need for need in problem.needs}, {offer.key: offer for offer in problem.offers}
    if len(schools) < len(problem.schools) or len(needs) < len(problem.needs) or len(offers) < len(problem.offers):
        raise ValueError("a school, a need or an offer is there twice")
    if np.shape(problem.minutes) != (len(schools), len(schools)) and schools:
        raise ValueError("minutes must lead from every school to every school")
    named = {need.school for need in problem.needs} | {offer.school for offer in problem.offers}
    named |= {school for pair in problem.vetoes for school in pair}
    named |= {school for giver, taker, _subject in problem.subject_vetoes for school in (giver, taker)}
    named |= {school for keep in problem.keeps for school in (keep.giver, keep.taker)}
    if not named <= schools:
        raise ValueError(f"unknown schools: {sorted(named - schools)}")
    for agreed in problem.agreed:
        if agreed.need not in needs or agreed.offer not in offers:
            raise ValueError(f"agreed about an unknown need or offer: {agreed}")
    numbers = [number for n in problem.needs for number in (n.amount, n.weight, n.visits, n.riders)]
    numbers += [offer.amount for offer in problem.offers] + [agreed.amount for agreed in problem.agreed]
    if not all(number >= 0 for number in numbers):
        raise ValueError("amounts, weights, visits and riders must be 0 or more")


class Reader:
    """Reads a problem once, and then its subjects one after another."""

    def __init__(self, problem: PartnersProblem) -> None:
        check(problem)
        self.problem = problem
        self.at = {school.key: i for i, school in enumerate(problem.schools)}
        self.minutes = np.array(problem.minutes, dtype=np.float64).reshape(len(self.at), len(self.at))
        self.internet = np.array([school.internet for school in problem.schools], dtype=bool)
        self.need_school = np.array([self.at[need.school] for need in problem.needs], np.int64)
        self.offer_school = np.array([self.at[offer.school] for offer in problem.offers], np.int64)
        self.need_days = _bits([need.days for need in problem.needs])
        self.offer_days = _bits([offer.days for offer in problem.offers])
        self.need_modes = _flags([need.modes for need in problem.needs])
        self.offer_modes = _flags([offer.modes for offer in problem.offers])
        self.riders = np.array([need.riders for need in problem.needs], np.int64)
        # how many trips of the school's transport carry the pupils of a need; 0 when it cannot
        self.carries = np.array([self._carries(need.school, need.riders) for need in problem.needs], np.int64)
        self.vetoed = np.zeros((len(self.at), len(self.at)), dtype=bool)
        for giver, taker in problem.vetoes:
            self.vetoed[self.at[giver], self.at[taker]] = True
        self.vetoed_for: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for giver, taker, subject in problem.subject_vetoes:
            self.vetoed_for[subject].append((self.at[giver], self.at[taker]))
        self.needs_of = _places((need.subject,) for need in problem.needs)
        self.offers_of = _places(offer.subjects for offer in problem.offers)
        # what the rules of the mode ask for
        self.speed = known([school.speed for school in problem.schools])
        self.transport = known([school.transport for school in problem.schools])
        self.pupils = known([need.pupils for need in problem.needs])
        self.immovable = known([offer.immovable for offer in problem.offers])

    def _carries(self, school: str, riders: int) -> int:
        seats = self.problem.schools[self.at[school]].seats
        if riders == 0 or seats is None:
            return 1
        return ceil(riders / seats) if seats > 0 else 0

    def bars(self, subject: str) -> Bar:
        """Tell for each need and offer of a subject what keeps them apart."""
        needs, offers = self.needs_of[subject], self.offers_of[subject]
        taker, giver = self.need_school[needs][:, None], self.offer_school[offers]
        own = taker == giver
        days = (self.need_days[needs][:, None] & self.offer_days[offers]) == 0
        veto = self._vetoed(subject, giver, taker)
        both = self.need_modes[needs][:, None, :] & self.offer_modes[offers]
        riders = self.riders[needs][:, None] > 0
        way = np.where(riders, self.minutes[taker, giver], self.minutes[giver, taker])
        far = both[..., ON_SITE] & ~((way <= self.problem.rules.travel_limit) & np.isfinite(way))
        seats = both[..., ON_SITE] & (self.carries[needs][:, None] == 0)
        online = self.internet[taker] & self.internet[giver]
        offline = both[..., :ON_SITE].any(axis=-1) & ~online
        possible: Flags = both.copy()
        possible[..., :ON_SITE] &= online[..., None]
        possible[..., ON_SITE] &= ~far & ~seats
        reachless = ~possible.any(axis=-1) & (offline | (far & ~seats))
        possible &= ~(own | days | veto)[..., None]
        mode = decide(self.problem.mode_rules, possible, self._facts(needs, offers, giver, taker))
        return Bar(needs, offers, own, days, veto, reachless, mode)

    def _vetoed(self, subject: str, giver: Ints, taker: Ints) -> Ints:
        vetoed: Ints = self.vetoed[giver, taker]
        for one, other in self.vetoed_for.get(subject, ()):
            vetoed = vetoed | ((giver == one) & (taker == other))
        return vetoed

    def _facts(self, needs: Ints, offers: Ints, giver: Ints, taker: Ints) -> Facts:
        ways = np.minimum(self.minutes[giver, taker], self.minutes[taker, giver])
        return Facts(
            minutes=np.where(np.isfinite(ways), ways, np.nan),
            speed=np.minimum(self.speed[giver], self.speed[taker]),
            pupils=self.pupils[needs][:, None],
            transport=either(self.transport[giver], self.transport[taker]),
            immovable=self.immovable[offers],
        )

    def network(self, pace: Pace) -> Network:
        """Collect all arcs, the agreed ones among them whatever bars them. Raises `Cancelled`."""
        found = []
        for subject in sorted(self.needs_of.keys() & self.offers_of.keys()):
            pace.check()
            bar = self.bars(subject)
            row, column = np.nonzero(bar.mode >= 0)
            found.append(np.stack([bar.offers[column], bar.needs[row], bar.mode[row, column]]))
        arcs = np.concatenate([np.zeros((3, 0), np.int64), *found], axis=1)
        offer, need, mode, agreed = self._with_agreed(arcs)
        giver, taker = self.offer_school[offer], self.need_school[need]
        on_site, riders = mode == ON_SITE, self.riders[need] > 0
        visits = np.array([n.visits for n in self.problem.needs], np.int64)[need] * self.carries[need] * on_site
        minutes = np.where(riders, self.minutes[taker, giver], self.minutes[giver, taker])
        travel = np.rint(np.where(on_site & np.isfinite(minutes), minutes, 0) * visits * _TENTHS).astype(np.int64)
        traveller = np.where(visits > 0, np.where(riders, taker, -1 if self.problem.rules.own_way else giver), -1)
        network = Network(
            schools=len(self.at),
            offer_amount=np.array([offer.amount for offer in self.problem.offers], np.int64),
            need_amount=np.array([need.amount for need in self.problem.needs], np.int64),
            weight=weights(self.problem),
            trips=np.array([_or_none(school.trips) for school in self.problem.schools], np.int64),
            partners=np.array([self._partners(school.partners) for school in self.problem.schools], np.int64),
            offer=offer, need=need, giver=giver, taker=taker, mode=mode,
            travel=travel, visits=visits, traveller=traveller, agreed=agreed,
        )  # fmt: skip
        hold_keeps(network, self.problem, self.at)
        lift_to_agreed(network)
        return network

    def _partners(self, own: int | None) -> int:
        return _or_none(self.problem.rules.partners if own is None else own)

    def _with_agreed(self, arcs: Ints) -> tuple[Ints, Ints, Ints, Ints]:
        offer, need, mode = arcs
        agreed = np.zeros(len(offer), np.int64)
        if not self.problem.agreed:
            return offer, need, mode, agreed
        offers = {one.key: i for i, one in enumerate(self.problem.offers)}
        needs = {one.key: i for i, one in enumerate(self.problem.needs)}
        sums: dict[tuple[int, int], tuple[int, Mode]] = {}
        for one in self.problem.agreed:
            key = offers[one.offer], needs[one.need]
            sums[key] = sums.get(key, (0, one.mode))[0] + one.amount, one.mode
        at = {(int(o), int(n)): i for i, (o, n) in enumerate(zip(offer, need, strict=True))}
        extra = [(o, n, MODES.index(m), amount) for (o, n), (amount, m) in sums.items() if (o, n) not in at]
        for key, (amount, one_mode) in sums.items():
            if key in at:
                agreed[at[key]], mode[at[key]] = amount, MODES.index(one_mode)
        more = np.array(extra, np.int64).reshape(-1, 4).T
        return (
            np.concatenate([offer, more[0]]), np.concatenate([need, more[1]]),
            np.concatenate([mode, more[2]]), np.concatenate([agreed, more[3]]),
        )  # fmt: skip


def _or_none(limit: int | None) -> int:
    return NO_LIMIT if limit is None else limit


def _bits(sets: list[frozenset[int]]) -> Ints:
    return np.array([sum(1 << day for day in days) for days in sets], np.int64)


def _flags(sets: list[frozenset[Mode]]) -> Flags:
    return np.array([[mode in modes for mode in MODES] for modes in sets], dtype=bool).reshape(len(sets), len(MODES))


def _places(subjects: Iterable[Sequence[str]]) -> dict[str, Ints]:
    """Return where each subject is named."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, each in enumerate(subjects):
        for subject in each:
            found[subject].append(i)
    return {subject: np.array(numbers, np.int64) for subject, numbers in found.items()}


def travel_minutes(tenths: float) -> float:
    """Return minutes."""
    return tenths / _TENTHS


def covered_weight(thousandths: float) -> float:
    """Return a weight."""
    return thousandths / _THOUSANDTHS
