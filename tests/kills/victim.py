"""Work on a base without end, for a process that is going to be killed: it says what it begins and what it has done.

«done» is said after the operation was reported done, and only then: what is said to be done must be in the base.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from setvzaim.exchange import Wishes, prepare
from setvzaim.model import TABLES
from setvzaim.operations.history import redo, undo
from setvzaim.operations.imports import apply_import
from setvzaim.operations.operation import operation
from setvzaim.operations.records import add
from setvzaim.queries import Context
from setvzaim.queries.history import redo_name, undo_name
from setvzaim.registers import register
from setvzaim.storage import Base, Changes, migrate
from setvzaim.storage import base as storage_base
from setvzaim.storage.backup import copy_to, keep_copy
from setvzaim.storage.blobs import ATTACHMENTS
from setvzaim.storage.restore import restore

SCAN = 20_000
"""Words of four bytes in an attached file: it takes some pages of the base."""
ROWS = 300
"""Rows an import brings in at once."""


def _write(path: Path, number: int, _folder: Path) -> None:
    """One record."""
    with Base.open(path) as base:
        of = register("subjects")
        add(base, of=of, values={"name": f"запись {number}"}, context=Context())


def _bring_in(path: Path, number: int, folder: Path) -> None:
    workbook = folder / "ввоз.csv"
    workbook.write_text("Предмет\n" + "".join(f"ввоз {number} строка {row}\n" for row in range(ROWS)), "utf-8-sig")
    with Base.open(path) as base:
        context = Context()
        with base.read() as connection:
            plan = prepare(connection, workbook, context, Wishes(register="subjects"))
        apply_import(base, of=plan.register, writes=plan.writes, context=context)


@operation("запись с файлом")
def _with_file(changes: Changes, *, number: int) -> None:
    (record,) = changes.insert(TABLES["subjects"], [{"name": f"файл {number}", "name_fold": f"файл {number}"}])
    digest = changes.keep_blob(number.to_bytes(4, "big") * SCAN)
    row = {"register": "subjects", "record": record, "name": "скан.pdf", "added_on": None, "digest": digest}
    changes.insert(ATTACHMENTS, [row])


def _attach(path: Path, number: int, _folder: Path) -> None:
    """A record with a file: the record, the file and its bytes are there, or none of them."""
    with Base.open(path) as base:
        _with_file(base, number=number)


def _undo(path: Path, _number: int, _folder: Path) -> None:
    with Base.open(path) as base:
        with base.read() as connection:
            there = undo_name(connection)
        if there:
            undo(base)


def _redo(path: Path, _number: int, _folder: Path) -> None:
    with Base.open(path) as base:
        with base.read() as connection:
            there = redo_name(connection)
        if there:
            redo(base)


def _migrate(path: Path, number: int, _folder: Path) -> None:
    """A made-up next revision, which rewrites a table whole; the number of the schema stays today's at the end."""
    today, upgrade = storage_base.SCHEMA, migrate.upgrade

    def revision(connection: sa.Connection, _revision: str = "head") -> None:
        connection.exec_driver_sql("CREATE TABLE moved AS SELECT * FROM subjects")
        connection.exec_driver_sql(f"UPDATE settings SET value = '{number:d}' WHERE name = 'revision'")  # noqa: S608 - a number
        connection.exec_driver_sql("DELETE FROM subjects")
        connection.exec_driver_sql("INSERT INTO subjects SELECT * FROM moved")
        connection.exec_driver_sql("DROP TABLE moved")

    with Base.open(path) as base, base.write() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {today - 1}")
    migrate.upgrade = revision  # type: ignore[assignment]
    try:
        Base.open(path).close()
    finally:
        migrate.upgrade = upgrade


def _back_up(path: Path, number: int, folder: Path) -> None:
    copy_to(path, folder / f"копия {number}.setvzaim")
    keep_copy(path, folder / "полка", datetime.now())  # noqa: DTZ005


def _restore(path: Path, number: int, folder: Path) -> None:
    """Put back what the base holds anyway: nothing that was done may be missing afterwards."""
    copy = folder / f"копия {number}.setvzaim"
    copy_to(path, copy)
    restore(copy, path, datetime.now())  # noqa: DTZ005


WORK: dict[str, tuple[int, Callable[[Path, int, Path], None]]] = {
    "write": (5, _write),
    "attach": (3, _attach),
    "import": (3, _bring_in),
    "undo": (5, _undo),
    "redo": (4, _redo),
    "migrate": (5, _migrate),
    "backup": (4, _back_up),
    "restore": (4, _restore),
}
"""What is done, and how often in proportion."""


def work(path: Path, seed: int, first: int, say: Callable[[str], None]) -> None:
    """Work until killed; operations are numbered from `first` on, and leave their numbers in the base."""
    folder = path.parent / "рядом"
    folder.mkdir(exist_ok=True)
    chance = random.Random(seed)  # noqa: S311 - no secret
    number = first
    say("begin")
    while True:
        for left in (*path.parent.glob("*до восстановления*"), *folder.glob("копия *")):
            left.unlink()
        shutil.rmtree(folder / "полка", ignore_errors=True)
        kind = chance.choices(list(WORK), [share for share, _ in WORK.values()])[0]
        say(f"start {kind} {number}")
        WORK[kind][1](path, number, folder)
        say(f"done {kind} {number}")
        number += 1
