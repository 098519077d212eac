"""Undoing, redoing, and bringing records back (mechanism 2)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from setvzaim.errors import Refusal, WorldError
from setvzaim.operations.approved import refuse_changed
from setvzaim.operations.operation import Outcome
from setvzaim.queries.history import Done, next_redo, next_undo, one_operation, several
from setvzaim.queries.standing_on import standing_on
from setvzaim.registers import all_registers
from setvzaim.storage import Base, journal
from setvzaim.storage.replay import Drift, let_links_wait, replay
from setvzaim.storage.scrubbing import FORGOTTEN
from setvzaim.text.plural import Noun

_OPERATIONS = Noun("более поздняя операция", "более поздние операции", "более поздних операций")
_NAMED = 3


class StoodUpon(Refusal):
    """An operation cannot be undone alone: later ones stand on it. `later` names them, the newest first."""

    def __init__(self, done: Done, later: Sequence[Done]) -> None:
        names = "; ".join(f"«{one.name}»" for one in later[:_NAMED])
        more = f" и ещё {len(later) - _NAMED}" if len(later) > _NAMED else ""
        super().__init__(
            {"": f"Операцию «{done.name}» нельзя отменить отдельно: на ней стоит {_OPERATIONS.counted(len(later))} "
                 f"({names}{more}). Отмените её вместе с ними."}
        )  # fmt: skip
        self.later = tuple(later)


def undo(base: Base) -> Outcome[int]:
    """Undo what was done last; the value is its sequence. Raises `WorldError` when there is nothing to undo."""
    with _turning(base) as connection:
        done = next_undo(connection)
        if done is None:
            raise WorldError(f"Отменять нечего.{_archived(connection)}")
        return _undo_all(connection, [done])


def redo(base: Base) -> Outcome[int]:
    """Do again what was undone last; the value is its sequence. Raises `WorldError` when there is nothing."""
    with _turning(base) as connection:
        done = next_redo(connection)
        if done is None:
            raise WorldError("Возвращать нечего: после последней отмены уже сделано что-то другое или отмен не было.")
        touched = _replay(connection, done, back=False)
        refuse_changed(connection, touched)
        name = f"возвращено: {done.name}"
        by = journal.write_entry(connection, name, done.rows, kind="redo", about=done.about, of=done.sequence)
        journal.mark_redone(connection, done.sequence, by)
        return Outcome(name, done.sequence, frozenset(touched), done.rows, by)


def undo_one(base: Base, operation: int, *, with_later: bool = False) -> Outcome[int]:
    """Undo any operation of the history by its sequence; with `with_later` also those that stand on it.

    Raises `StoodUpon` that names those without it, `WorldError` when there is no such operation or it is undone.
    """
    with _turning(base) as connection:
        done = one_operation(connection, operation)
        if done is None:
            raise WorldError(f"Этой операции в истории уже нет.{_archived(connection)}")
        if done.kind != "do" or done.undone:
            raise WorldError(f"«{done.name}» отменить нельзя: {_why_not(done)}.")
        later = several(connection, sorted(standing_on(connection, done.sequence)))
        if later and not with_later:
            raise StoodUpon(done, later)
        return _undo_all(connection, [*later, done])


def _undo_all(connection: sa.Connection, some: Sequence[Done]) -> Outcome[int]:
    """Undo operations in this order, each with a line of its own in the history."""
    touched: set[str] = set()
    by = 0
    for done in some:
        touched |= _replay(connection, done, back=True)
        by = journal.write_entry(
            connection, f"отменено: {done.name}", done.rows, kind="undo", about=done.about, of=done.sequence
        )
        journal.mark_undone(connection, done.sequence, by)
    refuse_changed(connection, touched)
    asked = some[-1]
    return Outcome(f"отменено: {asked.name}", asked.sequence, frozenset(touched), sum(d.rows for d in some), by)


def _replay(connection: sa.Connection, done: Done, *, back: bool) -> set[str]:
    touched = set()
    try:
        for chunk in journal.chunks_of(connection, done.sequence, back=back):
            replay(connection, chunk, back=back)
            touched.add(chunk.table.name)
    except Drift as drift:
        of = all_registers().get(drift.table.name)
        where = f"в реестре «{of.title}»" if of else "в базе"
        raise Refusal(
            {"": f"«{done.name}»: {where} запись с тех пор изменили в обход программы, поэтому прежнее вернуть нельзя. "
                 "Ничего не изменено. Сверьте базу с последней резервной копией."}
        ) from drift  # fmt: skip
    return touched


@contextlib.contextmanager
def _turning(base: Base) -> Iterator[sa.Connection]:
    """Give a connection in whose transaction links may wait; one left leading nowhere is refused in words."""
    try:
        with base.write() as connection:
            let_links_wait(connection)
            yield connection
    except sa.exc.IntegrityError as error:
        raise Refusal(
            {"": "Прежнее вернуть нельзя: этому мешают записи, внесённые в обход программы или удалённые по запросу. "
                 "Ничего не изменено. Сверьте базу с последней резервной копией."}
        ) from error  # fmt: skip


def _why_not(done: Done) -> str:
    if done.kind == "do":
        return "она уже отменена"
    if done.kind in ("forget", FORGOTTEN):
        return "данные человека удалены по его запросу навсегда"
    return "это не изменение данных" if done.kind == "archive" else "отмените или верните саму операцию"


def _archived(connection: sa.Connection) -> str:
    taken = connection.execute(
        sa.select(journal.ENTRIES.c.sequence).where(journal.ENTRIES.c.kind == "archive").limit(1)
    )
    return " Более ранние операции перенесены в архив, их отменить уже нельзя." if taken.first() else ""
