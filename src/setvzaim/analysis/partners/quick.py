"""The first two aims as one linear program, where its solution is whole and holds the limits of partners anyway.

The objective is travel - M · coverage with a small price on pairs that are new, so that its solution stays near what
is known. Without the limits of partners it bounds both aims; so a solution that holds them is proven.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.partners.levels import Levels

if TYPE_CHECKING:
    from setvzaim.analysis.solver import Floats, Ints

LEAST = 1e-6
_COVERAGE_FIRST = 200.0  # M, tenths of a minute for a thousandth of weight
_NEW = 0.4  # of a tenth of a minute: what all new pairs together cost


class Quick(Levels):
    """The levels of a network beside some pairs that are known to be good."""

    def covered_and_short(self, known: Ints) -> Ints | None:
        """Return amounts of the best coverage and then the least travel, or `None` where that is not soon known.

        They do not hold the limits of partners yet. Of equal ones these take fewest pairs that are not `known` (numbers
        of pairs).
        """
        net = self.network
        weight, travel = net.weight[net.need].astype(float), net.travel.astype(float)
        new = ~np.isin(net.pair_of, known) * (_NEW / max(1, int(net.need_amount.sum())))
        amounts = self.whole(travel + new - _COVERAGE_FIRST * weight)
        if amounts is None:
            return None
        return amounts if self._most(weight) <= weight @ amounts + LEAST else None

    def _most(self, weight: Floats) -> float:
        """Return a bound of the coverage."""
        program = self._program(with_pairs=False, cost=-weight)
        program.relax()
        unit = float(np.gcd.reduce(self.network.weight)) or 1.0
        solved = program.solve(self.pace)
        return float("inf") if solved.values is None else float(np.floor(-solved.objective / unit + LEAST) * unit)

    def whole(self, cost: Floats) -> Ints | None:
        """Return the amounts of least cost without the limits of partners, if the linear program finds whole ones."""
        program = self._program(with_pairs=False, cost=cost)
        program.relax()
        values = program.solve(self.pace).values
        if values is None:
            return None
        amounts: Ints = np.rint(values).astype(np.int64)
        return amounts if (abs(values - amounts) < LEAST).all() else None

    def within(self, amounts: Floats | Ints) -> bool:
        """Tell whether no school has too many partners."""
        ends = np.divmod(np.unique(self.network.pair_of[amounts > 0]), self.network.schools)
        counts = np.bincount(np.concatenate(ends), minlength=self.network.schools)
        return bool((counts <= self.network.partners).all())
