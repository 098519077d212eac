"""A pasted table is one operation: all its rows, or none and the name of the refused one."""

from __future__ import annotations

import pytest

from setvzaim.errors import WorldError
from setvzaim.operations import Refusal
from setvzaim.operations.records import change_block, change_many
from setvzaim.queries import fetch
from setvzaim.registers import Named, register
from setvzaim.storage import Base
from support import NOWHERE, Adder

SCHOOLS = register("schools")


@pytest.fixture
def schools(adder: Adder) -> list[str]:
    district = adder("municipalities", name="Район")
    return [adder("schools", name=f"СОШ № {n}", municipality=district, pupils=n) for n in range(1, 22)]


def _pupils(base: Base, schools: list[str]) -> list[object]:
    with base.read() as connection:
        return [row["pupils"] for row in fetch(connection, SCHOOLS, schools)]


def test_each_row_gets_its_own_values(base: Base, schools: list[str]) -> None:
    rows = [(school, {"pupils": 100 + place}) for place, school in enumerate(schools[:5])]
    outcome = change_block(base, of=SCHOOLS, rows=rows, context=NOWHERE)
    assert _pupils(base, schools[:6]) == [100, 101, 102, 103, 104, 6]
    assert outcome.name == "изменить 5 школ"
    assert outcome.touched == {"schools"}


@pytest.mark.parametrize(
    ("count", "name"),
    [(1, "изменить школу"), (2, "изменить 2 школы"), (11, "изменить 11 школ"), (21, "изменить 21 школу")],
)
def test_the_operation_is_called_in_good_russian(base: Base, schools: list[str], count: int, name: str) -> None:
    rows = [(school, {"pupils": 1}) for school in schools[:count]]
    assert change_block(base, of=SCHOOLS, rows=rows, context=NOWHERE).name == name
    assert change_many(base, of=SCHOOLS, records=schools[:count], values={}, context=NOWHERE).name == name


def test_a_refusal_names_the_row_and_leaves_all_as_it_was(base: Base, schools: list[str]) -> None:
    rows: list[tuple[str, dict[str, object]]] = [
        (schools[0], {"pupils": 100}),
        (schools[1], {"name": None, "municipality": Named("Лесной")}),
    ]
    with pytest.raises(Refusal) as refusal:
        change_block(base, of=SCHOOLS, rows=rows, context=NOWHERE)
    assert (refusal.value.record, refusal.value.row) == (schools[1], "СОШ № 2")
    assert refusal.value.faults == {"name": "не заполнено: школа"}
    assert str(refusal.value) == "«СОШ № 2»: не заполнено: школа"
    assert _pupils(base, schools[:2]) == [1, 2]


def test_a_row_deleted_meanwhile_stops_all(base: Base, schools: list[str]) -> None:
    with pytest.raises(WorldError, match="уже нет"):
        change_block(base, of=SCHOOLS, rows=[(schools[0], {"pupils": 9}), ("нет", {"pupils": 9})], context=NOWHERE)
    assert _pupils(base, schools[:1]) == [1]
