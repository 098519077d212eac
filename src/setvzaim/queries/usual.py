"""What a new row of a register usually has, before anybody types."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from setvzaim.model import TABLES
from setvzaim.queries.query import Context, Query
from setvzaim.queries.rows import count, stream
from setvzaim.registers import Link, LinkTo, Register, SchoolYear, register


def usual_values(connection: sa.Connection, of: Register, context: Context) -> dict[str, object]:
    """Return the values a new row gets from where the user stands.

    The chosen school year and network, and for other required links the only record there is to link to.
    """
    values: dict[str, object] = {}
    for column in of.columns:
        if isinstance(column.kind, SchoolYear) and column.required and context.school_year is not None:
            values[column.key] = context.school_year
        elif isinstance(column.kind, Link) and (column.required or column.kind.register == "networks"):
            values[column.key] = _only(connection, register(column.kind.register), context)
    return {key: value for key, value in values.items() if value is not None}


def _only(connection: sa.Connection, target: Register, context: Context) -> LinkTo | None:
    if target.key == "networks" and context.network is not None:
        table = TABLES["networks"]
        name = connection.execute(sa.select(table.c.name).where(table.c.id == context.network)).scalar()
        return LinkTo(context.network, str(name)) if name is not None else None
    query = Query(target.key, context=context)
    if count(connection, query) != 1:
        return None
    row = next(stream(connection, query, target.naming))
    column = target.called_by(row.__getitem__)
    return LinkTo(row.id, column.kind.write(row[column.key]))


@dataclass(frozen=True, slots=True)
class Emptiness:
    """Why a register shows nothing where the user stands."""

    elsewhere: int
    """How many rows there are in other networks and school years."""
    first: Register | None
    """A register that must have a row before this one can: a row must link to it, and no name will do."""


def emptiness(connection: sa.Connection, of: Register, context: Context) -> Emptiness:
    """Return why a register shows nothing."""
    needed = (
        register(column.kind.register)
        for column in of.columns
        if isinstance(column.kind, Link) and column.required and not column.kind.grows
    )
    first = (target for target in needed if not count(connection, Query(target.key, context=context)))
    return Emptiness(count(connection, Query(of.key)), next(first, None))
