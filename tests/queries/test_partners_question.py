"""The question who helps whom, from the registers: what is misread here is proposed wrongly, with proof."""

from __future__ import annotations

from datetime import date

import pytest

from setvzaim.analysis.pace import Pace
from setvzaim.operations.settings import change_settings
from setvzaim.queries import Context
from setvzaim.queries.advice import PartnersAdvice, advise_partners
from setvzaim.queries.partners import PartnersQuestion, partners_question
from setvzaim.queries.subject_names import SubjectNames
from setvzaim.registers.settings import BY_RULES, OWN_WAY
from setvzaim.storage import Base
from support import Adder

DAY = date(2026, 9, 20)


@pytest.fixture
def schools(adder: Adder) -> dict[str, str]:
    """Two schools 10 minutes apart, with quick internet and no bus."""
    district = adder("municipalities", name="Район")
    made = {name: adder("schools", name=f"Школа {name}", municipality=district) for name in ("А", "Б")}
    for school in made.values():
        adder("equipment", school=school, name="Доступ в интернет", category="internet", speed=50)
    adder("distances", from_school=made["А"], to_school=made["Б"], minutes=10)
    return made


@pytest.fixture
def subjects(adder: Adder) -> dict[str, str]:
    names = ("Физика", "Химия", "Физическая культура")
    return {name: adder("subjects", name=name) for name in names}


def asked(base: Base) -> PartnersQuestion:
    with base.read() as connection:
        return partners_question(connection, Context(), DAY)


def advised(base: Base) -> PartnersAdvice:
    with base.read() as connection:
        return advise_partners(connection, Context(), DAY, Pace())


def given(base: Base) -> dict[str, str]:
    """What each covered need gets, in words."""
    advice = advised(base)
    name_of = advice.question.name_of
    return {name_of(line.need): name_of(line.offer) for pair in advice.proposal.pairs for line in pair.lines}


def test_a_teacher_of_two_subjects_is_offered_for_both_and_given_once(
    base: Base, adder: Adder, schools: dict[str, str], subjects: dict[str, str]
) -> None:
    physics, chemistry = subjects["Физика"], subjects["Химия"]
    adder("staff", name="Иванова", school=schools["Б"], subjects=(physics, chemistry), free_hours=2)
    for subject in (physics, chemistry):
        adder("needs", title="Часы", school=schools["А"], resource="staff", subject=subject, amount=2)
    advice = advised(base)
    assert sum(line.amount for pair in advice.proposal.pairs for line in pair.lines) == 2
    assert [one.cause.value for one in advice.proposal.uncovered] == ["given"]


def test_a_laboratory_of_chemistry_is_no_laboratory_of_physics(
    base: Base, adder: Adder, schools: dict[str, str], subjects: dict[str, str]
) -> None:
    """What does not name a subject is for all of them."""
    for name in ("Лаборатория по химии", "Цифровая лаборатория"):
        adder("equipment", school=schools["Б"], name=name, category="laboratory", quantity=1, shareable=1)
    named = {"subject": subjects["Физика"]}
    for title, more in (("Приборы", named), ("Лаборатория по физике", {}), ("Опыты по химии", {}), ("Лаборатория", {})):
        adder("needs", title=title, school=schools["А"], resource="material", category="laboratory", amount=1, **more)
    question = asked(base)
    offers = {question.name_of(one.key): one for one in question.problem.offers}
    wanted = {question.name_of(one.key): one.subject for one in question.problem.needs}
    fitting = {
        name: {title for title, one in wanted.items() if one in offer.subjects} for name, offer in offers.items()
    }
    assert fitting["Лаборатория по химии"] == {"Опыты по химии", "Лаборатория"}
    assert fitting["Цифровая лаборатория"] == set(wanted)


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Цифровая лаборатория по физике", ("Физика",)),
        ("Кабинет химии", ("Химия",)),
        ("Химическая лаборатория", ("Химия",)),
        ("Инвентарь для физической культуры", ("Физическая культура",)),
        ("Кабинет физики и химии", ("Физика", "Химия")),
        ("Ноутбуки", ()),
    ],
)
def test_subjects_are_found_in_a_title(
    base: Base, subjects: dict[str, str], title: str, named: tuple[str, ...]
) -> None:
    with base.read() as connection:
        names = SubjectNames(connection)
    assert {names.names[key] for key in names.subjects(title)} == set(named)
    assert set(names.names.values()) == set(subjects)


def test_a_veto_for_one_subject_is_held_and_lifting_it_is_named(
    base: Base, adder: Adder, schools: dict[str, str], subjects: dict[str, str]
) -> None:
    for name in ("Физика", "Химия"):
        adder("staff", name=f"Учитель: {name}", school=schools["Б"], subjects=(subjects[name],), free_hours=2)
        adder("needs", title=name, school=schools["А"], resource="staff", subject=subjects[name], amount=2)
    adder("pair_rules", giver=schools["Б"], receiver=schools["А"], subject=subjects["Физика"], rule="veto")
    assert given(base) == {"Химия": "Учитель: Химия"}
    advice = advised(base)
    (uncovered,) = advice.proposal.uncovered
    assert advice.would_cover(uncovered, Pace()) == (
        "Поможет, если снять запрет по предмету «Физика»: «Школа Б» помогает школе «Школа А».",
    )


def test_a_pair_to_keep_is_kept_or_said_to_be_impossible(
    base: Base, adder: Adder, schools: dict[str, str], subjects: dict[str, str]
) -> None:
    adder("pair_rules", giver=schools["Б"], receiver=schools["А"], subject=subjects["Физика"], rule="keep")
    assert advised(base).not_kept == ("Школа Б → Школа А: сохранить пару нельзя, помочь нечем или мешает предел.",)
    adder("staff", name="Иванова", school=schools["Б"], subjects=(subjects["Физика"],), free_hours=2)
    adder("needs", title="Часы", school=schools["А"], resource="staff", subject=subjects["Физика"], amount=2)
    advice = advised(base)
    (pair,) = advice.proposal.pairs
    assert advice.why(pair)[-1] == "Пара сохранена по вашему условию."
    assert advice.not_kept == ()


def test_the_rules_of_the_office_choose_the_mode_unless_they_are_let_go(
    base: Base, adder: Adder, schools: dict[str, str], subjects: dict[str, str]
) -> None:
    adder("staff", name="Иванова", school=schools["Б"], subjects=(subjects["Физика"],), free_hours=2)
    adder("needs", title="Часы", school=schools["А"], resource="staff", subject=subjects["Физика"], amount=2)
    adder("mode_rules", name="Рядом — очно", mode="on_site", minutes_up_to=15)

    def said() -> str:
        advice = advised(base)
        return advice.why_mode(advice.proposal.pairs[0].lines[0])

    assert said() == "Форма: очно. Правило: «Рядом — очно»."
    change_settings(base, values={BY_RULES.key: False})
    assert said() == "Форма: дистанционно, так меньше дороги."


def test_teachers_travel_by_themselves_unless_the_base_says_otherwise(
    base: Base, adder: Adder, schools: dict[str, str], subjects: dict[str, str]
) -> None:
    adder("staff", name="Иванова", school=schools["Б"], subjects=(subjects["Физика"],), free_hours=2,
          teaches_remotely=False)  # fmt: skip
    adder("needs", title="Часы", school=schools["А"], resource="staff", subject=subjects["Физика"], amount=2,
          mode="on_site")  # fmt: skip
    assert given(base) == {"Часы": "Иванова"}
    change_settings(base, values={OWN_WAY.key: False})
    assert given(base) == {}, "no school has a bus"
