"""Rows as the journal keeps them: column by column, as compressed JSON.

A chunk holds rows of one table that were written alike. Its columns are lists of one length. Rows that were inserted
or deleted stand there whole, except what follows from the rest: the folded texts, the version 1 of a new row, and
columns that were empty in all. Of rows that were updated there are `id`, and each changed column twice: «-pupils» is
what was, «+pupils» what is. A long column of texts is one text.
"""

from __future__ import annotations

import base64
import functools
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa

Kind = Literal["insert", "update", "delete"]
Columns = Mapping[str, Sequence[Any]]
WAS, NOW = "-", "+"
_LEVEL = 1
"""Of compression: higher ones take three times as long for a tenth less."""
_LONG = 100
_MARK, _EMPTY = "\x7f", "\x00"
"""What stands between the texts of a long column, and for a missing one."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows of one table that were written alike, with values as Python has them."""

    table: sa.Table
    kind: Kind
    columns: Columns

    @property
    def keys(self) -> Sequence[Any]:
        """What tells the rows apart: identifiers, or (owner, target) in a table of several links."""
        return row_keys(self.table, self.columns)

    @property
    def records(self) -> Sequence[str]:
        """The records the rows belong to: they themselves, or the owners of links."""
        return self.columns[record_key(self.table)]

    def side(self, sign: str) -> dict[str, Sequence[Any]]:
        """Return the changed columns of updated rows as they were (`WAS`) or are (`NOW`)."""
        return {name[1:]: values for name, values in self.columns.items() if name[0] == sign}

    def whole(self) -> dict[str, Sequence[Any]]:
        """Return every column but the folded ones of inserted or deleted rows."""
        count = len(self.records)
        missing = {"version": [1] * count} if "version" in self.table.c else {}
        return {
            name: self.columns.get(name) or missing.get(name) or [None] * count for name in kept_columns(self.table)
        }

    def only(self, record: str) -> Chunk:
        """Return the rows of one record alone."""
        places = [place for place, one in enumerate(self.records) if one == record]
        return Chunk(
            self.table, self.kind, {name: [values[at] for at in places] for name, values in self.columns.items()}
        )

    def parts(self, size: int) -> Iterator[Chunk]:
        """Give the rows in chunks of at most `size`."""
        for start in range(0, len(self.records), size):
            part = {name: values[start : start + size] for name, values in self.columns.items()}
            yield Chunk(self.table, self.kind, part)


def record_key(table: sa.Table) -> str:
    """Return the column that names the record a row belongs to."""
    return "id" if "id" in table.c else "owner"


def row_keys(table: sa.Table, columns: Columns) -> Sequence[Any]:
    """Return what tells rows apart, from their columns."""
    return columns["id"] if "id" in table.c else list(zip(columns["owner"], columns["target"], strict=True))


@functools.cache
def kept_columns(table: sa.Table) -> tuple[str, ...]:
    """Return the columns the journal keeps: all but the folded ones, which follow from others."""
    folded = set(folds(table).values())
    return tuple(column.name for column in table.c if column.name not in folded)


@functools.cache
def folds(table: sa.Table) -> Mapping[str, str]:
    """Return the folded column of each text column that has one."""
    return {name: f"{name}_fold" for name in table.c.keys() if f"{name}_fold" in table.c}  # noqa: SIM118 - not a dict


@functools.cache
def links_of(table: sa.Table) -> Mapping[str, str]:
    """Return the table each linking column leads to."""
    return {key.parent.name: key.column.table.name for key in table.foreign_keys}


def pack(columns: Columns) -> bytes:
    """Return columns as the journal keeps them."""
    shown = {name: _joined(values) for name, values in columns.items()}
    text = json.dumps(shown, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return zlib.compress(text.encode(), _LEVEL)


def _joined(values: Sequence[Any]) -> Sequence[Any]:
    """Return a long column of texts as one text: JSON writes and reads that several times as fast."""
    if len(values) <= _LONG:
        return values
    try:
        text = _MARK.join(values if None not in values else [_EMPTY if value is None else value for value in values])
    except TypeError:  # not all of them are texts
        return values
    whole = text.count(_MARK) == len(values) - 1 and text.count(_EMPTY) == sum(value is None for value in values)
    return text if whole else values


def unpack(table: sa.Table, kind: Kind, body: bytes) -> Chunk:
    """Return the rows kept in a chunk."""
    shown: dict[str, Any] = json.loads(zlib.decompress(body))
    columns: dict[str, list[Any]] = {name: _parted(values) for name, values in shown.items()}
    readers = _readers(table)
    for name, values in columns.items():
        read = readers.get(name.lstrip(WAS + NOW))
        if read is not None:
            columns[name] = [None if value is None else read(value) for value in values]
    return Chunk(table, kind, columns)


def _parted(values: str | list[Any]) -> list[Any]:
    if isinstance(values, list):
        return values
    parts = values.split(_MARK)
    return [None if part == _EMPTY else part for part in parts] if _EMPTY in values else parts


@functools.cache
def _readers(table: sa.Table) -> Mapping[str, Any]:
    """Return what makes values of JSON into those of Python, for the columns that need it."""
    readers = {sa.Date: date.fromisoformat, sa.LargeBinary: base64.b64decode}
    return {column.name: read for column in table.c for kind, read in readers.items() if isinstance(column.type, kind)}


def _plain(value: object) -> str:
    match value:
        case date():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode()
        case _:
            raise TypeError(type(value))
