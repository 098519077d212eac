"""What a user does with backups. None of it is an operation on rows: a base is copied or replaced as a whole."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.queries.differences import Changed, Difference, differences
from setvzaim.storage import Base, raw
from setvzaim.storage.backup import copy_to, keep_copies, present_shelf
from setvzaim.storage.network_place import WARNING as NETWORK_WARNING
from setvzaim.storage.places import Places, choose, places, usual_folder
from setvzaim.storage.raw import Progress
from setvzaim.storage.raw import faults as file_faults
from setvzaim.storage.rescue import Rescued, rescue
from setvzaim.storage.restore import restore, usable
from setvzaim.storage.shelf import Copy

__all__ = [
    "NETWORK_WARNING", "Changed", "CopiesState", "Copy", "Difference", "Places", "Preview", "Rescued", "choose",
    "copy_to", "file_faults", "keep_copies", "places", "preview", "rescue", "restore", "state_of", "usual_folder",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class CopiesState:
    """The backups of a base as they stand now, the newest first."""

    copies: tuple[Copy, ...]
    proved: datetime | None
    """When one was last restored as a drill."""
    places: Places
    folder: Path
    """Where the listed copies lie."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a restore would change: «here» is the present base, «there» the backup."""

    copy: Path
    comparable: bool
    """Whether the present base could be read; if not, all of the backup stands as being only there."""
    differences: tuple[Difference, ...]


def state_of(base: Path) -> CopiesState:
    """Return what backups of a base there are."""
    shelf = present_shelf(base)
    return CopiesState(shelf.copies(), shelf.proved(), places(), shelf.folder)


def preview(copy: Path, base: Path, progress: Progress | None = None) -> Preview:
    """Compare a backup with the present base; neither is changed. Raises `WorldError` when the backup is no good."""
    usable(copy)
    with tempfile.TemporaryDirectory(prefix="setvzaim-") as folder:
        there_path = Path(folder) / copy.name
        raw.copy(copy, there_path, progress)
        with (
            Base.open(there_path, raw.key_of(there_path), backup=False) as there_base,
            there_base.read() as there,
            _present(base) as here,
        ):
            return Preview(copy, here is not None, differences(here, there))


@contextlib.contextmanager
def _present(base: Path) -> Iterator[sa.Connection | None]:
    """Give a connection to the present base; `None` when it is not there or cannot be read."""
    with contextlib.ExitStack() as stack:
        connection = None
        if base.exists():
            with contextlib.suppress(WorldError):
                connection = stack.enter_context(stack.enter_context(Base.open(base, raw.key_of(base))).read())
        yield connection
