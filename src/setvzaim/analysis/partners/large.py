"""Large networks: coverage and travel exactly by columns, then fewer partnerships school by school.

Which arcs a best proposal may use is known from the linear program. A few takers at a time are divided anew among them
while all others keep what they have: an integer program small enough to be solved, and never worse than before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.partners.bound import least_price
from setvzaim.analysis.partners.few import partnerships, with_few_partners, worthwhile
from setvzaim.analysis.partners.levels import STEEPEST, Found, Levels
from setvzaim.analysis.partners.model import Level
from setvzaim.analysis.partners.network import sums

if TYPE_CHECKING:
    from setvzaim.analysis.pace import Pace
    from setvzaim.analysis.partners.columns import Flow
    from setvzaim.analysis.partners.levels import Prices, Tight
    from setvzaim.analysis.partners.network import Network
    from setvzaim.analysis.solver import Floats, Ints

# takers divided anew at a time, and givers that each chooses from beside those it has
_PASSES = ((20, 10), (10, 20), (8, 24), (5, 16), (5, 16), (5, 16))
_REPAIRS = 3  # the last passes are over takers around schools with too many partners only
_GAP = 0.02
_OVERLOAD = 3.0  # what a partnership above the limit of a school counts, in partnerships


def solve_large(network: Network, prices: Prices, flow: Flow, pace: Pace) -> Found:
    """Solve a network of any size; the three levels as `Levels.solve` gives them, the last with a gap."""
    part, tight = network.part(flow.face), flow.tight_in(network)
    least = least_price(part, prices, tight, pace)
    amounts = np.zeros(len(network.need), np.int64)
    if least - prices.constant <= _slots(network) / 2:
        amounts[flow.face] = _concentrate(part, prices, tight, flow.amounts[flow.face], pace)
        amounts = _within_partners(network, amounts)
    covered = float(network.weight[network.need] @ amounts)
    # with less coverage than the best there may be less travel and a lower price
    whole = covered >= flow.coverage.value
    if not whole:
        amounts = with_few_partners(network, amounts, pace)
        covered = float(network.weight[network.need] @ amounts)
        least = Levels(network, prices, pace).unproven(amounts).bound
    price = prices.network(np.unique(network.pair_of[amounts > 0]))
    return Found(
        amounts,
        Level(covered, flow.coverage.bound),
        Level(float(network.travel @ amounts), flow.travel.bound if whole else 0.0),
        Level(price, min(price, least)),
    )


def _slots(network: Network) -> int:
    """Count the partners that all schools may have together."""
    return int(np.minimum(network.partners, network.schools).sum())


def _concentrate(network: Network, prices: Prices, tight: Tight, amounts: Ints, pace: Pace) -> Ints:
    """Divide anew, a few takers at a time, until that no longer helps or the time is over."""
    order = np.random.default_rng(1).permutation(np.unique(network.taker[amounts > 0]))
    for turn, (takers, givers) in enumerate(_PASSES):
        if turn >= len(_PASSES) - _REPAIRS:
            order = order[np.isin(order, _takers_of_overloaded(network, amounts))]
        for at in range(0, len(order), takers):
            if not pace.check():
                amounts = _divide_anew(network, prices, tight, amounts, order[at : at + takers], givers, pace)
    return amounts


def _takers_of_overloaded(network: Network, amounts: Ints) -> Ints:
    """Return the schools that have too many partners, and the takers of those."""
    pairs = np.unique(network.pair_of[amounts > 0])
    over = partnerships(network, pairs) > network.partners
    giver, taker = np.divmod(pairs, network.schools)
    return np.union1d(np.flatnonzero(over), taker[over[giver]])


def _divide_anew(
    network: Network, prices: Prices, tight: Tight, amounts: Ints, takers: Ints, givers: int, pace: Pace
) -> Ints:  # fmt: skip
    """Give these takers as much with as little travel from fewer givers."""
    mine = np.isin(network.taker, takers)
    others = np.where(mine, 0, amounts)
    left = network.offer_amount - sums(network.offer, others, len(network.offer_amount))
    arcs = np.flatnonzero(mine & ((left[network.offer] > 0) | (network.agreed > 0)))
    arcs = arcs[worthwhile(network, arcs, _shares(network, arcs, amounts, left), amounts, givers)]
    kept = np.unique(network.pair_of[others > 0])
    load = np.bincount(kept // network.schools, minlength=network.schools)
    ends, partners = partnerships(network, kept), partnerships(network, np.unique(network.pair_of[amounts > 0]))
    travelling = network.traveller >= 0
    trips = sums(network.traveller[travelling], (others * network.visits)[travelling], network.schools)
    part = replace(
        network,
        offer_amount=left,
        trips=network.trips - trips,
        partners=np.maximum(network.partners, partners) - ends,
    ).part(arcs)
    over = _OVERLOAD * (ends >= network.partners)
    surcharge = np.stack([over + prices.evenness * np.minimum(load, STEEPEST), over])
    levels = Levels(part, replace(prices, surcharge=surcharge), pace, gap=_GAP, tight=tight.of(network, arcs))
    was = amounts[arcs]
    now_is, _level = levels.concentrate(was, float(part.weight[part.need] @ was), float(part.travel @ was))
    better = amounts.copy()
    better[mine] = 0
    better[arcs] = now_is
    return better if _merit(network, prices, better) < _merit(network, prices, amounts) else amounts


def _merit(network: Network, prices: Prices, amounts: Ints) -> float:
    """Return the price, and what is counted for partnerships above the limits."""
    pairs = np.unique(network.pair_of[amounts > 0])
    over = np.maximum(partnerships(network, pairs) - network.partners, 0).sum()
    return prices.network(pairs) + _OVERLOAD * float(over)


def _shares(network: Network, arcs: Ints, amounts: Ints, left: Ints) -> Floats:
    """Return what part of what its need gets each arc could carry."""
    gets = sums(network.need, amounts, len(network.need_amount))[network.need[arcs]]
    shares: Floats = np.where(gets > 0, np.minimum(left[network.offer[arcs]] / np.maximum(gets, 1), 1), 0)
    return shares


def _within_partners(network: Network, amounts: Ints) -> Ints:
    """End the partnerships that cover least where a school still has too many."""
    amounts = amounts.copy()
    while True:
        pairs, at = np.unique(network.pair_of[amounts > 0], return_inverse=True)
        used = np.flatnonzero(amounts)
        over = partnerships(network, pairs) - network.partners
        school = int(over.argmax()) if len(over) else 0
        if not len(over) or over[school] <= 0:
            return amounts
        covers = np.bincount(at, network.weight[network.need[used]] * amounts[used], minlength=len(pairs))
        covers[np.bincount(at, network.agreed[used], minlength=len(pairs)) > 0] = np.inf
        own = np.flatnonzero((pairs // network.schools == school) | (pairs % network.schools == school))
        amounts[used[at == own[covers[own].argmin()]]] = 0
