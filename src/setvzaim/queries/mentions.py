"""Where a person is named: the rows of people by name or code, and texts in which a surname still stands."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import sqlalchemy as sa

from setvzaim.model import TABLES
from setvzaim.queries.deleted import deleted
from setvzaim.registers import Register, all_registers
from setvzaim.storage.blobs import ATTACHMENTS
from setvzaim.storage.journal import CHUNKS, ENTRIES
from setvzaim.text.fold import fold, match_key

_ENDINGS = ("ая", "яя", "ый", "ий", "ой", "а", "я", "й", "ь")
_LEAST = 3


def called(connection: sa.Connection, of: Register, text: str) -> tuple[str, ...]:
    """Return the rows of a register of people with this name or code; deleted ones if there are no others."""
    table, wanted = TABLES[of.key], match_key(text)
    rows = connection.execute(sa.select(table.c.id, table.c[of.label], table.c[of.alias])).all()
    by_code = tuple(row for row, _, code in rows if code and match_key(code) == wanted)
    by_name = tuple(row for row, name, _ in rows if name and match_key(name) == wanted)
    gone = (one.record for one in deleted(connection, of, text) if match_key(one.name) == wanted)
    return by_code or by_name or tuple(gone)


def mentions(connection: sa.Connection, name: str) -> tuple[tuple[Register, int], ...]:
    """Return in how many rows of which registers the surname of a name occurs, in whatever case it stands.

    Nowhere for an empty name.
    """
    if not name:
        return ()
    pattern = _pattern(name)
    found = []
    for of in all_registers().values():
        folded = [TABLES[of.key].c[column.folded] for column in of.stored if column.folded]
        if folded:
            rows = connection.execute(sa.select(*folded).where(sa.or_(*(c.contains(_stem(name)) for c in folded))))
            count = sum(any(text and pattern.search(text) for text in row) for row in rows)
            found += [(of, count)] if count else []
    return tuple(found)


def file_mentions(connection: sa.Connection, name: str) -> int:
    """Return how many attached files have the surname of a name in their own names, none for an empty name."""
    if not name:
        return 0
    pattern = _pattern(name)
    return sum(bool(pattern.search(fold(held))) for held in connection.scalars(sa.select(ATTACHMENTS.c.name)))


def history_mentions(connection: sa.Connection, name: str) -> int:
    """Return in how many operations of the journal the surname of a name occurs, none for an empty name."""
    if not name:
        return 0
    pattern = _pattern(name)
    return len({operation for operation, text in _journal(connection) if pattern.search(text)})


def _journal(connection: sa.Connection) -> Iterator[tuple[int, str]]:
    """Give what is written in the journal, folded, by operation."""
    for operation, words in connection.execute(sa.select(ENTRIES.c.sequence, ENTRIES.c.words)):
        yield operation, words
    for operation, body in connection.execute(sa.select(CHUNKS.c.operation, CHUNKS.c.body)):
        yield operation, fold(zlib.decompress(body).decode())


def _stem(name: str) -> str:
    """Return what all cases of a surname have in common: «иванов» for «Иванова Анна»."""
    surname = fold(name).split()[0]
    for ending in _ENDINGS:
        if surname.endswith(ending) and len(surname) - len(ending) >= _LEAST:
            return surname.removesuffix(ending)
    return surname


def _pattern(name: str) -> re.Pattern[str]:
    """Return what finds a surname as a word, in any case and of either sex."""
    return re.compile(rf"(?<!\w){re.escape(_stem(name))}\w{{0,3}}(?!\w)")
