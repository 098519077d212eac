"""What one operation did, row by row, gathered while it works and written to the journal at its end."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from setvzaim.registers import Register, Text, all_registers
from setvzaim.storage.bulk import CHUNK
from setvzaim.storage.images import NOW, WAS, Chunk, Columns, Kind, kept_columns, pack, record_key

_MANY = 200
"""Rows written at once that are not worth gathering with others."""
_NAMED = 3


class _Gathered:
    """Small writes on one table, those that are alike together.

    Writes of one row stay in their order: a row joins a chunk only when every chunk that has it stands before that.
    """

    def __init__(self) -> None:
        self.chunks: list[tuple[Kind, dict[str, list[Any]]]] = []
        self._latest: dict[tuple[Kind, tuple[str, ...]], int] = {}
        self._stands: dict[Any, int] = {}
        self.rows = 0

    def add(self, chunk: Chunk) -> None:
        shape = chunk.kind, tuple(chunk.columns)
        keys = chunk.keys
        at = self._latest.get(shape, -1)
        if at < 0 or any(self._stands.get(key, -1) >= at for key in keys):
            at = self._latest[shape] = len(self.chunks)
            self.chunks.append((chunk.kind, {name: [] for name in chunk.columns}))
        for name, values in chunk.columns.items():
            self.chunks[at][1][name] += values
        self._stands.update(dict.fromkeys(keys, at))
        self.rows += len(keys)


class Recorder:
    """Gathers the changed rows of one operation. Rows are kept compressed: an import of 100 000 is a few megabytes."""

    def __init__(self) -> None:
        self._gathered: dict[str, tuple[sa.Table, _Gathered]] = {}
        self.packed: list[dict[str, object]] = []
        """Rows of the table `journal_chunks`, without their operation."""
        self.labels: list[str] = []
        """What the first changed records are called."""
        self.named = 0

    def inserted(self, table: sa.Table, columns: Columns) -> None:
        """Note new rows, with their identifiers."""
        self._note(table, "insert", columns)

    def deleted(self, table: sa.Table, rows: Sequence[Sequence[Any]]) -> None:
        """Note rows that go, each with the values of `kept_columns`."""
        if rows:
            self._note(table, "delete", dict(zip(kept_columns(table), zip(*rows, strict=True), strict=True)))

    def updated(self, table: sa.Table, ids: Sequence[str], was: Columns, now: Columns) -> None:
        """Note changed rows: the same columns before and after, `version` among them."""
        changed = [name for name in was if was[name] != now[name]]
        sides = {f"{sign}{name}": side[name] for name in changed for sign, side in ((WAS, was), (NOW, now))}
        self._note(table, "update", {"id": ids, **sides})

    def call(self, table: sa.Table, labels: Sequence[Any]) -> None:
        """Remember what changed records are called, for the history; a few are enough."""
        if table.name in all_registers():
            self.named += len(labels)
            wanted = (str(label) for label in labels[:_NAMED] if label and str(label) not in self.labels)
            self.labels += list(wanted)[: max(0, _NAMED - len(self.labels))]

    def about(self) -> str:
        """Say what the changed records are called: the first of them."""
        return ", ".join(self.labels)

    def _note(self, table: sa.Table, kind: Kind, columns: Columns) -> None:
        if kind != "update" and (labels := [columns[name] for name in label_columns(table) if name in columns]):
            self.call(table, first_filled(labels))
        full = kind == "update" or len(columns[record_key(table)]) == 0
        kept = columns if full else _without_empty(table, columns)
        chunk = Chunk(table, kind, kept)
        if len(chunk.records) > _MANY:
            self._close(table.name)
            for part in chunk.parts(CHUNK):
                self._pack(part)
            return
        _, gathered = self._gathered.setdefault(table.name, (table, _Gathered()))
        gathered.add(chunk)
        if gathered.rows >= CHUNK:
            self._close(table.name)

    def close(self) -> None:
        """Pack what is still gathered."""
        for name in list(self._gathered):
            self._close(name)

    def _close(self, name: str) -> None:
        if name in self._gathered:
            table, gathered = self._gathered.pop(name)
            for kind, columns in gathered.chunks:
                self._pack(Chunk(table, kind, columns))

    def _pack(self, chunk: Chunk) -> None:
        records = chunk.records
        self.packed.append(
            {
                "part": len(self.packed),
                "table_name": chunk.table.name,
                "kind": chunk.kind,
                "count": len(records),
                "first": min(records),
                "last": max(records),
                "body": pack(chunk.columns),
            }
        )


@functools.cache
def label_columns(table: sa.Table) -> tuple[str, ...]:
    """Return the columns by which records of a table are called, the first filled one, when they hold text."""
    of: Mapping[str, Register] = all_registers()
    naming = of[table.name].naming if table.name in of else ()
    return tuple(column.key for column in naming if isinstance(column.kind, Text))


def first_filled(labels: Sequence[Sequence[Any]]) -> Sequence[Any]:
    """Return what rows are called, of their values in `label_columns`, column by column."""
    if len(labels) == 1:
        return labels[0]
    return [next((value for value in values if value), None) for values in zip(*labels, strict=True)]


def _without_empty(table: sa.Table, columns: Columns) -> dict[str, Sequence[Any]]:
    """Leave out what `Chunk.whole` puts back: folded texts, columns empty in all rows, the version of new rows."""
    kept = {name: columns[name] for name in kept_columns(table) if name in columns}
    plain = {"version": 1}
    return {
        name: values
        for name, values in kept.items()
        if name == record_key(table) or values[0] != plain.get(name) or values.count(values[0]) != len(values)
    }
