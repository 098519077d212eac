"""If these fail, the office appoints centers to which people travel farther than they must, or is told of none."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import combinations, pairwise, product
from random import Random
from typing import TYPE_CHECKING

import pytest

from setvzaim.analysis.centers.model import CentersProblem, CentersProposal, NoCenters, Obstacle, Site
from setvzaim.analysis.centers.solve import centers_curve, explain_center, explain_other, propose_centers
from setvzaim.analysis.centers.words import why_needed, why_no_centers, why_not_chosen
from setvzaim.analysis.pace import Cancelled, Pace

if TYPE_CHECKING:
    from collections.abc import Iterator

INF = float("inf")
TIMES = int(os.environ.get("SETVZAIM_CENTERS", "40"))


def some_problem(chance: Random, *, limited: bool) -> CentersProblem:
    count = chance.randint(2, 7 if limited else 9)
    whole = chance.random() < 0.5
    sites = tuple(
        Site(
            f"s{i}",
            weight=chance.choice((0, 1, 3, 40)) if whole else chance.uniform(0, 50),
            eligible=chance.random() < 0.8,
            capacity=chance.choice((None, 0.0, 20.0, 60.0)) if limited else None,
            demand=chance.choice((None, 5.0, 10.0)),
        )
        for i in range(count)
    )
    minutes = [
        [INF if chance.random() < 0.08 else chance.choice((0, 5, 10, 25, 70)) for _ in sites] for _ in sites
    ]  # fmt: skip
    marks = [chance.random() for _ in sites]
    return CentersProblem(
        sites,
        minutes,
        chance.randint(1, count),
        frozenset(s.key for s, mark in zip(sites, marks, strict=True) if mark < 0.1),
        frozenset(s.key for s, mark in zip(sites, marks, strict=True) if mark > 0.9),
    )


def divisions(problem: CentersProblem, chosen: tuple[int, ...]) -> Iterator[float]:
    """All ways to send the schools to these centers, each by its travel."""
    others = [i for i in range(len(problem.sites)) if i not in chosen]
    for places in product(chosen, repeat=len(others)):
        loads = dict.fromkeys(chosen, 0.0)
        travel = 0.0
        for i, j in zip(others, places, strict=True):
            loads[j] += problem.sites[i].asked
            minutes = problem.minutes[i][j]
            travel = INF if minutes == INF else travel + problem.sites[i].weight * minutes
        limits = {j: problem.sites[j].capacity for j in chosen}
        if travel < INF and all(limits[j] is None or loads[j] <= limits[j] for j in chosen):  # type: ignore[operator]
            yield travel


def by_brute_force(problem: CentersProblem) -> float:
    keys = [site.key for site in problem.sites]
    allowed = [
        j
        for j, s in enumerate(problem.sites)
        if s.key in problem.fixed or (s.eligible and s.key not in problem.forbidden)
    ]
    limited = any(site.capacity is not None for site in problem.sites)
    best = INF
    for chosen in combinations(allowed, problem.count):
        if not problem.fixed <= {keys[j] for j in chosen} or problem.fixed & problem.forbidden:
            continue
        if limited:
            best = min([best, *divisions(problem, chosen)])
            continue
        travel = 0.0
        for i, site in enumerate(problem.sites):
            minutes = 0 if i in chosen else min(problem.minutes[i][j] for j in chosen)
            travel = INF if minutes == INF else travel + site.weight * minutes
        best = min(best, travel)
    return best


def travel_of(problem: CentersProblem, proposal: CentersProposal) -> float:
    at = {site.key: i for i, site in enumerate(problem.sites)}
    return sum(
        problem.sites[at[school]].weight * problem.minutes[at[school]][at[center]]
        for school, center in proposal.center_of
        if school != center
    )


@pytest.mark.parametrize("limited", [False, True])
@pytest.mark.parametrize("seed", range(TIMES))
def test_no_other_choice_of_centers_has_less_travel(seed: int, limited: bool) -> None:  # noqa: FBT001
    problem = some_problem(Random(seed), limited=limited)  # noqa: S311 - a repeatable test
    least = by_brute_force(problem)
    answer = propose_centers(problem)
    if least == INF:
        assert isinstance(answer, NoCenters)
        return
    assert isinstance(answer, CentersProposal)
    assert answer.travel == pytest.approx(least)
    assert answer.travel == pytest.approx(travel_of(problem, answer))
    assert answer.gap == 0
    assert len(answer.chosen) == problem.count
    assert problem.fixed <= set(answer.chosen)
    for center in answer.centers:
        limit = next(site.capacity for site in problem.sites if site.key == center.key)
        assert limit is None or center.taken <= limit
    assert propose_centers(problem) == answer


def line(count: int, centers: int) -> CentersProblem:
    """Schools along a road, ten minutes from each to the next, with one pupil more in each."""
    sites = tuple(Site(f"s{i}", weight=10 + i) for i in range(count))
    return CentersProblem(sites, [[10 * abs(i - j) for j in range(count)] for i in range(count)], centers)


@pytest.mark.parametrize("limited", [False, True])
@pytest.mark.parametrize("seed", range(max(10, TIMES // 4)))
def test_what_is_lost_without_a_center_is_what_solving_without_it_says(seed: int, limited: bool) -> None:  # noqa: FBT001
    problem = some_problem(Random(seed), limited=limited)  # noqa: S311
    answer = propose_centers(problem)
    if isinstance(answer, NoCenters):
        return
    for center in answer.centers:
        reason = explain_center(problem, answer, center.key)
        fixed, forbidden = problem.fixed - {center.key}, problem.forbidden | {center.key}
        least = by_brute_force(replace(problem, fixed=fixed, forbidden=forbidden))
        assert reason.lost == (None if least == INF else pytest.approx(least - answer.travel))
        fewer = [j for j, site in enumerate(problem.sites) if site.key in set(answer.chosen) - {center.key}]
        rest = INF
        if fewer:
            rest = sum(
                site.weight * min(problem.minutes[i][j] if i != j else 0 for j in fewer) if site.weight else 0
                for i, site in enumerate(problem.sites)
            )
        if center.lost is not None:
            assert center.lost == pytest.approx(rest - answer.travel)


@pytest.mark.parametrize("limited", [False, True])
@pytest.mark.parametrize("seed", range(10))
def test_what_another_center_costs_is_what_solving_with_it_says(seed: int, limited: bool) -> None:  # noqa: FBT001
    problem = some_problem(Random(seed), limited=limited)  # noqa: S311
    answer = propose_centers(problem)
    if isinstance(answer, NoCenters):
        return
    for site in problem.sites:
        if site.key not in answer.chosen:
            reason = explain_other(problem, answer, site.key)
            wanted = replace(problem, fixed=problem.fixed | {site.key}, forbidden=problem.forbidden - {site.key})
            least = by_brute_force(wanted)
            assert reason.lost == (None if least == INF else pytest.approx(least - answer.travel))


def test_a_condition_that_costs_travel_is_named() -> None:
    """Whoever fixes a center out of the way must see what that costs."""
    problem = replace(line(5, 1), fixed=frozenset({"s4"}))
    answer = propose_centers(problem)
    assert isinstance(answer, CentersProposal)
    without = explain_center(problem, answer, "s4")
    assert without.lost is not None
    assert without.lost < 0
    assert "короче" in why_needed(without, str)
    beside = explain_other(line(5, 1), propose_centers(line(5, 1)), "s0")  # type: ignore[arg-type]
    assert "С ней лучший выбор: s0. Дорога станет длиннее на " in why_not_chosen(beside, str)
    assert "Взять её центром нельзя. Закреплено больше" in why_not_chosen(explain_other(problem, answer, "s0"), str)


def test_the_curve_tells_what_each_center_more_brings() -> None:
    points = list(centers_curve(line(6, 1), 6))
    travels = [point.answer.travel for point in points if isinstance(point.answer, CentersProposal)]
    assert [point.count for point in points] == [1, 2, 3, 4, 5, 6]
    assert travels == [by_brute_force(line(6, count)) for count in range(1, 7)]
    assert [point.saved for point in points] == [None, *(a - b for a, b in pairwise(travels))]


def test_a_center_serves_itself_even_beside_another_at_the_same_place() -> None:
    sites = tuple(Site(key) for key in "abc")
    answer = propose_centers(CentersProblem(sites, [[0, 0, 9], [0, 0, 9], [9, 9, 0]], 2, fixed=frozenset("ab")))
    assert isinstance(answer, CentersProposal)
    assert dict(answer.center_of) == {"a": "a", "b": "b", "c": "a"}


OBSTACLES = {
    Obstacle.NOTHING_TO_CHOOSE: replace(line(3, 1), count=0),
    Obstacle.TOO_FEW_ELIGIBLE: replace(line(3, 3), forbidden=frozenset({"s1"})),
    Obstacle.TOO_MANY_FIXED: replace(line(3, 1), fixed=frozenset({"s1", "s2"})),
    Obstacle.FIXED_AND_FORBIDDEN: replace(line(3, 1), fixed=frozenset({"s1"}), forbidden=frozenset({"s1"})),
    Obstacle.OUT_OF_REACH: CentersProblem(
        (Site("s0"), Site("s1", eligible=False)), [[0, INF], [INF, 0]], 1
    ),
    Obstacle.FITS_NOWHERE: CentersProblem(
        (Site("s0", weight=10, capacity=5), Site("s1", weight=10, eligible=False)), [[0, 1], [1, 0]], 1
    ),
    Obstacle.TOO_LITTLE_CAPACITY: CentersProblem(
        tuple(Site(f"s{i}", weight=10, capacity=12) for i in range(3)), [[0, 1, 1], [1, 0, 1], [1, 1, 0]], 1
    ),
    Obstacle.NO_DIVISION: CentersProblem((Site("s0"), Site("s1")), [[0, INF], [INF, 0]], 1),
}  # fmt: skip
WORDS = {
    Obstacle.NOTHING_TO_CHOOSE: "хотя бы один",
    Obstacle.TOO_FEW_ELIGIBLE: "2 школы, а нужно 3 центра",
    Obstacle.TOO_MANY_FIXED: "2 центра при числе 1",
    Obstacle.FIXED_AND_FORBIDDEN: "«Школа s1»",
    Obstacle.OUT_OF_REACH: "«Школа s1»",
    Obstacle.FITS_NOWHERE: "не помещается: «Школа s1»",
    Obstacle.TOO_LITTLE_CAPACITY: "не больше 12, а нужно не меньше 20",
    Obstacle.NO_DIVISION: "больше центров",
}


@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_whoever_gets_no_centers_is_told_why(obstacle: Obstacle) -> None:
    answer = propose_centers(OBSTACLES[obstacle])
    assert isinstance(answer, NoCenters)
    assert answer.obstacle is obstacle
    assert WORDS[obstacle] in why_no_centers(answer, lambda key: f"Школа {key}")


def test_time_that_is_over_gives_a_choice_and_how_far_it_can_be_from_the_best() -> None:
    problem = line(30, 4)
    hurried = propose_centers(problem, Pace(late=lambda: True))
    best = propose_centers(problem)
    assert isinstance(hurried, CentersProposal)
    assert isinstance(best, CentersProposal)
    assert hurried.bound <= best.travel <= hurried.travel
    assert hurried.gap > 0


@pytest.mark.parametrize("limit", [None, 60.0])
def test_a_choice_no_longer_wanted_is_given_up(limit: float | None) -> None:
    problem = line(30, 4)
    problem = replace(problem, sites=[replace(site, capacity=limit, demand=7.5) for site in problem.sites])
    with pytest.raises(Cancelled):
        propose_centers(problem, Pace(cancelled=lambda: True))


def test_a_problem_that_is_none_is_a_mistake_of_ours() -> None:
    for broken in (
        replace(line(3, 1), minutes=[[0, 1], [1, 0]]),
        replace(line(2, 1), minutes=[[0, -1], [1, 0]]),
        replace(line(2, 1), fixed=frozenset({"elsewhere"})),
        replace(line(2, 1), sites=[Site("a"), Site("a")]),
        replace(line(2, 1), sites=[Site("a"), Site("b", weight=-1)]),
    ):
        with pytest.raises(ValueError, match=r"must|unknown"):
            propose_centers(broken)
