"""Copies of attached files to be looked at: in a private folder, read-only, gone when the program ends."""

from __future__ import annotations

import atexit
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile

from setvzaim.errors import WorldError
from setvzaim.rendering.files import whole_file

_PREFIX = "setvzaim-files-"
_HELD = ".lock"


class Viewing:
    """Where the copies lie. A folder that a program left when it died is taken away by the next one."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._lock: QLockFile | None = None

    def put(self, name: str, digest: str, content: bytes) -> Path:
        """Write a copy that can only be read; return where it lies. Raises `WorldError`."""
        folder = self._own() / digest[:16]
        path = folder / name
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            if not path.exists():
                with whole_file(path) as stream:
                    stream.write(content)
                path.chmod(stat.S_IREAD)
        except OSError as error:
            raise WorldError(
                f"Файл «{name}» не открывается: во временную папку системы не записать. Освободите место на диске или "
                "сохраните файл в другую папку."
            ) from error
        return path

    def clear(self) -> None:
        """Take all copies away; one that another program holds open stays until the next start."""
        if self._lock is not None:
            self._lock.unlock()
        if self._folder is not None:
            _remove(self._folder)
        self._folder = self._lock = None

    def _own(self) -> Path:
        if self._folder is None:
            _sweep(Path(tempfile.gettempdir()))
            self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX))  # nobody but the user can look into it
            self._lock = _held(self._folder)
            atexit.register(self.clear)
        return self._folder


def _held(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / _HELD))
    lock.setStaleLockTime(0)  # old as it may be, it is in force as long as its program runs
    lock.tryLock(0)
    return lock


def _sweep(temporary: Path) -> None:
    """Take away the folders of programs that are not running any more."""
    for folder in temporary.glob(f"{_PREFIX}*"):
        lock = QLockFile(str(folder / _HELD))
        lock.setStaleLockTime(0)
        if lock.tryLock(0):
            lock.unlock()
            _remove(folder)


def _remove(folder: Path) -> None:
    for path in folder.glob("*/*"):
        with suppress(OSError):
            path.chmod(stat.S_IREAD | stat.S_IWRITE)  # Windows deletes no file that may only be read
    shutil.rmtree(folder, ignore_errors=True)


VIEWING = Viewing()
