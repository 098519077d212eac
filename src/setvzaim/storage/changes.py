"""The one door through which anything in the base changes (mechanism 2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.model import new_ids
from setvzaim.storage.bulk import insert_columns

_CHUNK = 500
"""Values named in one statement: SQLite takes a limited number."""


class Changes:
    """The writes of one operation: every row goes through here, so every row can be accounted for.

    `touched` names the tables that changed; screens refresh from it.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
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
        insert_columns(self.connection, table, {"id": ids, "version": [1] * count, **columns})
        self._note(table, count)
        return ids

    def update(self, table: sa.Table, record: str, values: Mapping[str, object], version: int | None = None) -> None:
        """Change a row; with `version`, only if nobody has changed it since. Raises `WorldError`."""
        found = table.c.id == record
        if version is not None:
            found &= table.c.version == version
        done = self.connection.execute(sa.update(table).where(found).values({**values, "version": table.c.version + 1}))
        if done.rowcount == 0:
            raise WorldError("Эту запись тем временем изменили или удалили. Посмотрите, что в ней теперь, и повторите.")
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
        self.connection.execute(statement, [{f"_{key}": value for key, value in row.items()} for row in rows])
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
        gone = self.connection.execute(sa.delete(table).where(condition)).rowcount
        self._note(table, gone)
        return gone

    def put_between(self, table: sa.Table, rows: Sequence[tuple[str, str, int]]) -> None:
        """Add links (owner, target, position) to a table of several links."""
        if rows:
            owners, targets, positions = zip(*rows, strict=True)
            columns: dict[str, Sequence[Any]] = {"owner": owners, "target": targets, "position": positions}
            insert_columns(self.connection, table, columns)
            self._note(table, len(rows))

    def _note(self, table: sa.Table, count: int) -> None:
        if count:
            self.touched.add(table.name)
            self.rows += count
