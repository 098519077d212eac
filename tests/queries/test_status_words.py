"""What the numbers say of a status: a hint nobody can check, or one without its denominator, is worse than none."""

from __future__ import annotations

import pytest

from setvzaim.queries import Context
from setvzaim.queries.status import rule_of
from setvzaim.queries.status_words import Told, rule_words, told
from setvzaim.storage import Base
from support import YEAR, Adder


def said(base: Base) -> Told:
    with base.read() as connection:
        (one,) = told(connection, Context(school_year=YEAR), YEAR)
    return one


@pytest.fixture
def school(adder: Adder) -> str:
    return adder("schools", name="Талсайская СОШ", municipality=adder("municipalities", name="Луговской район"))


def result(adder: Adder, school: str, subject: str, part: int | None, whole: int, year: int = YEAR) -> None:
    adder("results", school=school, school_year=f"{year}/{(year + 1) % 100:02}", assessment="ЕГЭ", subject=subject,
          participants=whole, below=part)  # fmt: skip


def test_low_results_are_shown_with_part_and_whole(base: Base, adder: Adder, school: str) -> None:
    maths, physics, history = (adder("subjects", name=name) for name in ("Математика", "Физика", "История"))
    result(adder, school, maths, 5, 14)
    result(adder, school, physics, 3, 8)
    result(adder, school, history, 1, 20)
    one = said(base)
    assert (one.official, one.computed) == ("нет", "ШНОР (сомнительно)")
    assert one.differs == ("+ ШНОР: по числам да, по акту нет",)
    assert one.proposed == ("low_results",)
    assert one.why == (
        "ШНОР по результатам 2026/27: 2 процедуры из 3 с долей не меньше 30\u00a0%.",
        (
            "Доля не меньше 30\u00a0%: ЕГЭ, математика — 5 из 14 (36\u00a0%); "
            "ЕГЭ, физика — 3 из 8 (38\u00a0%), малая выборка."
        ),
        "Без малых выборок (меньше 10 участников) вывод был бы другим.",
    )


def test_the_act_stays_and_the_difference_is_told(base: Base, adder: Adder, school: str) -> None:
    result(adder, school, adder("subjects", name="Математика"), 1, 14)
    adder("statuses", school=school, school_year="2026/27", category="ШНОР")
    one = said(base)
    assert (one.official, one.differs) == ("ШНОР", ("− ШНОР: по акту да, по числам нет",))
    assert not one.proposed
    assert one.why[0].startswith(
        "Не ШНОР по результатам 2026/27: доля не меньше 30\u00a0% в 0 процедурах из 1, а нужно"
    )


def test_what_is_not_known_is_never_taken_for_nought(base: Base, adder: Adder, school: str) -> None:
    maths, physics = (adder("subjects", name=name) for name in ("Математика", "Физика"))
    result(adder, school, maths, None, 14)
    result(adder, school, physics, None, 9)
    assert said(base).why == (
        "По результатам 2026/27 сказать нельзя: сколько учеников ниже порога, указано в 0 процедурах из 2.",
    )


def test_unknown_results_are_not_called_no_low_results(base: Base, adder: Adder, school: str) -> None:
    result(adder, school, adder("subjects", name="Математика"), None, 14)
    assert said(base).computed == "неизвестно"
    poor = adder("context_indicators", name="Дети с ОВЗ", weight="3", worse="больше — хуже")
    adder("context_values", school=school, school_year="2026/27", indicator=poor, part="12", whole="40")
    adder("status_rules", name="Своё", valid_from="01.09.2026", threshold="30", assessments="2", years="2",
          joined="нужны оба", adverse_from="50")  # fmt: skip
    assert said(base).computed == "ШНСУ; ШНОР — неизвестно"


def test_abbreviations_stay_great_inside_a_sentence(base: Base, adder: Adder, school: str) -> None:
    result(adder, school, adder("subjects", name="Информатика и ИКТ (КЕГЭ)"), 5, 14)
    result(adder, school, adder("subjects", name="ИКТ"), 5, 14)
    disabled = adder("context_indicators", name="Дети с ОВЗ", weight="3", worse="больше — хуже")
    far = adder("context_indicators", name="Расстояние", unit="км", weight="1", worse="больше — хуже")
    adder("context_values", school=school, school_year="2026/27", indicator=disabled, part="12", whole="40")
    adder("context_values", school=school, school_year="2026/27", indicator=far, value="42")
    words = " ".join(said(base).why)
    assert "ЕГЭ, информатика и ИКТ (КЕГЭ) — 5 из 14" in words
    assert "ЕГЭ, ИКТ — 5 из 14" in words
    assert "дети с ОВЗ — 12 из 40" in words
    assert "расстояние — 42 км" in words


