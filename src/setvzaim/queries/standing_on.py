"""Which later operations stand on one, so that it cannot be undone without them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from setvzaim.model import TABLES
from setvzaim.storage.images import NOW, WAS, Chunk, links_of
from setvzaim.storage.journal import CHUNKS, ENTRIES, chunks_of, one_chunk

_BESIDE = "record"
"""The column by which rows kept beside the registers (attached files, spellings) belong to a record of any of them."""


@dataclass
class _Ground:
    """What some operations wrote."""

    keys: defaultdict[str, set[Any]] = field(default_factory=lambda: defaultdict(set))
    """By table, the rows they touched."""
    made: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By table, the records they made."""
    needed: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By table, the records that rows as they were linked to: undoing needs them."""

    def add(self, chunk: Chunk) -> None:
        table = chunk.table.name
        self.keys[table].update(chunk.keys)
        if chunk.kind == "insert":
            self.made[table].update(chunk.records)
        for target, values in _linked(chunk, WAS):
            self.needed[target].update(values)

    def carries(self, chunk: Chunk) -> bool:
        """Whether a later chunk touches the same rows, leads to records made here, or takes away needed ones."""
        table = chunk.table.name
        if not self.keys[table].isdisjoint(chunk.keys):
            return True
        if chunk.kind == "delete" and not self.needed[table].isdisjoint(chunk.records):
            return True
        return any(not self.made[target].isdisjoint(values) for target, values in _linked(chunk, NOW))

    def may_carry(self, name: str) -> bool:
        """Whether a chunk of a table must be looked into at all."""
        table = CHUNKS.metadata.tables[name]
        targets = [*links_of(table).values(), *(TABLES if _BESIDE in table.c else ())]
        return bool(self.keys[name] or self.needed[name] or any(self.made[target] for target in targets))


def standing_on(connection: sa.Connection, operation: int) -> set[int]:
    """Return the later operations in effect that changed the same rows or link to rows it made, and so on.

    One pass over what came later suffices: what stands on a later operation comes later still.
    """
    ground = _Ground()
    for chunk in chunks_of(connection, operation):
        ground.add(chunk)
    found: set[int] = set()
    for later, parts in groupby(_later(connection, operation), key=itemgetter(0)):
        some = [(part, table) for _, part, table in parts]
        if any(ground.carries(one_chunk(connection, later, part)) for part, table in some if ground.may_carry(table)):
            found.add(later)
            for chunk in chunks_of(connection, later):
                ground.add(chunk)
    return found


def _later(connection: sa.Connection, operation: int) -> list[tuple[int, int, str]]:
    """Return operation, part and table of what is in effect and was written later, without the rows themselves."""
    place = connection.execute(sa.select(ENTRIES.c.place).where(ENTRIES.c.sequence == operation)).scalar_one()
    rows = connection.execute(
        sa.select(CHUNKS.c.operation, CHUNKS.c.part, CHUNKS.c.table_name)
        .join(ENTRIES, ENTRIES.c.sequence == CHUNKS.c.operation)
        .where(ENTRIES.c.undone_by.is_(None), ENTRIES.c.place > place)
        .order_by(ENTRIES.c.place, CHUNKS.c.part)
    )
    return [(later, part, table) for later, part, table in rows]


def _linked(chunk: Chunk, sign: str) -> Iterable[tuple[str, set[str]]]:
    """Give the records that rows lead to, by table: before (`WAS`) or after (`NOW`) the operation."""
    for name, target in links_of(chunk.table).items():
        if chunk.kind == "update":
            values = chunk.columns.get(f"{sign}{name}", ())
        else:
            values = chunk.columns.get(name, ()) if (chunk.kind == "insert") == (sign == NOW) else ()
        yield target, {value for value in values if value is not None}
    if _BESIDE in chunk.table.c:  # no key of the base leads there, since the record may be of any register
        names = (_BESIDE, f"{sign}{_BESIDE}")
        written = chunk.kind == "update" or (chunk.kind == "insert") == (sign == NOW)
        records = {value for name in names for value in chunk.columns.get(name, ())} if written else set()
        yield from ((target, records) for target in TABLES if records)
