"""The choice of centers that can serve only so much: a program by pairs for HiGHS, with a start and pairs ruled out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.solver import Program, Solved, State

if TYPE_CHECKING:
    from setvzaim.analysis.centers.descent import Marks
    from setvzaim.analysis.pace import Pace
    from setvzaim.analysis.solver import Floats, Ints


@dataclass(frozen=True, slots=True)
class Limits:
    """What each client asks and each candidate can give; infinite without a limit. `client_of` is a candidate's row."""

    asked: Floats
    capacity: Floats
    client_of: Ints


def fits(limits: Limits, chosen: Ints, place: Ints) -> bool:
    """Tell whether clients sent to `chosen[place]` overload no center. A center asks nothing of itself."""
    asked = limits.asked.copy()
    asked[limits.client_of[chosen]] = 0
    load = np.bincount(place, asked, minlength=len(chosen))
    return bool((load <= limits.capacity[chosen] * (1 + 1e-9) + 1e-9).all())


def divide(cost: Floats, limits: Limits, chosen: Ints) -> Ints | None:
    """Send every client to one of `chosen`, first whoever would lose most by the second best; `None` if that fails."""
    part = cost[:, chosen].copy()
    room = limits.capacity[chosen].copy()
    place = np.full(len(cost), -1)
    own = limits.client_of[chosen]
    place[own] = np.arange(len(chosen))
    waiting = np.flatnonzero(place < 0)
    while len(waiting):
        open_to = np.where(limits.asked[waiting, None] <= room + 1e-9, part[waiting], np.inf)
        ranked = np.partition(open_to, min(1, len(chosen) - 1), axis=1)
        if not np.isfinite(ranked[:, 0]).all():
            return None
        regret = ranked[:, min(1, len(chosen) - 1)] - ranked[:, 0]
        i = int(np.where(np.isnan(regret), 0, regret).argmax())
        place[waiting[i]] = j = int(open_to[i].argmin())
        room[j] -= limits.asked[waiting[i]]
        waiting = np.delete(waiting, i)
    return place


def choose_within(
    cost: Floats, count: int, fixed: Marks, limits: Limits, prices: Floats, start: Ints, pace: Pace
) -> tuple[Solved, Ints, Ints]:
    """Choose `count` candidates and send each client to one; costs are infinite where there is no way.

    `prices` are those that bound the choice without capacities best.
    Returns what HiGHS says, the choice, and the place in it of each client
    (both empty when none was found).
    """
    known = _first(cost, count, fixed, limits, start)
    travel = np.inf if known is None else float(cost[np.arange(len(cost)), known[0][known[1]]].sum())
    clients, candidates = _pairs(cost, count, fixed, limits, prices, travel)
    program = Program()
    program.add_columns(cost.shape[1], lower=fixed.astype(float), upper=1.0, integer=1.0)
    program.add_columns(len(clients), cost=cost[clients, candidates], upper=1.0, integer=1.0)
    program.add_row(np.arange(cost.shape[1]), 1.0, lower=float(count), upper=float(count))
    at = cost.shape[1] + np.arange(len(clients))
    program.add_rows(len(cost), lower=1.0, upper=1.0)
    program.add_entries(1 + clients, at, 1.0)
    program.add_entries(1 + limits.client_of, np.arange(cost.shape[1]), 1.0)
    within = program.add_rows(len(clients), upper=0.0)
    program.add_entries(within + np.arange(len(clients)), at, 1.0)
    program.add_entries(within + np.arange(len(clients)), candidates, -1.0)
    _loads(program, limits, clients, candidates, at)
    values = None if known is None else _values(cost, limits, known, clients, candidates)
    solved = program.solve(pace, start=values)
    if solved.values is None:
        if known is None or solved.state is State.INFEASIBLE:
            return solved, np.zeros(0, np.int64), np.zeros(0, np.int64)
        return Solved(State.STOPPED, values, travel, solved.bound), *known
    chosen = np.flatnonzero(solved.values[: cost.shape[1]] > 0.5)
    place = np.full(len(cost), -1)
    place[limits.client_of[chosen]] = np.arange(len(chosen))
    used = solved.values[cost.shape[1] :] > 0.5
    place[clients[used]] = np.searchsorted(chosen, candidates[used])
    return solved, chosen, place


def _first(cost: Floats, count: int, fixed: Marks, limits: Limits, start: Ints) -> tuple[Ints, Ints] | None:
    """Try the choice without capacities, then the candidates with the greatest ones."""
    order = np.lexsort((-limits.capacity, ~fixed))
    for chosen in (start, np.sort(order[:count])):
        place = divide(cost, limits, chosen)
        if place is not None:
            return chosen, place
    return None


def _pairs(
    cost: Floats, count: int, fixed: Marks, limits: Limits, prices: Floats, travel: float
) -> tuple[Ints, Ints]:  # fmt: skip
    """Leave the pairs of client and candidate that a choice better than `travel` can have.

    The bound is asked anew of all candidates: one that is superfluous without capacities can be needed with them.
    """
    possible = np.isfinite(cost) & (limits.asked[:, None] <= limits.capacity)
    possible[limits.client_of, np.arange(cost.shape[1])] = False
    if np.isfinite(travel):
        worth = np.maximum(prices[:, None] - cost, 0).sum(axis=0)
        others = np.sort(worth[~fixed])[::-1][: count - int(fixed.sum())]
        value = float(prices.sum() - worth[fixed].sum() - others.sum())
        coming_in = np.maximum(others[-1] - worth, 0) if len(others) else np.full(len(worth), np.inf)
        coming_in[fixed] = 0
        least = value + coming_in + np.maximum(cost - prices[:, None], 0)
        possible &= least <= travel * (1 + 1e-9) + 1e-9
    clients, candidates = np.nonzero(possible)
    return clients, candidates


def _loads(program: Program, limits: Limits, clients: Ints, candidates: Ints, at: Ints) -> None:
    limited = np.isfinite(limits.capacity)
    if not limited.any():
        return
    row_of = np.cumsum(limited) - 1
    first = program.add_rows(int(limited.sum()), upper=0.0)
    counted = limited[candidates] & (limits.asked[clients] > 0)
    program.add_entries(first + row_of[candidates[counted]], at[counted], limits.asked[clients[counted]])
    given = np.flatnonzero(limited & (limits.capacity > 0))
    program.add_entries(first + row_of[given], given, -limits.capacity[given])


def _values(
    cost: Floats, limits: Limits, known: tuple[Ints, Ints], clients: Ints, candidates: Ints
) -> Floats:  # fmt: skip
    chosen, place = known
    opened = np.zeros(cost.shape[1])
    opened[chosen] = 1
    used = (chosen[place[clients]] == candidates) & (limits.client_of[candidates] != clients)
    return np.concatenate([opened, used])
