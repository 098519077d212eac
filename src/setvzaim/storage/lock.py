"""One writer: a lock of the operating system's, which falls by itself when a program dies.

The lock lies on a small file beside the base, named as Excel names its own («~$Сеть.setvzaim»). What is written in
that file only tells who holds the lock; whether it is held the system says: a file left by a power cut blocks nobody.
The base itself cannot be locked this way: on Unix the locks SQLite takes in it fall when any handle on it is closed.
"""

from __future__ import annotations

import contextlib
import errno
import getpass
import json
import os
import platform
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from setvzaim.text.format import format_date

_PLACE = 1 << 30
"""Where Windows locks a byte: far behind the text, which others must be able to read."""
_UNLOCKABLE = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a base open for writing; empty where that is not known."""

    name: str = ""
    computer: str = ""
    since: datetime | None = None

    def words(self, now: datetime) -> str:
        """Say who has it: «Базу уже открыл buh на компьютере PC-2, с 12:40»."""
        who = self.name or "другая программа"
        where = f" на компьютере {self.computer}" if self.computer else ""
        if self.since is None:
            return f"База уже открыта: {who}{where}"
        day = "" if self.since.date() == now.date() else f" {format_date(self.since)}"
        return f"База уже открыта: {who}{where}, с{day} {self.since:%H:%M}"


class Held(Exception):  # noqa: N818 - an answer, not a fault
    """Somebody else has the base open."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(holder)
        self.holder = holder


class Lock:
    """A lock that is held until `release`, or until the program dies."""

    def __init__(self, beside: Path, handle: int) -> None:
        self._beside = beside
        self._handle: int | None = handle

    @classmethod
    def take(cls, path: Path) -> Lock:
        """Lock the base at `path`. Raises `Held`, and `OSError` where nothing can be written beside the base."""
        beside = lock_file(path)
        while True:
            handle = os.open(beside, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
            taken = _locked(handle)
            if taken and _is_at(handle, beside):
                _write(handle)
                return cls(beside, handle)
            holder = _read(handle)
            os.close(handle)
            if not taken:
                raise Held(holder)
            # its holder has just taken the file away, and another may already hold the next one: try again

    def release(self) -> None:
        """Let the base go and leave nothing beside it."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if sys.platform == "win32":  # an open file cannot be deleted there
            os.close(handle)
            with contextlib.suppress(OSError):
                self._beside.unlink()
        else:  # deleted while locked: nobody can have taken it over
            with contextlib.suppress(OSError):
                self._beside.unlink()
            os.close(handle)


def beside_while_written(path: Path) -> Path:
    """Return the name under which a new base is written before it takes the place of the one at `path`."""
    real = path.resolve()
    return real.with_name(f"~${real.name}.новая")


def lock_file(path: Path) -> Path:
    """Return the file by which a base is locked, whatever link leads to the base."""
    real = path.resolve()
    return real.with_name(f"~${real.name}")


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        """Take the lock, if it is free."""
        os.lseek(handle, _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _is_at(handle: int, path: Path) -> bool:  # noqa: ARG001 - an open file cannot be deleted there
        """Tell whether the locked file still has its name."""
        return True

else:
    import fcntl

    def _locked(handle: int) -> bool:
        """Take the lock, if it is free; where the file system knows no locks, work without."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in _UNLOCKABLE:
                raise
        return True

    def _is_at(handle: int, path: Path) -> bool:
        """Tell whether the locked file still has its name."""
        try:
            return os.path.samestat(os.fstat(handle), path.stat())
        except FileNotFoundError:
            return False


def _write(handle: int) -> None:
    """Tell who holds the lock; a full disk does not hinder it."""
    with contextlib.suppress(OSError):
        try:
            name = getpass.getuser()
        except (OSError, KeyError, ImportError):
            name = ""
        now = datetime.now().isoformat(timespec="seconds")  # noqa: DTZ005 - the office's own clock
        text = json.dumps({"name": name, "computer": platform.node(), "since": now}, ensure_ascii=False)
        os.lseek(handle, 0, os.SEEK_SET)
        os.truncate(handle, 0)
        os.write(handle, text.encode())


def _read(handle: int) -> Holder:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        told = json.loads(os.read(handle, 4096))
        return Holder(str(told["name"]), str(told["computer"]), datetime.fromisoformat(told["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()


def sweep(path: Path) -> None:
    """Take away what a program that died left half written beside a base; the lock is held."""
    with contextlib.suppress(OSError):
        beside_while_written(path).unlink(missing_ok=True)
