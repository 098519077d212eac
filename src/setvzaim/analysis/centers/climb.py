"""Better prices, and so a better bound: long steps from a first guess, then short ones that never lose ground."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.centers.bound import look, ruled_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from setvzaim.analysis.centers.bound import Best, Look, Node, Pairs
    from setvzaim.analysis.pace import Pace
    from setvzaim.analysis.solver import Floats, Ints

_FADES = 0.95  # of the memory of which candidates the prices recommended, a round
_ROUNDS, _FIRST_STEP, _LAST_STEP, _PATIENCE, _LOOK = 1500, 2.0, 0.004, 25, 50
_NOTHING_NEW = 1e-6
_SHORT_ROUNDS, _WINDOW, _WORTH_WHILE = 120, 15, 0.05
"""Short steps go on while so many of them bring this share of what is missing."""
_SERIOUS, _AMPLE, _LONGER, _SHORTER, _VAIN = 0.1, 0.5, 1.3, 0.8, 4
_REST = 5  # rounds between two tries to rule candidates out


def run_up(best: Best, node: Node, pairs: Pairs, pace: Pace, recommend: Callable[[Ints], None]) -> Node:
    """Improve the prices by subgradients, rule candidates out; `recommend` is told now and then what they choose."""
    step, since, prices = _FIRST_STEP, 0, node.prices
    part = pairs.within(node.columns, np.full(len(prices), np.inf))
    for turn in range(1, _ROUNDS + 1):
        said = look(best, node, part, prices)
        since = 0 if said.value > node.bound + _NOTHING_NEW * best.travel else since + 1
        often = node.often * _FADES + (1 - _FADES) * said.picked
        better = said.value > node.bound
        node = replace(
            node, bound=max(said.value, node.bound), prices=prices if better else node.prices, often=often
        )  # fmt: skip
        if best.beaten_by(node.bound) or pace.check():
            break
        if turn % _LOOK == 0:
            recommend(np.concatenate([node.opened, node.free[said.picked]]))
            before, node = node, ruled_out(best, node, said)
            if node is not before:
                if not node.possible(best.count):
                    return replace(node, bound=best.travel)
                part = pairs.within(node.columns, np.full(len(prices), np.inf))
                continue
        if since >= _PATIENCE:
            step, since, prices = step / 2, 0, node.prices
            if step < _LAST_STEP:
                break
            continue
        length = float(said.slope @ said.slope)
        if length == 0:
            break
        prices = np.minimum(prices + step * (1.02 * best.travel - said.value) / length * said.slope, part.limit)
    return node


@dataclass(slots=True)
class _Slope:
    """An average of the slopes seen, how far it is off where we stand, and what it recommends."""

    slope: Floats
    off: float
    often: Floats

    def foresees(self, step: float) -> float:
        """Return how much a step along it should bring."""
        return step * float(self.slope @ self.slope) + self.off

    def moved(self, by: Floats, gained: float) -> None:
        """Stand elsewhere."""
        self.off = max(self.off + float(self.slope @ by) - gained, 0.0)

    def blend(self, said: Look, off: float, step: float) -> None:
        """Take in a new slope, so that a step along the average should bring least."""
        other = said.slope - self.slope
        square = step * float(other @ other)
        share = 1.0 if square <= 0 else -(step * float(other @ self.slope) + off - self.off) / square
        share = min(1.0, max(0.0, share))
        self.slope = self.slope + share * other
        self.off += share * (off - self.off)
        self.often = self.often + share * (said.picked - self.often)


def climb(best: Best, node: Node, pairs: Pairs, pace: Pace) -> Node:
    """Improve the prices of a part from those of the whole, and rule candidates out.

    A bundle of two slopes (the newest and the average of all; F. Barahona, R. Anbil, Mathematical Programming 87
    (2000); K. C. Kiwiel, SIAM J. Control Optim. 21 (1983)): a step is taken only when it brings what was foreseen.
    """
    if not node.possible(best.count):
        return replace(node, bound=best.travel)
    part, prices, step, vain = pairs.within(node.columns, node.prices), node.prices, node.step, 0
    said = look(best, node, part, prices)
    average = _Slope(said.slope, 0.0, said.picked.astype(float))
    value, values = said.value, [said.value]
    if not step:
        step = max(best.travel - value, best.unit) / max(float(said.slope @ said.slope), 1.0)
    looked = 0
    for turn in range(_SHORT_ROUNDS):
        foreseen = average.foresees(step)
        if best.beaten_by(value) or pace.check() or foreseen <= 0.001 * best.unit or _slow(best, values):
            break
        tried = np.minimum(prices + step * average.slope, part.limit)
        said = look(best, node, part, tried)
        off = max(said.value + float(said.slope @ (prices - tried)) - value, 0.0)
        if said.value > value + _SERIOUS * foreseen:
            average.moved(tried - prices, said.value - value)
            step *= _LONGER if said.value - value > _AMPLE * foreseen else 1.0
            prices, value, off, vain = tried, said.value, 0.0, 0
            before, node = node, ruled_out(best, node, said) if turn >= looked else node
            if node is not before:
                if not node.possible(best.count):
                    return replace(node, bound=best.travel)
                looked, part = turn + _REST, part.fewer(before.columns, node.columns)
                said = look(best, node, part, prices)
                value = max(value, said.value)
                average = _Slope(said.slope, 0.0, said.picked.astype(float))
        else:
            vain += 1
            if vain > _VAIN:
                step, vain = step * _SHORTER, 0
        values.append(value)
        average.blend(said, off, step)
    return replace(node, bound=max(node.bound, value), prices=prices, often=average.often, step=step)


def _slow(best: Best, values: list[float]) -> bool:
    """Tell whether it is time to divide the part rather than to go on."""
    if len(values) <= _WINDOW:
        return False
    return values[-1] - values[-1 - _WINDOW] < _WORTH_WHILE * (best.travel - best.unit - values[-1])
