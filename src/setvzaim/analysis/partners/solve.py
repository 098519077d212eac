"""One proposal over the whole network, and why each pair is in it. The same problem always gets the same answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.pace import Pace
from setvzaim.analysis.partners.causes import causes
from setvzaim.analysis.partners.choosing import MODES
from setvzaim.analysis.partners.face import solve_part
from setvzaim.analysis.partners.known import Known
from setvzaim.analysis.partners.levels import Found, Prices
from setvzaim.analysis.partners.model import Level, Line, Pair, Partnership, PartnersProposal, Uncovered
from setvzaim.analysis.partners.network import Reader, covered_weight, travel_minutes, weights
from setvzaim.analysis.partners.quick import Quick

if TYPE_CHECKING:
    from setvzaim.analysis.partners.model import PartnersProblem
    from setvzaim.analysis.partners.network import Network
    from setvzaim.analysis.solver import Ints

_ALWAYS = Pace()
_ANY = 1e6  # a gap that any solution is within
_LARGE = 8000  # arcs; above, what is known of a part helps little to solve it again


@dataclass(frozen=True, slots=True)
class PairReason:
    """What a pair is for: what is lost when it must not be and everything is proposed anew.

    `coverage` (weighted) and then `travel` (minutes × trips) and `network` (partnerships) get worse by so much; a later
    one may get better when an earlier one gets worse. `next_givers` then give what this pair gave: by need, the schools
    that give more of it, the greatest part first; a need is absent when nobody does.
    """

    giver: str
    taker: str
    coverage: float
    travel: float
    network: float
    next_givers: tuple[tuple[str, tuple[str, ...]], ...]
    proven: bool


def propose_partners(problem: PartnersProblem, pace: Pace = _ALWAYS) -> PartnersProposal:
    """Propose partnerships: the best, proven, in a network of a district; raises `Cancelled`.

    A large network (`large.py`) and one whose time is over get the best found, with the bounds of its levels. There
    always is an answer: if nothing can be done it has no pairs, and a cause for every need. A problem that is none
    raises `ValueError`.
    """
    reader = Reader(problem)
    network = reader.network(pace)
    prices = _prices(problem, reader)
    found = _solve(network, prices, pace)
    return _proposal(problem, reader, network, found)


def explain_pair(problem: PartnersProblem, proposal: PartnersProposal, pair: Pair, pace: Pace = _ALWAYS) -> PairReason:
    """Solve again with the pair forbidden (and freed, if it is agreed or to be kept) and compare with the proposal.

    Only what is tied to the pair is solved: the rest stays as it was.
    """
    known = Known(problem, proposal, pace)
    other = _without(problem, pair)
    reader = Reader(other)
    network, prices = reader.network(pace), _prices(other, reader)
    amounts, proven = known.kept(network), True
    parts, exact = network.parts(pace), proposal.network.gap == 0
    pairs = np.unique(network.pair_of[amounts > 0])
    for arcs in compress(parts, known.changed(network, parts)):
        amounts[arcs], best = _again(network.part(arcs), prices, pairs, pace, exact=exact)
        proven &= best
    now = _worth(known.network, known.amounts, prices)
    then = _worth(network, amounts, prices)
    return PairReason(
        *pair,
        covered_weight(now[0] - then[0]),
        travel_minutes(then[1] - now[1]),
        then[2] - now[2],
        _instead(problem, pair, (known.network, known.amounts), (network, amounts)),
        proven=proven and all(level.gap == 0 for level in (proposal.coverage, proposal.travel, proposal.network)),
    )


def _again(network: Network, prices: Prices, pairs: Ints, pace: Pace, *, exact: bool) -> tuple[Ints, bool]:
    """Solve a part again beside pairs that are known to be good; tell also whether that is proven.

    Without `exact` the third level is only kept low: it is not compared with anything proven.
    """
    quick = Quick(network, prices, pace, gap=0.0 if exact else _ANY)
    amounts = quick.covered_and_short(pairs) if len(network.need) <= _LARGE else None
    if amounts is not None and not exact and quick.within(amounts):
        return amounts, False
    if amounts is not None:
        covered, travelled = float(network.weight[network.need] @ amounts), float(network.travel @ amounts)
        amounts, level = quick.concentrate(amounts, covered, travelled)
        if quick.within(amounts):
            return amounts, exact and level.gap == 0
    found = _solve(network, prices, pace)
    return found.amounts, all(level.gap == 0 for level in (found.coverage, found.travel, found.network))


def _without(problem: PartnersProblem, pair: Pair) -> PartnersProblem:
    """Return the problem with a pair forbidden."""
    giver_of = {offer.key: offer.school for offer in problem.offers}
    taker_of = {need.key: need.school for need in problem.needs}
    agreed = [one for one in problem.agreed if (giver_of[one.offer], taker_of[one.need]) != pair]
    keeps = [one for one in problem.keeps if (one.giver, one.taker) != pair]
    return replace(problem, vetoes=problem.vetoes | {pair}, agreed=agreed, keeps=keeps)


def _worth(network: Network, amounts: Ints, prices: Prices) -> tuple[int, int, float]:
    """Return coverage, travel and the price of the partnerships, in the units of the arrays."""
    pairs = np.unique(network.pair_of[amounts > 0])
    return int(network.weight[network.need] @ amounts), int(network.travel @ amounts), prices.network(pairs)


def _instead(
    problem: PartnersProblem, pair: Pair, now: tuple[Network, Ints], then: tuple[Network, Ints]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the next givers of what a pair gives; see `PairReason`."""
    before, after = _givers(problem, *now), _givers(problem, *then)
    found = []
    for need, givers in before.items():
        if problem.needs[need].school == pair[1] and pair[0] in givers:
            more = {school: amount - givers.get(school, 0) for school, amount in after.get(need, {}).items()}
            names = sorted((school for school, amount in more.items() if amount > 0), key=lambda s: (-more[s], s))
            found += [(problem.needs[need].key, tuple(names))] if names else []
    return tuple(sorted(found))


