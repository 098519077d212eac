"""The steps that operations on rows are made of: names settled, rules kept, rows written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from setvzaim.errors import Refusal, WorldError
from setvzaim.model import BETWEEN, TABLES, Base, between_name
from setvzaim.operations.approved import refuse_deleted
from setvzaim.operations.names import Resolver
from setvzaim.queries import Context
from setvzaim.queries.dependants import falling, owners
from setvzaim.queries.homes import home_of
from setvzaim.registers import Links, Presence, Register, parts_of, register
from setvzaim.storage import Changes
from setvzaim.text.fold import fold

Values = Mapping[str, object]
"""Values by column key, as `Column.read` gives them; links are identifiers, `LinkTo` or `Named`."""

_BESIDE = ("attachments", "name_memory")
"""Tables beside the registers whose rows, by their column `record`, go with a row of any register."""
_WHICH_YEAR = "Чтобы изменить статус, выберите вверху окна учебный год: статус действует на один год."


def insert_record(
    changes: Changes,
    of: Register,
    values: Values,
    context: Context,
    record: str | None = None,
    resolver: Resolver | None = None,
) -> str:
    """Add a row as part of an operation; return its identifier, `record` or a new one. Raises `Refusal`."""
    full: Values = {column.key: values.get(column.key) for column in of.columns if column.own}
    settled = _settled(changes, of, full, {}, resolver or Resolver(changes.connection, of, context), context)
    if of.position and settled.get(of.position) is None:
        settled[of.position] = _last_position(changes, of, settled.get(of.position_in)) + 1
    stored = stored_values(of, {column.key: settled[column.key] for column in of.stored})
    columns = {key: [value] for key, value in stored.items()}
    (record,) = changes.insert_columns(TABLES[of.key], columns, record and [record])
    write_aside(changes, of, record, settled, context)
    return record


def change_record(
    changes: Changes,
    of: Register,
    record: str,
    values: Values,
    context: Context,
    resolver: Resolver,
    version: int | None = None,
) -> None:
    """Change some columns of a row. Raises `Refusal`, and `WorldError` when the row is gone or has been changed."""
    if own := {key: "это записывает сама программа" for key in values if of[key].kept}:
        raise Refusal(own)
    kept = kept_values(changes, of, record)
    settled = _settled(changes, of, values, kept, resolver, context)
    changes.update(TABLES[of.key], record, stored_values(of, settled), version)
    write_aside(changes, of, record, settled, context)
    _take_along(changes, of, record, kept, settled)


def refuse_by_hand(of: Register) -> None:
    """Raise `Refusal` where the program alone adds and deletes the rows of a register."""
    if of.kept:
        raise Refusal({"": f"{of.title}: {of.kept} По одной их не добавляют и не удаляют"})


def kept_values(changes: Changes, of: Register, record: str) -> dict[str, object]:
    """Return what stands in the stored columns of a row. Raises `WorldError` when there is none."""
    table = TABLES[of.key]
    row = changes.connection.execute(sa.select(table).where(table.c.id == record)).mappings().one_or_none()
    if row is None:
        raise WorldError("Этой записи уже нет: её удалили.")
    return {column.key: row[column.key] for column in of.stored}


def stored_values(of: Register, values: Values) -> dict[str, object]:
    """Return what the table holds for values of stored columns, folded texts included."""
    stored: dict[str, object] = {}
    for key, value in values.items():
        if key in of and of[key].stored:
            stored[key] = value
            if folded := of[key].folded:
                stored[folded] = fold(str(value)) if value is not None else None
    return stored


def _settled(
    changes: Changes, of: Register, values: Values, kept: Values, resolver: Resolver, context: Context
) -> dict[str, object]:
    """Return values with identifiers for names; write the records that came into being by their names."""
    settled, faults = resolver.settle(values, kept)
    whole = {**kept, **settled}
    faults = {**of.check(whole), **faults}
    if not faults and (reason := _strays(changes, of, whole)):
        faults[of.position_in] = reason
    if faults:
        raise Refusal(faults)
    for grown in resolver.take_grown():
        insert_record(changes, register(grown.register), grown.values, context, grown.id)
    return settled


def _strays(changes: Changes, of: Register, whole: Values) -> str | None:
    """Return why a row cannot stand where it is put: a measure of one plan in a section of another."""
    if (home := home_of(of)) is None:
        return None
    table = TABLES[home.register.key]
    above = sa.select(table.c[home.scope]).where(table.c.id == whole.get(home.link))
    return home.reason if changes.connection.execute(above).scalar() not in (None, whole.get(home.scope)) else None


def _take_along(changes: Changes, of: Register, record: str, kept: Values, settled: Values) -> None:
    """Let the rows that stand in a row follow it: the measures of a section go with it to another plan."""
    for other, column in parts_of(of.key):
        home = home_of(other)
        if home and home.link == column.key and settled.get(home.scope, kept[home.scope]) != kept[home.scope]:
            inside = owners(changes.connection, other, column, [record])
            changes.update_many(TABLES[other.key], [{"id": id_, home.scope: settled[home.scope]} for id_ in inside])


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


def remove_records(changes: Changes, of: Register, records: Sequence[str]) -> None:
    """Delete rows with everything that cannot stand without them; other links to them become empty."""
    fallen = falling(changes.connection, of, records)
    refuse_deleted(
        changes.connection, [id_ for here, ids in fallen.leaves_first() if here.key == "plans" for id_ in ids]
    )
    for _, other, column, targets in fallen.links():
        _let_go(changes, other, column.key, targets)
    for here, ids in fallen.leaves_first():
        for column in here.columns:
            if isinstance(column.kind, Links):
                changes.delete_by(BETWEEN[between_name(here, column)], "owner", ids)
        _forget(changes, ids)
        changes.delete(TABLES[here.key], ids)


def _let_go(changes: Changes, other: Register, key: str, targets: Sequence[str]) -> None:
    """Empty the links of one column that lead to records; one that may not be empty goes with its row."""
    column = other[key]
    if isinstance(column.kind, Links):
        changes.delete_by(BETWEEN[between_name(other, column)], "target", targets)
    elif not column.required:
        linked = owners(changes.connection, other, column, targets)
        changes.update_many(TABLES[other.key], [{"id": id_, key: None} for id_ in linked])


def _forget(changes: Changes, ids: Sequence[str]) -> None:
    """Delete what is kept of records beside the registers: attached files, spellings."""
    for name in _BESIDE:
        changes.delete_by(Base.metadata.tables[name], "record", ids)
