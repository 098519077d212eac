"""Putting a backup in the place of a base; what was there is kept beside it."""

from __future__ import annotations

import contextlib
import shutil
from datetime import datetime
from pathlib import Path

from setvzaim.errors import WorldError
from setvzaim.storage import backup, raw
from setvzaim.storage.base import SCHEMA, look
from setvzaim.storage.lock import Held, Lock, beside_while_written
from setvzaim.storage.raw import Progress


def restore(copy: Path, base: Path, now: datetime, progress: Progress | None = None) -> Path | None:
    """Put a backup in the place of `base`; return where the base that was there is kept, `None` when none was.

    The base must be closed. Whenever the program dies, one whole base has the name. Raises `WorldError`.
    """
    usable(copy)
    if not base.parent.is_dir():
        raise WorldError(f"Нет папки «{base.parent}». Создайте её или выберите другое место для базы.")
    if base.exists() and copy.resolve() == base.resolve():
        raise WorldError("Копия и база — один и тот же файл. Назовите другой файл копии.")
    lock = locked(base, now)
    new = beside_while_written(base)
    try:
        raw.copy(copy, new, progress)
        if raw.faults(new):
            raise WorldError(f"Копия «{copy.name}» не восстановилась: файл получился не целым. База осталась прежней.")
        kept = _keep_aside(base, now) if base.exists() else None
        _part_with_journal(base, kept or _free(base.resolve(), now))
        with raw.in_words(copy, base):
            raw.put_in_place(new, base.resolve())
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        lock.release()
    return kept


def usable(copy: Path) -> None:
    """Refuse, in words, a file that cannot be restored from."""
    look(copy)
    if raw.faults(copy):
        raise WorldError(f"Копия «{copy.name}» повреждена. Выберите другую копию, постарше.")
    if raw.marks(copy)[1] > SCHEMA:
        raise WorldError(f"Копия «{copy.name}» сделана более новой программой. Обновите setvzaim и повторите.")


def locked(base: Path, now: datetime) -> Lock:
    """Return the lock of a base that is to be replaced. Raises `WorldError`."""
    try:
        return Lock.take(base)
    except Held as held:
        raise WorldError(f"{held.holder.words(now)}. Закройте её там и повторите.") from held
    except OSError as error:
        raise WorldError(
            f"В папку «{base.parent}» нельзя записать. Проверьте, на месте ли она и есть ли права."
        ) from error


def _keep_aside(base: Path, now: datetime) -> Path:
    """Keep the present base beside its place: a proved copy of it, or the very file when it is damaged."""
    kept = _free(base.resolve(), now)
    try:
        backup.copy_to(base, kept)
    except WorldError:
        if not raw.faults(base):
            raise  # the base is whole: it is the disk that refuses, and then nothing must be replaced
        with raw.in_words(base, kept):
            shutil.copyfile(base, kept)
            raw.sync(kept)
    return kept


def _part_with_journal(base: Path, kept: Path) -> None:
    """Put a journal that is still there with the file it belongs to: it would spoil the one that takes its place."""
    journal = base.resolve().with_name(base.resolve().name + "-journal")
    if journal.exists():
        with raw.in_words(base, kept):
            journal.replace(kept.with_name(kept.name + "-journal"))


def _free(base: Path, now: datetime) -> Path:
    name = f"{base.stem} до восстановления {now:%Y-%m-%d %H-%M-%S}"
    path, number = base.with_name(name + base.suffix), 2
    while path.exists():
        path, number = base.with_name(f"{name} ({number}){base.suffix}"), number + 1
    return path
