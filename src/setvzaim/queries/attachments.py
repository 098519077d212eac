"""The files kept with a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.queries.dependants import falling
from setvzaim.queries.past import Labels
from setvzaim.registers import Register, all_registers
from setvzaim.storage.blobs import ATTACHMENTS, BLOBS, read_blob
from setvzaim.storage.blobs import megabytes as format_size

__all__ = [
    "AttachedFile", "KeptFile", "content_of", "files_of", "files_that_go", "format_size", "kept_elsewhere",
    "kept_files", "places_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """One file kept with a record."""

    id: str
    name: str
    size: int | None
    """Bytes; `None` when the content is not there any more."""
    added_on: date | None
    digest: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file with the record it is kept with."""

    register: str
    record: str
    of: str
    """What the record is called."""
    file: AttachedFile


def kept_files(connection: sa.Connection) -> tuple[KeptFile, ...]:
    """Return all attached files of a base, register by register."""
    where = {id_: (key, record) for id_, key, record in connection.execute(sa.select(*_WHERE))}
    labels = Labels(connection)
    found = [KeptFile(*where[one.id], labels.label(*where[one.id]), one) for one in _files(connection, sa.true())]
    return tuple(sorted(found, key=lambda one: one.register))


_WHERE = (ATTACHMENTS.c.id, ATTACHMENTS.c.register, ATTACHMENTS.c.record)


def files_of(connection: sa.Connection, of: Register, record: str) -> tuple[AttachedFile, ...]:
    """Return the files of a record, in the order in which they came."""
    return _files(connection, (ATTACHMENTS.c.register == of.key) & (ATTACHMENTS.c.record == record))


def files_that_go(connection: sa.Connection, of: Register, records: Sequence[str]) -> tuple[AttachedFile, ...]:
    """Return the files that go when records are deleted: theirs, and those of what cannot stand without them."""
    ids = [id_ for _, rows in falling(connection, of, records).rows for id_ in rows]
    return _files(connection, ATTACHMENTS.c.record.in_(ids))


def content_of(connection: sa.Connection, file: str) -> tuple[str, bytes]:
    """Return the name of an attached file and what is in it. Raises `WorldError` when that is gone or damaged."""
    statement = sa.select(ATTACHMENTS.c.name, ATTACHMENTS.c.digest).where(ATTACHMENTS.c.id == file)
    row = connection.execute(statement).one_or_none()
    if row is None:
        raise WorldError("Этого файла у записи уже нет: его убрали.")
    return row[0], read_blob(connection, row[1])


def kept_elsewhere(connection: sa.Connection, digest: str, record: str) -> tuple[str, ...]:
    """Return what other records are called that have the same content attached."""
    return tuple(name for name, here in places_of(connection, digest) if here != record)


def places_of(connection: sa.Connection, digest: str) -> tuple[tuple[str, str], ...]:
    """Return the records that have some content attached: what they are called, and their identifiers."""
    wanted = sa.select(ATTACHMENTS.c.register, ATTACHMENTS.c.record).where(ATTACHMENTS.c.digest == digest)
    labels = Labels(connection)
    rows = connection.execute(wanted.distinct().order_by(ATTACHMENTS.c.record)).all()
    return tuple((labels.label(key, record), record) for key, record in rows if key in all_registers())


def _files(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> tuple[AttachedFile, ...]:
    columns = [ATTACHMENTS.c.id, ATTACHMENTS.c.name, BLOBS.c.size, ATTACHMENTS.c.added_on, ATTACHMENTS.c.digest]
    joined = ATTACHMENTS.outerjoin(BLOBS, BLOBS.c.digest == ATTACHMENTS.c.digest)
    statement = sa.select(*columns).select_from(joined).where(condition).order_by(ATTACHMENTS.c.id)
    return tuple(AttachedFile(*row) for row in connection.execute(statement))
