"""If these fail, the office is proposed worse help than there is, or is told a wrong reason."""

from __future__ import annotations

import os
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from analysis.small_networks import Everything, Score, mode_of, some_network
from setvzaim.analysis.modes import choose_mode
from setvzaim.analysis.pace import Cancelled, Pace
from setvzaim.analysis.partners.choosing import Lines
from setvzaim.analysis.partners.model import Agreed, Cause, Keep, Mode, Need, Offer, PartnersProblem, Rules, School
from setvzaim.analysis.partners.reasons import Limit, Loosening, explain_need
from setvzaim.analysis.partners.solve import explain_pair, propose_partners
from setvzaim.analysis.partners.words import what_would_cover, why_uncovered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from setvzaim.analysis.partners.model import PartnersProposal

TIMES = int(os.environ.get("SETVZAIM_NETWORKS", "120"))


def score_of(proposal: PartnersProposal) -> Score:
    return (
        -round(proposal.coverage.value, 6),
        round(proposal.travel.value, 6),
        round(proposal.network.value, 6),
    )


@pytest.mark.parametrize("seed", range(TIMES))
def test_no_other_proposal_is_better(seed: int) -> None:
    problem = some_network(Random(seed))  # noqa: S311 - a repeatable test
    proposal = propose_partners(problem)
    everything = Everything(problem)
    assert score_of(proposal) == everything.best()
    assert [level.gap for level in (proposal.coverage, proposal.travel, proposal.network)] == [0, 0, 0]
    given = {(line.offer, line.need): line.amount for pair in proposal.pairs for line in pair.lines}
    keys = [(problem.offers[arc[0]].key, problem.needs[arc[1]].key) for arc in everything.arcs]
    assert set(given) <= set(keys)
    assert everything.score([given.get(key, 0) for key in keys], None) == score_of(proposal)
    for agreed in problem.agreed:
        assert given[agreed.offer, agreed.need] >= agreed.amount
    assert propose_partners(problem) == proposal


