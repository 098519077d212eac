"""A good choice of centers quickly: exchange one center for another while it pays.

M. B. Teitz, P. Bart, Operations Research 16 (1968); the gains of all exchanges at once after M. G. C. Resende,
R. F. Werneck, European Journal of Operational Research 182 (2007).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from setvzaim.analysis.pace import Pace
    from setvzaim.analysis.solver import Floats, Ints

    Marks = npt.NDArray[np.bool_]

_LEAST_GAIN = 1e-9  # of the travel: less is rounding


def nearest(cost: Floats, chosen: Ints) -> tuple[Ints, Floats, Floats]:
    """Tell, by client, the place in `chosen` of the nearest center, the cost to it, and to the second nearest."""
    part = cost[:, chosen]
    at = part.argmin(axis=1)
    rows = np.arange(len(cost))
    first = part[rows, at]
    if len(chosen) == 1:
        return at, first, np.full(len(cost), np.inf)
    part[rows, at] = np.inf
    return at, first, part.min(axis=1)


def exchange(cost: Floats, chosen: Ints, fixed: Marks, pace: Pace) -> tuple[Ints, float]:
    """Exchange until no single exchange pays; returns the sorted choice and its cost. Costs are finite.

    `chosen` are columns of `cost` (client × candidate); columns marked `fixed` are not taken out.
    """
    chosen = np.array(sorted(chosen))
    while True:
        at, first, second = nearest(cost, chosen)
        total = float(first.sum())
        if pace.check() or fixed[chosen].all():
            return chosen, total
        second = np.minimum(second, cost.max() + 1)
        gain = np.maximum(first[:, None] - cost, 0).sum(axis=0)
        eased = np.maximum(second[:, None] - np.maximum(cost, first[:, None]), 0)
        order = np.argsort(at, kind="stable")
        present, starts = np.unique(at[order], return_index=True)
        after = np.zeros((len(chosen), cost.shape[1]))
        after[present] -= np.add.reduceat(eased[order], starts, axis=0)
        after += np.bincount(at, second - first, minlength=len(chosen))[:, None] - gain
        after[fixed[chosen]] = np.inf
        after[:, chosen] = np.inf
        out, in_ = np.unravel_index(int(after.argmin()), after.shape)
        if not after[out, in_] < -_LEAST_GAIN * max(total, 1):
            return chosen, total
        chosen[out] = in_
        chosen.sort()


def greedy(cost: Floats, count: int, fixed: Ints) -> Ints:
    """Choose one after another what helps most; starts with `fixed`."""
    chosen = [int(j) for j in fixed]
    best = cost[:, chosen].min(axis=1) if chosen else np.full(len(cost), cost.max() + 1)
    while len(chosen) < count:
        gain = np.maximum(best[:, None] - cost, 0).sum(axis=0)
        gain[chosen] = -1
        j = int(gain.argmax())
        chosen.append(j)
        best = np.minimum(best, cost[:, j])
    return np.array(sorted(chosen))
