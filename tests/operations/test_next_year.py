"""The next year's plan begins from this year's: terms a year later, what is not done is not forgotten."""

from __future__ import annotations

from datetime import date

import pytest

from setvzaim.errors import WorldError
from setvzaim.operations import Refusal
from setvzaim.operations.history import redo, undo
from setvzaim.operations.next_year import start_next_year
from setvzaim.queries import Query, Row, fetch, find
from setvzaim.queries.query import Context
from setvzaim.registers import register
from setvzaim.storage import Base
from support import Adder, dump, rows_of


@pytest.fixture
def plan(adder: Adder) -> str:
    network, district = adder("networks", name="Сеть"), adder("municipalities", name="Р")
    school = adder("schools", name="Озёрная", municipality=district)
    person = adder("staff", name="Дорджиева", school=school)
    made = adder("plans", title="План на 2027/28 учебный год", network=network, school_year="2027/28",
                 approved_number="7", approved_on="01.09.2027", approved_by="Начальник")  # fmt: skip
    one, two = (adder("sections", title=title, plan=made) for title in ("Кадры", "Итоги 2027/28"))
    adder("measures", plan=made, section=one, title="Смотр", term="февраль 2028", ends_on="29.02.2028",
          participants=(school,), people=(person,), done_on="20.02.2028", outcome="проведён", note="н")  # fmt: skip
    adder("measures", plan=made, section=one, title="Семинар", term="октябрь 2027", starts_on="01.10.2027")
    adder("measures", plan=made, section=two, title="Справка", everyone="да", done_on="01.06.2028")
    return made


def of_year(base: Base, key: str, year: int) -> tuple[Row, ...]:
    context = Context(school_year=year)
    with base.read() as connection:
        return fetch(connection, register(key), find(connection, Query(key, context=context)), context)


def test_it_is_the_same_a_year_later(base: Base, plan: str) -> None:
    made = start_next_year(base, plan=plan)
    (new,) = of_year(base, "plans", 2028)
    assert (new.id, new["title"], new["approved_by"]) == (made.value, "План на 2028/29 учебный год", "Начальник")
    assert (new["approved_number"], new["approved_on"]) == (None, None)
    assert [row["title"] for row in of_year(base, "sections", 2028)] == ["Кадры", "Итоги 2028/29"]
    first, second, third = of_year(base, "measures", 2028)
    assert (first["title"], first["term"], first["ends_on"]) == ("Смотр", "февраль 2029", date(2029, 2, 28))
    assert [str(link) for key in ("participants", "people") for link in first[key]] == ["Озёрная", "Дорджиева"]  # type: ignore[attr-defined]
    assert [first[key] for key in ("done_on", "outcome", "note")] == [None] * 3
    assert (second["term"], second["starts_on"]) == ("октябрь 2028", date(2028, 10, 1))
    assert (third["everyone"], str(third["section"])) == (True, "Итоги 2028/29")
    assert made.name == "начать план следующего года"


def test_only_what_is_not_done_continues(base: Base, plan: str) -> None:
    old = {row["title"]: row.id for row in rows_of(base, "measures")}
    start_next_year(base, plan=plan)
    continued = {row["title"]: row["continues"] for row in of_year(base, "measures", 2028)}
    assert (continued["Смотр"], continued["Справка"]) == (None, None)
    assert continued["Семинар"].id == old["Семинар"]  # type: ignore[attr-defined]


def test_what_is_done_can_be_left_out_with_sections_that_are_empty_then(base: Base, plan: str) -> None:
    start_next_year(base, plan=plan, without_done=True)
    assert [row["title"] for row in of_year(base, "measures", 2028)] == ["Семинар"]
    assert [row["title"] for row in of_year(base, "sections", 2028)] == ["Кадры"]


def test_it_is_one_step_to_undo(base: Base, plan: str) -> None:
    before = dump(base)
    start_next_year(base, plan=plan)
    after = dump(base)
    undo(base)
    assert dump(base) == before
    redo(base)
    assert dump(base) == after


def test_a_second_one_is_refused(base: Base, plan: str) -> None:
    start_next_year(base, plan=plan)
    with pytest.raises(Refusal, match="«План на 2028/29 учебный год» на 2028/29 учебный год уже есть"):
        start_next_year(base, plan=plan)
    with pytest.raises(WorldError, match="удалили"):
        start_next_year(base, plan="нет")
