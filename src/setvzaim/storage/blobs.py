"""Bytes kept once, named by what they are: attached files, and what a version of a plan said.

They stand outside the journal, which names them by their digest, so that undoing and redoing never copy a scan.
What nothing names any more, neither a row nor the journal, is swept away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.model import TABLES, Attachment, Blob, Setting
from setvzaim.model import Base as Model
from setvzaim.storage.images import NOW, WAS
from setvzaim.storage.journal import CHUNKS, chunk_of
from setvzaim.text.format import format_number

BLOBS: sa.Table = Model.metadata.tables[Blob.__tablename__]
ATTACHMENTS: sa.Table = Model.metadata.tables[Attachment.__tablename__]
NAMING: Mapping[str, sa.Table] = {ATTACHMENTS.name: ATTACHMENTS, "plan_versions": TABLES["plan_versions"]}
"""The tables whose column `digest` names a blob."""
LIMITS = "file_limits"
"""Name of the setting: a list of two numbers of megabytes, for one file and for all."""
MEGABYTE = 1_000_000
_SETTINGS: sa.Table = Model.metadata.tables[Setting.__tablename__]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the files of a base may take, in bytes: a base is copied to a stick and backed up every half-hour."""

    one: int = 20 * MEGABYTE
    together: int = 500 * MEGABYTE

    @classmethod
    def of(cls, one: int, together: int) -> Limits:
        """Return limits given in megabytes."""
        return cls(one * MEGABYTE, together * MEGABYTE)

    @property
    def one_mb(self) -> int:
        """Megabytes of one file."""
        return self.one // MEGABYTE

    @property
    def together_mb(self) -> int:
        """Megabytes of all files."""
        return self.together // MEGABYTE


def digest_of(content: bytes) -> str:
    """Return the name of some bytes: their SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def keep_blob(connection: sa.Connection, content: bytes) -> str:
    """Keep bytes, unless they are there already; return their digest. What was damaged is mended by that."""
    digest = digest_of(content)
    here = BLOBS.c.digest == digest
    held = connection.execute(sa.select(BLOBS.c.content).where(here)).scalar()
    if held is None:
        connection.execute(sa.insert(BLOBS).values(digest=digest, size=len(content), content=content))
    elif held != content:
        connection.execute(sa.update(BLOBS).where(here).values(size=len(content), content=content))
    return digest


def read_blob(connection: sa.Connection, digest: str) -> bytes:
    """Return bytes by their digest. Raises `WorldError` when they are not there or are not what they were."""
    content = connection.execute(sa.select(BLOBS.c.content).where(BLOBS.c.digest == digest)).scalar()
    if content is None:
        raise WorldError(
            "Содержимого этого файла в базе нет: она повреждена или собрана из повреждённой. Возьмите файл из "
            "резервной копии или приложите его снова."
        )
    if digest_of(content) != digest:
        raise WorldError(
            "Содержимое этого файла в базе повреждено, поэтому он не открыт. Возьмите его из резервной копии или "
            "приложите снова."
        )
    return bytes(content)


def fault_of(connection: sa.Connection, digest: str) -> str:
    """Say what is wrong with the bytes a row names, in Russian; empty when nothing is."""
    content = connection.execute(sa.select(BLOBS.c.content).where(BLOBS.c.digest == digest)).scalar()
    if content is None:
        return "его содержимого в базе нет"
    return "" if digest_of(content) == digest else "его содержимое повреждено"


def total_size(connection: sa.Connection) -> int:
    """Return how many bytes all blobs of a base take."""
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.sum(BLOBS.c.size), 0))).scalar_one())


def limits(connection: sa.Connection) -> Limits:
    """Return what the base says of the size of its files; the usual where it says nothing."""
    said = connection.execute(sa.select(_SETTINGS.c.value).where(_SETTINGS.c.name == LIMITS)).scalar()
    return Limits.of(*json.loads(said)) if said else Limits()


def refuse_too_much(connection: sa.Connection, files: Mapping[str, bytes]) -> None:
    """Raise `WorldError` when a file by its name, or all with those that are there, would take too much."""
    allowed = limits(connection)
    for name, content in files.items():
        if len(content) > allowed.one:
            raise too_large(name, len(content), allowed)
    there = set(connection.scalars(sa.select(BLOBS.c.digest)))
    fresh = {digest: len(content) for content in files.values() if (digest := digest_of(content)) not in there}
    full = total_size(connection) + sum(fresh.values())
    if full > allowed.together:
        raise WorldError(
            f"Вместе с новыми файлы базы займут {megabytes(full)}, а можно не больше {megabytes(allowed.together)}. "
            "Уберите лишние файлы или храните большие сканы в папке отдела, а здесь — только подписанные листы."
        )


def too_large(name: str, size: int, allowed: Limits) -> WorldError:
    """Return what is said of a file that is too large to be kept."""
    return WorldError(
        f"Файл «{name}» — {megabytes(size)}, а можно не больше {megabytes(allowed.one)}. Отсканируйте документ в "
        "оттенках серого с разрешением 150 точек на дюйм или сохраните его частями."
    )


def megabytes(size: int) -> str:
    """Write a number of bytes as people read it: «312 Б», «48 КБ», «2,4 МБ»."""
    for unit, least, decimals in (("МБ", MEGABYTE, 1), ("КБ", 1000, 0)):
        if size >= least:
            return f"{format_number(size / least, decimals).removesuffix(',0')} {unit}"
    return f"{format_number(size)} Б"


def named_digests(connection: sa.Connection) -> set[str]:
    """Return the digests that rows or the journal name: what can still be shown, or come back by undoing."""
    found = {
        digest
        for table in NAMING.values()
        for digest in connection.scalars(sa.select(table.c.digest).where(table.c.digest.is_not(None)))
    }
    chunks = sa.select(CHUNKS.c.table_name, CHUNKS.c.kind, CHUNKS.c.body).where(CHUNKS.c.table_name.in_(NAMING))
    for row in connection.execute(chunks):
        columns = chunk_of(*row).columns
        for sign in ("", WAS, NOW):
            found.update(digest for digest in columns.get(f"{sign}digest", ()) if digest is not None)
    return found


def sweep_blobs(connection: sa.Connection) -> int:
    """Take away the bytes that nothing names any more; return how many there were of them."""
    stray = set(connection.scalars(sa.select(BLOBS.c.digest))) - named_digests(connection)
    for digest in stray:
        connection.execute(sa.delete(BLOBS).where(BLOBS.c.digest == digest))
    return len(stray)
