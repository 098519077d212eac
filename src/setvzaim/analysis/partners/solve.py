"""One proposal over the whole network, and why each pair is in it. The same problem always gets the same answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.pace import Pace
from setvzaim.analysis.partners.causes import causes
from setvzaim.analysis.partners.face import solve_part
from setvzaim.analysis.partners.levels import Found, Prices
from setvzaim.analysis.partners.model import Level, Line, Pair, Partnership, PartnersProposal, Uncovered
from setvzaim.analysis.partners.network import MODES, Reader, covered_weight, travel_minutes, weights

if TYPE_CHECKING:
    from setvzaim.analysis.partners.model import PartnersProblem
    from setvzaim.analysis.partners.network import Network
    from setvzaim.analysis.solver import Ints

_ALWAYS = Pace()


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
    """Solve again with the pair forbidden (and freed, if it is agreed) and compare with the proposal."""
    giver, taker = pair
    giver_of = {offer.key: offer.school for offer in problem.offers}
    taker_of = {need.key: need.school for need in problem.needs}
    kept = [one for one in problem.agreed if (giver_of[one.offer], taker_of[one.need]) != pair]
    other = propose_partners(replace(problem, vetoes=problem.vetoes | {pair}, agreed=kept), pace)
    now, then = _givers(proposal), _givers(other)
    given = [line.need for own in proposal.pairs if (own.giver, own.taker) == pair for line in own.lines]
    instead = []
    for need in dict.fromkeys(given):
        more = {school: amount - now[need].get(school, 0) for school, amount in then[need].items()}
        names = sorted((school for school, amount in more.items() if amount > 0), key=lambda s: (-more[s], s))
        if names:
            instead.append((need, tuple(names)))
    return PairReason(
        giver,
        taker,
        proposal.coverage.value - other.coverage.value,
        other.travel.value - proposal.travel.value,
        other.network.value - proposal.network.value,
        tuple(instead),
        proven=all(
            level.gap == 0 for one in (proposal, other) for level in (one.coverage, one.travel, one.network)
        ),
    )  # fmt: skip


def _givers(proposal: PartnersProposal) -> dict[str, dict[str, int]]:
    """How much each need gets from each school."""
    amounts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for pair in proposal.pairs:
        for line in pair.lines:
            amounts[line.need][pair.giver] += line.amount
    return amounts


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
    for arcs in _parts(network, pace):
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


def _parts(network: Network, pace: Pace) -> list[Ints]:
    """Divide the arcs into parts that share no school."""
    root = np.arange(network.schools)
    while True:
        pace.check()
        least = np.minimum(root[network.giver], root[network.taker])
        after = root.copy()
        np.minimum.at(after, network.giver, least)
        np.minimum.at(after, network.taker, least)
        after = after[after]
        if (after == root).all():
            break
        root = after
    part = root[network.giver]
    order = np.argsort(part, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(part[order])) + 1) if len(order) else []


def _proposal(problem: PartnersProblem, reader: Reader, network: Network, found: Found) -> PartnersProposal:
    lines: dict[int, list[tuple[int, Line]]] = defaultdict(list)
    for arc in np.flatnonzero(found.amounts):
        amount = int(found.amounts[arc])
        offer, need = problem.offers[network.offer[arc]].key, problem.needs[network.need[arc]].key
        travel = travel_minutes(int(network.travel[arc]) * amount)
        line = Line(offer, need, amount, MODES[network.mode[arc]], int(network.visits[arc]) * amount, travel)
        lines[int(network.pair_of[arc])].append((int(arc), line))
    weight = weights(problem)
    pairs = []
    for number in sorted(lines):
        arcs = [arc for arc, _ in lines[number]]
        own = tuple(sorted((line for _, line in lines[number]), key=lambda line: (line.need, line.offer)))
        covered = int((found.amounts[arcs] * weight[network.need[arcs]]).sum())
        giver, taker = (problem.schools[school].key for school in divmod(number, network.schools))
        travel = travel_minutes(int((network.travel[arcs] * found.amounts[arcs]).sum()))
        agreed = bool(network.agreed[arcs].any())
        pairs.append(Partnership(giver, taker, own, covered_weight(covered), travel, agreed))
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
