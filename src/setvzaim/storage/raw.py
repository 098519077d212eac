"""Bases as files of SQLite, below SQLAlchemy: what backups, restores and rescues work with.

Every connection of theirs is made here, to plain files and to encrypted ones.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from setvzaim.errors import PasswordNeeded, WorldError
from setvzaim.storage import keys
from setvzaim.storage.cipher import PAGE, checked_password, cipher_pragmas, looks_encrypted, password_fits

_PAGES = 512
"""Pages copied between two looks at whether the work is still wanted."""
Progress = Callable[[float], None]
"""Is told the share done, 0 to 1; stops the work by raising."""


def errors() -> tuple[type[Exception], ...]:
    """Return what the drivers raise; that of encrypted bases only where it was needed."""
    driver = sys.modules.get("sqlcipher3")
    return (sqlite3.Error, driver.Error) if driver is not None else (sqlite3.Error,)


def unreadable() -> tuple[type[Exception], ...]:
    """Return what reading a damaged file raises: even SQLite's complaint about it may hold bytes that are no text."""
    return (*errors(), UnicodeDecodeError)


def key_of(path: Path) -> str | None:
    """Return the password a file opens with, `None` for a plain one. Raises `PasswordNeeded` when none known does."""
    with path.open("rb") as file:
        if not looks_encrypted(file.read(PAGE)):
            return None
    for password in keys.known():
        if password_fits(path, password):
            return password
    raise PasswordNeeded(
        f"Файл «{path.name}» защищён паролем, и пароли открытых баз к нему не подходят. Откройте его сначала как базу."
    )


def connect(path: Path, key: str | None = None, *, writable: bool = False) -> sqlite3.Connection:
    """Open a file that is there (or, `writable`, a new one) without a transaction of its own.

    Not to write is a promise, not a mode: what a program that died left half written must still be undone.
    """
    connection = _driver(key).connect(str(path), timeout=5, isolation_level=None, check_same_thread=False)
    if key is not None:
        quoted = checked_password(key).replace('"', '""')
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f'PRAGMA key = "{quoted}"')
        for pragma in cipher_pragmas():
            connection.execute(pragma)
    if not writable:
        connection.execute("PRAGMA query_only = ON")
    return connection  # type: ignore[no-any-return]


def _driver(key: str | None) -> Any:  # noqa: ANN401 - two modules of one make
    if key is None:
        return sqlite3
    import sqlcipher3  # noqa: PLC0415 - only encrypted bases need it

    return sqlcipher3


def copy(source: Path, target: Path, progress: Progress | None = None) -> None:
    """Write a copy of a base by SQLite's backup interface; it is on the disk when this returns.

    `target` is written anew; when the copy fails nothing of it stays. Raises `WorldError`.
    """
    with in_words(source, target):
        target.unlink(missing_ok=True)
        try:
            key = key_of(source)
            with closing(connect(source, key)) as old, closing(connect(target, key, writable=True)) as new:
                new.execute("PRAGMA journal_mode = OFF")
                new.execute("PRAGMA synchronous = OFF")
                old.backup(new, pages=_PAGES, progress=_told(progress))
            sync(target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise


def faults(path: Path) -> list[str]:
    """Return what SQLite finds wrong in a file, in its own words; nothing when it is whole."""
    try:
        with closing(connect(path, key_of(path))) as connection:
            found = [str(line) for (line,) in connection.execute("PRAGMA integrity_check(20)")]
    except unreadable() as error:
        return [str(error)]
    return [] if found == ["ok"] else found


def marks(path: Path) -> tuple[int, int]:
    """Return the application number and the schema number of a file."""
    with closing(connect(path, key_of(path))) as connection:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        return int(application), int(connection.execute("PRAGMA user_version").fetchone()[0])


def state(path: Path) -> str:
    """Return what changes whenever the base is written: the change counter of SQLite, the size, the time."""
    with path.open("rb") as file:
        head = file.read(28)
    status = path.stat()
    return f"{int.from_bytes(head[24:28], 'big')}-{status.st_size}-{status.st_mtime_ns}"


def sync(path: Path) -> None:
    """Wait until a file is on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def put_in_place(new: Path, path: Path) -> None:
    """Give a file that is on the disk its name, at once and for good, in place of what has that name."""
    new.replace(path)
    if sys.platform != "win32":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextlib.contextmanager
def in_words(source: Path, target: Path) -> Iterator[None]:
    """Turn what goes wrong between two files into sentences for the user."""
    try:
        yield
    except errors() as error:
        raise WorldError(_sentence(error, source, target)) from error
    except OSError as error:
        raise WorldError(
            f"Не удалось записать «{target.name}» в папку «{target.parent}»: {_why(error)}. База осталась прежней."
        ) from error


def _why(error: OSError) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "такой папки сейчас нет"
        case PermissionError():
            return "нет прав на запись или файл занят другой программой"
        case _:
            return "на диске кончилось место" if error.errno == errno.ENOSPC else "диск или флешка недоступны"


def _sentence(error: Exception, source: Path, target: Path) -> str:
    match getattr(error, "sqlite_errorname", "").split("_")[1:2]:
        case ["FULL"]:
            return f"На диске с папкой «{target.parent}» кончилось место. Освободите его или выберите другую папку."
        case ["BUSY"] | ["LOCKED"]:
            return f"База «{source.name}» занята другой программой. Закройте её там и повторите."
        case ["READONLY"]:
            return f"В папку «{target.parent}» нельзя записать. Выберите другую папку."
        case ["CORRUPT"] | ["NOTADB"]:
            return f"Файл «{source.name}» повреждён. Не меняйте его, откройте последнюю резервную копию."
        case _:
            return (
                f"Не удалось скопировать «{source.name}» в папку «{target.parent}»: файл или папка недоступны. "
                "Проверьте, на месте ли диск или флешка, и повторите."
            )


def _told(progress: Progress | None) -> Callable[[int, int, int], object] | None:
    if progress is None:
        return None
    return lambda _status, left, total: progress(1 - left / total if total else 1.0)
