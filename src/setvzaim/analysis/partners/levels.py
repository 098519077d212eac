"""The aims one after another, each an integer program in which those before are kept; proven for any network.

x[arc] is the amount, y[pair] whether two schools are partners at all. The tie x ≤ most · y is written for each need of
a pair, all offers of the giver together, which is tighter than arc by arc.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from math import gcd
from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.partners.greedy import greedy
from setvzaim.analysis.partners.model import Level
from setvzaim.analysis.partners.network import NO_LIMIT
from setvzaim.analysis.solver import Program, State

if TYPE_CHECKING:
    from setvzaim.analysis.pace import Pace
    from setvzaim.analysis.partners.network import Network
    from setvzaim.analysis.solver import Floats, Ints, Solved

_SLACK = 1e-3  # of rows over whole numbers
STEEPEST = 9  # further takers of a giver, after which the next one costs no more than the last


@dataclass(frozen=True, slots=True)
class Prices:
    """What partnerships cost beside one each; `earlier` are pairs (giver × schools + taker), `None` without any.

    `surcharge` is what a pair costs more for each school at its ends, by (giver, taker) × school.
    """

    change: float
    evenness: float
    earlier: Ints | None
    schools: int
    surcharge: Floats | None = None

    def of_pairs(self, pairs: Ints) -> Floats:
        """Return what each of these pairs costs when it is chosen."""
        price = np.ones(len(pairs))
        if self.surcharge is not None:
            price += self.surcharge[0][pairs // self.schools] + self.surcharge[1][pairs % self.schools]
        if self.earlier is None:
            return price
        return price + np.where(np.isin(pairs, self.earlier), -self.change, self.change)

    @property
    def constant(self) -> float:
        """What is paid before anything is chosen: all earlier pairs dropped."""
        return 0.0 if self.earlier is None else self.change * len(self.earlier)

    def network(self, pairs: Ints) -> float:
        """Return the price of these pairs as a whole."""
        takers = np.bincount(pairs // self.schools, minlength=1)
        steps = np.minimum(np.arange(takers.max(initial=0)), STEEPEST).cumsum()
        uneven = float(steps[takers[takers > 0] - 1].sum())
        return self.constant + float(self.of_pairs(pairs).sum()) + self.evenness * uneven


@dataclass(frozen=True, slots=True)
class Tight:
    """What every best proposal uses wholly: needs, offers, and the trips of schools, by their numbers."""

    needs: Ints
    offers: Ints
    schools: Ints

    def of(self, network: Network, arcs: Ints) -> Tight:
        """Return the same by the numbers of the part of `network` that these arcs make."""
        needs, offers = np.unique(network.need[arcs]), np.unique(network.offer[arcs])
        return Tight(
            np.flatnonzero(np.isin(needs, self.needs)), np.flatnonzero(np.isin(offers, self.offers)), self.schools
        )


def only_needs(needs: Ints) -> Tight:
    """Return that these needs must be covered wholly, and nothing else."""
    return Tight(needs, needs[:0], needs[:0])


@dataclass(frozen=True, slots=True)
class Found:
    """The amounts by arc, and the three levels in the units of the arrays."""

    amounts: Ints
    coverage: Level
    travel: Level
    network: Level


@dataclass
class Levels:
    """The programs over one network."""

    network: Network
    prices: Prices
    pace: Pace
    gap: float = 0.0  # good enough for the price of the partnerships
    tight: Tight | None = None  # known of the last aim
    late: bool = field(default=False)  # the time was over within some level

    @cached_property
    def pairs(self) -> Ints:
        """The pairs that have arcs, in order."""
        return np.unique(self.network.pair_of)

    @cached_property
    def pair(self) -> Ints:
        """The place in `pairs` of each arc."""
        place: Ints = np.searchsorted(self.pairs, self.network.pair_of)
        return place

    @cached_property
    def limited(self) -> Ints:
        """The schools that may have more partners than they are allowed."""
        ends = np.concatenate([self.pairs // self.network.schools, self.pairs % self.network.schools])
        possible = np.bincount(ends, minlength=self.network.schools)
        return np.flatnonzero(possible > self.network.partners)

    def solve(self) -> Found:
        """Solve all three; when the time is over the best found so far with what is proven of it."""
        net = self.network
        amounts, coverage = self.cover()
        if self.late or not net.travel.any():
            travel = Level(float(net.travel @ amounts), 0.0)
        else:
            amounts, travel = self.shorten(amounts, coverage.value)
        if self.late:
            return Found(amounts, coverage, travel, self.unproven(amounts))
        amounts, network = self.concentrate(amounts, coverage.value, travel.value)
        return Found(amounts, coverage, travel, network)

    def cover(self) -> tuple[Ints, Level]:
        """Cover as much weighted need as can be."""
        net = self.network
        known = greedy(net, self.pace) if len(self.limited) else net.agreed
        program = self._program(with_pairs=len(self.limited) > 0, cost=-net.weight[net.need].astype(float))
        start = self._start(program, known)
        solved = program.solve(self.pace, start=start, whole=True, implied=len(net.need))
        amounts = self._amounts(solved, known)
        value = float(net.weight[net.need] @ amounts)
        most = float(net.weight @ net.need_amount)
        return amounts, Level(value, min(most, self._bound(solved, value, -solved.bound)))

    def cover_and_shorten(self, amounts: Ints, first: float) -> Ints:
        """Return amounts of little travel - `first` · coverage, begun from and never worse than `amounts`."""
        net = self.network
        cost = net.travel - first * net.weight[net.need]
        program = self._program(with_pairs=len(self.limited) > 0, cost=cost)
        solved = program.solve(self.pace, start=self._start(program, amounts), gap=self.gap, implied=len(net.need))
        return self._amounts(solved, amounts)

    def shorten(self, amounts: Ints, coverage: float) -> tuple[Ints, Level]:
        """Travel least with this coverage, beginning from `amounts`."""
        net = self.network
        program = self._program(with_pairs=len(self.limited) > 0, cost=net.travel.astype(float))
        self._keep_coverage(program, coverage)
        start = self._start(program, amounts)
        solved = program.solve(self.pace, start=start, whole=True, implied=len(net.need))
        amounts = self._amounts(solved, amounts)
        value = float(net.travel @ amounts)
        return amounts, Level(value, max(0.0, self._bound(solved, value, solved.bound)))

    def concentrate(self, amounts: Ints, coverage: float, travel: float) -> tuple[Ints, Level]:
        """Pay least for partnerships, changes and unevenness with this coverage and travel.

        `amounts` are known to have these, and may break a limit of partners; if none keeps it the bound is infinite.
        """
        net = self.network
        program = self._program(with_pairs=True, pair_cost=self.prices.of_pairs(self.pairs), tight=self.tight)
        self._keep_coverage(program, coverage)
        if net.travel.any():
            on_site = np.flatnonzero(net.travel)
            program.add_row(on_site, net.travel[on_site].astype(float), upper=travel + _SLACK)
        steps = self._spread(program)
        start = self._start(program, amounts, steps)
        solved = program.solve(self.pace, start=start, gap=self.gap, implied=len(net.need))
        if solved.state is State.INFEASIBLE:
            return amounts, Level(self.price(amounts), np.inf)
        amounts = self._amounts(solved, amounts)
        value = self.price(amounts)
        bound = solved.bound + self.prices.constant
        bound = bound if self.gap else self._bound(solved, value, bound)
        return amounts, Level(value, max(bound, self.unproven(amounts).bound))

    def price(self, amounts: Ints) -> float:
        """Return the price of the partnerships that these amounts need."""
        return self.prices.network(np.unique(self.network.pair_of[amounts > 0]))

    def unproven(self, amounts: Ints) -> Level:
        """Return the price with the bound that needs no computation."""
        free = np.minimum(self.prices.of_pairs(self.pairs), 0).sum()
        return Level(self.price(amounts), self.prices.constant + float(free))

    def _program(
        self, *, with_pairs: bool, cost: Floats | float = 0.0, pair_cost: Floats | float = 0.0,
        tight: Tight | None = None,
    ) -> Program:  # fmt: skip
        net, arcs = self.network, len(self.network.need)
        program = Program()
        program.add_columns(arcs, cost=cost, lower=net.agreed.astype(float), upper=net.most.astype(float), integer=1.0)
        columns, none = np.arange(arcs), np.zeros(0, np.int64)
        tight = tight or Tight(none, none, none)
        needs = program.add_rows(len(net.need_amount), **_limits(net.need_amount, tight.needs))
        program.add_entries(needs + net.need, columns, 1.0)
        offers = program.add_rows(len(net.offer_amount), **_limits(net.offer_amount, tight.offers))
        program.add_entries(offers + net.offer, columns, 1.0)
        bound = np.flatnonzero((net.traveller >= 0) & (net.trips[net.traveller] < NO_LIMIT))
        schools, at = np.unique(net.traveller[bound], return_inverse=True)
        full = np.flatnonzero(np.isin(schools, tight.schools))
        trips = program.add_rows(len(schools), **_limits(net.trips[schools], full))
        program.add_entries(trips + at, bound, net.visits[bound].astype(float))
        if with_pairs:
            self._tie(program, pair_cost)
        return program

    def _tie(self, program: Program, pair_cost: Floats | float) -> None:
        """Add the pairs, tie the arcs to them, and hold the limits of partners."""
        net = self.network
        y = program.add_columns(len(self.pairs), cost=pair_cost, upper=1.0, integer=1.0)
        ties, first, tie = np.unique(
            self.pair * len(net.need_amount) + net.need, return_index=True, return_inverse=True
        )  # fmt: skip
        rows = program.add_rows(len(ties), upper=0.0)
        together = np.bincount(tie, net.most, minlength=len(ties))
        most = np.minimum(together, net.need_amount[net.need[first]])
        program.add_entries(rows + tie, np.arange(len(net.need)), 1.0)
        program.add_entries(rows + np.arange(len(ties)), y + self.pair[first], -most)
        row = program.add_rows(len(self.limited), upper=net.partners[self.limited].astype(float))
        for ends in (self.pairs // net.schools, self.pairs % net.schools):
            touched = np.flatnonzero(np.isin(ends, self.limited))
            program.add_entries(row + np.searchsorted(self.limited, ends[touched]), y + touched, 1.0)

    def _spread(self, program: Program) -> Ints:
        """Charge unevenness; returns, by column added, the pair number of giver × steps + step."""
        givers, count = np.unique(self.pairs // self.network.schools, return_counts=True)
        lengths = np.minimum(count - 1, STEEPEST)
        at = np.repeat(np.arange(len(givers)), lengths)
        step = np.arange(len(at)) - np.repeat(np.cumsum(lengths) - lengths, lengths) + 1
        columns = program.add_columns(len(at), cost=self.prices.evenness)
        rows = program.add_rows(len(at), upper=step.astype(float))
        program.add_entries(rows + np.arange(len(at)), columns + np.arange(len(at)), -1.0)
        own = np.searchsorted(givers, self.pairs // self.network.schools)
        for number in range(1, STEEPEST + 1):
            has = np.flatnonzero(step == number)
            row_of = np.full(len(givers), -1)
            row_of[at[has]] = rows + has
            pairs = np.flatnonzero(row_of[own] >= 0)
            program.add_entries(row_of[own[pairs]], len(self.network.need) + pairs, 1.0)
        numbers: Ints = givers[at] * (STEEPEST + 1) + step
        return numbers

    def _keep_coverage(self, program: Program, coverage: float) -> None:
        net = self.network
        weight = net.weight[net.need]
        unit = max(1, gcd(*(int(w) for w in np.unique(weight))))
        program.add_row(np.arange(len(weight)), weight / unit, lower=round(coverage / unit) - _SLACK)

    def _start(self, program: Program, amounts: Ints, steps: Ints | None = None) -> Floats:
        values = np.zeros(program.columns)
        values[: len(amounts)] = amounts
        if program.columns > len(amounts):
            used = np.unique(self.pair[amounts > 0])
            values[len(amounts) + used] = 1
            if steps is not None:
                takers = np.bincount(self.pairs[used] // self.network.schools, minlength=self.network.schools)
                giver, step = steps // (STEEPEST + 1), steps % (STEEPEST + 1)
                values[len(amounts) + len(self.pairs) :] = np.maximum(takers[giver] - step, 0)
        return values

    def _amounts(self, solved: Solved, known: Ints) -> Ints:
        self.late = self.late or solved.state is State.STOPPED
        if solved.values is None:
            return known
        amounts: Ints = np.rint(solved.values[: len(known)]).astype(np.int64)
        return amounts

    @staticmethod
    def _bound(solved: Solved, value: float, bound: float) -> float:
        """Return the bound; of a program solved wholly its value, without the rounding."""
        return value if solved.state is State.OPTIMAL else bound


def _limits(most: Ints, tight: Ints) -> dict[str, Floats]:
    """Return the bounds of rows that hold at most so much, the tight ones exactly that."""
    lower = np.zeros(len(most))
    lower[tight] = most[tight]
    return {"lower": lower, "upper": most.astype(float)}
