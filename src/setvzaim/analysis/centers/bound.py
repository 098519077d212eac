"""What no choice of centers can beat: the Lagrangian bound, and the candidates it proves superfluous or necessary.

Every client offers a price for being served; a candidate's worth is what it collects above its costs. The best `count`
worths give a bound for any prices (M. L. Fisher, Management Science 27 (1981)). A candidate that would push the bound
above the best known travel is out (or in) for good (J. E. Beasley, European Journal of Operational Research 21 (1985)).
Only pairs that cost less than the price count, so only near ones are kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from setvzaim.analysis.centers.descent import exchange, nearest

if TYPE_CHECKING:
    from setvzaim.analysis.centers.descent import Marks
    from setvzaim.analysis.pace import Pace
    from setvzaim.analysis.solver import Floats, Ints

_ROOM = 0.06
"""Within a part prices are allowed to rise by this share of themselves and of the average price."""


@dataclass(slots=True)
class Best:
    """The best choice known of `count` columns of `cost` (client × candidate), among them the `fixed` ones.

    `unit` is the least difference of two different travels: nothing within it below the best is worth a look.
    """

    cost: Floats
    count: int
    fixed: Marks
    unit: float
    chosen: Ints
    travel: float

    def beaten_by(self, bound: float) -> bool:
        """Tell whether nothing with this bound can be better."""
        return bound > self.travel - self.unit

    def offer(self, chosen: Ints) -> None:
        """Take this choice if it is better."""
        travel = float(self.cost[:, chosen].min(axis=1).sum())
        if travel < self.travel:
            self.chosen, self.travel = np.sort(chosen), travel

    def offer_near(self, chosen: Ints, pace: Pace) -> None:
        """Take what exchanges make of this choice if it is better."""
        self.offer(exchange(self.cost, chosen, self.fixed, pace)[0])


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of client and candidate, by client, near ones first; the price of a client stays within its `limit`.

    A client has all its pairs that cost less than its limit, unless the limit is infinite: then those left out are in
    no better choice. `columns` is how many candidates there are.
    """

    clients: Ints
    candidates: Ints
    costs: Floats
    limit: Floats
    columns: int

    def within(self, chosen: Ints, prices: Floats) -> Pairs:
        """Keep what counts for these candidates at prices near to these; candidates are numbered by their place."""
        place = np.full(self.columns, -1)
        place[chosen] = np.arange(len(chosen))
        limit = np.minimum(self.limit, prices + _ROOM * (np.abs(prices) + np.abs(prices).mean()))
        at = place[self.candidates]
        keep = (at >= 0) & (self.costs < limit[self.clients])
        return Pairs(self.clients[keep], at[keep], self.costs[keep], limit, len(chosen))

    def fewer(self, before: Ints, after: Ints) -> Pairs:
        """Of pairs numbered by the place in `before`, keep those of `after`, numbered by the place there."""
        number = np.full(int(before.max()) + 1, -1)
        number[after] = np.arange(len(after))
        at = number[before][self.candidates]
        keep = at >= 0
        return Pairs(self.clients[keep], at[keep], self.costs[keep], self.limit, len(after))


