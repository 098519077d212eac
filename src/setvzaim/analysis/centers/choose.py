"""The choice of centers without capacities, proven: descent, bound, and branching over what the bound leaves.

HiGHS on the tightest formulation by radius (S. Elloumi, 2010) needs 4 s for pmed6 where branching with the Lagrangian
bound needs a tenth: most of its time goes into a linear program that the prices solve in passing.
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import count as counter
from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.centers.bound import Best, Effort, Node, first_node, tighten
from setvzaim.analysis.centers.descent import exchange, greedy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from setvzaim.analysis.centers.descent import Marks
    from setvzaim.analysis.pace import Pace
    from setvzaim.analysis.solver import Floats, Ints

_WHOLE = 0.999  # whole costs: what is above the best less this cannot be better
_RELATIVE = 1e-10
_ROOT = Effort(rounds=1500, step=2.0, patience=25, look=50, least_step=0.004)
_BRANCH = Effort(rounds=40, step=0.15, patience=4, look=10, least_step=0.01)


def least_step(cost: Floats) -> float:
    """Return the least difference that two different sums of costs are taken to have."""
    if cost.max(initial=0) < 2**40 and bool((cost == np.rint(cost)).all()):
        return _WHOLE
    return _RELATIVE * max(1.0, float(cost.mean(axis=1).sum()))


def choose(cost: Floats, count: int, fixed: Marks, pace: Pace) -> tuple[Ints, float, Node]:
    """Choose `count` columns of `cost` (client × candidate, finite), among them the `fixed` ones.

    Returns the choice, the proven bound, and the node of all choices with its last prices.
    """
    start, travel = exchange(cost, greedy(cost, count, np.flatnonzero(fixed)), fixed, pace)
    best = Best(cost, count, fixed, least_step(cost), start, travel)
    seen: set[tuple[int, ...]] = set()

    def recommend(chosen: Ints) -> None:
        key = tuple(sorted(int(j) for j in chosen))
        if key not in seen:
            seen.add(key)
            best.offer_near(chosen, pace)

    root = tighten(best, first_node(best), _ROOT, pace, recommend)
    bound = _search(best, root, pace)
    return best.chosen, best.travel if best.beaten_by(bound) else bound, root


def _search(best: Best, root: Node, pace: Pace) -> float:
    """Search the part with the lowest bound first; returns the bound of all that was not ruled out."""
    number = counter()
    heap = [(root.bound, next(number), root)]
    while heap:
        bound, _, node = heap[0]
        if best.beaten_by(bound) or pace.check():
            return min(bound, best.travel)
        heappop(heap)
        for part in _halves(best, node):
            tightened = tighten(best, part, _BRANCH, pace)
            if not best.beaten_by(tightened.bound):
                best.offer(_recommended(best, tightened))
                heappush(heap, (tightened.bound, next(number), tightened))
    return best.travel


def _halves(best: Best, node: Node) -> Iterator[Node]:
    """Divide by the candidate recommended most often: with it and without it. Parts with one choice are offered."""
    missing = best.count - len(node.opened)
    if missing <= 0 or len(node.free) <= missing:
        if missing == len(node.free) or missing == 0:
            best.offer(_recommended(best, node))
        return
    j = int(node.often.argmax())
    free, often = np.delete(node.free, j), np.delete(node.often, j)
    for opened in (np.append(node.opened, node.free[j]), node.opened):
        missing = best.count - len(opened)
        part = Node(node.bound, node.prices, free, opened, often)
        if missing in {0, len(free)}:
            best.offer(_recommended(best, part))
        else:
            yield part


def _recommended(best: Best, node: Node) -> Ints:
    order = np.argsort(-node.often, kind="stable")
    return np.concatenate([node.opened, node.free[order[: best.count - len(node.opened)]]])