def _givers(problem: PartnersProblem, network: Network, amounts: Ints) -> dict[int, dict[str, int]]:
    """How much each need gets from each school."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for arc in np.flatnonzero(amounts).tolist():
        found[int(network.need[arc])][problem.schools[network.giver[arc]].key] += int(amounts[arc])
    return found


def _prices(problem: PartnersProblem, reader: Reader) -> Prices:
    earlier = None
    if problem.earlier is not None:
        known = [pair for pair in problem.earlier if all(school in reader.at for school in pair)]
        earlier = np.array(sorted(reader.at[g] * len(reader.at) + reader.at[t] for g, t in known), np.int64)
    return Prices(problem.rules.change, problem.rules.evenness, earlier, len(reader.at))


def _solve(network: Network, prices: Prices, pace: Pace) -> Found:
    """Solve each part of the network that nothing ties to another on its own."""
    amounts = np.zeros(len(network.need), np.int64)
    own = replace(prices, earlier=None if prices.earlier is None else prices.earlier[:0])
    levels = [[Level(0.0, 0.0), Level(0.0, 0.0), Level(prices.constant, prices.constant)]]
    for arcs in network.parts(pace):
        part = network.part(arcs)
        pace.check()
        mine = own
        if prices.earlier is not None:
            mine = replace(prices, earlier=prices.earlier[np.isin(prices.earlier, part.pair_of)])
        found = solve_part(part, mine, pace)
        amounts[arcs] = found.amounts
        shift = mine.constant  # counted once for all above
        price = Level(found.network.value - shift, found.network.bound - shift)
        levels.append([found.coverage, found.travel, price])
    return Found(amounts, *(_sum([level[i] for level in levels]) for i in range(3)))


def _sum(levels: list[Level]) -> Level:
    return Level(sum(level.value for level in levels), sum(level.bound for level in levels))


def _proposal(problem: PartnersProblem, reader: Reader, network: Network, found: Found) -> PartnersProposal:
    lines: dict[int, list[tuple[int, Line]]] = defaultdict(list)
    used = np.flatnonzero(found.amounts)
    for arc, number in zip(used.tolist(), network.pairs(used).tolist(), strict=True):
        amount = int(found.amounts[arc])
        offer, need = problem.offers[network.offer[arc]].key, problem.needs[network.need[arc]].key
        travel = travel_minutes(int(network.travel[arc]) * amount)
        line = Line(offer, need, amount, MODES[network.mode[arc]], int(network.visits[arc]) * amount, travel)
        lines[number].append((arc, line))
    weight = weights(problem)
    agreements = {(one.offer, one.need) for one in problem.agreed if one.amount}
    keeps = {(one.giver, one.taker) for one in problem.keeps}
    pairs = []
    for number in sorted(lines):
        arcs = [arc for arc, _ in lines[number]]
        own = tuple(sorted((line for _, line in lines[number]), key=lambda line: (line.need, line.offer)))
        covered = int((found.amounts[arcs] * weight[network.need[arcs]]).sum())
        giver, taker = (problem.schools[school].key for school in divmod(number, network.schools))
        travel = travel_minutes(int((network.travel[arcs] * found.amounts[arcs]).sum()))
        agreed = any((line.offer, line.need) in agreements for line in own)
        pairs.append(Partnership(giver, taker, own, covered_weight(covered), travel, agreed, (giver, taker) in keeps))
    return PartnersProposal(
        tuple(pairs),
        tuple(
            Uncovered(problem.needs[need].key, missing, cause)
            for need, missing, cause in causes(reader, network, found.amounts)
        ),
        Level(covered_weight(found.coverage.value), covered_weight(found.coverage.bound)),
        Level(travel_minutes(found.travel.value), travel_minutes(found.travel.bound)),
        found.network,
    )  # fmt: skip
