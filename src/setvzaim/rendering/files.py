"""Writing a file so that there is either the whole new one or the untouched old one."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from setvzaim.errors import WorldError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def whole_file(target: Path | BinaryIO) -> Iterator[BinaryIO]:
    """Give a stream to write; a path is replaced only when the body ends without an exception.

    A stream passed instead of a path is handed through. An `OSError` on the way becomes a `WorldError` in Russian,
    and the temporary file beside the target is removed.
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


def _reason(error: OSError, target: Path) -> str:
    """Say in Russian what the system refused and what to do about it."""
    where = f"Не удалось записать файл «{target.name}» в папку «{target.parent}»"
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"{where}: на диске нет места. Освободите место или выберите другой диск."
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return f"{where}: такой папки нет. Создайте её или выберите другую."
    if error.errno == errno.EISDIR or target.is_dir():
        return f"{where}: так называется папка. Выберите другое имя файла."
    if error.errno == errno.EROFS:
        return f"{where}: диск доступен только для чтения. Выберите другую папку."
    if error.errno == errno.ENAMETOOLONG:
        return f"{where}: слишком длинное имя. Сократите имя файла."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EBUSY}:
        return (
            f"{where}: файл открыт в другой программе или нет прав. Закройте файл или выберите другую папку."
        )
    return f"{where}: {error.strerror or error}. Проверьте диск или выберите другую папку."
