"""What the question before a deletion says is what the deletion does."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import sqlalchemy as sa

from setvzaim.model import BETWEEN, TABLES, between_name
from setvzaim.operations.records import remove
from setvzaim.queries.dependants import dependants
from setvzaim.registers import Link, Links, all_registers, register
from setvzaim.storage import Base

Links_ = Mapping[tuple[str, str], set[tuple[str, str]]]


def _rows(connection: sa.Connection) -> dict[str, set[str]]:
    return {key: set(connection.scalars(sa.select(table.c.id))) for key, table in TABLES.items()}


def _links(connection: sa.Connection) -> Links_:
    """Every link of the base: (register, column) to pairs of owner and target."""
    found = {}
    for of in all_registers().values():
        for column in of.columns:
            if isinstance(column.kind, Links):
                between = BETWEEN[between_name(of, column)]
                found[of.key, column.key] = _pairs(connection, between.c.owner, between.c.target)
            elif isinstance(column.kind, Link):
                table = TABLES[of.key]
                found[of.key, column.key] = _pairs(connection, table.c.id, table.c[column.key])
    return found


def _pairs(connection: sa.Connection, one: sa.Column[str], other: sa.Column[str]) -> set[tuple[str, str]]:
    return {(owner, target) for owner, target in connection.execute(sa.select(one, other)) if target is not None}


def _emptied(before: Links_, after: Links_, left: Mapping[str, set[str]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for (key, column), pairs in before.items():
        lost = sum(owner in left[key] for owner, _ in pairs - after[key, column])
        counts[key] = counts.get(key, 0) + lost
    return {key: count for key, count in counts.items() if count}


@pytest.mark.parametrize("key", sorted(key for key, of in all_registers().items() if not of.kept))
@pytest.mark.parametrize("many", [1, 3])
def test_a_deletion_takes_what_was_said_and_nothing_else(example: Base, key: str, many: int) -> None:
    of = register(key)
    with example.read() as connection:
        rows, links = _rows(connection), _links(connection)
        records = sorted(rows[key])[:many]
        told = dependants(connection, of, records)
    remove(example, of=of, records=records)
    with example.read() as connection:
        left, linked = _rows(connection), _links(connection)
        assert not connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    lost = {other: len(rows[other] - left[other]) - (len(records) if other == key else 0) for other in rows}
    assert {other.key: count for other, count in told.gone} == {k: count for k, count in lost.items() if count}
    assert {other.key: count for other, count in told.emptied} == _emptied(links, linked, left)


def test_nothing_depends_on_a_row_nobody_links_to(example: Base) -> None:
    with example.read() as connection:
        (record, *_) = sorted(_rows(connection)["deficits"])
        assert not dependants(connection, register("deficits"), [record])


def test_the_nearest_registers_are_named_first(example: Base) -> None:
    with example.read() as connection:
        (network,) = _rows(connection)["networks"]
        gone = [of.key for of, _ in dependants(connection, register("networks"), [network]).gone]
    assert gone.index("plans") < gone.index("sections")
    assert gone.index("groups") < gone.index("members")


def test_links_are_counted_once_for_each_record_that_goes(example: Base) -> None:
    """A measure of three schools loses three links when all its schools go."""
    of = register("schools")
    with example.read() as connection:
        between = BETWEEN["measures_participants"]
        (schools, measures) = (
            list(connection.scalars(sa.select(c).distinct())) for c in (between.c.target, between.c.owner)
        )
        links = connection.execute(sa.select(sa.func.count()).select_from(between)).scalar_one()
        emptied = {other.key: count for other, count in dependants(connection, of, schools).emptied}
    assert links > len(measures)
    assert emptied["measures"] == links
