"""The proposal over a base, and the question about centers: what stands in the registers is what is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from setvzaim.analysis.centers.model import CentersProposal
from setvzaim.analysis.centers.solve import propose_centers
from setvzaim.analysis.pace import Cancelled, Pace
from setvzaim.analysis.partners.model import PartnersProblem
from setvzaim.errors import WorldError
from setvzaim.queries import Context
from setvzaim.queries.advice import PartnersAdvice, advise_partners, usual_seconds
from setvzaim.queries.centers import centers_question, named_schools
from setvzaim.storage import Base
from support import Adder, rows_of

DAY = date(2026, 9, 20)


@pytest.fixture
def advice(example: Base, context: Context) -> PartnersAdvice:
    with example.read() as connection:
        return advise_partners(connection, context, DAY, Pace())


def test_the_example_is_answered_with_proof_and_words_for_everything(advice: PartnersAdvice) -> None:
    assert advice.good == "Доказано: лучше нельзя."
    assert advice.proposal.uncovered
    for pair in advice.proposal.pairs:
        covers, costs, *modes = advice.why(pair)
        assert covers.startswith("Покрывает: ")
        assert costs.startswith("Дорог")
        assert all(words.startswith(("Форма: ", "Уже согласовано", "Пара сохранена")) for words in modes)
        for line in pair.lines:
            assert advice.why_line(pair, line).startswith(advice.good)
            assert advice.why_mode(line) in modes
    assert all(advice.why_not(one).endswith(".") for one in advice.proposal.uncovered)


def test_what_is_lost_without_a_pair_names_what_it_gives(advice: PartnersAdvice) -> None:
    pair = min(advice.proposal.pairs, key=lambda one: len(one.lines))
    said = advice.without(pair, Pace())
    assert said.startswith("Без этой пары")
    assert advice.question.name_of(pair.lines[0].need) in said


def test_nobody_has_it_and_no_limit_would_help(advice: PartnersAdvice) -> None:
    nobody = next(one for one in advice.proposal.uncovered if advice.why_not(one).startswith("Никто"))
    assert advice.would_cover(nobody, Pace()) == ("Ни один предел, если его изменить, сам по себе не поможет.",)
    assert advice.would_cover(nobody, Pace(late=lambda: True)) == ("На проверку пределов не хватило времени.",)


def test_other_limits_are_held(example: Base, context: Context) -> None:
    def nearer(problem: PartnersProblem) -> PartnersProblem:
        return replace(problem, rules=replace(problem.rules, travel_limit=20.0))

    with example.read() as connection:
        near = advise_partners(connection, context, DAY, Pace(), nearer)
    agreed = {(one.offer, one.need) for one in near.question.problem.agreed}
    for pair in near.proposal.pairs:
        minutes = near.minutes(pair)
        for line in pair.lines:
            assert not line.trips or (line.offer, line.need) in agreed or (minutes is not None and minutes <= 20)


def test_it_is_given_up_at_once(example: Base, context: Context) -> None:
    with example.read() as connection, pytest.raises(Cancelled):
        advise_partners(connection, context, DAY, Pace(cancelled=lambda: True))


def test_only_stable_schools_become_centers_unless_the_user_says_so(example: Base, context: Context) -> None:
    """1.3: centers are made on schools with stable results."""
    with example.read() as connection:
        question = centers_question(connection, context, 2)
    stable = {row.id for row in rows_of(example, "schools", context) if "stable" in (row["status"] or ())}  # type: ignore[operator]
    eligible = {site.key for site in question.problem.sites if site.eligible}
    assert stable
    assert stable <= eligible
    with_status = {row.id for row in rows_of(example, "schools", context) if row["status"]}
    assert not (eligible - stable) & with_status
    answer = propose_centers(question.problem)
    assert isinstance(answer, CentersProposal)
    assert answer.gap == 0
    assert set(answer.chosen) <= eligible
    assert len(question.standing) == 2
    weak = next(site.key for site in question.problem.sites if not site.eligible)
    with example.read() as connection:
        fixed = propose_centers(centers_question(connection, context, 2, frozenset({weak})).problem)
    assert isinstance(fixed, CentersProposal)
    assert weak in fixed.chosen


def test_centers_need_a_school_year(example: Base) -> None:
    with example.read() as connection, pytest.raises(WorldError, match="учебный год"):
        centers_question(connection, Context(), 2)


def test_schools_are_named_by_a_part_of_their_name(example: Base, context: Context) -> None:
    with example.read() as connection:
        schools = centers_question(connection, context, 2).schools
    (found,) = named_schools(schools, ["озерная"])
    assert schools[found].label == "МБОУ «Озёрная СОШ»"
    with pytest.raises(WorldError, match="неоднозначно"):
        named_schools(schools, ["СОШ"])
    with pytest.raises(WorldError, match="не найдена"):
        named_schools(schools, ["Марсианская"])


def test_a_large_network_is_given_more_time(base: Base, adder: Adder) -> None:
    """In less, nothing would be found for a region, and «no pairs» would be said."""
    district = adder("municipalities", name="Район")
    with base.read() as connection:
        assert usual_seconds(connection, Context()) == 20
    for number in range(101):
        adder("schools", name=f"Школа № {number}", municipality=district)
    with base.read() as connection:
        assert usual_seconds(connection, Context()) == 60
