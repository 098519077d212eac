"""Setting, changing and taking away the password: the base is written anew beside itself and takes its own place.

Until the very last step the base is as it was; the step itself is one rename. Where a new file was left behind by a
power cut, `clear_leftover` takes it away.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import sqlcipher3

from setvzaim.errors import WorldError
from setvzaim.storage.cipher import checked_password, cipher_pragmas
from setvzaim.storage.leftover import clear_leftover, leftover, overwrite

DriverError = sqlcipher3.Error
PATIENCE = 5
"""Seconds to wait for another program that has the base."""
_NUMBERS = ("application_id", "user_version")
"""What belongs to a base and is not in its tables."""


def rewrite(path: Path, present: str | None, new: str | None) -> bool:
    """Write a base, open nowhere, with another password; `None` is none. Raises `WorldError` and `DriverError`.

    Returns whether the plain bytes of before, if it had any, were overwritten on the disk.
    """
    beside = leftover(path)
    try:
        clear_leftover(path)
        with _opened(path, present) as old:
            _lock(old)
            _export(old, beside, new)
            _settle(path, beside)
            _verify(beside, new, _contents(old))
        return _exchange(path, beside, plain=present is None)
    except OSError as error:
        raise WorldError(
            f"Пароль базы «{path.name}» не изменён: новый файл не записался рядом с ней. Проверьте, есть ли на диске "
            "ещё столько же места и можно ли писать в папку."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            clear_leftover(path)


@contextlib.contextmanager
def _opened(path: Path, password: str | None) -> Iterator[sqlcipher3.Connection]:
    connection = sqlcipher3.connect(str(path), timeout=PATIENCE, isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        if password is not None:
            quoted = checked_password(password).replace('"', '""')
            connection.execute(f'PRAGMA key = "{quoted}"')
        for pragma in cipher_pragmas():
            connection.execute(pragma)
        yield connection
    finally:
        connection.close()


def _lock(connection: sqlcipher3.Connection) -> None:
    """Keep everyone else from the base until it is closed: what they wrote meanwhile would be lost."""
    connection.execute("PRAGMA main.locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")  # the lock stays


def _export(connection: sqlcipher3.Connection, beside: Path, password: str | None) -> None:
    key = "" if password is None else checked_password(password)
    connection.execute("ATTACH ? AS new KEY ?", (str(beside), key))
    connection.execute("PRAGMA new.journal_mode = OFF")  # the file is thrown away when anything fails
    connection.execute("PRAGMA new.synchronous = OFF")  # `_settle` does it once, at the end
    connection.execute("SELECT sqlcipher_export('new')")
    for name in _NUMBERS:
        (number,) = connection.execute(f"PRAGMA main.{name}").fetchone()
        connection.execute(f"PRAGMA new.{name} = {number:d}")
    connection.execute("DETACH new")


def _settle(path: Path, beside: Path) -> None:
    """Bring the new file to the disk, with the rights of the old one."""
    shutil.copymode(path, beside)
    with beside.open("r+b") as file:
        os.fsync(file.fileno())


def _contents(connection: sqlcipher3.Connection) -> object:
    """Return what two copies of a base must agree in: numbers, schema, rows in each table."""
    numbers = [connection.execute(f"PRAGMA {name}").fetchone() for name in _NUMBERS]
    schema = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    tables = [name for kind, name, _ in schema if kind == "table"]
    rows = [connection.execute(f'SELECT count(*) FROM "{name}"').fetchone() for name in tables]  # noqa: S608 - ours
    return numbers, schema, rows


def _verify(beside: Path, password: str | None, wanted: object) -> None:
    with _opened(beside, password) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if password is not None:
            sound &= not connection.execute("PRAGMA cipher_integrity_check").fetchall()
        if not sound or _contents(connection) != wanted:
            raise WorldError("Переписанная база не прошла проверку, поэтому осталась прежняя. Проверьте диск.")


def _exchange(path: Path, beside: Path, *, plain: bool) -> bool:
    """Put the new file in the place of the old one; tell whether plain bytes of the old one, if any, were overwritten.

    That is done through a file kept open, after the exchange: a power cut can lose neither. Windows does not exchange
    a file that is open, so there the old bytes stay in the free space until something else is written over them.
    """
    with contextlib.ExitStack() as stack:
        old = stack.enter_context(path.open("r+b")) if plain and sys.platform != "win32" else None
        beside.replace(path)
        try:
            if sys.platform != "win32":
                _sync_folder(path.parent)
            if old is not None:
                overwrite(old)
        except OSError:  # the exchange is done: what could not be wiped is told, not raised
            return not plain
    return old is not None or not plain


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
