"""The backups of one base in one folder: what lies there and what is known of it.

What is known lies in a small file beside the copies. When it is lost, the copies are still found by their names.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from setvzaim.storage.raw import put_in_place, sync

_NAME = re.compile(r".+ (\d{4}-\d\d-\d\d \d\d-\d\d-\d\d)\.setvzaim")
_TIME = "%Y-%m-%d %H-%M-%S"
_NOTES = "copies.json"


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup as it lies on the disk."""

    path: Path
    made: datetime
    size: int
    """Bytes."""
    state: str = ""
    """What the base was when it was copied (`raw.state`); empty when that is not known."""
    checked: datetime | None = None
    """When it was last found whole."""
    restored: datetime | None = None
    """When it was last restored as a drill, and found whole and readable."""


@dataclass
class Shelf:
    """The folder of a base's backups."""

    folder: Path
    _notes: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            told = json.loads((self.folder / _NOTES).read_text(encoding="utf-8"))
            self._notes = {str(name): {str(k): str(v) for k, v in one.items()} for name, one in told.items()}
        except (OSError, ValueError, AttributeError):
            self._notes = {}

    def copies(self) -> tuple[Copy, ...]:
        """Return the backups, the newest first."""
        found = []
        for path in self.folder.glob("*.setvzaim"):
            if (made := _time_of(path)) is not None:
                note = self._notes.get(path.name, {})
                known = note.get("state", ""), _when(note, "checked"), _when(note, "restored")
                found.append(Copy(path, made, path.stat().st_size, *known))
        return tuple(sorted(found, key=lambda one: one.made, reverse=True))

    def free_name(self, base: Path, now: datetime) -> tuple[Path, datetime]:
        """Return the name for a new copy, and the time in it: two copies never share one."""
        when = now.replace(microsecond=0)
        while (path := self.folder / f"{base.resolve().stem} {when:{_TIME}}.setvzaim").exists():
            when += timedelta(seconds=1)
        return path, when

    def note(self, copy: Copy) -> Copy:
        """Remember what is known of a copy."""
        known = {"state": copy.state, "checked": _said(copy.checked), "restored": _said(copy.restored)}
        self._notes[copy.path.name] = {key: value for key, value in known.items() if value}
        self._keep()
        return copy

    def drop(self, copies: tuple[Copy, ...]) -> None:
        """Delete copies; one that cannot be deleted now goes the next time."""
        for one in copies:
            one.path.unlink(missing_ok=True)
            self._notes.pop(one.path.name, None)
        if copies:
            self._keep()

    def proved(self) -> datetime | None:
        """Return when a copy of this shelf was last restored as a drill."""
        return max((one.restored for one in self.copies() if one.restored), default=None)

    def _keep(self) -> None:
        path = self.folder / _NOTES
        part = path.with_suffix(".часть")
        part.write_text(json.dumps(self._notes, ensure_ascii=False, indent=0), encoding="utf-8")
        sync(part)
        put_in_place(part, path)


def _time_of(path: Path) -> datetime | None:
    found = _NAME.fullmatch(path.name)
    try:
        return datetime.strptime(found[1], _TIME) if found else None  # noqa: DTZ007 - the office's own clock
    except ValueError:
        return None


def _when(note: dict[str, str], key: str) -> datetime | None:
    try:
        return datetime.fromisoformat(note.get(key, ""))
    except ValueError:
        return None


def _said(when: datetime | None) -> str:
    return when.isoformat(timespec="seconds") if when else ""
