"""Removing the data of one person from the base, its journal and its backups, because the person asked for it.

It is not an operation like the others: nothing of it may be kept, so nothing can be undone. The history says that it
was done, without saying to whom.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from setvzaim.errors import WorldError
from setvzaim.operations.operation import Outcome
from setvzaim.operations.writing import remove_records
from setvzaim.queries.mentions import file_mentions, history_mentions, mentions
from setvzaim.registers import Register, register
from setvzaim.storage import Base, Changes, journal
from setvzaim.storage.backup import drop_copies, keep_copies
from setvzaim.storage.blobs import sweep_blobs
from setvzaim.storage.copies_with import copies_with
from setvzaim.storage.scrubbing import scrub_journal, scrub_rows, traces_of
from setvzaim.text.plural import Noun

NAME = "удалены данные педагога по запросу"
KIND = "forget"
_COPY = Noun("копия", "копии", "копий")
_DELETED = Noun("копия удалена", "копии удалены", "копий удалено")
_OPERATION = Noun("операция", "операции", "операций")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What became of the data of a person."""

    mentions: tuple[tuple[Register, int], ...]
    """In how many rows of which registers the surname still stands in other texts."""
    in_history: int
    """In how many operations of the journal it does."""
    copies: int
    """How many backups still hold the person."""
    dropped: int
    """How many backups that held the person were deleted."""
    in_files: int
    """In the names of how many attached files it does; nobody has looked into them."""
    trouble: tuple[str, ...]
    """What could not be done afterwards, in Russian."""

    def remarks(self) -> tuple[str, ...]:
        """Say what is left to look at, a sentence each."""
        said = []
        if self.mentions:
            where = ", ".join(f"«{of.title}» — {count}" for of, count in self.mentions)
            said.append(f"Фамилия ещё встречается в текстах, проверьте, об этом ли человеке речь: {where}.")
        if self.in_history:
            said.append(f"Прежние тексты с этой фамилией хранит история: {_OPERATION.counted(self.in_history)}.")
        if self.in_files:
            named = f"Фамилия есть в названиях приложенных файлов: {self.in_files}."
            said.append(f"{named} Их содержимого программа не читает: проверьте сами.")
        if not said:
            said.append("Больше эта фамилия в базе не встречается.")
        if self.dropped:
            said.append(f"Новая копия сделана и проверена, {_DELETED.counted(self.dropped)}.")
        if self.copies:
            said.append(f"Эти данные ещё хранят прежние резервные копии: {_COPY.counted(self.copies)}.")
        return (*said, *self.trouble)


def forget_person(base: Base, *, record: str, copies: bool = False) -> Outcome[Forgotten]:
    """Remove a row of the register of staff, also a deleted one, with all that the base and its journal hold of it.

    With `copies`, backups that hold it are deleted once a new one is proved. Raises `WorldError` when there is no such
    person; what fails after the base was changed is told in the outcome.
    """
    of = register("staff")
    with base.write() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
        traces = traces_of(connection, of, record)
        if not traces.known:
            raise WorldError("Этого педагога в базе уже нет, и в истории о нём ничего не записано.")
        called = traces.called
        changes = Changes(connection)
        changes.touched |= scrub_rows(connection, traces)
        remove_records(changes, of, [record])
        scrub_journal(connection, traces)
        sweep_blobs(connection)
        sequence = journal.write_entry(connection, NAME, changes.rows, kind=KIND)
        left, in_history = mentions(connection, called), history_mentions(connection, called)
        in_files = file_mentions(connection, called)
    trouble = _compact(base)
    holding, dropped, more = _renew_copies(base, record, copies=copies)
    value = Forgotten(left, in_history, holding, dropped, in_files, (*trouble, *more))
    return Outcome(NAME, value, frozenset(changes.touched), changes.rows, sequence)


def _compact(base: Base) -> tuple[str, ...]:
    try:
        base.compact()
    except WorldError as error:
        return (f"Данные удалены, но файл базы не переписан начисто, и их следы могли остаться в нём. {error}",)
    return ()


def _renew_copies(base: Base, record: str, *, copies: bool) -> tuple[int, int, tuple[str, ...]]:
    """Make a new backup; then delete, if that is wanted, those that hold the person.

    Return how many hold it still, how many were deleted, and what went wrong.
    """
    try:
        keep_copies(base.path, datetime.now())  # noqa: DTZ005 - the office's own clock
    except WorldError as error:
        kept = " Прежние копии оставлены." if copies else ""
        return len(copies_with(base.path, record)), 0, (f"Новая резервная копия не сделана.{kept} {error}",)
    found = copies_with(base.path, record)
    if not copies:
        return len(found), 0, ()
    drop_copies(base.path, found)
    left = len(copies_with(base.path, record))
    return left, len(found) - left, ()
