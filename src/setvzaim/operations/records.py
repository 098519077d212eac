"""Adding, changing, ordering and deleting the rows of any register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.model import BETWEEN, TABLES, between_name
from setvzaim.operations.operation import Refusal, operation
from setvzaim.queries import Context
from setvzaim.registers import Column, Link, Links, Presence, Register, parts_of, register
from setvzaim.storage import Changes
from setvzaim.text.fold import fold

Values = Mapping[str, object]
"""Values by column key, as `Column.read` gives them; links are identifiers."""

_WHICH_YEAR = "Чтобы изменить статус, выберите вверху окна учебный год: статус действует на один год."


@operation("добавить {of.accusative}")
def add(changes: Changes, *, of: Register, values: Values, context: Context) -> str:
    """Add a row; return its identifier. Raises `Refusal` with the reasons by column."""
    return insert_record(changes, of, values, context)


def insert_record(changes: Changes, of: Register, values: Values, context: Context, record: str | None = None) -> str:
    """Add a row as part of an operation; return its identifier, `record` or a new one. Raises `Refusal`."""
    full = {column.key: values.get(column.key) for column in of.columns if column.editable}
    _refuse(of.check(full))
    if of.position and full.get(of.position) is None:
        full[of.position] = _last_position(changes, of, full.get(of.position_in)) + 1
    table = TABLES[of.key]
    stored = stored_values(of, {column.key: full[column.key] for column in of.stored})
    (record,) = changes.insert_columns(table, {key: [value] for key, value in stored.items()}, record and [record])
    write_aside(changes, of, record, full, context)
    return record


@operation("изменить {of.accusative}")
def change(
    changes: Changes, *, of: Register, record: str, values: Values, context: Context, version: int | None = None
) -> None:
    """Change some columns of a row; with `version`, only if nobody has changed it since.

    Raises `Refusal` with the reasons by column, `WorldError` when somebody was faster.
    """
    _change(changes, of, record, values, context, version)


def _change(
    changes: Changes, of: Register, record: str, values: Values, context: Context, version: int | None = None
) -> None:
    kept = _kept(changes, of, record)
    _refuse(of.check({**kept, **values}))
    changes.update(TABLES[of.key], record, stored_values(of, values), version)
    write_aside(changes, of, record, values, context)


@operation(lambda of, records, **_: f"изменить {of.noun.counted(len(records))}")
def change_many(changes: Changes, *, of: Register, records: Sequence[str], values: Values, context: Context) -> None:
    """Give several rows the same values of some columns. Raises `Refusal`; then none is changed."""
    for record in records:
        _change(changes, of, record, values, context)


@operation(lambda of, records: f"удалить {of.accusative if len(records) == 1 else of.noun.counted(len(records))}")
def remove(changes: Changes, *, of: Register, records: Sequence[str]) -> None:
    """Delete rows with everything that cannot stand without them; links that may be empty become empty."""
    _remove(changes, of, list(records))


@operation("повторить {of.accusative}")
def duplicate(changes: Changes, *, of: Register, record: str, context: Context) -> str:
    """Add a row like another one; return its identifier."""
    kept = _kept(changes, of, record)
    for column in of.columns:
        if isinstance(column.kind, Links):
            between = BETWEEN[between_name(of, column)]
            targets = sa.select(between.c.target).where(between.c.owner == record).order_by(between.c.position)
            kept[column.key] = tuple(changes.connection.scalars(targets))
    kept.pop(of.position, None)
    return insert_record(changes, of, kept, context)


@operation("переставить {of.accusative}")
def place(changes: Changes, *, of: Register, records: Sequence[str], before: str | None) -> None:
    """Put rows before another one, or last when `before` is `None`; all stand in the group of that one."""
    table = TABLES[of.key]
    group = table.c[of.position_in]
    anchor = before or records[0]
    home = changes.connection.execute(sa.select(group).where(table.c.id == anchor)).scalar_one()
    order = sa.select(table.c.id).where(group == home).order_by(table.c[of.position].nulls_last(), table.c.id)
    moved = set(records)
    rest = [id_ for id_ in changes.connection.scalars(order) if id_ not in moved]
    at = rest.index(before) if before in rest else len(rest)
    arranged = [*rest[:at], *records, *rest[at:]]
    rows = [{"id": id_, of.position: place_, of.position_in: home} for place_, id_ in enumerate(arranged)]
    changes.update_many(table, rows)


def stored_values(of: Register, values: Values) -> dict[str, object]:
    """Return what the table holds for values of stored columns, folded texts included."""
    stored: dict[str, object] = {}
    for key, value in values.items():
        if key in of and of[key].stored:
            stored[key] = value
            if folded := of[key].folded:
                stored[folded] = fold(str(value)) if value is not None else None
    return stored


def _refuse(faults: Mapping[str, str]) -> None:
    if faults:
        raise Refusal(faults)


def _kept(changes: Changes, of: Register, record: str) -> dict[str, object]:
    table = TABLES[of.key]
    row = changes.connection.execute(sa.select(table).where(table.c.id == record)).mappings().one_or_none()
    if row is None:
        raise WorldError("Этой записи уже нет: её удалили.")
    return {column.key: row[column.key] for column in of.stored}


def _last_position(changes: Changes, of: Register, group: object) -> int:
    table = TABLES[of.key]
    newest = sa.select(sa.func.max(table.c[of.position])).where(table.c[of.position_in] == group)
    last = changes.connection.execute(newest).scalar()
    return -1 if last is None else int(last)


def write_aside(changes: Changes, of: Register, record: str, values: Values, context: Context) -> None:
    """Write the columns that do not stand in the row itself: several links, and presence of another row."""
    for key, value in values.items():
        column = of[key]
        if isinstance(column.kind, Links):
            between = BETWEEN[between_name(of, column)]
            changes.delete_where(between, between.c.owner == record)
            targets = value if isinstance(value, tuple) else ()
            changes.put_between(between, [(record, str(target), at) for at, target in enumerate(targets)])
        elif isinstance(column.kind, Presence):
            _write_presence(changes, column.kind, record, value, context)


def _write_presence(changes: Changes, kind: Presence, record: str, value: object, context: Context) -> None:
    table = TABLES[kind.register]
    if context.school_year is None:
        if value is not None:
            raise Refusal({"": _WHICH_YEAR})
        return
    row = {kind.link: record, kind.year: context.school_year, **dict(kind.where)}
    same = sa.and_(*(table.c[key] == wanted for key, wanted in row.items()))
    there = changes.connection.execute(sa.select(table.c.id).where(same)).first() is not None
    if value and not there:
        add_presence(changes, kind, [record], context)
    elif not value and there:
        changes.delete_where(table, same)


def add_presence(changes: Changes, kind: Presence, records: Sequence[str], context: Context) -> None:
    """Add the rows by which records that have none yet are said to have something in the chosen school year."""
    if not records:
        return
    if context.school_year is None:
        raise Refusal({"": _WHICH_YEAR})
    child = register(kind.register)
    row: dict[str, object] = {kind.year: context.school_year, **dict(kind.where)}
    columns: dict[str, Sequence[object]] = {
        key: [value] * len(records)
        for key, value in stored_values(child, {column.key: row.get(column.key) for column in child.stored}).items()
    }
    changes.insert_columns(TABLES[child.key], {**columns, kind.link: records})


def _remove(changes: Changes, of: Register, records: list[str]) -> None:
    if not records:
        return
    for other, column in parts_of(of.key):
        if isinstance(column.kind, Links):
            between = BETWEEN[between_name(other, column)]
            changes.delete_where(between, between.c.target.in_(records))
            continue
        table = TABLES[other.key]
        linked = list(changes.connection.scalars(sa.select(table.c.id).where(table.c[column.key].in_(records))))
        if _goes_too(of, other, column):
            _remove(changes, other, [id_ for id_ in linked if other.key != of.key or id_ not in records])
        elif linked:
            changes.update_many(table, [{"id": id_, column.key: None} for id_ in linked])
    for column in of.columns:
        if isinstance(column.kind, Links):
            between = BETWEEN[between_name(of, column)]
            changes.delete_where(between, between.c.owner.in_(records))
    changes.delete(TABLES[of.key], records)


def _goes_too(of: Register, other: Register, column: Column) -> bool:
    return column.required or (other.key in of.whole and isinstance(column.kind, Link))
