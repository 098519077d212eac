"""Bringing a record back as it was once, deleted ones too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from setvzaim.errors import Refusal
from setvzaim.model import BETWEEN, TABLES, between_name
from setvzaim.operations.operation import operation
from setvzaim.operations.writing import refuse_by_hand
from setvzaim.queries.past import Labels, Past, link_columns, state_at
from setvzaim.registers import Link, Links, Register, register
from setvzaim.storage import Changes
from setvzaim.storage.replay import with_folds


@operation("вернуть {of.accusative} как было")
def bring_back(changes: Changes, *, of: Register, record: str, sequence: int) -> None:
    """Bring a record back as it was after all that the journal holds up to `sequence`.

    Records it must lead to and that are deleted come back with it; other links to deleted records become empty.
    Raises `Refusal` when there was no such record then, or when it would break the rules of its register.
    """
    refuse_by_hand(of)
    _bring(changes, of, record, sequence, {})


def _bring(changes: Changes, of: Register, record: str, sequence: int, under_way: dict[str, None]) -> None:
    past = state_at(changes.connection, of, record, sequence)
    if past.values is None:
        name = Labels(changes.connection).label(of.key, record)
        raise Refusal({"": f"{of.title}: записи «{name}» тогда не было, вернуть её нельзя. Выберите другое время."})
    under_way[record] = None
    values = _standing_links(changes, of, past.values, sequence, under_way)
    if faults := of.check({column.key: values[column.key] for column in of.stored}):
        raise Refusal(faults, record)
    _write(changes, TABLES[of.key], record, values)
    _write_links(changes, of, record, past)


def _standing_links(
    changes: Changes, of: Register, then: Mapping[str, Any], sequence: int, under_way: dict[str, None]
) -> dict[str, Any]:
    """Return the values with links that lead somewhere: what must be there is brought back, other links are emptied."""
    values = dict(then)
    for column in of.links():
        target = values[column.key]
        if not isinstance(column.kind, Link) or target is None or target in under_way:
            continue
        above = register(column.kind.register)
        if _there(changes, above, target):
            continue
        if column.required:
            _bring(changes, above, target, sequence, under_way)
        else:
            values[column.key] = None
    return values


def _write(changes: Changes, table: sa.Table, record: str, values: dict[str, Any]) -> None:
    kept = {name: value for name, value in values.items() if name not in ("id", "version")}
    full = with_folds(table, {name: [value] for name, value in kept.items()})
    there = changes.connection.execute(sa.select(table.c.id).where(table.c.id == record)).first()
    if there is None:
        changes.insert_columns(table, {**full, "version": [values["version"] + 1]}, [record])
    else:
        changes.update(table, record, {name: column[0] for name, column in full.items()})


def _write_links(changes: Changes, of: Register, record: str, past: Past) -> None:
    for column in link_columns(of):
        between = BETWEEN[between_name(of, column)]
        if isinstance(column.kind, Links):
            above = register(column.kind.register)
            then = sorted(past.links[column.key].items(), key=lambda link: link[1])
            standing = [(record, target, at) for target, at in then if _there(changes, above, target)]
            changes.delete_where(between, between.c.owner == record)
            changes.put_between(between, standing)


def _there(changes: Changes, of: Register, record: str) -> bool:
    table = TABLES[of.key]
    return changes.connection.execute(sa.select(table.c.id).where(table.c.id == record)).first() is not None
