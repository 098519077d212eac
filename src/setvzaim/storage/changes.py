"""The one door through which anything in the base changes (mechanism 2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.model import new_ids
from setvzaim.storage import blobs
from setvzaim.storage.bulk import insert_columns
from setvzaim.storage.images import folds, kept_columns
from setvzaim.storage.recorder import Recorder, first_filled, label_columns
from setvzaim.storage.replay import stored

_CHUNK = 500
"""Values named in one statement: SQLite takes a limited number."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """Rows before they change: the values of the named columns by identifier, and the labels after them."""

    names: list[str]
    rows: dict[str, Sequence[Any]]
    labels: int
    """How many columns the record is called by, the last ones of `rows`."""


class Changes:
    """The writes of one operation: every row goes through here, so every row can be accounted for.

    `touched` names the tables that changed; screens refresh from it. `recorder` notes every row for the journal;
    without one nothing is noted, as when a base is filled that nobody has worked in.
    """

    def __init__(self, connection: sa.Connection, recorder: Recorder | None = None) -> None:
        self.connection = connection
        self._recorder = recorder
        self.touched: set[str] = set()
        self.rows = 0
        """How many rows were written or deleted."""

    def insert(self, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> Sequence[str]:
        """Add rows, all with the same keys and without identifiers; return the identifiers they got."""
        if not rows:
            return []
        return self.insert_columns(table, {key: [row[key] for row in rows] for key in rows[0]})

    def insert_columns(
        self, table: sa.Table, columns: Mapping[str, Sequence[object]], ids: Sequence[str] | None = None
    ) -> Sequence[str]:
        """Add rows given column by column; return their identifiers, `ids` or the new ones they got."""
        count = len(next(iter(columns.values())))
        ids = new_ids(count) if ids is None else ids
        full = {"id": ids, "version": [1] * count, **columns}
        insert_columns(self.connection, table, full)
        if self._recorder is not None:
            self._recorder.inserted(table, full)
        self._note(table, count)
        return ids

    def update(self, table: sa.Table, record: str, values: Mapping[str, object], version: int | None = None) -> None:
        """Change a row; with `version`, only if nobody has changed it since. Raises `WorldError`."""
        found = table.c.id == record
        if version is not None:
            found &= table.c.version == version
        was = self._standing(table, [record], values)
        done = self.connection.execute(sa.update(table).where(found).values({**values, "version": table.c.version + 1}))
        if done.rowcount == 0:
            raise WorldError("Эту запись тем временем изменили или удалили. Посмотрите, что в ней теперь, и повторите.")
        self._updated(table, was, {record: values})
        self._note(table, 1)

    def update_many(self, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
        """Change many rows by their `id`; all have the same keys."""
        if not rows:
            return
        keys = [key for key in rows[0] if key != "id"]
        statement = (
            sa.update(table)
            .where(table.c.id == sa.bindparam("_id"))
            .values({**{key: sa.bindparam(f"_{key}") for key in keys}, "version": table.c.version + 1})
        )
        by_id = {str(row["id"]): row for row in rows}
        if len(by_id) < len(rows):
            raise ValueError("a row is to change twice at once")
        was = self._standing(table, list(by_id), keys)
        self.connection.execute(statement, [{f"_{key}": value for key, value in row.items()} for row in rows])
        self._updated(table, was, by_id)
        self._note(table, len(rows))

    def delete(self, table: sa.Table, ids: Sequence[str]) -> None:
        """Delete rows by their identifiers."""
        self.delete_by(table, "id", ids)

    def delete_by(self, table: sa.Table, key: str, values: Sequence[str]) -> None:
        """Delete the rows that hold one of the values in a column, however many values."""
        for start in range(0, len(values), _CHUNK):
            self.delete_where(table, table.c[key].in_(values[start : start + _CHUNK]))

    def delete_where(self, table: sa.Table, condition: sa.ColumnElement[bool]) -> int:
        """Delete the rows that meet a condition; return how many there were."""
        if self._recorder is not None:
            kept = sa.select(*(table.c[name] for name in kept_columns(table))).where(condition)
            self._recorder.deleted(table, self.connection.execute(kept).all())
        gone = self.connection.execute(sa.delete(table).where(condition)).rowcount
        self._note(table, gone)
        return gone

    def put_between(self, table: sa.Table, rows: Sequence[tuple[str, str, int]]) -> None:
        """Add links (owner, target, position) to a table of several links."""
        if rows:
            owners, targets, positions = zip(*rows, strict=True)
            columns: dict[str, Sequence[Any]] = {"owner": owners, "target": targets, "position": positions}
            insert_columns(self.connection, table, columns)
            if self._recorder is not None:
                self._recorder.inserted(table, columns)
            self._note(table, len(rows))

    def keep_blob(self, content: bytes) -> str:
        """Keep bytes named by their digest, outside the journal; return the digest."""
        return blobs.keep_blob(self.connection, content)

    def call(self, table: sa.Table, labels: Sequence[str]) -> None:
        """Say in the history what records an operation was about that changes none of their own rows."""
        if self._recorder is not None:
            self._recorder.call(table, labels)

    def _standing(self, table: sa.Table, ids: Sequence[str], names: Iterable[str]) -> _Standing | None:
        """Return what stands in the columns that are to change; `None` when nobody keeps it."""
        if self._recorder is None:
            return None
        folded = set(folds(table).values())
        kept = ["version", *(name for name in names if name not in folded)]
        labels = label_columns(table)
        return _Standing(kept, stored(self.connection, table, ids, [*kept, *labels]), len(labels))

    def _updated(self, table: sa.Table, was: _Standing | None, rows: Mapping[str, Mapping[str, object]]) -> None:
        """Note what changed in rows that are there."""
        if self._recorder is None or was is None or not was.rows:
            return
        ids = list(was.rows)
        before = list(zip(*was.rows.values(), strict=True))
        if was.labels:
            self._recorder.call(table, first_filled(before[-was.labels :]))
            del before[-was.labels :]
        now = {name: [rows[id_][name] for id_ in ids] for name in was.names[1:]}
        now["version"] = [version + 1 for version in before[0]]
        then = {name: list(values) for name, values in zip(was.names, before, strict=True)}
        self._recorder.updated(table, ids, then, now)

    def _note(self, table: sa.Table, count: int) -> None:
        if count:
            self.touched.add(table.name)
            self.rows += count
