"""Adding, changing, ordering and deleting the rows of any register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from setvzaim.errors import Refusal
from setvzaim.model import BETWEEN, TABLES, between_name
from setvzaim.operations.names import Resolver
from setvzaim.operations.operation import operation
from setvzaim.operations.writing import (
    Values,
    change_record,
    insert_record,
    kept_values,
    refuse_by_hand,
    remove_records,
)
from setvzaim.queries import Context, fetch
from setvzaim.registers import Links, Register, scope_of
from setvzaim.storage import Changes
from setvzaim.text.format import format_number


def _objects(of: Register, count: int) -> str:
    """Return what an operation is done to, in the accusative: «школу», «21 школу», «5 школ»."""
    if count == 1:
        return of.accusative
    if of.noun.after(count) == of.noun.one:
        return f"{format_number(count)} {of.accusative}"
    return of.noun.counted(count)


@operation("добавить {of.accusative}")
def add(changes: Changes, *, of: Register, values: Values, context: Context) -> str:
    """Add a row; return its identifier. Raises `Refusal` with the reasons by column."""
    refuse_by_hand(of)
    return insert_record(changes, of, values, context)


@operation("изменить {of.accusative}")
def change(
    changes: Changes, *, of: Register, record: str, values: Values, context: Context, version: int | None = None
) -> None:
    """Change some columns of a row; with `version`, only if nobody has changed it since.

    Raises `Refusal` with the reasons by column, `WorldError` when somebody was faster.
    """
    change_record(changes, of, record, values, context, Resolver(changes.connection, of, context), version)


@operation(lambda of, records, **_: f"изменить {_objects(of, len(records))}")
def change_many(changes: Changes, *, of: Register, records: Sequence[str], values: Values, context: Context) -> None:
    """Give several rows the same values of some columns. Raises `Refusal` that names the row; then none is changed."""
    _change_each(changes, of, ((record, values) for record in records), context)


@operation(lambda of, rows, **_: f"изменить {_objects(of, len(rows))}")
def change_block(changes: Changes, *, of: Register, rows: Sequence[tuple[str, Values]], context: Context) -> None:
    """Change several rows, each with its own values, as when a table is pasted.

    Raises `Refusal` that names the row; then none is changed.
    """
    _change_each(changes, of, rows, context)


def _change_each(changes: Changes, of: Register, rows: Iterable[tuple[str, Values]], context: Context) -> None:
    resolver = Resolver(changes.connection, of, context)
    for record, values in rows:
        try:
            change_record(changes, of, record, values, context, resolver)
        except Refusal as refusal:
            raise Refusal(refusal.faults, record, _called(changes, of, record)) from refusal


def _called(changes: Changes, of: Register, record: str) -> str:
    rows = fetch(changes.connection, of, [record], columns=of.naming)
    if not rows:
        return ""
    column = of.called_by(rows[0].__getitem__)
    return column.kind.write(rows[0][column.key])


@operation(lambda of, records: f"удалить {_objects(of, len(records))}")
def remove(changes: Changes, *, of: Register, records: Sequence[str]) -> None:
    """Delete rows with everything that cannot stand without them; links that may be empty become empty.

    `queries.dependants` says beforehand what goes.
    """
    refuse_by_hand(of)
    remove_records(changes, of, records)


@operation("повторить {of.accusative}")
def duplicate(changes: Changes, *, of: Register, record: str, context: Context) -> str:
    """Add a row like another one; return its identifier."""
    refuse_by_hand(of)
    kept = kept_values(changes, of, record)
    for column in of.columns:
        if isinstance(column.kind, Links):
            between = BETWEEN[between_name(of, column)]
            targets = sa.select(between.c.target).where(between.c.owner == record).order_by(between.c.position)
            kept[column.key] = tuple(changes.connection.scalars(targets))
    kept.pop(of.position, None)
    return insert_record(changes, of, kept, context)


@operation("переставить {of.accusative}")
def place(
    changes: Changes, *, of: Register, records: Sequence[str], before: str | None = None, after: str | None = None
) -> None:
    """Put rows before or after another one, into the group of that one; with neither, last in the first one's own."""
    table = TABLES[of.key]
    scope = scope_of(of, of[of.position_in])
    home_keys = [of.position_in] + ([scope] if scope else [])
    there = sa.select(*(table.c[key] for key in home_keys)).where(table.c.id == (before or after or records[0]))
    home = dict(zip(home_keys, changes.connection.execute(there).one(), strict=True))
    group = table.c[of.position_in] == home[of.position_in]
    order = sa.select(table.c.id).where(group).order_by(table.c[of.position].nulls_last(), table.c.id)
    moved = set(records)
    rest = [id_ for id_ in changes.connection.scalars(order) if id_ not in moved]
    at = rest.index(before) if before in rest else rest.index(after) + 1 if after in rest else len(rest)
    arranged = [*rest[:at], *records, *rest[at:]]
    changes.update_many(table, [{"id": id_, of.position: at, **home} for at, id_ in enumerate(arranged)])