def near_pairs(cost: Floats, candidates: Ints, reach: Floats) -> Pairs:
    """Return the pairs with these candidates that cost less than the `reach` of the client."""
    clients, at = np.nonzero(cost[:, candidates] < reach[:, None])
    costs = cost[clients, candidates[at]]
    order = np.lexsort((costs, clients))
    return Pairs(clients[order], candidates[at[order]], costs[order], reach, cost.shape[1])


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A part of all choices: with all of `opened`, the rest from `free`; no better one in it than `bound`.

    Free candidates of one `group` ≥ 0 have at least one among them; -1 is none. `often` tells to which share the
    prices recommend each of `free`, 0 to 1. `step` is the length of step that served last; 0 is not known.
    """

    bound: float
    prices: Floats
    free: Ints
    opened: Ints
    often: Floats
    group: Ints
    step: float = 0.0

    @property
    def columns(self) -> Ints:
        """All candidates of the part, the free ones first."""
        return np.concatenate([self.free, self.opened])

    def without(self, gone: Marks, opened: Marks) -> Node:
        """Take candidates out of `free`, some of them because they are opened; their groups are then served."""
        served = np.unique(self.group[opened])
        group = np.where((self.group >= 0) & np.isin(self.group, served), -1, self.group)
        keep = ~(gone | opened)
        return replace(
            self,
            free=self.free[keep],
            opened=np.concatenate([self.opened, self.free[opened]]),
            often=self.often[keep],
            group=group[keep],
        )

    def possible(self, count: int) -> bool:
        """Tell whether so many can be chosen here."""
        return len(np.unique(self.group[self.group >= 0])) <= count - len(self.opened) <= len(self.free)


class Look(NamedTuple):
    """What prices say: the bound, how it changes with them, and the free candidates they recommend, by worth."""

    value: float
    slope: Floats
    worth: Floats
    picked: Marks


def look(best: Best, node: Node, pairs: Pairs, prices: Floats) -> Look:
    """Ask what these prices say of a part that is possible; `pairs` are those of its candidates."""
    free = len(node.free)
    gain: Floats = prices[pairs.clients]
    gain -= pairs.costs
    np.maximum(gain, 0, out=gain)
    worth: Floats = np.bincount(pairs.candidates, gain, minlength=pairs.columns).astype(np.float64, copy=False)
    picked = _picked(worth[:free], best.count - len(node.opened), node.group)
    value = float(prices.sum() - worth[:free][picked].sum() - worth[free:].sum())
    taken = np.ones(pairs.columns, dtype=bool)
    taken[:free] = picked
    served = pairs.clients[taken[pairs.candidates] & (gain > 0)]
    slope = np.ones(len(prices)) - np.bincount(served, minlength=len(prices))
    return Look(value, slope, worth[:free], picked)


def _picked(worth: Floats, missing: int, group: Ints) -> Marks:
    """Mark the `missing` candidates of most worth, of each group the best in any case."""
    picked = np.zeros(len(worth), dtype=bool)
    order = np.argsort(-worth, kind="stable")
    numbers, first = np.unique(group[order], return_index=True)
    must = order[first[numbers >= 0]]
    picked[must] = True
    rest = order[~picked[order]]
    picked[rest[: missing - len(must)]] = True
    return picked


def ruled_out(best: Best, node: Node, said: Look) -> Node:
    """Take superfluous candidates out of `free` and move necessary ones to `opened`; the same node if none are."""
    worth, picked = said.worth, said.picked
    if picked.all() or not picked.any():
        return node
    limit = best.travel - best.unit - said.value
    groups = np.bincount(node.group[picked] + 1, minlength=int(node.group.max()) + 2)
    sole = picked & (node.group >= 0) & (groups[node.group + 1] == 1)
    loose = picked & ~sole
    # a candidate comes in for the loose one of least worth, or for the only one of its group
    out = np.full(len(worth), worth[loose].min() if loose.any() else np.inf)
    only = np.full(len(groups), np.inf)
    only[node.group[sole] + 1] = worth[sole]
    out = np.minimum(out, only[node.group + 1])
    superfluous = ~picked & (out - worth > limit)
    # for one that goes out, the best of the others comes in; for the only one of its group, the best of the group
    next_best = np.full(len(groups), -np.inf)
    np.maximum.at(next_best, node.group[~picked] + 1, worth[~picked])
    instead = np.where(sole, next_best[node.group + 1], worth[~picked].max())
    needed = picked & (worth - instead > limit)
    if not (superfluous.any() or needed.any()):
        return node
    return node.without(superfluous, needed)


def first_node(best: Best) -> Node:
    """Return all choices, with prices halfway between the costs of the nearest and of the second nearest center."""
    _at, first, second = nearest(best.cost, best.chosen)
    highest = best.cost.max(initial=0)
    prices = np.where(second < highest, (first + np.minimum(second, highest)) / 2, first)
    free = np.flatnonzero(~best.fixed)
    nothing = np.zeros(len(free))
    return Node(-np.inf, prices, free, np.flatnonzero(best.fixed), nothing, np.full(len(free), -1))
