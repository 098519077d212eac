"""Deleted records, which can be brought back."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from setvzaim.model import TABLES
from setvzaim.queries.history import Done, one_operation
from setvzaim.queries.past import Labels
from setvzaim.registers import Register
from setvzaim.storage.journal import CHUNKS, ENTRIES, chunk_of
from setvzaim.storage.replay import stored
from setvzaim.text.fold import fold


@dataclass(frozen=True, slots=True)
class Deleted:
    """A record that is not there any more."""

    register: str
    record: str
    name: str
    before: int
    """The sequence at which it still stood: `bring_back` takes it."""
    done: Done
    """The operation that deleted it."""


def deleted(connection: sa.Connection, of: Register, search: str = "", limit: int = 200) -> tuple[Deleted, ...]:
    """Return the deleted records of a register whose names hold all words of a search, the newest first."""
    words = fold(search).split()
    labels = Labels(connection)
    found: dict[str, Deleted] = {}
    rows = connection.execute(
        sa.select(CHUNKS.c.operation, ENTRIES.c.place, CHUNKS.c.body)
        .join(ENTRIES, ENTRIES.c.sequence == CHUNKS.c.operation)
        .where(CHUNKS.c.table_name == of.key, CHUNKS.c.kind == "delete", ENTRIES.c.undone_by.is_(None))
        .order_by(ENTRIES.c.place.desc(), CHUNKS.c.part.desc())
    ).all()
    for operation, place, body in rows:
        chunk = chunk_of(of.key, "delete", body)
        there = stored(connection, TABLES[of.key], chunk.records, ())
        whole = chunk.whole()
        names = zip(*(whole[column.key] for column in of.naming), strict=True)
        done = one_operation(connection, operation)
        for record, values in zip(chunk.records, names, strict=True):
            name = labels.name(of, values)
            if done and record not in there and record not in found and all(word in fold(name) for word in words):
                found[record] = Deleted(of.key, record, name, place - 1, done)
        if len(found) >= limit:
            break
    return tuple(found.values())[:limit]