@pytest.mark.parametrize("seed", range(TIMES // 4))
def test_what_is_lost_without_a_pair_is_what_solving_without_it_says(seed: int) -> None:
    problem = some_network(Random(seed))  # noqa: S311
    proposal = propose_partners(problem)
    for pair in proposal.pairs:
        reason = explain_pair(problem, proposal, (pair.giver, pair.taker))
        assert reason.proven
        lines = {(offer.key, need.key) for offer in problem.offers for need in problem.needs
                 if (offer.school, need.school) == (pair.giver, pair.taker)}  # fmt: skip
        ends = pair.giver, pair.taker
        agreed = [a for a in problem.agreed if (a.offer, a.need) not in lines]
        keeps = [k for k in problem.keeps if (k.giver, k.taker) != ends]
        vetoed = replace(problem, vetoes=problem.vetoes | {ends}, agreed=agreed, keeps=keeps)
        other = Everything(vetoed).best()
        now = score_of(proposal)
        assert other is not None
        assert (reason.coverage, reason.travel, reason.network) == pytest.approx(
            tuple(b - a for a, b in zip(now, other, strict=True))
        )


def loosened(problem: PartnersProblem, need: Need) -> Iterator[tuple[Loosening, PartnersProblem]]:
    """All ways to loosen one limit that touches a need, the least change of each limit first."""
    offers = [o for o in problem.offers if need.subject in o.subjects and o.school != need.school]
    rules = problem.rules
    if offers and Mode.ON_SITE in need.modes:
        minutes = {m for row in problem.minutes for m in row if rules.travel_limit < m < float("inf")}
        for to in sorted(minutes):
            found = Loosening(Limit.TRAVEL, rules.travel_limit, to)
            yield found, replace(problem, rules=replace(rules, travel_limit=to))
    yield from without_vetoes(problem, need, {offer.school for offer in offers})
    for offer in offers:
        for amount in range(offer.amount + 1, offer.amount + need.amount + 1):
            found = Loosening(Limit.CAPACITY, offer.amount, amount, offer.school, None, offer.key)
            other = replace(offer, amount=amount)
            yield found, replace(problem, offers=[other if o is offer else o for o in problem.offers])
    for i, school in enumerate(problem.schools):
        if school.key in {need.school, *(offer.school for offer in offers)}:
            for limit, now, to, other_school in loosened_school(school, need, rules.partners):
                schools = [*problem.schools[:i], other_school, *problem.schools[i + 1 :]]
                yield Loosening(limit, now, to, school.key), replace(problem, schools=schools)


def without_vetoes(
    problem: PartnersProblem, need: Need, givers: set[str]
) -> Iterator[tuple[Loosening, PartnersProblem]]:
    for pair in problem.vetoes:
        if pair[1] == need.school and pair[0] in givers:
            yield Loosening(Limit.VETO, 1, 0, *pair), replace(problem, vetoes=problem.vetoes - {pair})
    for veto in problem.subject_vetoes:
        if veto[1:] == (need.school, need.subject) and veto[0] in givers:
            found = Loosening(Limit.VETO, 1, 0, *veto[:2], subject=need.subject)
            yield found, replace(problem, subject_vetoes=problem.subject_vetoes - {veto})


def loosened_school(school: School, need: Need, partners: int | None) -> Iterator[tuple[Limit, int, int, School]]:
    partners = partners if school.partners is None else school.partners
    if not school.internet:
        yield Limit.INTERNET, 0, 1, replace(school, internet=True)
    if partners is not None:
        for to in range(partners + 1, partners + 9):
            yield Limit.PARTNERS, partners, to, replace(school, partners=to)
    if school.trips is not None:
        for to in range(school.trips + 1, school.trips + 50):
            yield Limit.TRIPS, school.trips, to, replace(school, trips=to)
    if school.key == need.school and school.seats is not None:
        for to in range(school.seats + 1, need.riders + 1):
            yield Limit.SEATS, school.seats, to, replace(school, seats=to)


@pytest.mark.parametrize("seed", range(TIMES // 4))
def test_what_would_cover_a_need_is_what_trying_every_limit_finds(seed: int) -> None:
    problem = some_network(Random(seed))  # noqa: S311
    proposal = propose_partners(problem)
    for one in proposal.uncovered:
        at = next(i for i, need in enumerate(problem.needs) if need.key == one.need)
        target = proposal.coverage.value + Everything(problem).weight[at] * one.missing
        least: dict[tuple[object, ...], Loosening] = {}
        for found, other in loosened(problem, problem.needs[at]):
            key = found.limit, found.school, found.other, found.offer, found.subject
            if key in least:
                continue
            best = Everything(other).best(full=at)
            if best is not None and -best[0] >= target - 1e-6:
                least[key] = found
        reasons = explain_need(problem, proposal, one.need)
        assert len(reasons) == len(least)
        assert set(map(told, reasons)) == set(map(told, least.values()))


def told(loosening: Loosening) -> str:
    return repr(replace(loosening, now=float(loosening.now), to=float(loosening.to)))


@pytest.mark.parametrize("seed", range(TIMES))
def test_the_cause_told_is_the_one_that_is_true(seed: int) -> None:
    problem = some_network(Random(seed))  # noqa: S311
    proposal = propose_partners(problem)
    given = {one.key: 0 for one in problem.offers}
    got = {one.key: 0 for one in problem.needs}
    for pair in proposal.pairs:
        for line in pair.lines:
            given[line.offer] += line.amount
            got[line.need] += line.amount
    assert [(one.need, one.missing) for one in proposal.uncovered] == [
        (need.key, need.amount - got[need.key]) for need in problem.needs if need.amount > got[need.key]
    ]
    needs = {need.key: need for need in problem.needs}
    for one in proposal.uncovered:
        need = needs[one.need]
        offers = [o for o in problem.offers if need.subject in o.subjects and o.school != need.school and o.amount]
        usable = [offer for offer in offers if mode_of(problem, offer, need)]
        if not offers:
            assert one.cause is Cause.NOBODY
        elif usable:
            left = any(offer.amount > given[offer.key] for offer in usable)
            assert one.cause is (Cause.LIMIT if left else Cause.GIVEN)
        else:
            online = [replace(school, internet=True) for school in problem.schools]
            minutes = [[min(m, 1e6) for m in row] for row in problem.minutes]
            near = replace(problem, schools=online, minutes=minutes, rules=replace(problem.rules, travel_limit=1e9))
            any_day = replace(need, days=frozenset(range(7)))
            far = all(mode_of(near, replace(o, days=any_day.days), any_day) for o in offers) and all(
                mode_of(problem, replace(o, days=any_day.days), any_day) is None for o in offers
            )
            no_day = all(not offer.days & need.days for offer in offers)
            assert one.cause is (Cause.BARRED if far == no_day else Cause.TOO_FAR if far else Cause.DAYS)


@pytest.mark.parametrize("seed", range(TIMES // 4))
def test_a_large_network_is_covered_and_travelled_as_well_and_its_bounds_are_true(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = some_network(Random(seed))  # noqa: S311
    exact = propose_partners(problem)
    monkeypatch.setattr("setvzaim.analysis.partners.face._WHOLE", 0)
    found = propose_partners(problem)
    everything = Everything(problem)
    given = {(line.offer, line.need): line.amount for pair in found.pairs for line in pair.lines}
    keys = [(problem.offers[arc[0]].key, problem.needs[arc[1]].key) for arc in everything.arcs]
    assert everything.score([given.get(key, 0) for key in keys], None) == score_of(found)
    assert found.coverage.value <= exact.coverage.value <= found.coverage.bound + 1e-6
    if found.coverage.value == exact.coverage.value:
        assert found.travel.bound <= exact.travel.value + 1e-6
        assert exact.travel.value <= found.travel.value + 1e-6
        if score_of(found)[1] == score_of(exact)[1]:
            assert found.network.bound - 1e-6 <= exact.network.value <= found.network.value + 1e-6
    limited = any(s.partners is not None for s in problem.schools) or problem.rules.partners is not None
    if not limited and all(s.trips is None for s in problem.schools):
        assert score_of(found)[:2] == score_of(exact)[:2]


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_its_words(cause: Cause) -> None:
    assert why_uncovered(cause).endswith(".")


def test_what_would_help_is_told_with_its_numbers() -> None:
    told = [
        what_would_cover(loosening, lambda key: f"Школа {key}")
        for loosening in (
            Loosening(Limit.TRAVEL, 30, 41),
            Loosening(Limit.INTERNET, 0, 1, "a"),
            Loosening(Limit.VETO, 1, 0, "a", "b"),
            Loosening(Limit.VETO, 1, 0, "a", "b", subject="m"),
            Loosening(Limit.PARTNERS, 1, 2, "a"),
            Loosening(Limit.TRIPS, 4, 6, "a"),
            Loosening(Limit.SEATS, 5, 11, "a"),
            Loosening(Limit.CAPACITY, 5, 8, "a", None, "o"),
        )
    ]
    assert told == [
        "Поможет предел дороги 41 минута вместо 30.",
        "Поможет интернет в школе «Школа a».",
        "Поможет, если снять запрет: «Школа a» помогает школе «Школа b».",
        "Поможет, если снять запрет по предмету «Школа m»: «Школа a» помогает школе «Школа b».",
        "Поможет, если разрешить школе «Школа a» 2 партнёра вместо 1.",
        "Поможет, если транспорт школы «Школа a» сделает за неделю ещё 2 рейса.",
        "Поможет транспорт школы «Школа a» на 11 мест.",
        "Поможет, если «Школа a» сможет дать ещё 3.",
    ]


def test_a_name_with_quotation_marks_gets_no_second_ones() -> None:
    said = what_would_cover(Loosening(Limit.INTERNET, 0, 1, "a"), lambda _key: "МБОУ «Озёрная СОШ»")
    assert said == "Поможет интернет в школе МБОУ «Озёрная СОШ»."


def test_a_pair_agreed_stays_where_a_better_one_would_push_it_out_and_goes_when_freed() -> None:
    schools = [School(name) for name in "abc"]
    needs = [Need("n", "a", "maths", 2, modes=frozenset({Mode.ON_SITE}))]
    offers = [Offer("near", "b", "maths", 2), Offer("far", "c", "maths", 2)]
    minutes = [[0, 10, 90], [10, 0, 90], [90, 90, 0]]
    problem = PartnersProblem(
        schools, needs, offers, minutes, Rules(travel_limit=60), agreed=[Agreed("far", "n", 2, Mode.ON_SITE)]
    )
    assert [(pair.giver, pair.agreed) for pair in propose_partners(problem).pairs] == [("c", True)]
    assert [(pair.giver, pair.agreed) for pair in propose_partners(replace(problem, agreed=())).pairs] == [("b", False)]


def test_nothing_changes_for_a_gain_smaller_than_the_price_of_change() -> None:
    schools = [School(name) for name in "abc"]
    needs = [Need("n", "a", "maths", 1)]
    offers = [Offer("one", "b", "maths", 1), Offer("other", "c", "maths", 1)]
    minutes = [[0, 10, 10], [10, 0, 10], [10, 10, 0]]
    for earlier in ("b", "c"):
        problem = PartnersProblem(schools, needs, offers, minutes, earlier=frozenset({(earlier, "a")}))
        assert [pair.giver for pair in propose_partners(problem).pairs] == [earlier]


def test_help_without_travel_goes_before_help_with_it_and_needs_internet_at_both_ends() -> None:
    offers = [Offer("o", "b", "maths", 1)]
    needs = [Need("n", "a", "maths", 1)]
    for internet, mode, travel in ((True, Mode.REMOTE, 0), (False, Mode.ON_SITE, 30)):
        schools = [School("a", internet=internet), School("b")]
        proposal = propose_partners(PartnersProblem(schools, needs, offers, [[0, 30], [30, 0]]))
        assert [(line.mode, line.travel) for pair in proposal.pairs for line in pair.lines] == [(mode, travel)]


@pytest.mark.parametrize("seed", range(TIMES))
def test_the_mode_of_a_line_is_the_one_whose_rule_is_told(seed: int) -> None:
    """Else the window says «дистанционно» beside a rule that says «очно»."""
    problem = some_network(Random(seed))  # noqa: S311
    agreed = {(one.offer, one.need) for one in problem.agreed}
    lines = Lines(problem)
    for pair in propose_partners(problem).pairs:
        for line in pair.lines:
            if (line.offer, line.need) not in agreed:
                situation = lines.situation(line.offer, line.need)
                chosen = choose_mode(situation, problem.mode_rules)
                assert line.mode in situation.allowed
                assert chosen.mode in (line.mode, None)


def test_the_hours_of_a_teacher_of_two_subjects_are_given_once() -> None:
    schools = [School(name) for name in "abc"]
    needs = [Need("n", "a", "maths", 2), Need("m", "b", "physics", 2, weight=2)]
    offers = [Offer("o", "c", "maths", 3, others=("physics",))]
    proposal = propose_partners(PartnersProblem(schools, needs, offers, [[10] * 3] * 3))
    given = {line.need: line.amount for pair in proposal.pairs for line in pair.lines}
    assert given == {"m": 2, "n": 1}


def test_who_travels_by_himself_needs_no_bus_and_pupils_do() -> None:
    schools = [School("a", internet=False, trips=0), School("b", internet=False, trips=0)]
    offers = [Offer("o", "b", "maths", 1)]
    for own_way, riders, covered in ((True, 0, 1), (False, 0, 0), (True, 5, 0)):
        needs = [Need("n", "a", "maths", 1, riders=riders)]
        problem = PartnersProblem(schools, needs, offers, [[0, 10], [10, 0]], Rules(own_way=own_way))
        assert propose_partners(problem).coverage.value == covered


def test_a_pair_to_keep_is_kept_above_the_limit_of_partners_and_for_its_subject() -> None:
    """The user has said so; without the rule the better giver would stand alone."""
    schools = [School(name) for name in "abc"]
    needs = [Need("n", "a", "maths", 2), Need("m", "a", "physics", 1)]
    offers = [Offer("near", "b", "maths", 2, others=("physics",)), Offer("far", "c", "maths", 2, others=("physics",))]
    problem = PartnersProblem(schools, needs, offers, [[0, 5, 9], [5, 0, 9], [9, 9, 0]], Rules(partners=1))
    kept = replace(problem, keeps=[Keep("c", "a", frozenset({"physics"}))])
    assert [(pair.giver, pair.kept) for pair in propose_partners(problem).pairs] in ([("b", False)], [("c", False)])
    (pair,) = propose_partners(kept).pairs
    assert (pair.giver, pair.kept) == ("c", True)
    assert "m" in {line.need for line in pair.lines}
    nothing = replace(kept, vetoes=frozenset({("c", "a")}))
    assert [pair.giver for pair in propose_partners(nothing).pairs] == ["b"]


def test_a_veto_for_one_subject_leaves_the_others() -> None:
    schools = [School(name) for name in "ab"]
    needs = [Need("n", "a", "maths", 1), Need("m", "a", "physics", 1)]
    offers = [Offer("o", "b", "maths", 2, others=("physics",))]
    vetoes = frozenset({("b", "a", "maths")})
    problem = PartnersProblem(schools, needs, offers, [[0, 5], [5, 0]], subject_vetoes=vetoes)
    proposal = propose_partners(problem)
    assert [line.need for pair in proposal.pairs for line in pair.lines] == ["m"]
    assert explain_need(problem, proposal, "n") == (Loosening(Limit.VETO, 1, 0, "b", "a", subject="maths"),)


def test_time_that_is_over_gives_a_proposal_with_true_bounds() -> None:
    problem = some_network(Random(3))  # noqa: S311
    hurried, best = propose_partners(problem, Pace(late=lambda: True)), propose_partners(problem)
    assert hurried.coverage.value <= best.coverage.value <= hurried.coverage.bound


@pytest.mark.parametrize("large", [-1, 10**9])
def test_a_proposal_no_longer_wanted_is_given_up(large: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("setvzaim.analysis.partners.face._WHOLE", large)
    with pytest.raises(Cancelled):
        propose_partners(some_network(Random(3)), Pace(cancelled=lambda: True))  # noqa: S311


def test_a_problem_that_is_none_is_a_mistake_of_ours() -> None:
    fine = some_network(Random(3))  # noqa: S311
    for broken in (
        replace(fine, minutes=[[0]]),
        replace(fine, schools=[*fine.schools, fine.schools[0]]),
        replace(fine, vetoes=frozenset({("elsewhere", "s0")})),
        replace(fine, agreed=[Agreed("none", "none", 1, Mode.REMOTE)]),
        replace(fine, needs=[replace(need, amount=-1) for need in fine.needs]),
    ):
        with pytest.raises(ValueError, match=r"twice|must|unknown"):
            propose_partners(broken)
