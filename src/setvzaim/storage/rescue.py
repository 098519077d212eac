"""Rescue: what can still be read of a damaged base goes, row by row, into a new one."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from setvzaim.errors import WorldError
from setvzaim.storage import raw
from setvzaim.storage.base import look
from setvzaim.storage.raw import Progress

_ONE_BY_ONE = 20_000
"""Rows behind a damaged place that are tried one by one; then the steps grow: a row number may be nonsense itself."""
_END = 2**62


@dataclass(frozen=True, slots=True)
class Rescued:
    """What came out of a damaged base."""

    rows: int
    lost: int
    """Rows that are known to have been there and could not be read."""
    unlinked: int
    """Rows that led to a lost one: the link was emptied, or the row left out where it means nothing without it."""
    harmed: tuple[str, ...]
    """Tables of which not everything could be read."""


def rescue(damaged: Path, target: Path, progress: Progress | None = None) -> Rescued:
    """Write what can be read of a damaged base into a new one; the damaged file stays as it is.

    Raises `WorldError` when nothing can be read, or nothing written.
    """
    look(damaged)
    if target.exists():
        raise WorldError(f"Файл «{target.name}» уже есть. Выберите другое имя: готовая база не перезаписывается.")
    part = target.with_name(target.name + ".часть")
    try:
        with raw.in_words(damaged, target):
            part.unlink(missing_ok=True)
            key = raw.key_of(damaged)
            with closing(raw.connect(damaged, key)) as old, closing(raw.connect(part, key, writable=True)) as new:
                done = _pour(old, new, damaged, progress)
            raw.sync(part)
            _prove(part)
            raw.put_in_place(part, target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return done


def _prove(part: Path) -> None:
    if raw.faults(part):
        raise WorldError("Новая база получилась не целой. Проверьте диск и повторите в другую папку.")


def _pour(old: sqlite3.Connection, new: sqlite3.Connection, damaged: Path, progress: Progress | None) -> Rescued:
    old.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        schema = list(old.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"))
    except raw.unreadable() as error:
        raise WorldError(
            f"Из файла «{damaged.name}» ничего не читается: повреждено его начало. Откройте последнюю резервную копию."
        ) from error
    new.execute("PRAGMA synchronous = OFF")
    new.execute("PRAGMA foreign_keys = OFF")
    new.execute("BEGIN")
    tables = [(name, sql) for kind, name, sql in schema if kind == "table" and not name.startswith("sqlite_")]
    rows, lost, harmed = 0, 0, []
    for at, (name, sql) in enumerate(tables):
        if not _made(new, sql):
            harmed.append(name)
            continue
        read, missing, whole = _table(old, new, name)
        rows += read
        lost += missing
        if not whole:
            harmed.append(name)
        if progress:
            progress(at / len(tables))
    for kind, name, sql in schema:
        if kind != "table" and not _made(new, sql):
            harmed.append(name)
    unlinked = _unlink(new)
    for pragma in ("user_version", "application_id"):
        new.execute(f"PRAGMA {pragma} = {old.execute(f'PRAGMA {pragma}').fetchone()[0]:d}")
    new.execute("COMMIT")
    return Rescued(rows, lost, unlinked, tuple(harmed))


def _made(new: sqlite3.Connection, sql: str) -> bool:
    """Make a table or an index as the damaged base says it was; what it says may be nonsense."""
    try:
        new.execute(sql)
    except raw.errors():
        return False
    return True


def _table(old: sqlite3.Connection, new: sqlite3.Connection, name: str) -> tuple[int, int, bool]:
    """Copy a table; return how many rows were read, how many are known to be lost, and whether all was whole."""
    faults: list[Exception] = []
    read = 0
    insert = ""
    for row in _rows(old, name, faults):
        insert = insert or f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(row))})'  # noqa: S608 - our own tables
        try:
            new.execute(insert, row)
            read += 1
        except raw.errors() as error:  # nonsense read from damaged bytes
            faults.append(error)
    expected = _count(old, name, faults)
    return read, max(0, expected - read), not faults


def _rows(old: sqlite3.Connection, name: str, faults: list[Exception]) -> Iterator[tuple[object, ...]]:
    """Give the rows that can be read, stepping over those that cannot."""
    last, tried = 0, 0
    while last < _END:
        try:
            question = f'SELECT rowid, * FROM "{name}" WHERE rowid > ? ORDER BY rowid'  # noqa: S608 - our own tables
            for rowid, *row in old.execute(question, (last,)):
                last, tried = rowid, 0
                yield tuple(row)
        except raw.unreadable() as error:
            if not faults:
                faults.append(error)
            tried += 1
            last += 2 ** max(0, tried - _ONE_BY_ONE)
        else:
            return


def _count(old: sqlite3.Connection, name: str, faults: list[Exception]) -> int:
    """Return how many rows a table should have: SQLite counts in an index, which may be whole where rows are not."""
    try:
        return int(old.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 - our own tables
    except raw.unreadable() as error:
        faults.append(error)
        return 0


def _unlink(new: sqlite3.Connection) -> int:
    """Empty links that lead nowhere; rows that must have theirs are left out. Returns how many rows were touched."""
    touched = 0
    while broken := list(new.execute("PRAGMA foreign_key_check")):
        for table, rowid, _parent, key in broken:
            columns = {row[1]: bool(row[3] or row[5]) for row in new.execute(f'PRAGMA table_info("{table}")')}
            column = next(row[3] for row in new.execute(f'PRAGMA foreign_key_list("{table}")') if row[0] == key)
            if columns[column]:
                new.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))  # noqa: S608 - our own tables
            else:
                new.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?', (rowid,))  # noqa: S608
        touched += len(broken)
    return touched
