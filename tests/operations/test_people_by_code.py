"""A person who gave no consent is kept by a code: whoever works with the base finds the person by it everywhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from exchange.import_steps import bring, dry, reasons
from exchange.workbook_samples import xlsx
from setvzaim.documents.tree import Row as TableRow
from setvzaim.documents.tree import Table
from setvzaim.exchange import Verdict, Wishes
from setvzaim.exchange.export import write_csv
from setvzaim.operations import Refusal
from setvzaim.operations.history import undo
from setvzaim.operations.records import add, change, remove
from setvzaim.queries import Query, fetch, find, stream, suggest
from setvzaim.queries.deleted import deleted
from setvzaim.queries.everywhere import search_everywhere
from setvzaim.queries.forms import Wanted
from setvzaim.queries.history import operations
from setvzaim.queries.nameless import stream_nameless
from setvzaim.queries.papers import export_document, register_document
from setvzaim.queries.soundness import findings
from setvzaim.registers import LinkTo, Named, register
from setvzaim.rendering import render
from setvzaim.storage import Base
from setvzaim.storage.migrate import downgrade, upgrade
from support import NOWHERE, Adder, rows_of, value_of

STAFF, DEFICITS = register("staff"), register("deficits")


@pytest.fixture
def school(adder: Adder) -> str:
    return adder("schools", name="Озёрная СОШ", municipality=adder("municipalities", name="Район"))


@pytest.fixture
def person(adder: Adder, school: str) -> str:
    """Return a person without a name, between two who have one."""
    adder("staff", name="Яковлев", school=school, code="П-9")
    adder("staff", name="Абрамова", school=school)
    return adder("staff", code="П-7", school=school)


def test_without_a_name_and_a_code_nobody_knows_who_it_is(base: Base, school: str) -> None:
    with pytest.raises(Refusal) as refusal:
        add(base, of=STAFF, values={"school": school}, context=NOWHERE)
    assert refusal.value.faults == {"": "нужно ФИО или код"}


@pytest.mark.usefixtures("person")
def test_the_name_can_go_when_the_consent_does(base: Base) -> None:
    named = next(row.id for row in rows_of(base, "staff") if row["name"] == "Яковлев")
    change(base, of=STAFF, record=named, values={"name": None}, context=NOWHERE)
    assert value_of(base, "staff", named, "name") is None
    with pytest.raises(Refusal):
        change(base, of=STAFF, record=named, values={"code": None}, context=NOWHERE)


@pytest.mark.parametrize("typed", ["П-7", "п-7"])
def test_the_code_is_the_name_in_links(typed: str, base: Base, person: str) -> None:
    add(base, of=DEFICITS, values={"person": Named(typed), "area": "digital"}, context=NOWHERE)
    (deficit,) = rows_of(base, "deficits")
    assert deficit["person"] == LinkTo(person, "П-7")


@pytest.mark.usefixtures("person")
def test_a_person_with_a_name_is_found_by_the_code_too(base: Base) -> None:
    """A list «without names» that comes back has codes in place of names."""
    add(base, of=DEFICITS, values={"person": Named("П-9"), "area": "digital"}, context=NOWHERE)
    (deficit,) = rows_of(base, "deficits")
    assert isinstance(deficit["person"], LinkTo)
    assert deficit["person"].label == "Яковлев"


def test_links_are_sorted_filtered_and_searched_by_the_code(base: Base, person: str) -> None:
    for name in ("Яковлев", "П-7", "Абрамова"):
        add(base, of=DEFICITS, values={"person": Named(name), "area": "digital"}, context=NOWHERE)
    with base.read() as connection:
        rows = fetch(connection, DEFICITS, find(connection, Query("deficits")))
        assert [DEFICITS["person"].kind.write(row["person"]) for row in rows] == ["Абрамова", "П-7", "Яковлев"]
        (found,) = fetch(connection, DEFICITS, find(connection, Query("deficits", "п-7")))
        assert found["person"] == LinkTo(person, "П-7")
        assert suggest(connection, "staff", "п-") == (LinkTo(person, "П-7"),)


def test_several_links_call_a_person_by_the_code(base: Base, person: str, adder: Adder) -> None:
    plan = adder("plans", title="П", network=adder("networks", name="С"), school_year="2026/27")
    section = adder("sections", title="А", plan=plan)
    measure = adder("measures", title="М", plan=plan, section=section)
    change(base, of=register("measures"), record=measure, values={"people": (Named("П-7"),)}, context=NOWHERE)
    assert value_of(base, "measures", measure, "people") == (LinkTo(person, "П-7"),)


def test_the_search_over_everything_shows_the_code(base: Base, person: str) -> None:
    with base.read() as connection:
        found = search_everywhere(connection, "п-7", NOWHERE)
    assert [(one.id, one.label, one.belongs) for one in found if one.register == "staff"] == [
        (person, "П-7", "Озёрная СОШ")
    ]


def test_the_history_calls_a_person_by_the_code(base: Base, person: str) -> None:
    change(base, of=STAFF, record=person, values={"position": "учитель"}, context=NOWHERE)
    with base.read() as connection:
        assert "П-7" in operations(connection)[0].about
    remove(base, of=STAFF, records=[person])
    with base.read() as connection:
        assert [one.name for one in deleted(connection, STAFF)] == ["П-7"]
        assert "П-7" in operations(connection)[0].about
    undo(base)
    assert value_of(base, "staff", person, "code") == "П-7"


@pytest.mark.usefixtures("person")
def test_the_base_is_sound(base: Base) -> None:
    with base.read() as connection:
        assert not list(findings(connection))


def _names(base: Base, *keys: str, without_names: bool = False) -> list[str]:
    with base.read() as connection:
        document = register_document(connection, Query("staff"), Wanted(columns=keys, without_names=without_names))
        (table,) = [block for block in document.blocks if isinstance(block, Table)]
        return [str(row.cells[0] or "") for row in table.rows if isinstance(row, TableRow)]


@pytest.mark.usefixtures("person")
def test_a_printed_list_has_the_code_where_the_name_is_missing(base: Base) -> None:
    """Unless the code has a column of its own."""
    assert _names(base, "name", "school") == ["Абрамова", "Яковлев", "П-7"]
    assert _names(base, "name", "code") == ["Абрамова", "Яковлев", ""]
    assert _names(base, "name", without_names=True) == ["А.", "П-9", "П-7"]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.usefixtures("person")
def test_what_is_exported_without_names_comes_back_unchanged(suffix: str, base: Base, tmp_path: Path) -> None:
    path = tmp_path / f"педагоги{suffix}"
    with base.read() as connection:
        if suffix == ".csv":
            columns = tuple(column for column in STAFF.columns if column.editable)
            write_csv(columns, stream(connection, Query("staff"), columns), path)
        else:
            render(export_document(connection, Query("staff")), path)
    plan = bring(base, path)
    assert plan.register is STAFF
    assert (plan.count(Verdict.UNCHANGED), len(plan.rows)) == (3, 3)


def test_a_workbook_with_codes_alone_is_read(base: Base, person: str, tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "коды.xlsx",
        [["Код", "Школа", "Должность"], ["П-7", "Озёрная СОШ", "учитель"], ["П-8", "Озёрная СОШ", "логопед"]],
    )
    plan = bring(base, path, Wishes(register="staff"))
    assert [(row.name, row.verdict) for row in plan.rows] == [("П-7", Verdict.CHANGED), ("П-8", Verdict.NEW)]
    assert value_of(base, "staff", person, "position") == "учитель"
    assert dry(base, path).count(Verdict.UNCHANGED) == 2


@pytest.mark.usefixtures("school")
def test_a_row_with_neither_name_nor_code_is_refused(base: Base, tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "педагоги.xlsx",
        [["ФИО", "Код", "Школа", "Должность"], ["", "", "Озёрная СОШ", "учитель"], ["", "К", "Озёрная СОШ", "учитель"]],
    )
    plan = bring(base, path, Wishes(register="staff"))
    assert [row.verdict for row in plan.rows] == [Verdict.REFUSED, Verdict.NEW]
    assert [reason for _, reason in reasons(plan)] == ["нужно ФИО или код"]


@pytest.mark.usefixtures("person")
def test_links_to_persons_without_a_name_come_back(base: Base, tmp_path: Path) -> None:
    add(base, of=DEFICITS, values={"person": Named("П-7"), "area": "digital"}, context=NOWHERE)
    path = tmp_path / "дефициты.csv"
    with base.read() as connection:
        write_csv(DEFICITS.columns, stream_nameless(connection, Query("deficits"), DEFICITS.columns), path)
    assert bring(base, path, Wishes(register="deficits")).count(Verdict.UNCHANGED) == 1


def test_an_older_schema_has_the_code_for_a_name(base: Base, person: str, tmp_path: Path) -> None:
    """Its names cannot be empty; what else the row holds stays through the way back and forth."""
    change(base, of=STAFF, record=person, values={"position": "учитель"}, context=NOWHERE)
    with base.write() as connection:
        downgrade(connection, "0002")
        names = "SELECT name, name_fold, position FROM staff WHERE code = 'П-7'"
        assert connection.exec_driver_sql(names).one() == ("П-7", "п-7", "учитель")
        upgrade(connection)
        assert connection.exec_driver_sql(names).one() == ("П-7", "п-7", "учитель")
        assert not connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    base.close()
    with Base.open(Path(shutil.copyfile(base.path, tmp_path / "снова.setvzaim"))) as again:
        assert len(rows_of(again, "staff")) == 3
