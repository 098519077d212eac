"""What the numbers say of a status: a hint nobody can check, or one without its denominator, is worse than none."""

from __future__ import annotations

import pytest

from setvzaim.queries import Context
from setvzaim.queries.status_words import Told, told
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
