"""Schools proposed as centers are appointed as one step, with the draft of the order."""

from __future__ import annotations

from datetime import date

import pytest

from setvzaim.errors import WorldError
from setvzaim.operations.centers import appoint_centers
from setvzaim.operations.history import undo
from setvzaim.operations.records import remove
from setvzaim.queries import Context
from setvzaim.registers import LinkTo, register
from setvzaim.storage import Base
from support import dump, rows_of

DAY = date(2026, 9, 20)


def schools_of(base: Base, count: int) -> list[LinkTo]:
    """Return schools that are no centers yet."""
    taken = {str(row["school"]) for row in rows_of(base, "centers")}
    free = [LinkTo(row.id, str(row["name"])) for row in rows_of(base, "schools") if str(row["name"]) not in taken]
    return free[:count]


def appoint(base: Base, schools: list[LinkTo], context: Context) -> tuple[str, ...]:
    assert context.network is not None
    return appoint_centers(base, schools=schools, network=context.network, context=context, since=DAY).value


def test_each_school_becomes_a_center_by_one_order(example: Base, context: Context) -> None:
    chosen = schools_of(example, 2)
    made = appoint(example, chosen, context)
    rows = [row for row in rows_of(example, "centers") if row.id in made]
    assert {str(row["school"]) for row in rows} == {school.label for school in chosen}
    assert {str(row["order"]) for row in rows} == {"Приказ о создании центров сетевого взаимодействия"}
    assert {row["since"] for row in rows} == {DAY}
    (order,) = (row for row in rows_of(example, "documents") if str(row["title"]) == str(rows[0]["order"]))
    assert (order["kind"], order["issued_on"], order["number"]) == ("order", None, None)
    roles = {str(row["school"]): row["role"] for row in rows_of(example, "memberships")}
    assert {roles[school.label] for school in chosen} == {"center"}


def test_a_school_outside_the_network_becomes_a_member(example: Base, context: Context) -> None:
    (school,) = schools_of(example, 1)
    (membership,) = (row.id for row in rows_of(example, "memberships") if str(row["school"]) == school.label)
    remove(example, of=register("memberships"), records=[membership])
    appoint(example, [school], context)
    roles = {str(row["school"]): row["role"] for row in rows_of(example, "memberships")}
    assert roles[school.label] == "center"


def test_a_center_that_stands_is_not_appointed_twice(example: Base, context: Context) -> None:
    (school,) = schools_of(example, 1)
    appoint(example, [school], context)
    before = dump(example)
    with pytest.raises(WorldError, match="уже центры"):
        appoint(example, [school], context)
    assert dump(example) == before
    assert len(appoint(example, [*schools_of(example, 1), school], context)) == 1


def test_it_is_undone_at_once(example: Base, context: Context) -> None:
    before = dump(example)
    appoint(example, schools_of(example, 3), context)
    undo(example)
    assert dump(example) == before


@pytest.mark.parametrize("gone", ["schools", "networks"])
def test_what_was_deleted_meanwhile_is_said_and_nothing_is_written(
    example: Base, context: Context, gone: str
) -> None:  # fmt: skip
    chosen = schools_of(example, 2)
    assert context.network is not None
    record = chosen[1].id if gone == "schools" else context.network
    if gone == "networks":
        for key in ("centers", "memberships", "plans", "groups"):
            remove(example, of=register(key), records=[row.id for row in rows_of(example, key)])
    remove(example, of=register(gone), records=[record])
    before = dump(example)
    with pytest.raises(WorldError, match="уже нет"):
        appoint(example, chosen, context)
    assert dump(example) == before
