"""Rows as a paper «without names» shows them: people by their code or their initials.

Which columns hold names is marked in the declarations (`Column.personal`, `Register.alias`). What somebody wrote into
a title or a note is not looked through: no program can tell a surname there from any other word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import sqlalchemy as sa

from setvzaim.model import TABLES
from setvzaim.queries.query import Query, Row
from setvzaim.queries.rows import stream
from setvzaim.registers import Column, Link, Links, LinkTo, Register, register
from setvzaim.text.initials import initials

FEW = 5
"""People of a list who are known by their school and post alone, when they are fewer."""

_Aliases = dict[str, dict[str, str]]
"""What rows are called instead, by register and identifier."""


def stream_nameless(
    connection: sa.Connection, query: Query, columns: tuple[Column, ...] | None = None
) -> Iterator[Row]:
    """Give the rows of `stream` without names."""
    of = register(query.register)
    hidden = {place: column for place, column in enumerate(columns or of.columns) if names_people(column)}
    known = _aliases(connection, {of.key, *(_target(column) for column in hidden.values())} - {""})
    for row in stream(connection, query, columns):
        values = list(row.values)
        for place, column in hidden.items():
            values[place] = _hide(of, column, values[place], row.id, known)
        yield replace(row, values=tuple(values))


def names_people(column: Column) -> bool:
    """Tell whether a column holds names, or leads to records that are called by a name."""
    target = _target(column)
    return column.personal or bool(target and register(target)[register(target).label].personal)


def few_people(of: Register, number: int) -> str:
    """Return a warning for a list of so few people that they are known without their names; empty for other lists."""
    about_people = of[of.label].personal or any(column.required and names_people(column) for column in of.columns)
    return "Людей меньше пяти: их узнают и без фамилий." if about_people and 0 < number < FEW else ""


def _target(column: Column) -> str:
    return column.kind.register if isinstance(column.kind, Link | Links) else ""


def _hide(of: Register, column: Column, value: object, record: str, known: _Aliases) -> object:
    if column.key == of.label and (own := known.get(of.key, {}).get(record)):
        return own
    match value:
        case LinkTo():
            return _renamed(value, known[_target(column)])
        case tuple():
            return tuple(_renamed(link, known[_target(column)]) for link in value)
        case str():
            return initials(value)
        case _:
            return value


def _renamed(link: LinkTo, known: dict[str, str]) -> LinkTo:
    return LinkTo(link.id, known.get(link.id) or initials(link.label))


def _aliases(connection: sa.Connection, keys: set[str]) -> _Aliases:
    found: _Aliases = {key: {} for key in keys}
    for key in keys:
        table = TABLES[key]
        if alias := register(key).alias:
            statement = sa.select(table.c.id, table.c[alias]).where(table.c[alias].is_not(None))
            found[key] = {record: name for record, name in connection.execute(statement) if name}
    return found
