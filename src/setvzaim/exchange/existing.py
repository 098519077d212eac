"""The records a register has already, as an import meets them."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from setvzaim.model import BETWEEN, TABLES, between_name
from setvzaim.queries import Context
from setvzaim.queries.source import Source
from setvzaim.registers import Column, Links, Presence, Register, Text
from setvzaim.text.fold import match_key, match_keys

Key = tuple[object, ...]


class Existing:
    """Records by their identity, with the values of the columns that an import brings."""

    def __init__(self, connection: sa.Connection, of: Register, context: Context, columns: Sequence[Column]) -> None:
        self.of = of
        keys = {key.rstrip("?") for group in of.identity for key in group}
        stored = [column for column in of.stored if column in columns or column.key in keys or column.key == of.label]
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
        self._keys: list[dict[str, Key | None]] = []
        self._by_key: list[defaultdict[Key, deque[str]]] = []
        for group in of.identity:
            known = identities(of, group, by_column, len(records))
            found: defaultdict[Key, deque[str]] = defaultdict(deque)
            for record, key in zip(records, known, strict=True):
                if key is not None:
                    found[key].append(record)
            self._by_key.append(found)
            self._keys.append(dict(zip(records, known, strict=True)))

    def take(self, keys: Sequence[Key | None]) -> str | None:
        """Return the record a row means, each record once: of equal ones the n-th row takes the n-th."""
        for place, key in enumerate(keys):
            if key is None:
                continue
            waiting = self._by_key[place].get(key)
            while waiting:
                record = waiting.popleft()
                if record in self._taken:
                    continue
                if self._contradicts(record, keys[:place]):
                    continue
                self._taken.add(record)
                return record
        return None

    def claim(self, record: str) -> None:
        """Mark a record as taken by a row the user has joined to it."""
        self._taken.add(record)

    def _contradicts(self, record: str, stronger: Sequence[Key | None]) -> bool:
        """Tell whether a stronger identity (a register number) says that it is another record."""
        own = (keys[record] for keys in self._keys)
        return any(None not in (here, key) and here != key for here, key in zip(own, stronger, strict=False))

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
    keys = iter(match_keys(texts) if not own or of.spelling is match_key else map(of.spelling, texts))
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
