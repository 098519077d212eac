"""Bytes kept once, named by what they are: attached files, and what a version of a plan said."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.model import Base as Model
from setvzaim.model import Blob

BLOBS: sa.Table = Model.metadata.tables[Blob.__tablename__]


def keep_blob(connection: sa.Connection, content: bytes) -> str:
    """Keep bytes, unless they are there already; return their SHA-256, in hexadecimal."""
    digest = hashlib.sha256(content).hexdigest()
    if connection.execute(sa.select(BLOBS.c.size).where(BLOBS.c.digest == digest)).first() is None:
        connection.execute(sa.insert(BLOBS).values(digest=digest, size=len(content), content=content))
    return digest


def read_blob(connection: sa.Connection, digest: str) -> bytes:
    """Return bytes by their digest. Raises `WorldError` when they are not there or are not what they were."""
    content = connection.execute(sa.select(BLOBS.c.content).where(BLOBS.c.digest == digest)).scalar()
    if content is None or hashlib.sha256(content).hexdigest() != digest:
        raise WorldError("Сохранённого содержимого в базе нет или оно повреждено. Возьмите его из резервной копии.")
    return bytes(content)
