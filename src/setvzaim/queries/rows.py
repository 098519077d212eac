"""Asking a register: which rows, and what is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from setvzaim.model import BETWEEN, TABLES, between_name
from setvzaim.queries.query import Context, Query, Row
from setvzaim.queries.source import Source, label_of
from setvzaim.registers import (
    Column,
    Gathered,
    Link,
    Links,
    LinkTo,
    Presence,
    Register,
    Share,
    Validity,
    parts_of,
    register,
)
from setvzaim.storage.bulk import many_values
from setvzaim.text.fold import fold

_CHUNK = 500
_Decoder = Callable[[Sequence[Any]], object]


def find(connection: sa.Connection, query: Query) -> tuple[str, ...]:
    """Return the identifiers of all rows asked for, in order: what a table scrolls over."""
    source, conditions, order = _asked(query)
    statement = sa.select(source.table.c.id).select_from(source.tables).where(*conditions).order_by(*order)
    with many_values():
        return tuple(connection.scalars(statement).all())  # all at once: one by one costs more than the question


def count(connection: sa.Connection, query: Query) -> int:
    """Return how many rows there are."""
    source, conditions, _ = _asked(query)
    statement = sa.select(sa.func.count()).select_from(source.tables).where(*conditions)
    return int(connection.execute(statement).scalar_one())


def fetch(
    connection: sa.Connection,
    of: Register,
    ids: Sequence[str],
    context: Context = Context(),  # noqa: B008 - frozen
    columns: tuple[Column, ...] | None = None,
) -> tuple[Row, ...]:
    """Return rows by their identifiers, in that order; identifiers of deleted rows are passed over."""
    reader = _Reader(Source(of, context), columns or of.columns)
    found: dict[str, Row] = {}
    for start in range(0, len(ids), _CHUNK):
        part = list(ids[start : start + _CHUNK])
        statement = reader.statement().where(reader.source.table.c.id.in_(part))
        found.update((row.id, row) for row in reader.rows(connection, connection.execute(statement).all()))
    return tuple(found[id_] for id_ in ids if id_ in found)


def one(connection: sa.Connection, of: Register, record: str, context: Context = Context()) -> Row | None:  # noqa: B008
    """Return one row, or `None` when there is none."""
    return next(iter(fetch(connection, of, [record], context)), None)


def stream(connection: sa.Connection, query: Query, columns: tuple[Column, ...] | None = None) -> Iterator[Row]:
    """Give all rows asked for, one after another, without holding them all."""
    source, conditions, order = _asked(query)
    reader = _Reader(source, columns or source.register.columns)
    statement = reader.statement().where(*conditions).order_by(*order)
    result = connection.execution_options(yield_per=_CHUNK).execute(statement)
    for part in result.partitions(_CHUNK):
        yield from reader.rows(connection, part)


def suggest(connection: sa.Connection, key: str, typed: str, limit: int = 30) -> tuple[LinkTo, ...]:
    """Return the records of a register whose label holds what was typed; those that begin with it first."""
    of, table = register(key), TABLES[key]
    label, by = label_of(of, table), label_of(of, table, folded=True)
    wanted = fold(typed)
    words = [by.contains(word, autoescape=True) for word in wanted.split()]
    begins = sa.case((by.startswith(wanted, autoescape=True), 0), else_=1)
    statement = sa.select(table.c.id, label).where(sa.true(), *words).order_by(begins, by, table.c.id).limit(limit)
    return tuple(LinkTo(*row) for row in connection.execute(statement))


def related_counts(connection: sa.Connection, key: str, record: str) -> dict[tuple[str, str], int]:
    """Return how many rows of other registers link to a record, by (register, column); zeros left out."""
    counts: dict[tuple[str, str], int] = {}
    for other, column in parts_of(key):
        if isinstance(column.kind, Links):
            between = BETWEEN[between_name(other, column)]
            statement = sa.select(sa.func.count()).where(between.c.target == record)
        else:
            table = TABLES[other.key]
            statement = sa.select(sa.func.count()).where(table.c[column.key] == record)
        if found := connection.execute(statement).scalar_one():
            counts[other.key, column.key] = found
    return counts


def _asked(query: Query) -> tuple[Source, list[Any], list[Any]]:
    of = register(query.register)
    source = Source(of, query.context)
    conditions = source.narrowed()
    conditions += [source.passes(test) for test in query.filters]
    conditions += [source.matches(word) for word in fold(query.search).split()]
    if query.only is not None:
        conditions.append(source.table.c.id.in_(query.only))
    order = [source.ordered(key) for key in query.order or of.order]
    return source, conditions, [*order, source.table.c.id]


class _Reader:
    """Selects columns and turns what comes back into rows."""

    def __init__(self, source: Source, columns: tuple[Column, ...]) -> None:
        self.source = source
        self.columns = columns
        self._selected: list[Any] = [source.table.c.id, source.table.c.version]
        self._decoders: list[_Decoder | None] = []
        self._links: list[tuple[int, Column]] = []
        for place, column in enumerate(columns):
            parts = source.selected(column)
            self._decoders.append(_decoder(column, len(self._selected), source.today) if parts else None)
            self._selected += parts
            if isinstance(column.kind, Links):
                self._links.append((place, column))

    def statement(self) -> sa.Select[Any]:
        named = [part.label(f"c{place}") for place, part in enumerate(self._selected)]
        return sa.select(*named).select_from(self.source.tables)

    def rows(self, connection: sa.Connection, raw: Sequence[Sequence[Any]]) -> Iterator[Row]:
        decoders, columns = self._decoders, self.columns
        linked = [(place, self._linked(connection, column, [row[0] for row in raw])) for place, column in self._links]
        for row in raw:
            values = [None if decode is None else decode(row) for decode in decoders]
            for place, targets in linked:
                values[place] = targets.get(row[0])
            yield Row(row[0], row[1], columns, tuple(values))

    def _linked(self, connection: sa.Connection, column: Column, ids: list[str]) -> dict[str, tuple[LinkTo, ...]]:
        if not isinstance(column.kind, Links):
            return {}
        between, target = BETWEEN[between_name(self.source.register, column)], register(column.kind.register)
        table = TABLES[target.key]
        statement = (
            sa.select(between.c.owner, table.c.id, label_of(target, table))
            .join(table, table.c.id == between.c.target)
            .where(between.c.owner.in_(ids))
            .order_by(between.c.owner, between.c.position)
        )
        found: dict[str, list[LinkTo]] = {}
        for owner, id_, label in connection.execute(statement):
            found.setdefault(owner, []).append(LinkTo(id_, label))
        return {owner: tuple(targets) for owner, targets in found.items()}


def _decoder(column: Column, at: int, today: date) -> _Decoder:
    """Return the function that takes a column's value out of a selected row; the first of its parts is at `at`."""
    match column.kind:
        case Link():
            return lambda row: None if row[at] is None else LinkTo(row[at], row[at + 1])
        case Share():
            return lambda row: None if row[at] is None or row[at + 1] is None else (row[at], row[at + 1])
        case Gathered() as kind:
            places = {option.code: place for place, option in enumerate(kind.choice.options)}
            return lambda row: tuple(sorted(set(row[at].split(",")), key=places.__getitem__)) if row[at] else None
        case Validity():
            return lambda row: (row[at], (row[at + 1] - today).days if row[at] == "expiring" else None)
        case Presence():
            return lambda row: True if row[at] else None
        case _:
            return lambda row: row[at]
