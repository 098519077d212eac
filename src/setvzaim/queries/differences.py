"""What one base holds and another does not, record by record: the preview of a restore."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from setvzaim.model import BETWEEN, TABLES, between_name
from setvzaim.queries.query import Row
from setvzaim.queries.rows import fetch
from setvzaim.registers import Column, Links, LinkTo, Register, all_registers

_BESIDE = {"attachments": "Приложенные файлы", "word_forms": "Исправленные формы слов", "school_years": "Учебные годы"}
"""What no register shows, but nobody wants to lose: table and title. Only counted."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A value of a record that is another one here than there, as a table shows it."""

    name: str
    column: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Difference:
    """How one register differs; records by what they are called."""

    key: str
    title: str
    only_here: tuple[str, ...] = ()
    only_there: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()


def differences(here: sa.Connection | None, there: sa.Connection) -> tuple[Difference, ...]:
    """Return how two bases of today's schema differ, register by register; those that are equal are left out.

    Without `here` everything stands only there.
    """
    found = [_difference(here, there, of) for of in all_registers().values()]
    found += [_counted(here, there, table, title) for table, title in _BESIDE.items()]
    return tuple(one for one in found if one.only_here or one.only_there or one.changed)


def _difference(here: sa.Connection | None, there: sa.Connection, of: Register) -> Difference:
    ours, theirs = _prints(here, of), _prints(there, of)
    only_here = [record for record in ours if record not in theirs]
    only_there = [record for record in theirs if record not in ours]
    both = [record for record, seen in ours.items() if theirs.get(record, seen) != seen]
    label = of.naming
    return Difference(
        of.key,
        of.title,
        tuple(_name(of, row) for row in fetch(here, of, only_here, columns=label)) if here is not None else (),
        tuple(_name(of, row) for row in fetch(there, of, only_there, columns=label)),
        tuple(_changes(here, there, of, both)) if here is not None else (),
    )


def _prints(connection: sa.Connection | None, of: Register) -> dict[str, int]:
    """Return a fingerprint of each record, links to several records included. Good within this process only."""
    if connection is None:
        return {}
    table = TABLES[of.key]
    stored = [table.c[column.key] for column in of.stored]
    prints = {row[0]: hash(tuple(row)) for row in connection.execute(sa.select(table.c.id, *stored).order_by("id"))}
    for column in of.columns:
        if isinstance(column.kind, Links):
            between = BETWEEN[between_name(of, column)]
            links = sa.select(between.c.owner, between.c.target).order_by(between.c.owner, between.c.position)
            for owner, target in connection.execute(links):
                if owner in prints:
                    prints[owner] = hash((prints[owner], column.key, target))
    return prints


def _changes(here: sa.Connection, there: sa.Connection, of: Register, records: list[str]) -> Iterable[Changed]:
    columns = tuple(column for column in of.columns if column.stored or isinstance(column.kind, Links))
    ours = fetch(here, of, records, columns=columns)
    theirs = {row.id: row for row in fetch(there, of, records, columns=columns)}
    for row in ours:
        other = theirs[row.id]
        for column in columns:
            if _plain(row[column.key]) != _plain(other[column.key]):
                yield Changed(_name(of, row), column.label, _written(column, row), _written(column, other))


def _counted(here: sa.Connection | None, there: sa.Connection, table: str, title: str) -> Difference:
    """Compare rows that have no name: what they are called here is their number."""
    statement = sa.text(f'SELECT id, version FROM "{table}"')  # noqa: S608 - our own tables
    ours = set(map(tuple, here.execute(statement))) if here is not None else set()
    theirs = set(map(tuple, there.execute(statement)))
    return Difference(table, title, ("без названия",) * len(ours - theirs), ("без названия",) * len(theirs - ours))


def _plain(value: object) -> object:
    """Return a value as it is stored: of links only where they lead."""
    match value:
        case LinkTo():
            return value.id
        case tuple():
            return tuple(_plain(part) for part in value)
        case _:
            return value


def _name(of: Register, row: Row) -> str:
    return _written(of.called_by(row.__getitem__), row) or "без названия"


def _written(column: Column, row: Row) -> str:
    value = row[column.key]
    return "" if value is None else column.kind.write(value)
