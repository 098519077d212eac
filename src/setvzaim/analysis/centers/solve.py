"""Which schools become centers: the question checked, solved, and the answer with its reasons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.centers.capacity import Limits, choose_within, fits
from setvzaim.analysis.centers.choose import choose
from setvzaim.analysis.centers.model import (
    Center,
    CenterReason,
    CentersProblem,
    CentersProposal,
    CurvePoint,
    NoCenters,
    Obstacle,
)
from setvzaim.analysis.pace import Pace
from setvzaim.analysis.solver import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from setvzaim.analysis.centers.descent import Marks
    from setvzaim.analysis.solver import Floats, Ints

_ALWAYS = Pace()
_ROUNDING = 1e-9


def propose_centers(problem: CentersProblem, pace: Pace = _ALWAYS) -> CentersProposal | NoCenters:
    """Choose the centers with the least travel; the same problem always gets the same answer unless the time is over.

    Raises `Cancelled`, and `ValueError` for a problem that is not one (shapes, negative numbers, unknown schools).
    """
    minutes, candidates, fixed = _read(problem)
    limits = _limits(problem, candidates)
    obstacle = _obstacle(problem, minutes, candidates, limits)
    if obstacle is not None:
        return obstacle
    weights = np.array([site.weight for site in problem.sites], dtype=np.float64)
    reachable = np.isfinite(minutes[:, candidates])
    cost = np.where(reachable, weights[:, None] * np.where(reachable, minutes[:, candidates], 0), np.inf)
    far = float(np.where(reachable, cost, 0).max(axis=1).sum()) + 1
    chosen, bound, prices = choose(np.where(reachable, cost, far), problem.count, fixed, pace)
    if bound >= far:
        return NoCenters(Obstacle.NO_DIVISION)
    place = _places(minutes[:, candidates], candidates, chosen)
    if not fits(limits, chosen, place):
        solved, chosen, place = choose_within(cost, problem.count, fixed, limits, prices, chosen, pace)
        if not len(chosen):
            infeasible = solved.state is State.INFEASIBLE
            return NoCenters(Obstacle.NO_DIVISION if infeasible else Obstacle.NONE_FOUND)
        bound = max(bound, solved.bound)
    travel = float(cost[np.arange(len(cost)), chosen[place]].sum())
    if not np.isfinite(travel):
        return NoCenters(Obstacle.NONE_FOUND)
    if bound > travel * (1 - 1e-9) - 1e-9:
        bound = travel
    return _proposal(problem, cost, limits, candidates, (chosen, place), (travel, bound))


def explain_center(problem: CentersProblem, proposal: CentersProposal, key: str, pace: Pace = _ALWAYS) -> CenterReason:
    """Solve again with one center forbidden: what is then best, and what is lost. Raises as `propose_centers`."""
    fixed, forbidden = problem.fixed - {key}, problem.forbidden | {key}
    return _otherwise(replace(problem, fixed=fixed, forbidden=forbidden), proposal, key, pace)


def explain_other(problem: CentersProblem, proposal: CentersProposal, key: str, pace: Pace = _ALWAYS) -> CenterReason:
    """Solve again with one school more fixed: what is then best, and what is lost. Raises as `propose_centers`."""
    fixed, forbidden = problem.fixed | {key}, problem.forbidden - {key}
    return _otherwise(replace(problem, fixed=fixed, forbidden=forbidden), proposal, key, pace)


def _otherwise(problem: CentersProblem, proposal: CentersProposal, key: str, pace: Pace) -> CenterReason:
    other = propose_centers(problem, pace)
    if isinstance(other, NoCenters):
        return CenterReason(key, None, None, other)
    lost = other.travel - proposal.travel
    return CenterReason(key, other.chosen, 0.0 if abs(lost) <= _ROUNDING * proposal.travel else lost, gap=other.gap)


def centers_curve(problem: CentersProblem, up_to: int, pace: Pace = _ALWAYS) -> Iterator[CurvePoint]:
    """Yield the best choices of 1, 2, … `up_to` centers, each when it is known, and what the last one saves."""
    before: float | None = None
    for count in range(max(1, len(problem.fixed)), up_to + 1):
        answer = propose_centers(replace(problem, count=count), pace)
        if isinstance(answer, NoCenters):
            yield CurvePoint(count, answer)
            continue
        yield CurvePoint(count, answer, None if before is None else before - answer.travel)
        before = answer.travel


def _read(problem: CentersProblem) -> tuple[Floats, Ints, Marks]:
    """Check the problem; returns minutes, the rows of schools that may be centers, and which of those are fixed."""
    keys = [site.key for site in problem.sites]
    minutes = np.array(problem.minutes, dtype=np.float64)
    if minutes.shape != (len(keys), len(keys)) or len(set(keys)) != len(keys):
        raise ValueError("minutes must lead from every school to every school, and every school be there once")
    np.fill_diagonal(minutes, 0)
    numbers = [n for s in problem.sites for n in (s.weight, s.asked, 0 if s.capacity is None else s.capacity)]
    if np.isnan(minutes).any() or (minutes < 0).any() or not all(0 <= n < np.inf for n in numbers):
        raise ValueError("minutes, weights, demands and capacities must be 0 or more")
    if unknown := (problem.fixed | problem.forbidden) - set(keys):
        raise ValueError(f"unknown schools: {sorted(unknown)}")
    may = [site.key in problem.fixed or (site.eligible and site.key not in problem.forbidden) for site in problem.sites]
    candidates = np.flatnonzero(may)
    return minutes, candidates, np.array([keys[j] in problem.fixed for j in candidates], dtype=bool)


def _limits(problem: CentersProblem, candidates: Ints) -> Limits:
    capacities = [np.inf if site.capacity is None else site.capacity for site in problem.sites]
    asked = np.array([site.asked for site in problem.sites], dtype=np.float64)
    return Limits(asked, np.array(capacities, dtype=np.float64)[candidates], candidates)


def _obstacle(problem: CentersProblem, minutes: Floats, candidates: Ints, limits: Limits) -> NoCenters | None:
    """Find the one rule that alone makes an answer impossible."""
    keys, count = [site.key for site in problem.sites], problem.count
    if count < 1:
        return NoCenters(Obstacle.NOTHING_TO_CHOOSE, number=count)
    if both := problem.fixed & problem.forbidden:
        return NoCenters(Obstacle.FIXED_AND_FORBIDDEN, tuple(key for key in keys if key in both))
    if len(problem.fixed) > count:
        return NoCenters(Obstacle.TOO_MANY_FIXED, number=len(problem.fixed), limit=count)
    if len(candidates) < count:
        return NoCenters(Obstacle.TOO_FEW_ELIGIBLE, number=len(candidates), limit=count)
    lonely = ~np.isfinite(minutes[:, candidates]).any(axis=1)
    if lonely.any():
        return NoCenters(Obstacle.OUT_OF_REACH, tuple(keys[i] for i in np.flatnonzero(lonely)))
    fits_in = np.isfinite(minutes[:, candidates]) & (limits.asked[:, None] <= limits.capacity * (1 + 1e-9))
    fits_in[candidates, np.arange(len(candidates))] = True
    homeless = ~fits_in.any(axis=1)
    if homeless.any():
        return NoCenters(Obstacle.FITS_NOWHERE, tuple(keys[i] for i in np.flatnonzero(homeless)))
    room = float(np.sort(limits.capacity)[-count:].sum())
    # the greatest demands may be those of the centers, which ask nothing
    asked = float(np.sort(limits.asked)[: len(keys) - count].sum())
    if room < asked * (1 - 1e-9):
        return NoCenters(Obstacle.TOO_LITTLE_CAPACITY, number=room, limit=asked)
    return None


def _places(minutes: Floats, candidates: Ints, chosen: Ints) -> Ints:
    """Send everyone to the nearest of `chosen`, of equally near ones to the first; a center to itself."""
    place: Ints = minutes[:, chosen].argmin(axis=1)
    place[candidates[chosen]] = np.arange(len(chosen))
    return place


def _proposal(
    problem: CentersProblem, cost: Floats, limits: Limits, candidates: Ints,
    found: tuple[Ints, Ints], values: tuple[float, float],
) -> CentersProposal:  # fmt: skip
    chosen, place = found
    keys = [site.key for site in problem.sites]
    names = [keys[candidates[j]] for j in chosen]
    unlimited = not np.isfinite(limits.capacity).any()
    centers = []
    for at, j in enumerate(chosen):
        served = np.flatnonzero(place == at)
        others = served[served != candidates[j]]
        lost = None
        if unlimited and len(chosen) > 1:
            instead = cost[served][:, np.delete(chosen, at)].min(axis=1)
            more = float((instead - cost[served, j]).sum())
            lost = more if np.isfinite(more) else None
        travel, taken = float(cost[served, j].sum()), float(limits.asked[others].sum())
        centers.append(Center(names[at], tuple(keys[i] for i in others), travel, taken, lost))
    center_of = tuple((key, names[at]) for key, at in zip(keys, place, strict=True))
    return CentersProposal(tuple(centers), center_of, *values)
