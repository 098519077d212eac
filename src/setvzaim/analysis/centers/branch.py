"""Dividing a part of all choices in two: none of some neighbouring candidates is chosen, or at least one is.

Closing one candidate changes little where another stands beside it; closing all around a client does. The sets are
those nearer to a client than some distance, as the formulation by radius has them (S. Elloumi, Journal of
Combinatorial Optimization 19 (2010)). Sets of one part are disjoint or lie one in the other, so that the bound stays
easy to compute.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.centers.bound import Node, Pairs

if TYPE_CHECKING:
    from setvzaim.analysis.centers.descent import Marks
    from setvzaim.analysis.solver import Floats, Ints

_UNDECIDED = 0.05
_ENOUGH = 0.15
"""Recommended to less than this share, a set is as good as out; to more than the rest of one, as good as in."""


def divide(node: Node, pairs: Pairs) -> tuple[Node, Node]:
    """Return the part without any candidate of a set, and that with at least one of it."""
    inside = _set(node, pairs)
    own = int(node.group[inside][0])
    nobody = np.zeros(len(inside), dtype=bool)
    if inside.sum() == 1:
        return _closed(node, inside, own), node.without(nobody, inside)
    group = node.group.copy()
    if own >= 0:
        group[group == own] = -1
    group[inside] = group.max(initial=-1) + 1
    return _closed(node, inside, own), replace(node, group=group)


def _closed(node: Node, inside: Marks, own: int) -> Node:
    """Close a set; when its group has one candidate left, that one is opened."""
    left = (node.group == own) & ~inside
    last = left if own >= 0 and left.sum() == 1 else np.zeros(len(inside), dtype=bool)
    return node.without(inside, last)


def _set(node: Node, pairs: Pairs) -> Marks:
    """Mark the free candidates of the set about which most is undecided: all of them in no group, or all in one."""
    share = np.zeros(pairs.columns)
    share[node.free] = np.minimum(node.often, 1)
    share[node.opened] = 1
    group = np.full(pairs.columns, -2)
    group[node.free] = node.group
    for candidates in _balls(node, pairs, share):
        free = candidates[group[candidates] >= -1]
        numbers = group[free]
        loose = free[numbers < 0]
        if len(loose) and share[loose].sum() >= _ENOUGH:
            return np.isin(node.free, loose)
        if (numbers >= 0).any():
            sums = np.bincount(numbers[numbers >= 0], share[free[numbers >= 0]])
            fullest = int(sums.argmax())
            chosen = free[numbers == fullest]
            if len(chosen) < (node.group == fullest).sum():
                return np.isin(node.free, chosen)
    alone = np.zeros(len(node.free), dtype=bool)
    alone[np.abs(node.often - 0.5).argmin()] = True
    return alone


def _balls(node: Node, pairs: Pairs, share: Floats) -> list[Ints]:
    """Return the sets of candidates nearest to a client, best first: half chosen, and so for many clients."""
    there = np.zeros(pairs.columns, dtype=bool)
    there[node.columns] = True
    keep = there[pairs.candidates]
    clients, candidates, costs = pairs.clients[keep], pairs.candidates[keep], pairs.costs[keep]
    starts = np.flatnonzero(np.concatenate([[True], clients[1:] != clients[:-1]]))
    sizes = np.diff(np.append(starts, len(clients)))
    chosen = _within(share[candidates], starts, sizes)
    ends_here = np.append(costs[1:] > costs[:-1], True)
    ends_here[np.append(starts[1:], len(clients)) - 1] = False  # all there are
    # equal sets of different clients are one: told by a sum of random numbers
    mark = _within(np.random.default_rng(1).random(pairs.columns)[candidates], starts, sizes).round(6)
    open_ = np.flatnonzero(ends_here & (chosen > _UNDECIDED) & (chosen < 1 - _UNDECIDED))
    if not len(open_):
        return []
    _, first, same = np.unique(mark[open_], return_index=True, return_inverse=True)
    weight = np.minimum(chosen[open_], 1 - chosen[open_])
    ranked = np.argsort(-np.bincount(same, weight), kind="stable")
    ends = open_[first[ranked[:2]]]
    return [candidates[starts[np.searchsorted(starts, end, side="right") - 1] : end + 1] for end in ends]


def _within(numbers: Floats, starts: Ints, sizes: Ints) -> Floats:
    """Sum up along each client."""
    sums = np.cumsum(numbers)
    sums -= np.repeat(sums[starts] - numbers[starts], sizes)
    return sums
