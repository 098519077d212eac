"""What stood in a record once, worked out from what stands in it now and what the journal says was done since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import sqlalchemy as sa

from setvzaim.model import BETWEEN, TABLES, Setting, between_name
from setvzaim.registers import Column, Link, Links, Register, register
from setvzaim.storage.images import NOW, WAS, Chunk, kept_columns
from setvzaim.storage.journal import CHUNKS, ENTRIES, chunk_of


@dataclass(slots=True)
class Past:
    """A record at one moment."""

    values: dict[str, Any] | None
    """Stored values by column, without folded texts; `None` when there was no such record."""
    links: dict[str, dict[str, int]] = field(default_factory=dict)
    """By key of a column of several links: the records it led to, with their positions."""


def record_chunks(connection: sa.Connection, of: Register, record: str) -> dict[int, list[Chunk]]:
    """Return, by operation, what was written of one record: its row and its several links, in their order."""
    found: defaultdict[int, list[Chunk]] = defaultdict(list)
    names = [of.key, *(between_name(of, column) for column in link_columns(of))]
    rows = connection.execute(
        sa.select(CHUNKS.c.operation, CHUNKS.c.table_name, CHUNKS.c.kind, CHUNKS.c.body)
        .where(CHUNKS.c.table_name.in_(names), CHUNKS.c.first <= record, CHUNKS.c.last >= record)
        .order_by(CHUNKS.c.operation, CHUNKS.c.part)
    )
    for operation, table, kind, body in rows:
        chunk = chunk_of(table, kind, body).only(record)
        if chunk.records:
            found[operation].append(chunk)
    return dict(found)


def link_columns(of: Register) -> list[Column]:
    """Return the columns of several links."""
    return [column for column in of.columns if isinstance(column.kind, Links)]


def state_at(connection: sa.Connection, of: Register, record: str, sequence: int) -> Past:
    """Return a record as it stood after all entries of the journal up to `sequence`.

    What is archived cannot be taken back: then it is the oldest state that is known.
    """
    chunks = record_chunks(connection, of, record)
    past = _present(connection, of, record)
    entries = connection.execute(
        sa.select(ENTRIES.c.sequence, ENTRIES.c.kind, ENTRIES.c.of)
        .where(ENTRIES.c.sequence > sequence, ENTRIES.c.kind != "archive")
        .order_by(ENTRIES.c.sequence.desc())
    )
    for entry, kind, of_entry in entries:
        done = chunks.get(entry if kind == "do" else of_entry, [])
        forth = kind == "undo"
        for chunk in done if forth else reversed(done):
            _step(past, of, chunk, back=not forth)
    return past


def _present(connection: sa.Connection, of: Register, record: str) -> Past:
    table = TABLES[of.key]
    kept = [table.c[name] for name in kept_columns(table)]
    row = connection.execute(sa.select(*kept).where(table.c.id == record)).mappings().one_or_none()
    past = Past(None if row is None else dict(row))
    for column in link_columns(of):
        between = BETWEEN[between_name(of, column)]
        found = connection.execute(sa.select(between.c.target, between.c.position).where(between.c.owner == record))
        past.links[column.key] = {target: position for target, position in found}  # noqa: C416 - rows, not pairs
    return past


def _step(past: Past, of: Register, chunk: Chunk, *, back: bool) -> None:
    """Take a record through one write, or back through it."""
    comes = (chunk.kind == "insert") != back
    if chunk.table.name != of.key:
        links = past.links[chunk.table.name.removeprefix(f"{of.key}_")]
        for target, position in zip(chunk.columns["target"], chunk.columns["position"], strict=True):
            if comes:
                links[target] = position
            else:
                links.pop(target, None)
    elif chunk.kind == "update":
        if past.values is not None:
            past.values.update(_first(chunk.side(WAS if back else NOW)))
    else:
        past.values = _first(chunk.whole()) if comes else None


def _first(columns: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    return {name: values[0] for name, values in columns.items()}


class Labels:
    """What records are called, or were when they were there last."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], str] = {}

    def label(self, key: str, record: str) -> str:
        """Return what a record of a register is called; empty when nobody knows any more."""
        if (key, record) not in self._known:
            self._known[key, record] = ""  # a record that is called by itself ends here
            self._known[key, record] = self._find(register(key), record)
        return self._known[key, record]

    def setting(self, record: str) -> str:
        """Return the key of a setting by its record; of one that has gone, by what is written of it."""
        asked = sa.select(Setting.name).where(Setting.id == record)
        found = self._connection.execute(asked).scalar()
        return found if found is not None else _setting_had(self._connection, record)

    def _find(self, of: Register, record: str) -> str:
        table = TABLES[of.key]
        names = [table.c[column.key] for column in of.naming]
        row = self._connection.execute(sa.select(*names).where(table.c.id == record)).one_or_none()
        return self.name(of, row if row is not None else [self._had(of, c.key, record) for c in of.naming])

    def name(self, of: Register, values: Sequence[Any]) -> str:
        """Return what a row is called that holds some values in the columns it is called by."""
        held = {column.key: value for column, value in zip(of.naming, values, strict=True)}
        column = of.called_by(held.get)
        return self.write(column, held[column.key])

    def _had(self, of: Register, key: str, record: str) -> Any:  # noqa: ANN401 - a value of any column
        """Return what a record had in a column, by the newest that is written of it."""
        for chunk in (
            c for chunks in reversed(record_chunks(self._connection, of, record).values()) for c in chunks[::-1]
        ):
            for name in (key, f"{NOW}{key}"):
                if chunk.table.name == of.key and name in chunk.columns:
                    return chunk.columns[name][0]
        return None

    def write(self, column: Column, value: Any) -> str:  # noqa: ANN401 - a value of any column
        """Return a stored value in words."""
        if isinstance(column.kind, Link):
            return "" if value is None else self.label(column.kind.register, value)
        return column.kind.write(value)

    def write_links(self, column: Column, targets: Mapping[str, int]) -> str:
        """Return several links in words, in their order."""
        kind = column.kind
        if not isinstance(kind, Links):
            raise TypeError(column.key)
        return "; ".join(self.label(kind.register, target) for target in sorted(targets, key=targets.__getitem__))


@cache
def owner_of(table: str) -> tuple[Register, Column | None] | None:
    """Return the register a table belongs to, with the column if it holds several links; `None` for other tables."""
    if table in TABLES:
        return register(table), None
    owners = ((of, column) for of in map(register, TABLES) for column in link_columns(of))
    return next(((of, column) for of, column in owners if between_name(of, column) == table), None)


def _setting_had(connection: sa.Connection, record: str) -> str:
    """Return the key of a setting whose row has gone; empty when that is no longer written."""
    table = Setting.__tablename__
    here = (CHUNKS.c.table_name == table, CHUNKS.c.kind != "update", CHUNKS.c.first <= record, CHUNKS.c.last >= record)
    for kind, body in connection.execute(sa.select(CHUNKS.c.kind, CHUNKS.c.body).where(*here)):
        chunk = chunk_of(table, kind, body).only(record)
        if chunk.records:
            return str(chunk.columns["name"][0])
    return ""
