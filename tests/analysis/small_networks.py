"""Small networks at random, and the best proposal for each by trying everything."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from setvzaim.analysis.modes import ModeRule
from setvzaim.analysis.partners.model import Agreed, Keep, Mode, Need, Offer, PartnersProblem, Rules, School

if TYPE_CHECKING:
    from random import Random

INF = float("inf")
Score = tuple[float, float, float]
"""Coverage with its sign turned, travel, price of the network: less is better, the first counts most."""

Arc = tuple[int, int, Mode, float, int, str]
"""Offer, need, mode, minutes and trips of one unit, the school whose transport makes them ("" for nobody's)."""

RULES = (
    ModeRule("cannot be carried", Mode.ON_SITE, immovable=True),
    ModeRule("near", Mode.ON_SITE, minutes_up_to=20),
    ModeRule("quick", Mode.REMOTE, speed_from=10),
    ModeRule("many", Mode.PLATFORM, pupils_from=10),
    ModeRule("by bus", Mode.ON_SITE, minutes_up_to=45, minutes_from=15, pupils_up_to=9, transport=True),
    ModeRule("no bus", Mode.PLATFORM, transport=False),
)


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
            speed=chance.choice((None, 2.0, 10.0, 50.0)),
            transport=chance.choice((None, False, True)),
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
            pupils=chance.choice((None, 3, 12)),
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
            chance.choice(((), (), ("y",), ("x", "y"))),
            chance.choice((False, False, True, None)),
        )
        for i in range(chance.randint(1, 5))
    ]
    minutes = [[0 if a == b else chance.choice((10, 20, 20, 45, INF)) for b in names] for a in names]
    some_pairs = [(a, b) for a in names for b in names if a != b]
    alike = [(o, n) for o in offers for n in needs if n.subject in o.subjects and o.school != n.school and o.amount]
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
        Rules(
            chance.choice((INF, 15, 30)),
            chance.choice((None, 2)),
            chance.choice(((1.0,), (2.0, 1.0))),
            own_way=chance.random() < 0.5,
        ),
        frozenset(chance.sample(some_pairs, 1)) if chance.random() < 0.3 else frozenset(),
        agreed,
        frozenset(chance.sample(some_pairs, min(2, len(some_pairs)))) if chance.random() < 0.5 else None,
        frozenset((*pair, "x") for pair in chance.sample(some_pairs, 2)) if chance.random() < 0.4 else frozenset(),
        [Keep(*pair, chance.choice((None, frozenset("x")))) for pair in chance.sample(some_pairs, 2)]
        if chance.random() < 0.4
        else [],
        chance.sample(RULES, len(RULES)) if chance.random() < 0.5 else (),
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
            bus = taker.key if need.riders else "" if problem.rules.own_way else giver.key
            arcs.append((o, n, mode, minutes * trips if trips and minutes < INF else 0.0, trips, bus))
    return arcs


def mode_of(problem: PartnersProblem, offer: Offer, need: Need) -> Mode | None:
    """Say in which mode an offer can serve a need."""
    if need.subject not in (offer.subject, *offer.others) or offer.school == need.school or not offer.days & need.days:
        return None
    pair = offer.school, need.school
    if pair in problem.vetoes or (*pair, need.subject) in problem.subject_vetoes:
        return None
    possible = possible_modes(problem, offer, need)
    by_rule = (rule.mode for rule in problem.mode_rules if rule.mode in possible and fits(rule, problem, offer, need))
    cheapest = (mode for mode in (Mode.REMOTE, Mode.PLATFORM, Mode.ON_SITE) if mode in possible)
    return next(by_rule, next(cheapest, None))


def possible_modes(problem: PartnersProblem, offer: Offer, need: Need) -> set[Mode]:
    """Say in which modes two schools could work together at all."""
    giver, taker, there, back = ends(problem, offer, need)
    possible = set(offer.modes & need.modes)
    if not (giver.internet and taker.internet):
        possible -= {Mode.REMOTE, Mode.PLATFORM}
    minutes = back if need.riders else there
    carried = not need.riders or taker.seats is None or taker.seats > 0
    if not carried or minutes == INF or minutes > problem.rules.travel_limit:
        possible -= {Mode.ON_SITE}
    return possible