def test_one_school_with_results_of_the_new_year_leaves_the_others_theirs(
    base: Base, adder: Adder, school: str
) -> None:
    """In autumn one regional work comes in: the other schools are still judged by the spring."""
    maths = adder("subjects", name="Математика")
    other = adder("schools", name="Яшалтинская СОШ", municipality=adder("municipalities", name="Степной район"))
    for each in (school, other):
        result(adder, each, maths, 5, 14, YEAR - 1)
        result(adder, each, adder("subjects", name=f"Физика {each[-4:]}"), 5, 14, YEAR - 1)
    result(adder, other, maths, 0, 14)
    poor = adder("context_indicators", name="Семьи с низким доходом", weight="3", worse="больше — хуже")
    adder("context_values", school=school, school_year="2025/26", indicator=poor, part="12", whole="40")
    adder("context_values", school=other, school_year="2026/27", indicator=poor, part="4", whole="40")
    with base.read() as connection:
        found = {one.school.id: one for one in told(connection, Context(school_year=YEAR), YEAR)}
    assert found[school].computed == "ШНОР, ШНСУ"
    assert found[other].computed == "нет"
    assert [found[each].status.results_of for each in (school, other)] == [YEAR - 1, YEAR]
    assert "12 из 40 (30\u00a0%) за 2025/26, 100 из 100" in found[school].why[-1]
    assert "4 из 40 (10\u00a0%), 0 из 100" in found[other].why[-1]


@pytest.mark.parametrize(
    ("changed", "low"),
    [
        ({}, True),
        ({"threshold": "40"}, False),
        ({"assessments": "3"}, True),
        ({"assessments": "3", "years": "3"}, False),
        ({"joined": "нужны оба"}, True),
        ({"joined": "нужны оба", "assessments": "3"}, False),
        ({"joined": "нужны оба", "years": "1"}, True),
        ({"valid_from": "01.09.2027", "threshold": "90"}, True),
    ],
)
def test_each_dated_setting_decides(
    base: Base, adder: Adder, school: str, changed: dict[str, str], *, low: bool
) -> None:
    """Threshold, number, years, «and/or»: changing any of them changes the answer and the words; a later rule waits."""
    maths, physics = (adder("subjects", name=name) for name in ("Математика", "Физика"))
    result(adder, school, maths, 5, 14)
    result(adder, school, physics, 5, 14)
    result(adder, school, maths, 5, 14, YEAR - 1)
    settings = {"valid_from": "01.09.2025", "threshold": "30", "assessments": "2", "years": "2",
                "joined": "хватит одного", **changed}  # fmt: skip
    adder("status_rules", name="Правило района", **settings)
    assert ("ШНОР" in said(base).computed) is low
    with base.read() as connection:
        words = rule_words(rule_of(connection, YEAR)).replace("\u00a0", " ")
    if "valid_from" in changed:
        assert words.startswith("Обычное правило, своего в базе нет: ШНОР — доля ниже порога не меньше 30 %")
    else:
        assert f"не меньше {settings['threshold']} %" in words
        assert f"в {settings['assessments']} процедурах за год" in words
        assert ("подряд" in words) is (settings["years"] != "1")
        assert (" и в одной и той же " in words) is ("joined" in changed and settings["years"] != "1")


def test_the_index_of_the_context_shows_its_parts(base: Base, adder: Adder, school: str) -> None:
    poor = adder("context_indicators", name="Семьи с низким доходом", weight="3", worse="больше — хуже")
    adder("context_indicators", name="Доля мигрантов", weight="1", worse="больше — хуже")
    adder("context_values", school=school, school_year="2026/27", indicator=poor, part="12", whole="40")
    *_, index, missing = said(base).why
    assert index == (
        "Индекс контекста 50 из 100 (ШНСУ — от 60): семьи с низким доходом — 12 из 40 (30\u00a0%), 50 из 100, "
        "вес 100\u00a0%."
    )
    assert missing == "Не измерено: доля мигрантов; известно 75\u00a0% веса показателей."
