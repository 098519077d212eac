"""The choice of centers without capacities, proven: descent, bound, and what the bound leaves.

HiGHS on a formulation as it stands is slow: 4 s for pmed6 by radius, 14 s plain, where this takes a tenth. Once prices
have ruled out most pairs it is quick (`remaining.py`); with few centers many pairs stay, and are searched here.
"""

from __future__ import annotations

from dataclasses import replace
from heapq import heappop, heappush
from itertools import count as counter
from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.centers.bound import Best, Node, Pairs, first_node, near_pairs
from setvzaim.analysis.centers.branch import divide
from setvzaim.analysis.centers.climb import climb, run_up
from setvzaim.analysis.centers.descent import exchange, greedy
from setvzaim.analysis.centers.remaining import settle

if TYPE_CHECKING:
    from setvzaim.analysis.centers.descent import Marks
    from setvzaim.analysis.pace import Pace
    from setvzaim.analysis.solver import Floats, Ints

_WHOLE = 0.999  # whole costs: what is above the best less this cannot be better
_RELATIVE = 1e-10
_NEAR = 4.0
"""Prices reach no farther than to so many times as many candidates as a center would serve on average."""
_FEWEST = 5
_FOR_HIGHS = 12
"""Up to so many pairs a client HiGHS is quicker than the search."""


def least_step(cost: Floats) -> float:
    """Return the least difference that two different sums of costs are taken to have."""
    if cost.max(initial=0) < 2**40 and bool((cost == np.rint(cost)).all()):
        return _WHOLE
    return _RELATIVE * max(1.0, float(cost.mean(axis=1).sum()))


def choose(cost: Floats, count: int, fixed: Marks, pace: Pace) -> tuple[Ints, float, Floats]:
    """Choose `count` columns of `cost` (client × candidate, finite), among them the `fixed` ones.

    Returns the choice, the proven bound, and the prices of the clients that prove the first part of it.
    """
    start, travel = exchange(cost, greedy(cost, count, np.flatnonzero(fixed)), fixed, pace)
    best = Best(cost, count, fixed, least_step(cost), start, travel)
    seen: set[tuple[int, ...]] = set()

    def recommend(chosen: Ints) -> None:
        key = tuple(sorted(int(j) for j in chosen))
        if key not in seen:
            seen.add(key)
            best.offer_near(chosen, pace)

    reach = _reach(best)
    pairs = near_pairs(cost, np.arange(cost.shape[1]), reach)
    root = run_up(best, first_node(best), pairs, pace, recommend)
    prices = root.prices
    if best.beaten_by(root.bound):
        return best.chosen, best.travel, prices
    root = climb(best, root, pairs, pace)
    bound = root.bound
    if not best.beaten_by(bound) and not pace.check():
        left = _left(best, root, reach)
        bound = (settle if len(left.clients) <= _FOR_HIGHS * len(cost) else _search)(best, root, left, pace)
    return best.chosen, best.travel if best.beaten_by(bound) else bound, prices


def _reach(best: Best) -> Floats:
    """Return up to which cost each client looks at candidates."""
    ranked = np.sort(best.cost, axis=1)
    columns = ranked.shape[1]
    farthest = min(columns - 1, max(int(_NEAR * columns / best.count), _FEWEST))
    second = ranked[:, min(columns - 1, 1)]
    return np.maximum(ranked[:, farthest], second) * (1 + _RELATIVE) + best.unit


def _left(best: Best, node: Node, reach: Floats) -> Pairs:
    """Return the pairs that a better choice can have: serving a client at that cost does not pass the best."""
    most = node.prices + best.travel - best.unit - node.bound
    pairs = near_pairs(best.cost, node.columns, np.minimum(reach, most))
    return replace(pairs, limit=np.where(most <= reach, np.inf, reach))


def _search(best: Best, root: Node, pairs: Pairs, pace: Pace) -> float:
    """Search the part with the lowest bound first; returns the bound of all that was not ruled out."""
    number = counter()
    heap = [(root.bound, next(number), root)]
    while heap:
        bound, _, node = heap[0]
        if best.beaten_by(bound) or pace.check():
            return min(bound, best.travel)
        heappop(heap)
        if best.count - len(node.opened) in {0, len(node.free)}:
            best.offer(_recommended(best, node))
            continue
        for part in divide(node, pairs):
            better = climb(best, part, pairs, pace)
            if not best.beaten_by(better.bound):
                best.offer(_recommended(best, better))
                heappush(heap, (better.bound, next(number), better))
    return best.travel


def _recommended(best: Best, node: Node) -> Ints:
    order = np.argsort(-node.often, kind="stable")
    return np.concatenate([node.opened, node.free[order[: best.count - len(node.opened)]]])
