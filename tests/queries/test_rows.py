"""Reading rows: what is deleted is passed over, names are suggested, numbers of measures are counted."""

from __future__ import annotations

from datetime import date

import pytest

from setvzaim.documents.tree import Table
from setvzaim.errors import WorldError
from setvzaim.operations.records import change, place, remove
from setvzaim.queries import Context, Query, fetch, find, one, related_counts, suggest
from setvzaim.queries.forms import Asked, form, make, subjects
from setvzaim.queries.forms.plan import plan_data
from setvzaim.queries.numbers import row_numbers
from setvzaim.queries.papers import export_document, register_document
from setvzaim.registers import all_registers, register
from setvzaim.storage import Base
from support import NOWHERE, Adder, rows_of


def test_rows_come_in_the_order_asked_and_deleted_ones_are_passed_over(example: Base) -> None:
    of = register("staff")
    with example.read() as connection:
        ids = find(connection, Query("staff"))[::-1]
        assert [row.id for row in fetch(connection, of, [ids[0], "нет", *ids[1:]])] == list(ids)
    remove(example, of=of, records=ids[:1])
    with example.read() as connection:
        assert [row.id for row in fetch(connection, of, ids)] == list(ids[1:])
        assert one(connection, of, ids[0]) is None


def test_a_row_is_asked_by_key_and_written_as_text(example: Base) -> None:
    row = rows_of(example, "schools")[0]
    assert next(iter(row.texts())) == row["name"]
    with pytest.raises(KeyError):
        row["нет"]


def test_names_that_begin_so_are_suggested_first(base: Base, adder: Adder) -> None:
    for name in ("Средняя Ёлкинская", "Ёлкинская СОШ", "100% школа", "1000 школа", "Лесная"):
        adder("subjects", name=name)
    with base.read() as connection:
        assert [link.label for link in suggest(connection, "subjects", "елк")] == ["Ёлкинская СОШ", "Средняя Ёлкинская"]
        assert [link.label for link in suggest(connection, "subjects", "100%")] == ["100% школа"]
        assert len(suggest(connection, "subjects", "", 2)) == 2


def test_what_leads_to_a_record_is_counted(example: Base) -> None:
    school = rows_of(example, "schools")[0]
    with example.read() as connection:
        counts = related_counts(connection, "schools", school.id)
    assert counts["staff", "school"] == school["staff_count"]
    assert ("plans", "network") not in counts
    assert all(counts.values())


@pytest.fixture
def plan(adder: Adder) -> str:
    network = adder("networks", name="Сеть")
    plan = adder("plans", title="План", network=network, school_year="2026/27", numbering="1.1, 1.2 в разделе I")
    for section in "АБ":
        home = adder("sections", title=section, plan=plan)
        for number in (1, 2):
            adder("measures", title=f"{section}{number}", plan=plan, section=home)
    return plan


def _numbers(base: Base, key: str) -> dict[object, str]:
    with base.read() as connection:
        numbers = row_numbers(connection, register(key), NOWHERE)
    return {row["title"]: numbers[row.id] for row in rows_of(base, key)}


def test_measures_are_numbered_within_their_sections(base: Base, plan: str) -> None:  # noqa: ARG001
    assert _numbers(base, "measures") == {"А1": "1.1", "А2": "1.2", "Б1": "2.1", "Б2": "2.2"}
    assert _numbers(base, "sections") == {"А": "1", "Б": "2"}
    by_title = {row["title"]: row.id for row in rows_of(base, "measures")}
    place(base, of=register("measures"), records=[by_title["Б2"]], before=by_title["А1"])
    assert _numbers(base, "measures") == {"Б2": "1.1", "А1": "1.2", "А2": "1.3", "Б1": "2.1"}


def test_measures_may_be_numbered_anew_in_each_section(base: Base, plan: str) -> None:
    change(base, of=register("plans"), record=plan, values={"numbering": "restart"}, context=NOWHERE)
    assert _numbers(base, "measures") == {"А1": "1", "А2": "2", "Б1": "1", "Б2": "2"}


def test_a_plan_is_printed_with_its_sections_in_order(base: Base, plan: str) -> None:
    with base.read() as connection:
        data = plan_data(connection, plan)
        assert [link.label for link in subjects(connection, form("plan"), NOWHERE)] == ["План"]
        assert subjects(connection, form("plan"), Context("нет")) == ()
        asked = Asked(connection=connection, context=NOWHERE, today=date(2026, 9, 1), record=plan)
        assert make(form("plan"), asked).document.title == "План Сеть 2026/27"
    assert [(section.title, [measure.title for measure in section.measures]) for section in data.sections] == [
        ("А", ["А1", "А2"]), ("Б", ["Б1", "Б2"]),
    ]  # fmt: skip
    assert (data.network, data.school_year) == ("Сеть", "2026/27")


def test_a_deleted_plan_is_not_printed(base: Base) -> None:
    with base.read() as connection, pytest.raises(WorldError, match="Этого плана уже нет"):
        plan_data(connection, "нет")


@pytest.mark.parametrize("key", sorted(all_registers()))
def test_every_register_is_printed_and_exported(example: Base, context: Context, key: str) -> None:
    """The paper has the shown columns, the workbook all that is not worked out; both have all rows."""
    of = register(key)
    with example.read() as connection:
        query = Query(key, context=context)
        rows = fetch(connection, of, find(connection, query), context)
        (exported,) = export_document(connection, query).blocks
        assert isinstance(exported, Table)
        assert [column.title for column in exported.columns] == [c.heading for c in of.columns if c.own]
        printed = [block for block in register_document(connection, query).blocks if isinstance(block, Table)]
        assert [len(list(table.rows)) for table in (exported, *printed)] == [len(rows), len(rows)]
