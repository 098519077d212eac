"""Small networks at random, and the best proposal for each by trying everything."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from setvzaim.analysis.partners.model import Agreed, Mode, Need, Offer, PartnersProblem, Rules, School

if TYPE_CHECKING:
    from random import Random

INF = float("inf")
Score = tuple[float, float, float]
"""Coverage with its sign turned, travel, price of the network: less is better, the first counts most."""

Arc = tuple[int, int, Mode, float, int, str]
"""Offer, need, mode, minutes and trips of one unit, the school whose trips they are."""


def some_network(chance: Random) -> PartnersProblem:
    """Make up a network of two to six schools; mostly one with something to decide."""
    least = chance.choice((0, 3, 4, 5))
    while True:
        problem = _any_network(chance)
        if least <= len(arcs_of(problem)) <= 8:
            return problem


def _any_network(chance: Random) -> PartnersProblem:
    names = [f"s{i}" for i in range(chance.randint(2, 6))]
    schools = [
        School(
            name,
            internet=chance.random() < 0.6,
            trips=chance.choice((None, None, None, 0, 2, 4)),
            seats=chance.choice((None, 0, 2, 5)),
            partners=chance.choice((None, None, None, 1)),
        )
        for name in names
    ]
    modes = (frozenset(Mode), frozenset({Mode.ON_SITE}), frozenset({Mode.REMOTE, Mode.PLATFORM}))
    days = (frozenset(range(7)), frozenset(range(7)), frozenset({0, 1}), frozenset({1, 2}), frozenset({3}))
    needs = [
        Need(
            f"n{i}",
            chance.choice(names),
            chance.choice("xxy"),
            chance.choice((0, 1, 2, 2, 3)),
            weight=chance.choice((0, 1, 1, 2.5)),
            rank=chance.randint(0, 2),
            modes=chance.choice(modes),
            days=chance.choice(days),
            visits=chance.choice((1, 1, 2)),
            riders=chance.choice((0, 0, 3)),
        )
        for i in range(chance.randint(1, 5))
    ]
    offers = [
        Offer(
            f"o{i}",
            chance.choice(names),
            chance.choice("xxy"),
            chance.choice((0, 1, 2, 2, 3)),
            chance.choice(modes),
            chance.choice(days),
        )
        for i in range(chance.randint(1, 5))
    ]
    minutes = [[0 if a == b else chance.choice((10, 20, 20, 45, INF)) for b in names] for a in names]
    some_pairs = [(a, b) for a in names for b in names if a != b]
    alike = [(o, n) for o in offers for n in needs if o.subject == n.subject and o.school != n.school and o.amount]
    agreed = []
    if alike and chance.random() < 0.3:
        offer, need = chance.choice(alike)
        if need.amount:
            agreed = [Agreed(offer.key, need.key, 1, chance.choice((Mode.REMOTE, Mode.ON_SITE)))]
    return PartnersProblem(
        schools,
        needs,
        offers,
        minutes,
        Rules(chance.choice((INF, 15, 30)), chance.choice((None, 2)), chance.choice(((1.0,), (2.0, 1.0)))),
        frozenset(chance.sample(some_pairs, 1)) if chance.random() < 0.3 else frozenset(),
        agreed,
        frozenset(chance.sample(some_pairs, min(2, len(some_pairs)))) if chance.random() < 0.5 else None,
    )


def arcs_of(problem: PartnersProblem) -> list[Arc]:
    """Say which offer can serve which need, straight from the rules."""
    schools = {school.key: school for school in problem.schools}
    at = {school.key: i for i, school in enumerate(problem.schools)}
    agreed = {(one.offer, one.need): one.mode for one in problem.agreed}
    arcs = []
    for o, offer in enumerate(problem.offers):
        for n, need in enumerate(problem.needs):
            giver, taker = schools[offer.school], schools[need.school]
            mode = agreed.get((offer.key, need.key)) or mode_of(problem, offer, need)
            if mode is None:
                continue
            way = (taker.key, giver.key) if need.riders else (giver.key, taker.key)
            minutes = problem.minutes[at[way[0]]][at[way[1]]]
            loads = (
                1 if not need.riders or taker.seats is None else ceil(need.riders / taker.seats) if taker.seats else 0
            )
            trips = need.visits * loads if mode is Mode.ON_SITE else 0
            arcs.append((o, n, mode, minutes * trips if trips and minutes < INF else 0.0, trips, way[0]))
    return arcs


def mode_of(problem: PartnersProblem, offer: Offer, need: Need) -> Mode | None:
    """Say in which mode an offer can serve a need."""
    schools = {school.key: school for school in problem.schools}
    at = {school.key: i for i, school in enumerate(problem.schools)}
    giver, taker = schools[offer.school], schools[need.school]
    if offer.subject != need.subject or giver == taker or not offer.days & need.days:
        return None
    if (giver.key, taker.key) in problem.vetoes:
        return None
    both = offer.modes & need.modes
    if giver.internet and taker.internet and both - {Mode.ON_SITE}:
        return Mode.REMOTE if Mode.REMOTE in both else Mode.PLATFORM
    way = (taker.key, giver.key) if need.riders else (giver.key, taker.key)
    minutes = problem.minutes[at[way[0]]][at[way[1]]]
    carried = not need.riders or taker.seats is None or taker.seats > 0
    on_site = Mode.ON_SITE in both and carried and minutes < INF and minutes <= problem.rules.travel_limit
    return Mode.ON_SITE if on_site else None


class Everything:
    """Tries every proposal there is and remembers the best score."""

    def __init__(self, problem: PartnersProblem) -> None:
        self.problem, self.arcs = problem, arcs_of(problem)
        keys = [offer.key for offer in problem.offers], [need.key for need in problem.needs]
        self.agreed = {(keys[0].index(a.offer), keys[1].index(a.need)): a.amount for a in problem.agreed}
        rules = problem.rules
        self.weight = [n.weight * rules.urgency[min(n.rank, len(rules.urgency) - 1)] for n in problem.needs]
        self.partners = {s.key: rules.partners if s.partners is None else s.partners for s in problem.schools}
        self.trips = {s.key: s.trips for s in problem.schools}
        self._lift()

    def _lift(self) -> None:
        """An agreement goes before a limit."""
        for (o, n), amount in self.agreed.items():
            ends = self.problem.offers[o].school, self.problem.needs[n].school
            for end in ends:
                limit = self.partners[end]
                self.partners[end] = None if limit is None else max(limit, 1)
            for arc in self.arcs:
                limit = self.trips[arc[5]]
                if arc[:2] == (o, n) and arc[4] and limit is not None:
                    self.trips[arc[5]] = max(limit, amount * arc[4])

    def best(self, full: int | None = None) -> Score | None:
        """Return the best score; with `full` of those that cover this need wholly, `None` if there is none."""
        found = self._try(0, [offer.amount for offer in self.problem.offers], [], full)
        return min(found, default=None)

    def _try(self, at: int, left: list[int], amounts: list[int], full: int | None) -> list[Score]:
        if at == len(self.arcs):
            score = self.score(amounts, full)
            return [] if score is None else [score]
        o, n = self.arcs[at][:2]
        got = sum(a for a, arc in zip(amounts, self.arcs, strict=False) if arc[1] == n)
        least = self.agreed.get((o, n), 0)
        best: list[Score] = []
        for amount in range(least, min(left[o], self.problem.needs[n].amount - got) + 1):
            left[o] -= amount
            best += self._try(at + 1, left, [*amounts, amount], full)
            left[o] += amount
            best = [min(best)] if best else []
        return best

    def score(self, amounts: list[int], full: int | None) -> Score | None:
        """Score the amounts by arc, or `None` when a limit is broken."""
        used = [(arc, amount) for arc, amount in zip(self.arcs, amounts, strict=True) if amount]
        if full is not None and sum(a for arc, a in used if arc[1] == full) < self.problem.needs[full].amount:
            return None
        for school, limit in self.trips.items():
            if limit is not None and sum(a * arc[4] for arc, a in used if arc[5] == school) > limit:
                return None
        pairs = {(self.problem.offers[arc[0]].school, self.problem.needs[arc[1]].school) for arc, _ in used}
        for school, limit in self.partners.items():
            if limit is not None and sum((g == school) + (t == school) for g, t in pairs) > limit:
                return None
        coverage = sum(self.weight[arc[1]] * a for arc, a in used)
        return -round(coverage, 6), round(sum(arc[3] * a for arc, a in used), 6), round(self.price(pairs), 6)

    def price(self, pairs: set[tuple[str, str]]) -> float:
        """Price the partnerships: one each, changes, and unevenness."""
        rules, earlier = self.problem.rules, self.problem.earlier
        price = float(len(pairs))
        if earlier is not None:
            price += rules.change * len(earlier ^ pairs)
        for school in self.partners:
            takers = sum(g == school for g, _ in pairs)
            price += rules.evenness * sum(min(m, 9) for m in range(takers))
        return price
