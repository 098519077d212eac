"""The journal in the base: entries written, found and marked; rows put back and forth."""

from __future__ import annotations

import functools
import getpass
import json
import platform
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import sqlalchemy as sa

from setvzaim.model import Base as Model
from setvzaim.model import JournalChunk, JournalEntry, Setting
from setvzaim.storage.bulk import insert_columns
from setvzaim.storage.images import Chunk, unpack
from setvzaim.storage.recorder import Recorder
from setvzaim.text.fold import fold

ENTRIES: sa.Table = Model.metadata.tables[JournalEntry.__tablename__]
CHUNKS: sa.Table = Model.metadata.tables[JournalChunk.__tablename__]
_SETTINGS: sa.Table = Model.metadata.tables[Setting.__tablename__]
WHO = "who"
"""Name of the setting that says who works with the base; without it, whoever is logged in."""


def _next(connection: sa.Connection) -> tuple[int, str, str]:
    """Return the sequence of the next entry, and who writes it on which computer."""
    newest, said = connection.execute(_STANDING).one()
    return (newest or 0) + 1, (json.loads(said) if said else "") or _user(), _computer()


_STANDING = sa.select(
    sa.select(sa.func.max(ENTRIES.c.sequence)).scalar_subquery(),
    sa.select(_SETTINGS.c.value).where(_SETTINGS.c.name == WHO).scalar_subquery(),
)


@functools.cache
def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name in the environment and none in the system
        return ""


@functools.cache
def _computer() -> str:
    return platform.node()


def write_entry(
    connection: sa.Connection, name: str, rows: int, *, kind: str = "do", about: str = "", of: int | None = None
) -> int:
    """Add an entry at the end of the journal; return its sequence."""
    sequence, who, computer = _next(connection)
    entry: dict[str, object] = {
        "sequence": sequence,
        "kind": kind,
        "name": name,
        "about": about,
        "words": fold(f"{name} {about} {who} {computer}"),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "who": who,
        "computer": computer,
        "rows": rows,
        "of": of,
        "place": sequence,
        "undone_by": None,
    }
    insert_columns(connection, ENTRIES, {key: [value] for key, value in entry.items()})
    return sequence


def write(connection: sa.Connection, name: str, rows: int, recorder: Recorder) -> int | None:
    """Write what an operation did; return its sequence, `None` when it changed nothing."""
    recorder.close()
    if not recorder.packed:
        return None
    sequence = write_entry(connection, name, rows, about=recorder.about())
    packed = recorder.packed
    columns = {key: [chunk[key] for chunk in packed] for key in packed[0]}
    insert_columns(connection, CHUNKS, {"operation": [sequence] * len(packed), **columns})
    return sequence


def chunks_of(connection: sa.Connection, sequence: int, *, back: bool = False) -> Iterator[Chunk]:
    """Give the chunks of an operation in the order they were written, or from the last one `back`."""
    order = CHUNKS.c.part.desc() if back else CHUNKS.c.part
    wanted = sa.select(CHUNKS.c.part).where(CHUNKS.c.operation == sequence).order_by(order)
    for part in connection.scalars(wanted).all():
        yield one_chunk(connection, sequence, part)


def one_chunk(connection: sa.Connection, sequence: int, part: int) -> Chunk:
    """Return one chunk of an operation."""
    return chunk_of(*connection.execute(_ONE_CHUNK, {"_sequence": sequence, "_part": part}).one())


_ONE_CHUNK = sa.select(CHUNKS.c.table_name, CHUNKS.c.kind, CHUNKS.c.body).where(
    CHUNKS.c.operation == sa.bindparam("_sequence"), CHUNKS.c.part == sa.bindparam("_part")
)


def chunk_of(table: str, kind: str, body: bytes) -> Chunk:
    """Return the rows of a chunk as it stands in the base."""
    return unpack(Model.metadata.tables[table], kind, body)  # type: ignore[arg-type]  # written by `Recorder` alone


def mark_undone(connection: sa.Connection, sequence: int, by: int) -> None:
    """Say that an operation is not in effect any more."""
    connection.execute(sa.update(ENTRIES).where(ENTRIES.c.sequence == sequence).values(undone_by=by))


def mark_redone(connection: sa.Connection, sequence: int, by: int) -> None:
    """Say that an operation is in effect again, after all that was done before."""
    connection.execute(sa.update(ENTRIES).where(ENTRIES.c.sequence == sequence).values(undone_by=None, place=by))


def forget(connection: sa.Connection, sequences: Sequence[int]) -> None:
    """Take entries out of the journal for good, with their rows."""
    for table, column in ((CHUNKS, CHUNKS.c.operation), (ENTRIES, ENTRIES.c.sequence)):
        gone = sa.delete(table).where(column == sa.bindparam("_sequence"))
        connection.execute(gone, [{"_sequence": sequence} for sequence in sequences])
