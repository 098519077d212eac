"""What the base says of centers: by what a school counts, how much a center takes, and why a school cannot be one."""

from __future__ import annotations

from dataclasses import replace

from setvzaim.operations.records import change
from setvzaim.operations.settings import change_settings
from setvzaim.queries import Context
from setvzaim.queries.centers import CentersQuestion, CentersWish, centers_question, centers_wish
from setvzaim.registers import register
from setvzaim.registers.settings import CENTERS_PLACES, CENTERS_WEIGHT
from setvzaim.storage import Base
from support import NOWHERE, rows_of

PLAIN = CentersWish()


def asked(base: Base, context: Context, wish: CentersWish | None = None) -> CentersQuestion:
    with base.read() as connection:
        return centers_question(connection, context, 2, wish=wish)


def school_of(base: Base, part: str) -> str:
    return next(row.id for row in rows_of(base, "schools") if part in str(row["name"]))


def test_a_school_counts_by_its_pupils_or_by_its_open_needs(example: Base, context: Context) -> None:
    by_pupils, by_needs = asked(example, context), asked(example, context, replace(PLAIN, weight="needs"))
    pupils = {row.id: row["pupils"] for row in rows_of(example, "schools")}
    assert {site.key: site.weight for site in by_pupils.problem.sites} == pupils
    open_needs = [str(row["school"]) for row in rows_of(example, "needs") if row["covered_on"] is None]
    counted = {by_needs.name_of(site.key): site.weight for site in by_needs.problem.sites}
    assert counted == {name: open_needs.count(name) for name in counted}
    assert sum(counted.values()) > 0


def test_free_places_are_those_of_the_building_else_the_number_typed(example: Base, context: Context) -> None:
    first, second, third = (row for row in rows_of(example, "schools")[:3])
    for row, capacity in ((first, None), (second, 1), (third, 1000)):
        change(example, of=register("schools"), record=row.id, values={"capacity": capacity}, context=NOWHERE)
    found = asked(example, context, replace(PLAIN, limit="places", places=77))
    assert found.room(first.id) == 77
    assert found.room(second.id) == 0, "an overcrowded school takes nobody"
    assert found.room(third.id) == 1000 - int(str(third["pupils"]))
    assert any(note == "школ без мощности здания (считаем введённое число мест): 1" for note in found.notes)
    by_needs = asked(example, context, replace(PLAIN, weight="needs", limit="places"))
    assert {site.key: site.asked for site in by_needs.problem.sites} == {
        row.id: row["pupils"] for row in rows_of(example, "schools")
    }, "places are for pupils, whatever travel counts by"


def test_a_number_of_schools_is_the_same_for_all(example: Base, context: Context) -> None:
    found = asked(example, context, replace(PLAIN, limit="schools", schools=3))
    assert {(site.capacity, site.asked) for site in found.problem.sites} == {(3.0, 1.0)}


def test_what_a_center_must_have_and_why_a_school_has_not(example: Base, context: Context) -> None:
    found = asked(example, context)
    assert found.required == (
        "стабильные результаты (п. 1.3)",
        "интернет от 2 Мбит/с",
        "есть чем делиться: педагог, методика или оборудование",
    )
    slow = school_of(example, "Дальнехудукская")
    assert found.why_not[slow] == ("по статусу ШНОР, ШНСУ", "интернет 1,3 Мбит/с")
    assert {site.key for site in found.problem.sites if not site.eligible} == set(found.why_not)
    loose = asked(example, context, replace(PLAIN, internet=False, resources=False))
    assert loose.required == found.required[:1]
    assert loose.why_not[slow] == ("по статусу ШНОР, ШНСУ",)


def test_a_school_with_nothing_to_share_is_no_center(example: Base, context: Context) -> None:
    school = school_of(example, "Степнояровская")
    name = next(str(row["name"]) for row in rows_of(example, "schools") if row.id == school)
    for key, value in (
        ("staff", {"free_hours": None}),
        ("methods", {"shared": False}),
        ("equipment", {"shareable": 0}),
    ):
        for row in rows_of(example, key):
            if str(row["school"]) == name:
                change(example, of=register(key), record=row.id, values=value, context=NOWHERE)
    assert asked(example, context).why_not[school] == ("нечем делиться",)
    assert school not in asked(example, context, replace(PLAIN, resources=False)).why_not


def test_wishes_are_settings(example: Base) -> None:
    change_settings(example, values={CENTERS_WEIGHT.key: "needs", CENTERS_PLACES.key: "7"})
    with example.read() as connection:
        assert centers_wish(connection) == replace(PLAIN, weight="needs", places=7)


def test_what_is_usual_is_wished_of_a_new_base(example: Base) -> None:
    with example.read() as connection:
        assert centers_wish(connection) == PLAIN
