"""The figures of the overview: each counts what it says, and nothing of another network or year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from queries.forms.papers import TODAY
from setvzaim.operations.records import add
from setvzaim.queries import Context, Query, stream
from setvzaim.queries.overview import overview
from setvzaim.registers import register
from setvzaim.storage import Base
from support import YEAR, Adder


def test_the_example(example: Base, context: Context) -> None:
    with example.read() as connection:
        found = overview(connection, context, TODAY)
        statuses = list(stream(connection, Query("statuses", context=context)))
        needs = list(stream(connection, Query("needs", context=context)))
    low = {row["school"].id for row in statuses if row["category"] == "low_results"}  # type: ignore[attr-defined]
    assert found.schools == 14
    assert set(found.by_status["low_results"].records) == low
    assert found.centers.number == 2
    assert (found.covered.number, found.covered.of) == (1, len(needs))
    assert set(found.covered.records) | set(found.uncovered.records) == {row.id for row in needs}
    assert (found.done.number, found.overdue.number, found.done.of) == (3, 7, 30)
    assert found.agreed.number + found.late.number <= (found.agreed.of or 0) == 14
    assert len(found.map.schools) == 14


def test_a_need_is_covered_while_its_exchange_is_in_force(example: Base, context: Context) -> None:
    with example.read() as connection:
        now = overview(connection, context, TODAY)
        later = overview(connection, context, date(2027, 8, 1))
    assert (now.covered.number, later.covered.number) == (1, 0)


def test_another_year_has_its_own_figures_and_all_count_where_nothing_is_chosen(
    example: Base, context: Context
) -> None:
    with example.read() as connection:
        other = overview(connection, replace(context, school_year=YEAR - 5), TODAY)
        whole = overview(connection, Context(), TODAY)
    assert other.done.of == 0
    assert not other.by_status["low_results"].number
    assert whole.done.of == 30


def test_a_recommendation_is_overdue_on_the_day_after(base: Base, adder: Adder) -> None:
    """Due today is not late; what is carried out or given up is no longer open."""
    for text, due, state in (
        ("Сегодня", "24.11.2026", ""), ("Вчера", "23.11.2026", ""), ("Сделано", "01.09.2026", "исполнена"),
        ("Оставлено", "01.09.2026", "не исполнена"), ("Без срока", "", ""),
    ):  # fmt: skip
        adder("recommendations", text=text, addressee="Школа", due_on=due, state=state, school_year="2026/27")
    with base.read() as connection:
        found = overview(connection, Context(school_year=YEAR), TODAY).recommended
    assert (found.number, found.of) == (1, 3)


def test_an_empty_base_counts_nothing_and_schools_of_another_network_are_told_of(base: Base, adder: Adder) -> None:
    with base.read() as connection:
        found = overview(connection, Context(school_year=YEAR), TODAY)
    assert (found.schools, found.schools_elsewhere, found.warnings, found.differing.of) == (0, 0, 0, 0)
    adder("schools", name="СОШ № 1", municipality=adder("municipalities", name="Район"))
    network = add(base, of=register("networks"), values={"name": "Сеть"}, context=Context()).value
    with base.read() as connection:
        found = overview(connection, Context(network, YEAR), TODAY)
    assert (found.schools, found.schools_elsewhere) == (0, 1)
