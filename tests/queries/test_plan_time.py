"""The measures of a plan in time as the base holds them: whose they are, when they are, how they stand."""

from __future__ import annotations

from datetime import date

import pytest

from setvzaim.analysis.plan_time import State
from setvzaim.operations.records import add, change
from setvzaim.queries import Context, Filter, Query, find
from setvzaim.queries.plan_time import PlanMeasure, execution, of_plan, plan_time
from setvzaim.queries.remarks import remarks
from setvzaim.registers import Named, register
from setvzaim.storage import Base
from support import YEAR, Adder, dump

DAY = date(2026, 11, 24)


def measures(base: Base, query: Query = Query("measures"), day: date = DAY) -> tuple[PlanMeasure, ...]:  # noqa: B008
    """The measures on a day."""
    with base.read() as connection:
        return plan_time(connection, query, day)


@pytest.fixture
def plan(base: Base, adder: Adder) -> str:
    """An empty plan of a network with two members; a third had left before the school year."""
    district = adder("municipalities", name="Целинный район")
    names = ("Аршанская СОШ", "Троицкая СОШ", "Бывшая СОШ")
    schools = [adder("schools", name=name, municipality=district) for name in names]
    network = adder("networks", name="Сеть")
    for school, until in zip(schools, (None, None, date(2025, 8, 31)), strict=True):
        add(base, of=register("memberships"), values={"network": network, "school": school, "until": until},
            context=Context())  # fmt: skip
    values = {"network": network, "school_year": YEAR, "title": "План"}
    return add(base, of=register("plans"), values=values, context=Context()).value


def put(base: Base, plan: str, title: str, **values: object) -> str:
    """Add a measure."""
    given = {"plan": plan, "section": Named("Раздел"), "title": title, **values}
    return add(base, of=register("measures"), values=given, context=Context()).value


def test_words_are_understood_at_query_time_and_never_written(base: Base, plan: str) -> None:
    """A guess in the base would be taken for what somebody typed."""
    put(base, plan, "Семинар", term="октябрь")
    before = dump(base)
    (found,) = measures(base)
    assert str(found.term) == "01.10.2026 – 31.10.2026"
    assert found.stands.state is State.OVERDUE
    assert (found.number, found.year, found.words) == ("1.1", YEAR, "октябрь")
    assert dump(base) == before


def test_a_measure_for_everyone_is_of_the_members_of_that_year(base: Base, plan: str) -> None:
    """A school that has left is not asked for what the others do."""
    put(base, plan, "Для всех", everyone=True)
    put(base, plan, "Для одной", participants=(Named("Троицкая СОШ"),))
    put(base, plan, "Ничьё")
    schools = [[school.label for school in measure.schools] for measure in measures(base)]
    assert schools == [["Аршанская СОШ", "Троицкая СОШ"], ["Троицкая СОШ"], []]


def test_figures_of_a_plan(base: Base, plan: str) -> None:
    """By section, school and month; what has no end is counted apart, and no share is made of it."""
    put(base, plan, "В срок", term="сентябрь", done_on=date(2026, 9, 30), everyone=True)
    put(base, plan, "Поздно", term="сентябрь", done_on=date(2026, 10, 1), participants=(Named("Троицкая СОШ"),))
    put(base, plan, "Когда-то", term="по графику", done_on=date(2026, 10, 1))
    put(base, plan, "Потом", term="май", section=Named("Другой"))
    found = execution(measures(base))
    assert (found.whole.done, found.whole.in_time, found.whole.without_end) == ((3, 4), (1, 2), 1)
    assert {link.label: part.done for link, part in found.sections.items()} == {"Раздел": (3, 3), "Другой": (0, 1)}
    assert {link.label: part.in_time for link, part in found.schools.items()} == {
        "Аршанская СОШ": (1, 1), "Троицкая СОШ": (1, 2),
    }  # fmt: skip
    assert {key: part.total for key, part in found.months.items()} == {(2026, 9): 2, None: 1, (2027, 5): 1}


def test_the_rows_are_those_of_the_query_in_its_order(example: Base, context: Context) -> None:
    """A picture must show what the table beside it shows."""
    query = Query("measures", "школ", (Filter("everyone", "is", value=True),), ("-title",), context)
    with example.read() as connection:
        ids = find(connection, query)
    assert ids
    assert tuple(measure.id for measure in measures(example, query)) == ids
    only = Query("measures", context=context, only=ids[:3])
    assert {measure.id for measure in measures(example, only)} == set(ids[:3])
    assert not measures(example, Query("measures", only=()))


def test_one_plan_alone(base: Base, plan: str) -> None:
    other = add(
        base, of=register("plans"), values={"network": Named("Сеть"), "school_year": 2027, "title": "Другой план"},
        context=Context(),
    ).value  # fmt: skip
    put(base, plan, "Первое", term="май")
    put(base, other, "Второе", term="май")
    assert [measure.title for measure in measures(base, of_plan(other))] == ["Второе"]
    assert [str(measure.term) for measure in measures(base)] == ["01.05.2028 – 31.05.2028", "01.05.2027 – 31.05.2027"]


def test_what_is_said_under_the_field_of_the_term(base: Base, plan: str) -> None:
    """The school year comes from the plan, not from where the user stands."""
    of = register("measures")
    record = put(base, plan, "Семинар", term="май")

    def said() -> str:
        with base.read() as connection:
            return remarks(connection, of, record)["term"]

    assert said() == "Понято: 01.05.2027 – 31.05.2027"
    change(base, of=of, record=record, values={"term": "по графику"}, context=Context())
    assert "не понятны" in said()
    change(base, of=of, record=record, values={"starts_on": date(2026, 10, 1)}, context=Context())
    assert said() == ""
    with base.read() as connection:
        assert remarks(connection, of, "нет такой") == {}
        assert remarks(connection, register("schools"), record) == {}
