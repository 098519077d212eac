"""Opening, creating and closing the file that holds the office's work."""

from __future__ import annotations

import contextlib
import hmac
import os
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa
from sqlalchemy import event

from setvzaim.errors import Damaged, PasswordNeeded, WorldError, WrongPassword
from setvzaim.storage import cipher, keys
from setvzaim.storage.leftover import clear_leftover
from setvzaim.storage.lock import Held, Lock, sweep
from setvzaim.storage.network_place import on_network
from setvzaim.storage.quick_check import quick_fault

APPLICATION_ID = 0x5356_5A4D
"""Marks the file as ours: «SVZM» in ASCII."""
SCHEMA = 4
"""Number of the newest schema revision; each revision in `migrations/versions` raises it by one."""
SUFFIX = ".setvzaim"
_SQLITE_HEADER = b"SQLite format 3\0"


class Base:
    """An open base. One thread writes at a time; whoever opens it closes it."""

    def __init__(self, path: Path, password: str | None, lock: Lock | None = None, read_only: str = "") -> None:
        self.path = path
        self.read_only = read_only
        """Why the base can only be read, in Russian; empty when it can be written."""
        self.on_network = on_network(path)
        """Whether the base lies in a network folder, where it is less safe."""
        self._password = password
        self._lock = lock
        self._engine = _engine(path, password, writable=lock is not None)

    @classmethod
    def create(cls, path: Path, password: str | None = None) -> Self:
        """Make a new empty base, encrypted with a password; refuse to write over anything. Raises `WorldError`."""
        if path.exists():
            raise WorldError(f"Файл «{path.name}» уже есть. Выберите другое имя: готовая база не перезаписывается.")
        if not path.parent.is_dir():
            raise WorldError(f"Нет папки «{path.parent}». Создайте её или выберите другое место для базы.")
        try:
            lock = Lock.take(path)
        except (Held, OSError) as error:
            raise WorldError(_sentence("CANTOPEN", path)) from error
        base = cls(path, password, lock)
        try:
            _migrate(base)
            keys.learn(password)
        except BaseException:
            base.close()
            path.unlink(missing_ok=True)
            raise
        return base

    @classmethod
    def open(cls, path: Path, password: str | None = None, *, backup: bool = True) -> Self:
        """Open a base and bring its schema up to date, a backup first; to read when somebody else has it.

        A password given to a base without one is not looked at. Without `backup` for files of the program's own,
        which are copies themselves.
        Raises `WorldError` when it is not a base of ours, `PasswordNeeded` and `WrongPassword` among them, `Damaged`
        when it is, but not whole.
        """
        password = _password_for(path, password)
        lock, read_only = _claim(path)
        base = cls(path, password, lock, read_only)
        try:
            with _in_words(path):
                base._unlock()
                schema = _schema(base)
                _refuse_damaged(base)
                _clear_journal(base)
                if schema < SCHEMA:
                    _upgrade(base, backup=backup)
            if lock is not None:
                with contextlib.suppress(OSError):  # in a folder that may only be read it stays
                    clear_leftover(path)
        except BaseException:
            base.close()
            raise
        return base

    @classmethod
    def open_as_it_is(cls, path: Path, password: str | None = None) -> Self:
        """Open a base to read, without looking whether it is whole. Raises `WorldError`."""
        password = _password_for(path, password)
        why = f"Файл «{path.name}» повреждён, его можно только смотреть. Спасите то, что читается, в новую базу."
        base = cls(path, password, None, why)
        try:
            with _in_words(path):
                base._unlock()
                _refuse_old(base)
        except BaseException:
            base.close()
            raise
        return base

    @contextlib.contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """Give a connection for reading; what is read within is one state of the base."""
        with _in_words(self.path), self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """Give a connection whose changes are kept all together, or not at all when an exception leaves.

        Raises `WorldError` when the base can only be read.
        """
        if self.read_only:
            raise WorldError(f"Не записано. {self.read_only}")
        with _in_words(self.path), self._engine.begin() as connection:
            yield connection

    @property
    def encrypted(self) -> bool:
        """Whether the base has a password."""
        return self._password is not None

    def opened_by(self, password: str) -> bool:
        """Tell whether a password is the one of this base."""
        return self._password is not None and hmac.compare_digest(
            cipher.checked_password(password).encode(), cipher.checked_password(self._password).encode()
        )

    def change_password(self, new: str | None) -> bool:
        """Write the base anew with another password, or with none; nobody may be reading it. Raises `WorldError`.

        The base stays open. When anything fails, it is what it was. Returns whether the plain bytes of before, if
        there were any, are overwritten on the disk.
        """
        from setvzaim.storage.rewrite import DriverError, rewrite  # noqa: PLC0415 - loads the driver

        if self.read_only:
            raise WorldError(f"Пароль не изменён. {self.read_only}")
        if new is not None:
            cipher.checked_password(new)
        self._engine.dispose()
        with _in_words(self.path, DriverError):
            wiped = rewrite(self.path, self._password, new)
        self._password = new
        keys.learn(new)
        self._engine = _engine(self.path, new, writable=True)
        return wiped

    def compact(self) -> None:
        """Write the file anew, so that nothing of what was deleted is left in it. Raises `WorldError`."""
        with self.write() as connection:
            connection.exec_driver_sql("COMMIT")  # VACUUM is a transaction of its own
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("BEGIN")

    def _unlock(self) -> None:
        """Read an encrypted base for the first time: only now is it known whether the password fits."""
        if self._password is None:
            return
        try:
            with self._engine.connect() as connection:
                mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        except sa.exc.DBAPIError as error:
            name = getattr(error.orig, "sqlite_errorname", "")
            if name != "SQLITE_NOTADB":
                raise
            if cipher.password_fits(self.path, self._password):  # right, so the file is damaged; a rescue needs it
                keys.learn(self._password)
                raise
            raise WrongPassword(
                f"Пароль к базе «{self.path.name}» не подходит. Проверьте раскладку клавиатуры и заглавные буквы. Если "
                "пароль точно верный, начало файла повреждено или это не база setvzaim: откройте резервную копию."
            ) from None
        if mark != APPLICATION_ID:
            raise _no_base(self.path)
        keys.learn(self._password)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        """Close at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()


def _engine(path: Path, password: str | None, *, writable: bool) -> sa.Engine:
    if password is None:
        engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), connect_args={"timeout": 5})
    else:
        engine = cipher.cipher_engine(path, password)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy's own BEGIN below decides where transactions start
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -32000")
        for pragma in cipher.cipher_pragmas() if password is not None else ():
            connection.execute(pragma)
        if not writable:
            connection.execute("PRAGMA query_only = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _claim(path: Path) -> tuple[Lock | None, str]:
    """Take the lock of a base, or say in Russian why it can only be read."""
    if not os.access(path, os.W_OK):
        return None, _sentence("READONLY", path)
    try:
        lock = Lock.take(path)
    except Held as held:
        now = datetime.now()  # noqa: DTZ005 - the office's own clock
        return None, f"{held.holder.words(now)}. Пока её можно только читать."
    except OSError:
        return None, _sentence("READONLY", path)
    sweep(path)
    return lock, ""


def look(path: Path) -> bool:
    """Refuse, in words, a file that is missing or is not a base of ours; tell whether it has a password."""
    try:
        with path.open("rb") as file:
            head = file.read(cipher.PAGE)
        size = path.stat().st_size
    except FileNotFoundError:
        raise WorldError(f"Нет файла «{path}». Проверьте имя или создайте новую базу.") from None
    except OSError as error:
        if path.is_dir():
            raise WorldError(f"«{path}» — это папка. Выберите в ней файл базы.") from error
        raise WorldError(f"Файл «{path}» не открывается. Проверьте права на него и не занят ли он.") from error
    if head.startswith(_SQLITE_HEADER) and int.from_bytes(head[68:72], "big") == APPLICATION_ID:
        return False
    if not cipher.looks_encrypted(head):
        raise _no_base(path)
    if size % cipher.PAGE:
        raise WorldError(
            f"Файл «{path.name}» — не база setvzaim или база с паролем, скопированная не до конца. Возьмите файл "
            "оттуда, откуда его копировали, или последнюю резервную копию."
        )
    return True


def _password_for(path: Path, password: str | None) -> str | None:
    """Return the password to open a file with, `None` for a plain base; refuse, in words, what is no base of ours."""
    if not look(path):
        return None
    if password is None:
        raise PasswordNeeded(f"База «{path.name}» защищена паролем. Введите его.")
    return password


def _no_base(path: Path) -> WorldError:
    return WorldError(f"Файл «{path.name}» — не база setvzaim. Чтобы взять из него данные, импортируйте его в базу.")


def _schema(base: Base) -> int:
    with base.read() as connection:
        schema = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if schema > SCHEMA:
        raise WorldError(
            f"База «{base.path.name}» создана более новой программой. Обновите setvzaim на этом компьютере и откройте "
            "базу снова: старая программа её не изменит."
        )
    return schema


_OLD = (
    "База «{}» записана прежней программой, и её нужно обновить, а сейчас её можно только читать. Закройте её там, где "
    "она открыта, или скопируйте в свою папку, и откройте снова."
)


def _refuse_damaged(base: Base) -> None:
    if quick_fault(base.read):
        raise Damaged(_sentence("CORRUPT", base.path))


def _clear_journal(base: Base) -> None:
    """Take away a journal in which nothing stands, left by a program that died before it began to write.

    One that holds something has been played back by the first reading; only an empty one is left alone by SQLite.
    """
    journal = base.path.resolve().with_name(base.path.resolve().name + "-journal")
    if base.read_only or not journal.exists():
        return
    with base.write() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # nobody else writes now: it is nobody's journal
        with contextlib.suppress(OSError):
            journal.unlink(missing_ok=True)


def _refuse_old(base: Base) -> None:
    """Refuse a base that would have to be upgraded, and may not be."""
    if _schema(base) < SCHEMA:
        raise WorldError(_OLD.format(base.path.name))


def _upgrade(base: Base, *, backup: bool) -> None:
    """Bring the schema up to date, after a proved backup: no revision can then lose anything for good."""
    from setvzaim.storage.backup import keep_copy  # noqa: PLC0415 - rarely needed
    from setvzaim.storage.places import places  # noqa: PLC0415

    if base.read_only:
        _refuse_old(base)
    if backup:
        keep_copy(base.path, places().there()[0], datetime.now())  # noqa: DTZ005 - the office's own clock
    _migrate(base)


def _migrate(base: Base) -> None:
    from setvzaim.storage.migrate import upgrade  # noqa: PLC0415 - Alembic is heavy and rarely needed

    with base.write() as connection:
        upgrade(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA:d}")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID:d}")


@contextlib.contextmanager
def _in_words(path: Path, *drivers: type[Exception]) -> Iterator[None]:
    """Turn what the file system and SQLite complain about into sentences for the user."""
    kinds: tuple[type[Exception], ...] = (sa.exc.DBAPIError, *drivers)
    try:
        yield
    except kinds as error:
        name = _name(getattr(error, "orig", error))
        if sentence := _sentence(name, path):
            raise (Damaged if name in ("CORRUPT", "NOTADB") else WorldError)(sentence) from error
        raise
    except UnicodeDecodeError as error:  # even SQLite's complaint about a damaged file may hold no text
        raise Damaged(_sentence("CORRUPT", path)) from error


def _name(error: BaseException | None) -> str:
    """Return the kind of an error of SQLite's: «FULL» for SQLITE_FULL."""
    return "".join(getattr(error, "sqlite_errorname", "").split("_")[1:2])


def _sentence(name: str, path: Path) -> str:
    match name:
        case "FULL":
            return f"На диске с базой «{path.name}» кончилось место. Освободите его и повторите: база осталась прежней."
        case "BUSY" | "LOCKED":
            return f"База «{path.name}» занята другой программой. Закройте её там и повторите."
        case "READONLY":
            return f"Базу «{path.name}» нельзя изменить: файл или папка только для чтения. Скопируйте её в свою папку."
        case "CANTOPEN" | "IOERR":
            return f"Файл базы «{path.name}» недоступен: проверьте, на месте ли папка или флешка, и повторите."
        case "CORRUPT" | "NOTADB":
            return f"Файл «{path.name}» повреждён. Не меняйте его, откройте последнюю резервную копию."
        case _:
            return ""
