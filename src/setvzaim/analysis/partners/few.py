"""Large networks whose schools may have few partners: cover much, a few schools at a time.

From a start (`greedy.py`) some takers at a time give up their partnerships and are given new ones among the givers that
have place left, by an integer program of coverage and travel; what is worse is not taken.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.partners.levels import Levels, Prices
from setvzaim.analysis.partners.network import sums

if TYPE_CHECKING:
    from setvzaim.analysis.pace import Pace
    from setvzaim.analysis.partners.network import Network
    from setvzaim.analysis.solver import Floats, Ints

# takers at a time, and givers that each chooses from beside those it has
_PASSES = ((4, 12), (4, 12), (4, 16))
_COVERAGE_FIRST = 100.0  # tenths of a minute for a thousandth of weight
_GAP = 5e-3


def with_few_partners(network: Network, amounts: Ints, pace: Pace) -> Ints:
    """Return amounts by arc that hold every limit and cover much, at least as much as `amounts`, which hold them."""
    of_taker = _arcs_of_takers(network)
    for turn, (count, givers) in enumerate(_PASSES):
        order = np.random.default_rng(turn).permutation(np.unique(network.taker))
        for at in range(0, len(order), count):
            if not pace.check():
                mine = np.concatenate([of_taker[taker] for taker in order[at : at + count].tolist()])
                amounts = _cover_anew(network, amounts, mine, givers, pace)
    return amounts


def _arcs_of_takers(network: Network) -> list[Ints]:
    order = np.argsort(network.taker, kind="stable")
    return np.split(order, np.cumsum(np.bincount(network.taker, minlength=network.schools))[:-1])


def _cover_anew(network: Network, amounts: Ints, mine: Ints, givers: int, pace: Pace) -> Ints:
    """Give the takers of these arcs other partners where that covers more, or travels less.

    A region has two million arcs: what is computed for each group is computed for its arcs and for those in use.
    """
    was = amounts[mine]
    others = np.setdiff1d(np.flatnonzero(amounts), mine[was > 0], assume_unique=True)
    left = network.offer_amount - sums(network.offer[others], amounts[others], len(network.offer_amount))
    room = network.partners - partnerships(network, np.unique(network.pairs(others)))
    possible = (left[network.offer[mine]] > 0) & (room[network.giver[mine]] > 0) & (room[network.taker[mine]] > 0)
    arcs = mine[possible | (was > 0) | (network.agreed[mine] > 0)]
    could = np.minimum(left[network.offer[arcs]], network.need_amount[network.need[arcs]])
    worth = (network.weight[network.need[arcs]] * could).astype(float)
    arcs = arcs[worthwhile(network, arcs, worth, amounts, givers)]
    travel = others[network.traveller[others] >= 0]
    trips = sums(network.traveller[travel], amounts[travel] * network.visits[travel], network.schools)
    part = replace(network, offer_amount=left, trips=network.trips - trips, partners=room).part(arcs)
    levels = Levels(part, Prices(0.0, 0.0, None, part.schools), pace, gap=_GAP)
    now_is = levels.cover_and_shorten(amounts[arcs], _COVERAGE_FIRST)
    if _cost(network, arcs, now_is) >= _cost(network, mine, was):
        return amounts
    better = amounts.copy()
    better[mine] = 0
    better[arcs] = now_is
    return better


def _cost(network: Network, arcs: Ints, amounts: Ints) -> float:
    return float((network.travel[arcs] - _COVERAGE_FIRST * network.weight[network.need[arcs]]) @ amounts)


def partnerships(network: Network, pairs: Ints) -> Ints:
    """Count the partnerships of each school."""
    return np.bincount(np.concatenate(np.divmod(pairs, network.schools)), minlength=network.schools)


def worthwhile(network: Network, arcs: Ints, worth: Floats, amounts: Ints, givers: int) -> Ints:
    """Keep, for each taker, the givers it has and so many others: those whose arcs are worth most together."""
    pairs, at = np.unique(network.pairs(arcs), return_inverse=True)
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
