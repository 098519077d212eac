"""Coverage and travel of a large network as one linear program, solved exactly with a small part of its columns.

The objective is travel - M · coverage: whatever M, the optimum bounds the travel of every proposal of given coverage,
and with a large M its coverage is the best. Arcs that would improve the optimum are found from the duals of all arcs at
once and added, until there are none (column generation). With whole limits its solutions are nearly always whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.partners.levels import Tight
from setvzaim.analysis.partners.model import Level
from setvzaim.analysis.partners.network import NO_LIMIT
from setvzaim.analysis.solver import Program, Session

if TYPE_CHECKING:
    from setvzaim.analysis.pace import Pace
    from setvzaim.analysis.partners.network import Network
    from setvzaim.analysis.solver import Floats, Ints

_PER_NEED, _PER_OFFER = 8, 3  # arcs to begin with
_MORE_PER_NEED, _MORE_PER_OFFER = 4, 2
_FEW = 600  # so few new columns are priced in from where the program stood; more are solved anew
_EPSILON = 1e-6
_TOLERANCE = 0.1  # of duals; costs are whole numbers
_COVERAGE_FIRST = 100.0  # M, tenths of a minute for a thousandth of weight


@dataclass(frozen=True, slots=True)
class Flow:
    """The best amounts by arc, limits of partners left aside, and both aims.

    No best proposal uses arcs but those of `face`, and each uses wholly what is `tight`.
    """

    amounts: Ints
    coverage: Level
    travel: Level
    face: Ints
    tight: Tight

    def tight_in(self, network: Network) -> Tight:
        """Return what is tight, by the numbers of the part of `network` that the face makes."""
        return self.tight.of(network, self.face)


class Columns:
    """The linear program of one network."""

    def __init__(self, network: Network, pace: Pace) -> None:
        self.net, self.pace = network, pace
        self.needs, self.offers = len(network.need_amount), len(network.offer_amount)
        self.coverage = network.weight[network.need].astype(np.float64)
        self.travel = network.travel.astype(np.float64)

    def solve(self) -> Flow | None:
        """Solve both aims; `None` when the time was over first."""
        net, both = self.net, self.travel - _COVERAGE_FIRST * self.coverage
        arcs = self._nearest()
        program = self._program(arcs, both)
        self.pace.check()
        session = Session(program)
        session.use(solver="ipm")
        priced = self._generate(session, arcs, both)
        if priced is None:
            return None
        arcs, duals, least = priced
        session.change_costs(-self.coverage[arcs])
        priced = self._generate(session, arcs, -self.coverage)
        if priced is None:
            return None
        most = -priced[2]
        amounts = self._whole(arcs, both)
        covered, travelled = float(self.coverage @ amounts), float(self.travel @ amounts)
        unit = float(np.gcd.reduce(net.weight)) or 1.0
        most = max(covered, np.floor(most / unit + _EPSILON) * unit)
        # nothing of this coverage travels less than the optimum says, counted in whole tenths
        bound = np.ceil(_COVERAGE_FIRST * covered + least - 1e-3)
        # what costs more than the best whole proposal has above the optimum is in none of the best
        spare = float(both @ amounts) - least + _TOLERANCE
        return Flow(
            amounts,
            Level(covered, most),
            Level(travelled, min(travelled, max(0.0, float(bound)))),
            np.flatnonzero((self._reduced(both, duals) < spare) | (amounts > 0)),
            Tight(*(np.flatnonzero(rows < -spare) for rows in np.split(duals, [self.needs, self.needs + self.offers]))),
        )

    def _nearest(self) -> Ints:
        """Return arcs to begin with: those of least travel of each need and offer, and what is agreed."""
        order = self.travel + np.random.default_rng(1).random(len(self.travel))  # spreads those without travel
        ranked = np.argsort(order, kind="stable")
        arcs = np.flatnonzero(self.net.agreed)
        for group, count in ((self.net.need, _PER_NEED), (self.net.offer, _PER_OFFER)):
            self.pace.check()
            arcs = np.union1d(arcs, _first(ranked, group, count))
        return arcs

    def _generate(self, session: Session, arcs: Ints, cost: Floats) -> tuple[Ints, Floats, float] | None:
        """Add columns until none improves; returns the arcs in the program, the duals of its rows, and the optimum."""
        while True:
            solved = session.run(self.pace)
            if solved.duals is None:
                return None
            reduced = self._reduced(cost, solved.duals)
            self.pace.check()
            better = np.flatnonzero(reduced < -_EPSILON * max(1.0, float(abs(cost).max()) / 1e6))
            better = np.setdiff1d(better, arcs)
            if not len(better):
                return arcs, solved.duals, solved.objective
            better = better[np.argsort(reduced[better], kind="stable")]
            new = np.union1d(
                _first(better, self.net.need, _MORE_PER_NEED), _first(better, self.net.offer, _MORE_PER_OFFER)
            )
            arcs = np.concatenate([arcs, new])
            session.add_columns(cost[new], *self._entries_by_column(new))
            few = len(new) <= _FEW
            session.use(solver="simplex" if few else "ipm", simplex_strategy=4 if few else 1)
            if not few:
                session.highs.clearSolver()

    def _entries(self, arcs: Ints) -> tuple[Ints, Ints, Floats]:
        """Return the (row, column, value) entries of these arcs, columns from 0."""
        net = self.net
        travelling = np.flatnonzero(net.traveller[arcs] >= 0)
        columns = np.arange(len(arcs))
        school = self.needs + self.offers + net.traveller[arcs][travelling]
        rows = np.concatenate([net.need[arcs], self.needs + net.offer[arcs], school])
        ones = np.ones(2 * len(arcs))
        values = np.concatenate([ones, net.visits[arcs][travelling].astype(np.float64)])
        return rows, np.concatenate([columns, columns, travelling]), values

    def _entries_by_column(self, arcs: Ints) -> tuple[Ints, Ints, Floats]:
        rows, columns, values = self._entries(arcs)
        order = np.lexsort((rows, columns))
        starts = np.concatenate([[0], np.cumsum(np.bincount(columns, minlength=len(arcs)))[:-1]])
        return starts, rows[order], values[order]

    def _program(self, arcs: Ints, cost: Floats, *, integer: bool = False) -> Program:
        net, program = self.net, Program()
        program.add_columns(len(arcs), cost=cost[arcs], lower=net.agreed[arcs].astype(float), integer=float(integer))
        trips = np.where(net.trips < NO_LIMIT, net.trips, np.inf)
        program.add_rows(
            self.needs + self.offers + net.schools,
            upper=np.concatenate([net.need_amount, net.offer_amount, trips]).astype(np.float64),
        )
        program.add_entries(*self._entries(arcs))
        return program

    def _reduced(self, cost: Floats, duals: Floats) -> Floats:
        net = self.net
        reduced = cost - duals[net.need] - duals[self.needs + net.offer]
        travelling = net.traveller >= 0
        school = self.needs + self.offers + net.traveller[travelling]
        reduced[travelling] -= duals[school] * net.visits[travelling]
        return reduced

    def _whole(self, arcs: Ints, cost: Floats) -> Ints:
        solved = self._program(arcs, cost, integer=True).solve(self.pace)
        amounts = self.net.agreed.copy()
        if solved.values is not None:
            amounts[arcs] = np.rint(solved.values).astype(np.int64)
        return amounts


def _first(ranked: Ints, group: Ints, count: int) -> Ints:
    """Return the first `count` of each group among arcs that are ranked already."""
    order = ranked[np.argsort(group[ranked], kind="stable")]
    begins = np.concatenate([[True], np.diff(group[order]) != 0])[: len(order)]
    start = np.maximum.accumulate(np.where(begins, np.arange(len(order)), 0))
    places: Ints = order[np.arange(len(order)) - start < count]
    return places
