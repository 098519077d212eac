"""Backups of a base: made by SQLite's own interface, proved, thinned, and restored as a drill once a month."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from setvzaim.errors import WorldError
from setvzaim.storage import raw
from setvzaim.storage.places import places, shelf_of
from setvzaim.storage.raw import Progress
from setvzaim.storage.shelf import Copy, Shelf
from setvzaim.storage.thinning import staying

DRILL_AFTER = timedelta(days=30)
_PART = ".часть"
_COPYING = 0.7
"""Share of the work that copying is; the rest is proving."""


def copy_to(base: Path, target: Path, progress: Progress | None = None) -> None:
    """Write a proved backup of a base to a file that is not there yet; nothing is left when it fails.

    Raises `WorldError`.
    """
    if target.exists():
        raise WorldError(f"Файл «{target.name}» уже есть. Выберите другое имя: готовая копия не перезаписывается.")
    if not target.parent.is_dir():
        raise WorldError(f"Нет папки «{target.parent}». Создайте её или выберите другое место для копии.")
    part = target.with_name(target.name + _PART)
    try:
        raw.copy(base, part, _share(progress, 0, _COPYING))
        prove(part, like=base)
        with raw.in_words(base, target):
            raw.put_in_place(part, target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    if progress:
        progress(1.0)


def prove(copy: Path, *, like: Path) -> None:
    """Open a copy and let SQLite check every page of it. Raises `WorldError` when it is not whole."""
    if found := raw.faults(copy):
        raise WorldError(
            f"Копия базы «{like.name}» не сделана: в базе есть повреждения ({len(found)}). Прежние копии на месте. "
            "Закройте базу и откройте её снова: программа предложит, как её спасти."
        )
    if raw.marks(copy) != raw.marks(like):
        raise WorldError(f"Копия базы «{like.name}» не совпала с базой и не сохранена. Повторите.")


def keep_copy(base: Path, folder: Path, now: datetime, progress: Progress | None = None) -> Copy | None:
    """Put a backup on the shelf of a base within `folder`; `None` when nothing changed since one that is there.

    Older copies are thinned. Raises `WorldError`.
    """
    shelf = _shelf(base, folder)
    with raw.in_words(base, shelf.folder):
        state = raw.state(base)
        copies = shelf.copies()
        if any(one.state == state for one in copies):
            return None
        for left in shelf.folder.glob(f"*{_PART}"):  # by a program that died while it copied
            left.unlink(missing_ok=True)
    path, made = shelf.free_name(base, now)
    copy_to(base, path, progress)
    with raw.in_words(base, path):
        copy = shelf.note(Copy(path, made, path.stat().st_size, state, checked=now))
        thin(shelf, now, copy)
    return copy


def keep_copies(base: Path, now: datetime, progress: Progress | None = None) -> Copy | None:
    """Put a backup into every chosen folder that is there, and do the drill when it is due.

    Returns the new copy in the first folder, `None` when nothing changed. Raises `WorldError` after all were tried.
    """
    made: list[Copy | None] = []
    failed: WorldError | None = None
    for folder in places().there():
        try:
            made.append(keep_copy(base, folder, now, progress))
        except WorldError as error:
            failed = failed or error
    shelf = present_shelf(base)
    if drill_due(shelf, now):
        drill(shelf, now)
    if failed is not None:
        raise failed
    return made[0]


def present_shelf(base: Path) -> Shelf:
    """Return the shelf of a base in the first folder that is there."""
    return Shelf(shelf_of(base, places().there()[0]))


def thin(shelf: Shelf, now: datetime, new: Copy | None = None) -> None:
    """Delete the copies whose time is over; never the one just made."""
    copies = shelf.copies()
    stay = staying((one.made for one in copies), now)
    shelf.drop(tuple(one for one in copies if one.made not in stay and (new is None or one.path != new.path)))


def drop_copies(base: Path, paths: Sequence[Path]) -> None:
    """Delete some backups of a base from the folders that are there; what cannot be deleted stays."""
    for folder in places().there():
        shelf = Shelf(shelf_of(base, folder))
        for one in shelf.copies():
            if one.path in paths:
                with contextlib.suppress(OSError):
                    shelf.drop((one,))


def drill_due(shelf: Shelf, now: datetime) -> bool:
    """Tell whether a copy should be restored to see that it can be: the last time is a month ago or lies ahead."""
    proved = shelf.proved()
    return bool(shelf.copies()) and (proved is None or not timedelta(0) <= now - proved < DRILL_AFTER)


def drill(shelf: Shelf, now: datetime) -> Copy:
    """Restore the newest copy into a file of its own, read everything in it, and remember that it was possible.

    Raises `WorldError` when the copy cannot be restored.
    """
    copy = shelf.copies()[0]
    with tempfile.TemporaryDirectory(prefix="setvzaim-") as folder:
        target = Path(folder) / copy.path.name
        raw.copy(copy.path, target)
        if raw.faults(target) or not _readable(target):
            raise WorldError(
                f"Резервная копия от {copy.made:%d.%m.%Y %H:%M} не восстанавливается. Сделайте новую копию: "
                "Файл → Резервные копии → Сделать копию."
            )
    return shelf.note(replace(copy, checked=now, restored=now))


def _readable(path: Path) -> bool:
    """Read every row of every table."""
    try:
        with closing(raw.connect(path, raw.key_of(path))) as connection:
            tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            for name in tables:
                for _row in connection.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - names of our own tables
                    pass
    except raw.unreadable():
        return False
    return bool(tables)


def _shelf(base: Path, folder: Path) -> Shelf:
    """Return the shelf of a base, its folder made if need be. Raises `WorldError`."""
    where = shelf_of(base, folder)
    with raw.in_words(base, where):
        where.mkdir(parents=True, exist_ok=True)
    return Shelf(where)


def _share(progress: Progress | None, begin: float, end: float) -> Progress | None:
    """Return what tells a part of the work as a share of the whole."""
    return None if progress is None else lambda share: progress(begin + share * (end - begin))


def rekey_copies(base: Path, new: str | None) -> int:
    """Write the backups of a base anew, to open as the base does now; return how many stayed as they were.

    Those on a stick that is not there are not counted: nobody knows of them.
    """
    from setvzaim.storage.rewrite import rewrite  # noqa: PLC0415 - loads the driver

    left = 0
    harmless: tuple[type[Exception], ...] = (WorldError, OSError, *raw.errors())
    for folder in places().there():
        for copy in Shelf(shelf_of(base, folder)).copies():
            try:
                rewrite(copy.path, raw.key_of(copy.path), new)
            except harmless:
                left += 1
    return left
