"""Writing a file so that there is either the whole new one or the untouched old one."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from setvzaim.errors import WorldError


@contextlib.contextmanager
def whole_file(target: Path | BinaryIO) -> Iterator[BinaryIO]:
    """Give a stream to write; a path is replaced only when the body ends without an exception.

    A stream passed instead of a path is handed through. An `OSError` on the way becomes a `WorldError` in
    Russian, and the temporary file beside the target is removed.
    """
    if not isinstance(target, Path):
        yield target
        return
    temporary = target.parent / f".setvzaim-{secrets.token_hex(6)}.tmp"
    try:
        with temporary.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except OSError as error:
        raise WorldError(_reason(error, target)) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


_REASONS = {
    errno.ENOSPC: "на диске нет места. Освободите место или выберите другой диск.",
    errno.EDQUOT: "на диске нет места. Освободите место или выберите другой диск.",
    errno.ENOENT: "такой папки нет. Создайте её или выберите другую.",
    errno.ENOTDIR: "такой папки нет. Создайте её или выберите другую.",
    errno.EISDIR: "так называется папка. Выберите другое имя файла.",
    errno.EROFS: "диск доступен только для чтения. Выберите другую папку.",
    errno.ENAMETOOLONG: "слишком длинное имя. Сократите имя файла.",
}
_LOCKED = "файл открыт в другой программе или нет прав. Закройте файл или выберите другую папку."


def _reason(error: OSError, target: Path) -> str:
    """Say in Russian what the system refused and what to do about it."""
    where = f"Не удалось записать файл «{target.name}» в папку «{target.parent}»"
    if target.is_dir():
        return f"{where}: {_REASONS[errno.EISDIR]}"
    if error.errno in {errno.EACCES, errno.EPERM, errno.EBUSY}:
        return f"{where}: {_LOCKED}"
    other = f"{error.strerror or error}. Проверьте диск или выберите другую папку."
    return f"{where}: {_REASONS.get(error.errno or 0, other)}"
