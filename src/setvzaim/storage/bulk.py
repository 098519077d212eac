"""Writing many rows at the speed of the driver."""

from __future__ import annotations

import contextlib
import functools
import gc
from collections.abc import Callable, Iterator, Mapping, Sequence

import sqlalchemy as sa

CHUNK = 5_000
"""Rows handed to the driver at once: more gains nothing and costs memory."""


@contextlib.contextmanager
def many_values() -> Iterator[None]:
    """Pause the search for cycles while millions of values without any are made: it would look at each of them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def insert_columns(connection: sa.Connection, table: sa.Table, columns: Mapping[str, Sequence[object]]) -> None:
    """Insert rows given column by column, all of the same length.

    SQLAlchemy turns values into the driver's column by column here, not row by row, which for 100 000 rows is
    the greater part of the time.
    """
    statement, processors = _prepared(table, tuple(columns), connection.dialect)
    count = len(next(iter(columns.values())))
    for start in range(0, count, CHUNK):
        parts = ((columns[name][start : start + CHUNK], way) for name, way in processors.items())
        ready = [part if way is None else [way(value) for value in part] for part, way in parts]
        connection.exec_driver_sql(statement, list(zip(*ready, strict=True)))


@functools.lru_cache(maxsize=64)
def _prepared(
    table: sa.Table, names: tuple[str, ...], dialect: sa.Dialect
) -> tuple[str, dict[str, Callable[[object], object] | None]]:
    """Return the statement, and what turns the values of each column into the driver's.

    The columns stand in the order of the table, as in the statement, whatever order they were named in. Kept,
    because a form saved and a name grown come here one by one.
    """
    statement = str(sa.insert(table).values({name: sa.bindparam(name) for name in names}).compile(dialect=dialect))
    ordered = [column for column in table.c if column.name in names]
    return statement, {c.name: c.type.dialect_impl(dialect).bind_processor(dialect) for c in ordered}
