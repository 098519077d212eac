"""What the card of a record shows: its values, its files, what links to it, what may be wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from setvzaim.queries.attachments import AttachedFile, files_of
from setvzaim.queries.query import Context, Row
from setvzaim.queries.remarks import Remark, remarks_on
from setvzaim.queries.rows import one, related_counts
from setvzaim.registers import Register


@dataclass(frozen=True, slots=True)
class Shown:
    """One record as its card shows it; `row` is `None` when it is not there any more."""

    row: Row | None
    counts: Mapping[tuple[str, str], int]
    """How many rows link to it, by (register, column)."""
    files: tuple[AttachedFile, ...]
    remarks: tuple[Remark, ...]
    """What may be wrong with it."""


def shown(connection: sa.Connection, of: Register, record: str, context: Context) -> Shown:
    """Return what the card of a record shows."""
    row = one(connection, of, record, context)
    today = context.day or date.today()  # noqa: DTZ011 - the office's own calendar
    return Shown(
        row,
        related_counts(connection, of.key, record),
        files_of(connection, of, record),
        remarks_on(connection, of, record, today),
    )