def fits(rule: ModeRule, problem: PartnersProblem, offer: Offer, need: Need) -> bool:
    """Say whether all that a rule asks for is known and so."""
    giver, taker, there, back = ends(problem, offer, need)
    slow = None if None in (giver.speed, taker.speed) else min(giver.speed or 0, taker.speed or 0)
    if True in (giver.transport, taker.transport):
        bus: bool | None = True
    else:
        bus = None if None in (giver.transport, taker.transport) else False
    near = min(there, back)
    return (
        (rule.minutes_up_to is None or near <= rule.minutes_up_to)
        and (rule.minutes_from is None or rule.minutes_from <= near < INF)
        and (rule.speed_from is None or (slow is not None and slow >= rule.speed_from))
        and (rule.pupils_up_to is None or (need.pupils is not None and need.pupils <= rule.pupils_up_to))
        and (rule.pupils_from is None or (need.pupils is not None and need.pupils >= rule.pupils_from))
        and (rule.transport is None or bus is rule.transport)
        and (rule.immovable is None or offer.immovable is rule.immovable)
    )


def ends(problem: PartnersProblem, offer: Offer, need: Need) -> tuple[School, School, float, float]:
    """Give the giver, the taker, and the minutes there and back."""
    at = {school.key: i for i, school in enumerate(problem.schools)}
    giver, taker = at[offer.school], at[need.school]
    return problem.schools[giver], problem.schools[taker], problem.minutes[giver][taker], problem.minutes[taker][giver]


class Everything:
    """Tries every proposal there is and remembers the best score."""

    def __init__(self, problem: PartnersProblem) -> None:
        self.problem, self.arcs = problem, arcs_of(problem)
        keys = [offer.key for offer in problem.offers], [need.key for need in problem.needs]
        self.agreed = {(keys[0].index(a.offer), keys[1].index(a.need)): a.amount for a in problem.agreed}
        rules = problem.rules
        self.weight = [n.weight * rules.urgency[min(n.rank, len(rules.urgency) - 1)] for n in problem.needs]
        self.partners = {s.key: rules.partners if s.partners is None else s.partners for s in problem.schools}
        self.trips: dict[str, int | None] = {s.key: s.trips for s in problem.schools}
        self.trips[""] = None
        self._keep()
        self._lift()

    def _lift(self) -> None:
        """What holds goes before a limit."""
        held = [arc for arc in self.arcs if self.agreed.get(arc[:2])]
        pairs = {self.ends_of(arc) for arc in held}
        for school, most in self.partners.items():
            if most is not None:
                self.partners[school] = max(most, sum((g == school) + (t == school) for g, t in pairs))
        for school, limit in self.trips.items():
            if limit is not None:
                self.trips[school] = max(limit, sum(self.agreed[arc[:2]] * arc[4] for arc in held if arc[5] == school))

    def _keep(self) -> None:
        """Hold one unit of each pair to keep, by the best way there is."""
        for keep in sorted(self.problem.keeps, key=lambda one: (one.giver, one.taker, sorted(one.subjects or ""))):
            own = [arc for arc in self.arcs if self.ends_of(arc) == (keep.giver, keep.taker)]
            if keep.subjects is not None:
                own = [arc for arc in own if self.problem.needs[arc[1]].subject in keep.subjects]
            if not any(self.agreed.get(arc[:2]) for arc in own):
                ways = [arc for arc in own if self.room(arc)]
                if ways:
                    best = min(ways, key=lambda arc: (-self.weight[arc[1]], arc[3], arc[1], arc[0]))
                    self.agreed[best[:2]] = 1

    def ends_of(self, arc: Arc) -> tuple[str, str]:
        """Name the giver and the taker of an arc."""
        return self.problem.offers[arc[0]].school, self.problem.needs[arc[1]].school

    def room(self, arc: Arc) -> bool:
        """Say whether one unit more than what holds already is there, wanted, and carried."""
        held = [(other, self.agreed[other[:2]]) for other in self.arcs if other[:2] in self.agreed]
        limit = self.trips[arc[5]]
        trips = sum(amount * other[4] for other, amount in held if other[5] == arc[5])
        return (
            sum(amount for other, amount in held if other[0] == arc[0]) < self.problem.offers[arc[0]].amount
            and sum(amount for other, amount in held if other[1] == arc[1]) < self.problem.needs[arc[1]].amount
            and (limit is None or trips + arc[4] <= limit)
        )

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
