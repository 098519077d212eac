"""Holding the journal against the data: does every row stand as the last operation left it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from setvzaim.model import TABLES
from setvzaim.model import Base as Model
from setvzaim.queries.past import Labels, owner_of
from setvzaim.queries.soundness import Finding
from setvzaim.registers import register
from setvzaim.storage.images import NOW, Chunk
from setvzaim.storage.journal import CHUNKS, ENTRIES, chunk_of
from setvzaim.storage.replay import stored

_Image = dict[str, Any]
_GONE, _OTHER, _THERE = (
    "по журналу запись есть, а в базе её нет",
    "в базе не то, что записано в журнале: её изменили в обход программы",
    "по журналу запись удалена, а в базе она есть",
)


def journal_findings(connection: sa.Connection) -> Iterator[Finding]:
    """Give the rows that are not as the journal says; rows the journal does not know are passed over."""
    labels = Labels(connection)
    for name in connection.scalars(sa.select(CHUNKS.c.table_name).distinct().order_by(CHUNKS.c.table_name)).all():
        try:
            images = _images(connection, name)
        except (ValueError, zlib.error):
            yield Finding("", None, "", f"журнал повреждён: записи об изменениях «{_title(name)}» не читаются")
            continue
        yield from _compare(connection, Model.metadata.tables[name], images, labels)


def _images(connection: sa.Connection, name: str) -> dict[Any, _Image | None]:
    """Return, for every row of a table the journal knows, what is known of it, `None` for one that is deleted."""
    images: dict[Any, _Image | None] = {}
    rows = connection.execute(
        sa.select(CHUNKS.c.kind, CHUNKS.c.body)
        .join(ENTRIES, ENTRIES.c.sequence == CHUNKS.c.operation)
        .where(CHUNKS.c.table_name == name, ENTRIES.c.undone_by.is_(None))
        .order_by(ENTRIES.c.place, CHUNKS.c.part)
    )
    for kind, body in rows:
        _take_in(images, chunk_of(name, kind, body))
    return images


def _take_in(images: dict[Any, _Image | None], chunk: Chunk) -> None:
    columns = chunk.side(NOW) if chunk.kind == "update" else chunk.whole()
    for key, *values in zip(chunk.keys, *columns.values(), strict=True):
        known = dict(zip(columns, values, strict=True))
        match chunk.kind:
            case "update":
                images[key] = (images.get(key) or {}) | known
            case "insert":
                images[key] = known
            case "delete":
                images[key] = None


def _compare(
    connection: sa.Connection, table: sa.Table, images: dict[Any, _Image | None], labels: Labels
) -> Iterator[Finding]:
    names = tuple(dict.fromkeys(name for image in images.values() if image for name in image))
    now = stored(connection, table, list(images), names)
    for key, image in images.items():
        row = now.get(key)
        reason = None
        if image is None:
            reason = _THERE if row is not None else None
        elif row is None:
            reason = _GONE
        elif any(image.get(name, value) != value for name, value in zip(names, row, strict=True)):
            reason = _OTHER
        if reason is not None:
            yield _finding(table.name, str(key[0] if isinstance(key, tuple) else key), reason, labels)


def _finding(table: str, record: str, reason: str, labels: Labels) -> Finding:
    owner = owner_of(table)
    if owner is None:
        return Finding("", record, "", f"{table}: {reason}")
    of, column = owner
    return Finding(of.key, record, labels.label(of.key, record), f"{column.label}: {reason}" if column else reason)


def _title(table: str) -> str:
    return register(table).title if table in TABLES else table
