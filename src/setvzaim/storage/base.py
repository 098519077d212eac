"""Opening, creating and closing the file that holds the office's work."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa
from sqlalchemy import event

from setvzaim.errors import WorldError

APPLICATION_ID = 0x5356_5A4D
"""Marks the file as ours: «SVZM» in ASCII."""
SCHEMA = 2
"""Number of the newest schema revision; each revision in `migrations/versions` raises it by one."""
SUFFIX = ".setvzaim"
_SQLITE_HEADER = b"SQLite format 3\0"


class Base:
    """An open base. One thread writes at a time; whoever opens it closes it."""

    def __init__(self, path: Path, engine: sa.Engine) -> None:
        self.path = path
        self._engine = engine

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make a new empty base; refuse to write over anything. Raises `WorldError`."""
        if path.exists():
            raise WorldError(f"Файл «{path.name}» уже есть. Выберите другое имя: готовая база не перезаписывается.")
        if not path.parent.is_dir():
            raise WorldError(f"Нет папки «{path.parent}». Создайте её или выберите другое место для базы.")
        base = cls(path, _engine(path))
        try:
            _migrate(base)
        except BaseException:
            base.close()
            path.unlink(missing_ok=True)
            raise
        return base

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a base and bring its schema up to date. Raises `WorldError` when it is not a base of ours."""
        _look(path)
        base = cls(path, _engine(path))
        try:
            with _in_words(path):
                schema = _schema(base)
                if schema < SCHEMA:
                    _migrate(base)
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
        """Give a connection whose changes are kept all together, or not at all when an exception leaves."""
        with _in_words(self.path), self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Close at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()


def _engine(path: Path) -> sa.Engine:
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), connect_args={"timeout": 5})

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy's own BEGIN below decides where transactions start
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -32000")

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _look(path: Path) -> None:
    """Refuse, in words, a file that is missing or is not a base of ours."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except FileNotFoundError:
        raise WorldError(f"Нет файла «{path}». Проверьте имя или создайте новую базу.") from None
    except OSError as error:
        if path.is_dir():
            raise WorldError(f"«{path}» — это папка. Выберите в ней файл базы.") from error
        raise WorldError(f"Файл «{path}» не открывается. Проверьте права на него и не занят ли он.") from error
    if not head.startswith(_SQLITE_HEADER) or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise WorldError(f"Файл «{path.name}» — не база setvzaim. Чтобы взять из него данные, импортируйте его в базу.")


def _schema(base: Base) -> int:
    with base.read() as connection:
        schema = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if schema > SCHEMA:
        raise WorldError(
            f"База «{base.path.name}» создана более новой программой. Обновите setvzaim на этом компьютере и откройте "
            "базу снова: старая программа её не изменит."
        )
    return schema


def _migrate(base: Base) -> None:
    from setvzaim.storage.migrate import upgrade  # noqa: PLC0415 - Alembic is heavy and rarely needed

    with base.write() as connection:
        upgrade(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA:d}")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID:d}")


@contextlib.contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Turn what the file system and SQLite complain about into sentences for the user."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        if sentence := _sentence(error.orig, path):
            raise WorldError(sentence) from error
        raise


def _sentence(error: BaseException | None, path: Path) -> str | None:
    match getattr(error, "sqlite_errorname", "").split("_")[1:2]:
        case ["FULL"]:
            return f"На диске с базой «{path.name}» кончилось место. Освободите его и повторите: база осталась прежней."
        case ["BUSY"] | ["LOCKED"]:
            return f"База «{path.name}» занята другой программой. Закройте её там и повторите."
        case ["READONLY"]:
            return f"Базу «{path.name}» нельзя изменить: файл или папка только для чтения. Скопируйте её в свою папку."
        case ["CANTOPEN"] | ["IOERR"]:
            return f"Файл базы «{path.name}» недоступен: проверьте, на месте ли папка или флешка, и повторите."
        case ["CORRUPT"] | ["NOTADB"]:
            return f"Файл «{path.name}» повреждён. Не меняйте его, откройте последнюю резервную копию."
        case _:
            return None
