"""Large networks whose schools may have few partners: cover much, a few schools at a time.

From a start (`greedy.py`) some takers at a time give up their partnerships and are given new ones among the givers that
have place left, by an integer program of coverage and travel; what is worse is not taken.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.partners.greedy import greedy
from setvzaim.analysis.partners.levels import Levels, Prices
from setvzaim.analysis.partners.network import sums

if TYPE_CHECKING:
    from setvzaim.analysis.pace import Pace
    from setvzaim.analysis.partners.network import Network
    from setvzaim.analysis.solver import Floats, Ints

# takers at a time, and givers that each chooses from beside those it has
_PASSES = ((12, 12), (12, 16), (8, 24))
_COVERAGE_FIRST = 100.0  # tenths of a minute for a thousandth of weight
_GAP = 1e-3


def with_few_partners(network: Network, known: Ints, pace: Pace) -> Ints:
    """Return amounts by arc that hold every limit and cover much, at least as much as `known`."""
    weight = network.weight[network.need]
    amounts = max(known, greedy(network, pace), key=lambda one: float(weight @ one))
    for turn, (count, givers) in enumerate(_PASSES):
        order = np.random.default_rng(turn).permutation(np.unique(network.taker))
        for at in range(0, len(order), count):
            if not pace.check():
                amounts = _cover_anew(network, amounts, order[at : at + count], givers, pace)
    return amounts


def _cover_anew(network: Network, amounts: Ints, takers: Ints, givers: int, pace: Pace) -> Ints:
    """Give these takers other partners where that covers more, or travels less."""
    mine = np.isin(network.taker, takers)
    others = np.where(mine, 0, amounts)
    left = network.offer_amount - sums(network.offer, others, len(network.offer_amount))
    room = network.partners - partnerships(network, np.unique(network.pair_of[others > 0]))
    possible = (left[network.offer] > 0) & (room[network.giver] > 0) & (room[network.taker] > 0)
    arcs = np.flatnonzero(mine & (possible | (amounts > 0) | (network.agreed > 0)))
    could = np.minimum(left[network.offer[arcs]], network.need_amount[network.need[arcs]])
    worth = (network.weight[network.need[arcs]] * could).astype(float)
    arcs = arcs[worthwhile(network, arcs, worth, amounts, givers)]
    travelling = network.traveller >= 0
    trips = sums(network.traveller[travelling], (others * network.visits)[travelling], network.schools)
    part = replace(network, offer_amount=left, trips=network.trips - trips, partners=room).part(arcs)
    levels = Levels(part, Prices(0.0, 0.0, None, part.schools), pace, gap=_GAP)
    better = amounts.copy()
    better[mine] = 0
    better[arcs] = levels.cover_and_shorten(amounts[arcs], _COVERAGE_FIRST)
    cost = network.travel - _COVERAGE_FIRST * network.weight[network.need]
    return better if cost @ better < cost @ amounts else amounts


def partnerships(network: Network, pairs: Ints) -> Ints:
    """Count the partnerships of each school."""
    return np.bincount(np.concatenate(np.divmod(pairs, network.schools)), minlength=network.schools)


def worthwhile(network: Network, arcs: Ints, worth: Floats, amounts: Ints, givers: int) -> Ints:
    """Keep, for each taker, the givers it has and so many others: those whose arcs are worth most together."""
    pairs, at = np.unique(network.pair_of[arcs], return_inverse=True)
    of_pairs = np.bincount(at, worth, minlength=len(pairs))
    used = np.maximum(amounts[arcs], network.agreed[arcs])
    of_pairs[np.bincount(at, used, minlength=len(pairs)) > 0] = np.inf
    order = np.lexsort((-of_pairs, pairs % network.schools))
    taker = (pairs % network.schools)[order]
    begins = np.concatenate([[True], np.diff(taker) != 0])[: len(order)]
    rank = np.arange(len(order)) - np.maximum.accumulate(np.where(begins, np.arange(len(order)), 0))
    keep = np.zeros(len(pairs), dtype=bool)
    keep[order[(rank < givers) | np.isinf(of_pairs[order])]] = True
    return np.flatnonzero(keep[at])
