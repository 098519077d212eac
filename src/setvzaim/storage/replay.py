"""Putting rows of the journal back as they were, or forth as they became."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from setvzaim.storage.bulk import insert_columns
from setvzaim.storage.images import NOW, WAS, Chunk, Columns, folds, record_key
from setvzaim.text.fold import fold_all

_CHUNK = 500


class Drift(Exception):  # noqa: N818 - it is told as a refusal
    """A row does not stand as the journal left it: somebody changed it past the program."""

    def __init__(self, table: sa.Table, key: Any) -> None:  # noqa: ANN401 - an identifier or a pair of them
        super().__init__(table.name, key)
        self.table = table
        self.record = str(key[0] if isinstance(key, tuple) else key)


def replay(connection: sa.Connection, chunk: Chunk, *, back: bool) -> None:
    """Take the writes of a chunk back, or do them again. Raises `Drift` when a row is not as it was left."""
    if chunk.kind == "update":
        _turn(connection, chunk, *((NOW, WAS) if back else (WAS, NOW)))
    elif (chunk.kind == "insert") == back:
        _take(connection, chunk)
    else:
        _put(connection, chunk)


def let_links_wait(connection: sa.Connection) -> None:
    """Let links lead nowhere until the transaction ends: rows come back in any order."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def stored(
    connection: sa.Connection, table: sa.Table, keys: Sequence[Any], names: Sequence[str]
) -> dict[Any, Sequence[Any]]:
    """Return the values of columns, by what tells rows apart; rows that are not there are left out."""
    found: dict[Any, Sequence[Any]] = {}
    own = len(_OWN[record_key(table)])
    for start in range(0, len(keys), _CHUNK):
        part = keys[start : start + _CHUNK]
        if own == 1:
            statement = _by_record(table, tuple(names))
            found.update((row[0], row[1:]) for row in connection.execute(statement, {"_record": part}).all())
        else:
            owners = list({key[0] for key in part})
            named = set(part)
            statement = _by_record(table, tuple(names))
            rows = connection.execute(statement, {"_record": owners}).all()
            found.update((key, row[2:]) for row in rows if (key := (row[0], row[1])) in named)
    return found


_OWN = {"id": ("id",), "owner": ("owner", "target")}
"""What tells rows apart, by what their records are called by."""


@functools.lru_cache(maxsize=256)
def _by_record(table: sa.Table, names: tuple[str, ...]) -> sa.Select[Any]:
    """Return the question for rows of some records; kept, because every change asks it."""
    key = record_key(table)
    wanted: sa.BindParameter[Any] = sa.bindparam("_record", expanding=True)
    return sa.select(*(table.c[name] for name in (*_OWN[key], *names))).where(table.c[key].in_(wanted))


def with_folds(table: sa.Table, columns: Columns) -> dict[str, Sequence[Any]]:
    """Return columns with the folded texts that follow from them."""
    full = dict(columns)
    for name, folded in folds(table).items():
        if name in columns:
            texts = iter(fold_all([value for value in columns[name] if value is not None]))
            full[folded] = [None if value is None else next(texts) for value in columns[name]]
    return full


def _take(connection: sa.Connection, chunk: Chunk) -> None:
    table, keys, whole = chunk.table, chunk.keys, chunk.whole()
    _same(connection, table, keys, whole)
    if "id" in table.c:
        for start in range(0, len(keys), _CHUNK):
            connection.execute(sa.delete(table).where(table.c.id.in_(keys[start : start + _CHUNK])))
        return
    one = (table.c.owner == sa.bindparam("_owner")) & (table.c.target == sa.bindparam("_target"))
    connection.execute(sa.delete(table).where(one), [{"_owner": o, "_target": t} for o, t in keys])


def _put(connection: sa.Connection, chunk: Chunk) -> None:
    there = stored(connection, chunk.table, chunk.keys, ())
    if there:
        raise Drift(chunk.table, next(iter(there)))
    insert_columns(connection, chunk.table, with_folds(chunk.table, chunk.whole()))


def _turn(connection: sa.Connection, chunk: Chunk, old: str, new: str) -> None:
    table, ids = chunk.table, chunk.columns["id"]
    _same(connection, table, ids, chunk.side(old))
    wanted = with_folds(table, chunk.side(new))
    statement = (
        sa.update(table)
        .where(table.c.id == sa.bindparam("_id"))
        .values({name: sa.bindparam(f"_{name}") for name in wanted})
    )
    names = ["_id", *(f"_{name}" for name in wanted)]
    rows = zip(ids, *wanted.values(), strict=True)
    connection.execute(statement, [dict(zip(names, row, strict=True)) for row in rows])


def _same(connection: sa.Connection, table: sa.Table, keys: Sequence[Any], columns: Columns) -> None:
    """Raise `Drift` when a row is not there or holds something else."""
    now = stored(connection, table, keys, tuple(columns))
    for key, *wanted in zip(keys, *columns.values(), strict=True):
        found = now.get(key)
        if found is None or tuple(found) != tuple(wanted):
            raise Drift(table, key)
