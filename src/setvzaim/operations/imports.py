"""Writing what an import has worked out, as one operation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.model import BETWEEN, TABLES, HeaderMemory, NameMemory, between_name
from setvzaim.operations.names import Grown
from setvzaim.operations.operation import operation
from setvzaim.operations.writing import add_presence, insert_record, refuse_by_hand, stored_values, write_aside
from setvzaim.queries import Context
from setvzaim.registers import Links, Presence, Register, register
from setvzaim.storage import Changes, many_values
from setvzaim.text.fold import fold_all

_CHUNK = 500


@dataclass(frozen=True)
class Writes:
    """What exactly is written, column by column; row `i` of `created` is the i-th new record."""

    ids: Sequence[str] = ()
    created: Mapping[str, Sequence[object]] = field(default_factory=dict)
    """Values by column key; columns that are not stored (links to several, presence) stand here too."""
    updated: Sequence[tuple[str, int, Mapping[str, object]]] = ()
    """Record, the version it had, and the new values by column key."""
    grown: Sequence[Grown] = ()
    headers: Mapping[str, str | None] = field(default_factory=dict)
    """Headers to remember: match key to column key, `None` for one to leave out."""
    spellings: Mapping[str, str] = field(default_factory=dict)
    """Confirmed spellings to remember: key to record."""
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Confirmed spellings of linked records: register and key to record."""


def _name(of: Register, writes: Writes, context: Context) -> str:  # noqa: ARG001 - named like the operation's
    return f"импорт: {of.noun.counted(len(writes.ids) + len(writes.updated))}"


@operation(_name)
def apply_import(changes: Changes, *, of: Register, writes: Writes, context: Context) -> None:
    """Write an import. Raises `WorldError` when the base has changed since it was worked out; nothing is kept."""
    refuse_by_hand(of)
    _same_as_then(changes, of, writes)
    for grown in writes.grown:
        insert_record(changes, register(grown.register), grown.values, context, grown.id)
    if writes.ids:
        with many_values():
            _create(changes, of, writes, context)
    _update(changes, of, writes, context)
    _remember(changes, of, writes)


def _same_as_then(changes: Changes, of: Register, writes: Writes) -> None:
    table = TABLES[of.key]
    then = {record: version for record, version, _ in writes.updated}
    records = list(then)
    for start in range(0, len(records), _CHUNK):
        part = records[start : start + _CHUNK]
        now = changes.connection.execute(sa.select(table.c.id, table.c.version).where(table.c.id.in_(part)))
        if {id_: version for id_, version in now} != {id_: then[id_] for id_ in part}:  # noqa: C416 - rows, not pairs
            raise WorldError("Пока вы смотрели, базу изменили. Откройте импорт ещё раз: он покажет, что стало.")


def _create(changes: Changes, of: Register, writes: Writes, context: Context) -> None:
    columns: dict[str, Sequence[object]] = {}
    for column in of.stored:
        values = writes.created.get(column.key)
        if values is None:
            continue
        columns[column.key] = values
        if column.folded:
            columns[column.folded] = _folded(values)
    changes.insert_columns(TABLES[of.key], columns, writes.ids)
    for key, values in writes.created.items():
        column = of[key]
        if isinstance(column.kind, Links):
            links = [
                (owner, target, at)
                for owner, targets in zip(writes.ids, values, strict=True)
                for at, target in enumerate(targets if isinstance(targets, tuple) else ())
            ]
            changes.put_between(BETWEEN[between_name(of, column)], links)
        elif isinstance(column.kind, Presence):
            present = [record for record, value in zip(writes.ids, values, strict=True) if value]
            add_presence(changes, column.kind, present, context)


def _update(changes: Changes, of: Register, writes: Writes, context: Context) -> None:
    """Change records, those with the same columns together: a statement for each takes most of the time of an import.

    That nobody has changed them since was looked at before, within the same transaction.
    """
    alike: defaultdict[tuple[str, ...], list[dict[str, object]]] = defaultdict(list)
    present: defaultdict[str, list[str]] = defaultdict(list)
    for record, _, values in writes.updated:
        stored = stored_values(of, values)
        alike[tuple(stored)].append({"id": record, **stored})
        aside = {key: value for key, value in values.items() if not of[key].stored}
        for key in [key for key, value in aside.items() if isinstance(of[key].kind, Presence) and value]:
            present[key].append(record)
            del aside[key]
        write_aside(changes, of, record, aside, context)
    for rows in alike.values():
        changes.update_many(TABLES[of.key], rows)
    for key, records in present.items():
        kind = of[key].kind
        if isinstance(kind, Presence):
            add_presence(changes, kind, records, context)


def _folded(values: Sequence[object]) -> Sequence[str | None]:
    """Return the keys of a column of texts, `None` where there is none."""
    keys = iter(fold_all([str(value) for value in values if value is not None]))
    return [None if value is None else next(keys) for value in values]


def _remember(changes: Changes, of: Register, writes: Writes) -> None:
    """Keep what the user has taught the import, in place of what was kept under the same key."""
    headers, names = HeaderMemory.__table__, NameMemory.__table__
    if not isinstance(names, sa.Table):
        return
    if writes.headers and isinstance(headers, sa.Table):
        changes.delete_where(headers, (headers.c.register == of.key) & headers.c.header.in_(list(writes.headers)))
        changes.insert(headers, [{"register": of.key, "header": k, "column": v} for k, v in writes.headers.items()])
    if writes.spellings:
        _spell(changes, names, of.key, writes.spellings)
    for key in {target for target, _ in writes.names}:
        linked = {spelling: record for (target, spelling), record in writes.names.items() if target == key}
        _spell(changes, names, key, linked)


def _spell(changes: Changes, names: sa.Table, key: str, spellings: Mapping[str, str]) -> None:
    changes.delete_where(names, (names.c.register == key) & names.c.spelling.in_(list(spellings)))
    changes.insert(names, [{"register": key, "spelling": k, "record": v} for k, v in spellings.items()])
