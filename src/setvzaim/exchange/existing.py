"""The records a register has already, as an import meets them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import sqlalchemy as sa

from setvzaim.model import BETWEEN, TABLES, between_name
from setvzaim.queries import Context
from setvzaim.queries.source import Source
from setvzaim.registers import Column, Links, Presence, Register, Text
from setvzaim.text.fold import match_key, match_keys, name_key, name_keys

Key = tuple[object, ...]
_MANY: dict[Callable[[str], str], Callable[[Sequence[str]], list[str]]] = {name_key: name_keys, match_key: match_keys}
"""What reads a whole column at once, for what reads one text."""
_Waiting = defaultdict[Key, list[str]]
"""Records by a key, the first one last: lists are taken from at their end, and small."""


class Existing:
    """Records by their identity, with the values of the columns that an import brings."""

    def __init__(self, connection: sa.Connection, of: Register, context: Context, columns: Sequence[Column]) -> None:
        self.of = of
        keys = {key.rstrip("?") for group in of.identity for key in group}
        wanted_keys = (
            keys
            | {column.key for column in of.naming}
            | {column.key for column in (of.columns if of.rules else columns)}
        )
        stored = [column for column in of.stored if column.key in wanted_keys]
        self._places = {column.key: place for place, column in enumerate(stored, 2)}
        table = TABLES[of.key]
        wanted = [table.c.id, table.c.version, *(table.c[column.key] for column in stored)]
        rows = connection.execute(sa.select(*wanted).order_by(table.c.id))
        self.rows: dict[str, Sequence[object]] = {row[0]: tuple(row) for row in rows}
        self._aside = {
            column.key: _aside(connection, of, column, context)
            for column in columns
            if isinstance(column.kind, Links | Presence)
        }
        self._taken: set[str] = set()
        records = list(self.rows)
        by_column = {key: [row[place] for row in self.rows.values()] for key, place in self._places.items()}
        groups = [identities(of, group, by_column, len(records)) for group in of.identity]
        self._same: _Waiting = defaultdict(list)
        """Records by all their identities together."""
        self._any: list[_Waiting] = [defaultdict(list) for _ in groups]
        """Records by each identity."""
        self._bare: list[_Waiting] = [defaultdict(list) for _ in groups]
        """By each identity but the first, the records that have none of the stronger ones (no register number)."""
        for record, own in zip(reversed(records), zip(*map(reversed, groups), strict=True), strict=False):
            if len(own) > 1 and own[0] is not None:
                self._same[own].append(record)
            for place, key in enumerate(own):
                if key is not None:
                    self._any[place][key].append(record)
                    if place and not any(own[:place]):
                        self._bare[place][key].append(record)

    def match(
        self,
        rows: Sequence[Sequence[Key | None]],
        claimed: Mapping[int, str],
        last: Collection[int],
        unchanged: Callable[[int, str], bool],
    ) -> list[str | None]:
        """Return the record each row means: by all its identities together, else by the strongest that meets one.

        Each record is meant once: of equal ones the n-th row takes the n-th. A row with a register number never
        takes a record that has another one, and one that repeats a number of this file gives it to no other record.
        `claimed` are rows that the user has joined to records; `last` are those that are refused whatever they meet,
        and must not take a record from a sound row. `unchanged(row, record)` tells whether a row would change nothing.
        """
        self._taken.update(claimed.values())
        found = [claimed.get(row) for row in range(len(rows))]
        for some in ([row for row in range(len(rows)) if row not in last], sorted(last)):
            self._match(rows, some, found, unchanged)
        return found

    def _match(
        self,
        rows: Sequence[Sequence[Key | None]],
        some: Sequence[int],
        found: list[str | None],
        unchanged: Callable[[int, str], bool],
    ) -> None:
        for row in some:
            if found[row] is None:
                found[row] = self._twin(row, self._same.get(tuple(rows[row]), ()), unchanged)
        for row in some:
            if found[row] is None:
                found[row] = self._next(self._same.get(tuple(rows[row])))
        repeated = _repeated(rows, some)
        for place in range(len(self.of.identity)):
            for row in some:
                keys = rows[row]
                key = keys[place]
                if key is None or found[row] is not None:
                    continue
                if not any(keys[:place]):
                    found[row] = self._next(self._any[place].get(key))
                elif row not in repeated:
                    found[row] = self._next(self._bare[place].get(key))

    def _twin(self, row: int, waiting: Sequence[str], unchanged: Callable[[int, str], bool]) -> str | None:
        """Of several records alike in all identities, take the one that holds what the row says already."""
        if len(waiting) > 1:
            for record in reversed(waiting):
                if record not in self._taken and unchanged(row, record):
                    self._taken.add(record)
                    return record
        return None

    def _next(self, waiting: list[str] | None) -> str | None:
        """Return the first of some records that no row has taken, and take it."""
        while waiting:
            record = waiting.pop()
            if record not in self._taken:
                self._taken.add(record)
                return record
        return None

    def value(self, record: str, column: Column) -> object:
        """Return what a record holds in a column."""
        if column.key in self._aside:
            return self._aside[column.key].get(record)
        return self.rows[record][self._places[column.key]]

    def has(self, column: Column) -> bool:
        """Tell whether the values of a column were read."""
        return column.key in self._aside or column.key in self._places

    def version(self, record: str) -> int:
        """Return the version a record has."""
        version = self.rows[record][1]
        return version if isinstance(version, int) else 0

    def free(self) -> Iterable[str]:
        """Return the records that no row has taken."""
        return (record for record in self.rows if record not in self._taken)


def _repeated(rows: Sequence[Sequence[Key | None]], some: Iterable[int]) -> set[int]:
    """Return those of some rows whose strongest identity stands in one of them above."""
    seen: set[tuple[int, Key]] = set()
    found: set[int] = set()
    for row in some:
        strongest = next(((place, key) for place, key in enumerate(rows[row]) if key is not None), None)
        if strongest in seen:
            found.add(row)
        elif strongest is not None:
            seen.add(strongest)
    return found


def identities(
    of: Register, group: Sequence[str], columns: Mapping[str, Sequence[object]], count: int
) -> list[Key | None]:
    """Return the identity of `count` rows by one group of keys; `None` where it is not filled."""
    parts: list[Sequence[object]] = []
    for marked in group:
        key = marked.rstrip("?")
        values: Sequence[object] = columns.get(key) or [None] * count
        if isinstance(of[key].kind, Text):
            values = _spellings(of, values, own=key == of.label)
        parts.append(values)
    needed = [place for place, marked in enumerate(group) if not marked.endswith("?")]
    return [None if any(key[place] is None for place in needed) else key for key in zip(*parts, strict=True)]


def _spellings(of: Register, values: Sequence[object], *, own: bool) -> Sequence[str | None]:
    """Return the keys by which names are the same; `own` for the names of the register itself."""
    texts = [str(value) for value in values if value is not None]
    many = _MANY.get(of.spelling if own else match_key)
    keys = iter(many(texts) if many is not None else map(of.spelling, texts))
    return [None if value is None else next(keys) for value in values]


def _aside(connection: sa.Connection, of: Register, column: Column, context: Context) -> Mapping[str, object]:
    """Return the values, by record, of a column that does not stand in the row itself."""
    if isinstance(column.kind, Links):
        between = BETWEEN[between_name(of, column)]
        found: defaultdict[str, list[str]] = defaultdict(list)
        for owner, target in connection.execute(
            sa.select(between.c.owner, between.c.target).order_by(between.c.owner, between.c.position)
        ):
            found[owner].append(target)
        return {owner: tuple(targets) for owner, targets in found.items()}
    source = Source(of, context)
    present = source.selected(column)[0]
    return dict.fromkeys(connection.scalars(sa.select(source.table.c.id).where(present)), True)
