"""If these fail, a choice of centers is called proven and is not the best. Larger than what brute force can try."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from setvzaim.analysis.centers import bound as bounding
from setvzaim.analysis.centers import choose as choosing
from setvzaim.analysis.centers.choose import choose
from setvzaim.analysis.pace import Pace
from setvzaim.analysis.solver import Floats, Ints, Program


def some_costs(seed: int) -> tuple[Floats, int, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Return costs that leave a wide gap to the bound: half of them no distances of any plane."""
    chance = np.random.default_rng(seed)
    clients, candidates = int(chance.integers(12, 30)), int(chance.integers(10, 24))
    if seed % 2:
        cost = chance.integers(0, 60, (clients, candidates)).astype(np.float64)
    else:
        here, there = chance.random((clients, 2)), chance.random((candidates, 2))
        cost = np.hypot(*(here[:, None] - there).transpose(2, 0, 1)) * chance.uniform(0, 900, clients)[:, None]
    fixed = np.zeros(candidates, dtype=bool)
    if seed % 3 == 0:
        fixed[Random(seed).sample(range(candidates), 2)] = True  # noqa: S311 - a repeatable test
    return cost, int(chance.integers(2, 8)), fixed


def by_highs(cost: Floats, count: int, fixed: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float:
    """Solve the formulation of the textbooks."""
    clients, candidates = cost.shape
    program = Program()
    program.add_columns(candidates, lower=fixed.astype(float), upper=1.0, integer=1.0)
    program.add_columns(cost.size, cost=cost.ravel(), upper=1.0)
    program.add_row(np.arange(candidates), 1.0, lower=float(count), upper=float(count))
    pairs = np.arange(cost.size)
    program.add_entries(program.add_rows(clients, lower=1.0, upper=1.0) + pairs // candidates, candidates + pairs, 1.0)
    within = program.add_rows(cost.size, upper=0.0) + pairs
    program.add_entries(within, candidates + pairs, 1.0)
    program.add_entries(within, pairs % candidates, -1.0)
    return program.solve(Pace()).objective


def as_it_is(
    cost: Floats, chosen: Ints, _fixed: np.ndarray[tuple[int], np.dtype[np.bool_]], _pace: Pace
) -> tuple[Ints, float]:
    """Exchange nothing: then the best is not known beforehand, and has to be found by what is proven."""
    return np.sort(chosen), float(cost[:, chosen].min(axis=1).sum())


@pytest.mark.parametrize("pairs_for_highs", [0, 10_000], ids=["search", "highs"])
@pytest.mark.parametrize("seed", range(24))
def test_both_ways_to_the_end_find_the_least_travel(
    seed: int, pairs_for_highs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "_FOR_HIGHS", pairs_for_highs)
    for module in (choosing, bounding):
        monkeypatch.setattr(module, "exchange", as_it_is)
    cost, count, fixed = some_costs(seed)
    chosen, bound, _prices = choose(cost, count, fixed, Pace())
    travel = float(cost[:, chosen].min(axis=1).sum())
    assert travel == pytest.approx(by_highs(cost, count, fixed), rel=1e-6)
    assert bound == pytest.approx(travel, rel=1e-9)
    assert len(set(chosen.tolist())) == count
    assert set(np.flatnonzero(fixed)) <= set(chosen)


@pytest.mark.parametrize("pairs_for_highs", [0, 10_000], ids=["search", "highs"])
@pytest.mark.parametrize("looks", [1, 30, 700, 1500, 2500])
def test_whatever_the_time_allowed_the_bound_is_true(
    looks: int, pairs_for_highs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "_FOR_HIGHS", pairs_for_highs)
    cost, count, fixed = some_costs(7)
    left = iter(range(looks))
    chosen, bound, _prices = choose(cost, count, fixed, Pace(late=lambda: next(left, None) is None))
    least = by_highs(cost, count, fixed)
    assert bound <= least + 1e-6
    assert float(cost[:, chosen].min(axis=1).sum()) >= least - 1e-6
