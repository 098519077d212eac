"""What was done in a base, by whom and when, and what it changed: the journal in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from setvzaim.queries.changed import ChangedRow, changed_rows
from setvzaim.queries.past import Labels, record_chunks
from setvzaim.registers import Register
from setvzaim.storage.journal import ENTRIES, chunks_of
from setvzaim.text.fold import fold

_COLUMNS = [ENTRIES.c[name] for name in ("sequence", "kind", "name", "about", "at", "who", "computer", "rows", "of")]


@dataclass(frozen=True, slots=True)
class Done:
    """One line of the history."""

    sequence: int
    kind: str
    """do; undo or redo of another operation; archive, for years that were taken out into a file."""
    name: str
    """«импорт: 589 школ», «отменено: импорт: 589 школ»."""
    about: str
    """What the first changed records are called; empty when there is nothing to call them by."""
    at: datetime
    """In UTC."""
    who: str
    computer: str
    rows: int
    undoes: int | None
    """The operation that was undone or redone here."""
    undone: bool
    """Whether it is not in effect, because it was undone."""


def operations(
    connection: sa.Connection, search: str = "", limit: int | None = 200, before: int | None = None
) -> tuple[Done, ...]:
    """Return what was done, the newest first: at most `limit` lines, those below sequence `before`.

    Every word of `search` must occur in the name, in what the records are called, in who did it or where.
    """
    conditions = [ENTRIES.c.words.contains(word, autoescape=True) for word in fold(search).split()]
    if before is not None:
        conditions.append(ENTRIES.c.sequence < before)
    return _done(connection, *conditions, limit=limit)


def operations_before(connection: sa.Connection, at: str) -> tuple[Done, ...]:
    """Return what was done before a time (ISO 8601, UTC), the oldest first.

    That is the beginning of the journal up to the first entry that is not older: a clock set back takes nothing out
    of the middle.
    """
    first = sa.select(sa.func.min(ENTRIES.c.sequence)).where(ENTRIES.c.at >= at).scalar_subquery()
    older = sa.or_(ENTRIES.c.sequence < first, first.is_(None))
    return _done(connection, older, order=ENTRIES.c.sequence.asc())


def one_operation(connection: sa.Connection, sequence: int) -> Done | None:
    """Return a line of the history, `None` when there is none (any more)."""
    return next(iter(_done(connection, ENTRIES.c.sequence == sequence)), None)


def several(connection: sa.Connection, sequences: Sequence[int]) -> tuple[Done, ...]:
    """Return some lines of the history, the newest first."""
    return tuple(sorted((one for s in sequences if (one := one_operation(connection, s))), key=lambda d: -d.sequence))


def next_undo(connection: sa.Connection) -> Done | None:
    """Return what would be undone next: what was done or redone last, of all that is in effect."""
    found = _done(connection, _ORDINARY, ENTRIES.c.undone_by.is_(None), order=ENTRIES.c.place.desc(), limit=1)
    return next(iter(found), None)


def next_redo(connection: sa.Connection) -> Done | None:
    """Return what would be redone next: what was undone last, unless something else was done since."""
    newest = sa.select(sa.func.coalesce(sa.func.max(ENTRIES.c.sequence), 0)).where(_ORDINARY).scalar_subquery()
    found = _done(connection, _ORDINARY, ENTRIES.c.undone_by > newest, order=ENTRIES.c.undone_by.desc(), limit=1)
    return next(iter(found), None)


def undo_name(connection: sa.Connection) -> str | None:
    """Return what «Отменить» would undo: «импорт: 589 школ»; `None` when there is nothing."""
    found = next_undo(connection)
    return None if found is None else found.name


def redo_name(connection: sa.Connection) -> str | None:
    """Return what «Вернуть» would do again; `None` when there is nothing."""
    found = next_redo(connection)
    return None if found is None else found.name


_ORDINARY = ENTRIES.c.kind == "do"


def _done(
    connection: sa.Connection,
    *conditions: sa.ColumnElement[bool],
    order: sa.ColumnElement[Any] | None = None,
    limit: int | None = None,
) -> tuple[Done, ...]:
    by = ENTRIES.c.sequence.desc() if order is None else order
    statement = sa.select(*_COLUMNS, ENTRIES.c.undone_by.is_not(None)).where(*conditions).order_by(by).limit(limit)
    return tuple(
        Done(sequence, kind, name, about, datetime.fromisoformat(at), *rest)
        for sequence, kind, name, about, at, *rest in connection.execute(statement)
    )


def changes_of(connection: sa.Connection, operation: int, limit: int = 200) -> tuple[ChangedRow, ...]:
    """Return the records an operation changed, at most `limit`, in the order of its writes.

    Of an undoing these are the changes it made itself: what the operation added is deleted.
    """
    done = one_operation(connection, operation)
    if done is None:
        return ()
    chunks = chunks_of(connection, operation if done.undoes is None else done.undoes)
    rows = changed_rows(chunks, Labels(connection), limit)
    return tuple(row.turned() for row in rows) if done.kind == "undo" else rows


def history_of(connection: sa.Connection, of: Register, record: str) -> tuple[tuple[Done, ChangedRow], ...]:
    """Return everything that happened to a record, the newest first, undoings too."""
    chunks = record_chunks(connection, of, record)
    labels = Labels(connection)
    rows = {operation: changed_rows(some, labels, 1)[0] for operation, some in chunks.items()}
    touching = ENTRIES.c.sequence.in_(list(rows)) | ENTRIES.c.of.in_(list(rows))
    found = _done(connection, touching)
    return tuple(
        (
            done,
            rows[done.undoes].turned() if done.kind == "undo" and done.undoes else rows[done.undoes or done.sequence],
        )
        for done in found
    )
