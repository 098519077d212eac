"""What the card of a record shows: its values, its files, what links to it, what may be wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from setvzaim.queries.attachments import AttachedFile, files_of
from setvzaim.queries.forms import Form, forms_about
from setvzaim.queries.query import Context, Row
from setvzaim.queries.remarks import remarks
from setvzaim.queries.rows import one, related_counts
from setvzaim.queries.warned import Warned, warned_on
from setvzaim.registers import Register


@dataclass(frozen=True, slots=True)
class Shown:
    """One record as its card shows it; `row` is `None` when it is not there any more."""

    row: Row | None
    counts: Mapping[tuple[str, str], int]
    """How many rows link to it, by (register, column)."""
    remarks: Mapping[str, str]
    """What is said under its fields, by column key."""
    files: tuple[AttachedFile, ...]
    warnings: tuple[Warned, ...]
    """What may be wrong with it."""
    papers: tuple[Form, ...]
    """The forms that can be printed about it."""


def shown(connection: sa.Connection, of: Register, record: str, context: Context) -> Shown:
    """Return what the card of a record shows."""
    row = one(connection, of, record, context)
    today = context.day or date.today()  # noqa: DTZ011 - the office's own calendar
    return Shown(
        row,
        related_counts(connection, of.key, record),
        remarks(connection, of, record),
        files_of(connection, of, record),
        warned_on(connection, of, record, today),
        forms_about(of.key, row.__getitem__) if row is not None else (),
    )
