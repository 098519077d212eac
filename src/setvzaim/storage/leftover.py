"""What a change of the password that was cut short may leave beside a base, and how it is taken away."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import BinaryIO

_BLOCK = 1 << 20


def leftover(path: Path) -> Path:
    """Return where the new file stands until it takes the place of the base."""
    return path.with_name(f".{path.name}.new")


def clear_leftover(path: Path) -> None:
    """Take away, overwritten, what a change of the password that was cut short has left beside the base."""
    beside = leftover(path)
    with contextlib.suppress(FileNotFoundError), beside.open("r+b") as file:
        overwrite(file)
    beside.unlink(missing_ok=True)


def overwrite(file: BinaryIO) -> None:
    """Write zeros over all of a file. An SSD may write them elsewhere and keep the old for a while."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    file.writelines(bytes(min(_BLOCK, size - start)) for start in range(0, size, _BLOCK))
    file.flush()
    os.fsync(file.fileno())
