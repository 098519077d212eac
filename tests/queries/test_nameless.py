"""A paper «without names»: no surname of the base stands on it, whatever column it was typed into."""

from __future__ import annotations

import pytest

from setvzaim.documents.tree import Table
from setvzaim.operations.records import change
from setvzaim.queries import Context, Query, count, stream
from setvzaim.queries.forms import Wanted, form, subjects
from setvzaim.queries.forms.plan import plan_data
from setvzaim.queries.nameless import names_people, stream_nameless
from setvzaim.queries.papers import export_document
from setvzaim.registers import all_registers, register
from setvzaim.storage import Base
from setvzaim.text.initials import initials
from support import YEAR


@pytest.fixture
def surnames(example: Base) -> set[str]:
    with example.read() as connection:
        return {str(row["name"]).split()[0] for row in stream(connection, Query("staff"))}


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Иванова Мария Петровна", "И. М. П."),
        ("Петров С. И.", "П. С. И."),
        ("Лиджи-Горяева Ә.Н.", "Л. Ә.Н."),
        ("иванова мария", "И. М."),
        ("зам. директора Петров С.", "зам. директора П. С."),
        ("Иванова и Петров", "И. и П."),
        ("", ""),
    ],
)
def test_a_name_becomes_its_initials(name: str, short: str) -> None:
    assert initials(name) == short


def test_no_register_shows_a_surname(example: Base, surnames: set[str]) -> None:
    """The columns marked in the declarations hide every one; what is no name stays as it is."""
    hidden = 0
    assert len(surnames) > 10
    with example.read() as connection:
        for key in all_registers():
            rows = list(zip(stream(connection, Query(key)), stream_nameless(connection, Query(key)), strict=True))
            for plain, nameless in rows:
                for column, before, after in zip(plain.columns, plain.texts(), nameless.texts(), strict=True):
                    if names_people(column):
                        assert not any(surname in after for surname in surnames), (key, column.key, after)
                        hidden += before != after
                    else:
                        assert before == after
    assert hidden > 50


def test_a_code_stands_for_the_name_where_there_is_one(example: Base) -> None:
    """In the register itself and wherever the person is linked."""
    with example.read() as connection:
        person = next(row["person"] for row in stream(connection, Query("deficits")))
    record = person.id  # type: ignore[attr-defined]
    change(example, of=register("staff"), record=record, values={"code": "П-17"}, context=Context())
    with example.read() as connection:
        names = {row.id: row["name"] for row in stream_nameless(connection, Query("staff"))}
        linked = [str(row["person"]) for row in stream_nameless(connection, Query("deficits"))]
    assert names[record] == "П-17"
    assert "П-17" in linked


def test_a_workbook_without_names(example: Base, surnames: set[str]) -> None:
    with example.read() as connection:
        (table,) = export_document(connection, Query("staff"), without_names=True).blocks
        assert isinstance(table, Table)
        cells = [cell for row in table.rows for cell in row.cells]  # type: ignore[union-attr]
        assert len(cells) > count(connection, Query("staff"))
    assert not any(surname in str(cell) for cell in cells for surname in surnames)


def test_a_plan_without_names(example: Base) -> None:
    """Responsible persons by initials, a line for the pen in the stamps; the measures themselves are all there."""
    with example.read() as connection:
        (plan,) = subjects(connection, form("plan"), Context(school_year=YEAR))
        named = plan_data(connection, plan.id)
        nameless = plan_data(connection, plan.id, Wanted(without_names=True))
    assert named.approved is not None
    assert nameless.approved is not None
    assert named.approved.name
    assert nameless.approved.name is None
    pairs = [
        (one, other)
        for before, after in zip(named.sections, nameless.sections, strict=True)
        for one, other in zip(before.measures, after.measures, strict=True)
    ]
    assert any(one.responsible != other.responsible for one, other in pairs)
    assert all(one.title == other.title for one, other in pairs)
