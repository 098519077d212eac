"""What no choice of centers can beat: the Lagrangian bound, and the candidates it proves superfluous or necessary.

Every client offers a price for being served; a candidate's worth is what it collects above its costs. The best `count`
worths give a bound for any prices; prices are improved by subgradients (M. L. Fisher, Management Science 27 (1981)).
A candidate that would push the bound above the best known travel is out (or in) for good (J. E. Beasley, European
Journal of Operational Research 21 (1985)).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.centers.descent import exchange, nearest

if TYPE_CHECKING:
    from collections.abc import Callable

    from setvzaim.analysis.centers.descent import Marks
    from setvzaim.analysis.pace import Pace
    from setvzaim.analysis.solver import Floats, Ints

_FADES = 0.95  # of the memory of which candidates the prices recommended, a round


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


@dataclass(frozen=True, slots=True)
class Node:
    """A part of all choices: those with all of `opened`, the rest from `free`. No better one in it than `bound`.

    `often` tells how often the prices recommended each of `free` lately, from 0 to 1.
    """

    bound: float
    prices: Floats
    free: Ints
    opened: Ints
    often: Floats


@dataclass(frozen=True, slots=True)
class Effort:
    """How long prices are improved: at most `rounds`, the step halved after `patience` rounds in vain."""

    rounds: int
    step: float
    patience: int
    look: int  # rounds between two tries to rule candidates out
    least_step: float


def tighten(
    best: Best, node: Node, effort: Effort, pace: Pace, recommend: Callable[[Ints], None] | None = None
) -> Node:  # fmt: skip
    """Improve the prices and rule candidates out; `recommend` is told now and then what the prices would choose."""
    step, since, price = effort.step, 0, node.prices
    part, taken = best.cost[:, node.free], best.cost[:, node.opened]
    for turn in range(1, effort.rounds + 1):
        missing = best.count - len(node.opened)
        gain = part < price[:, None]
        worth = np.where(gain, part - price[:, None], 0).sum(axis=0)
        sure = taken - price[:, None]
        order = np.argsort(worth, kind="stable")
        picked = order[:missing]
        value = float(price.sum() + worth[picked].sum() + np.minimum(sure, 0).sum())
        since = 0 if value > node.bound + 1e-6 * best.travel else since + 1
        often = node.often * _FADES
        often[picked] += 1 - _FADES
        better = value > node.bound
        node = Node(max(value, node.bound), price if better else node.prices, node.free, node.opened, often)
        if best.beaten_by(node.bound) or pace.check():
            break
        if turn % effort.look == 0:
            if recommend is not None:
                recommend(np.concatenate([node.opened, node.free[picked]]))
            before, node = node, _ruled_out(best, node, worth, order, value)
            if node is not before:
                part, taken = best.cost[:, node.free], best.cost[:, node.opened]
                continue
        if since >= effort.patience:
            step, since, price = step / 2, 0, node.prices
            if step < effort.least_step:
                break
            continue
        slope = 1.0 - gain[:, picked].sum(axis=1) - (sure < 0).sum(axis=1)
        length = float(slope @ slope)
        if length == 0:
            break
        price = price + step * (1.02 * best.travel - value) / length * slope
    return node


def _ruled_out(best: Best, node: Node, worth: Floats, order: Ints, value: float) -> Node:
    """Take superfluous candidates out of `free` and move necessary ones to `opened`; the same node if none are."""
    missing = best.count - len(node.opened)
    if not 0 < missing < len(worth):
        return node
    limit = best.travel - best.unit
    picked = order[:missing]
    superfluous = value + worth - worth[order[missing - 1]] > limit
    superfluous[picked] = False
    needed = np.zeros(len(worth), dtype=bool)
    needed[picked] = value - worth[picked] + worth[order[missing]] > limit
    keep = ~(superfluous | needed)
    if keep.all():
        return node
    opened = np.concatenate([node.opened, node.free[needed]])
    return Node(node.bound, node.prices, node.free[keep], opened, node.often[keep])


def first_node(best: Best) -> Node:
    """Return all choices, with prices halfway between the costs of the nearest and of the second nearest center."""
    _at, first, second = nearest(best.cost, best.chosen)
    prices = np.where(second < best.cost.max(), (first + np.minimum(second, best.cost.max())) / 2, first)
    columns = np.arange(best.cost.shape[1])
    free = columns[~best.fixed]
    return Node(-np.inf, prices, free, columns[best.fixed], np.zeros(len(free)))
