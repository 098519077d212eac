"""Which backups of a base still hold a record of the staff."""

from __future__ import annotations

import zlib
from contextlib import closing
from pathlib import Path

from setvzaim.errors import WorldError
from setvzaim.storage import raw
from setvzaim.storage.places import places, shelf_of
from setvzaim.storage.shelf import Shelf

_ROW = "SELECT 1 FROM staff WHERE id = ?"
_CHUNKS = "SELECT body FROM journal_chunks WHERE table_name = 'staff' AND first <= ?1 AND last >= ?1"


def copies_with(base: Path, record: str) -> tuple[Path, ...]:
    """Return the backups of a base, in all folders that are there, that hold a record or cannot be looked into."""
    shelves = (Shelf(shelf_of(base, folder)) for folder in places().there())
    return tuple(one.path for shelf in shelves for one in shelf.copies() if _holds(one.path, record))


def _holds(copy: Path, record: str) -> bool:
    unreadable: tuple[type[Exception], ...] = (WorldError, OSError, zlib.error, *raw.unreadable())
    try:
        with closing(raw.connect(copy, raw.key_of(copy))) as connection:
            if connection.execute(_ROW, (record,)).fetchone():
                return True
            bodies = connection.execute(_CHUNKS, (record,))
            return any(record.encode() in zlib.decompress(body) for (body,) in bodies)
    except unreadable:
        return True
