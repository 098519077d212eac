"""What the window remembers on this workplace: sizes, columns, recent bases."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

_MOST_RECENT = 8


class Preferences:
    """Settings of the workplace, kept in one file of the user's."""

    def __init__(self, path: Path | None = None) -> None:
        self._settings = QSettings(str(path or default_path()), QSettings.Format.IniFormat)

    def text(self, key: str, usual: str = "") -> str:
        """Return a remembered text."""
        value = self._settings.value(key, usual)
        return value if isinstance(value, str) else usual

    def number(self, key: str, usual: int) -> int:
        """Return a remembered whole number."""
        try:
            return int(str(self._settings.value(key, usual)))
        except ValueError:
            return usual

    def texts(self, key: str) -> list[str]:
        """Return remembered texts, none when nothing was remembered."""
        value = self._settings.value(key, [])
        return [str(part) for part in value] if isinstance(value, list) else [str(value)] if value else []

    def state(self, key: str) -> QByteArray:
        """Return a remembered state of a widget; empty when there is none."""
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def has(self, key: str) -> bool:
        """Tell whether something was remembered."""
        return self._settings.contains(key)

    def keep(self, key: str, value: str | int | QByteArray | list[str]) -> None:
        """Remember something."""
        self._settings.setValue(key, value)

    def forget(self, key: str) -> None:
        """Remember something no more."""
        self._settings.remove(key)

    def recent(self) -> list[Path]:
        """Return the bases opened lately that are still there, the newest first."""
        return [path for text in self.texts("recent") if (path := Path(text)).is_file()]

    def opened(self, path: Path) -> None:
        """Remember that a base was opened."""
        self._keep_recent([path.resolve(), *self.recent()])

    def _keep_recent(self, paths: Iterable[Path]) -> None:
        self.keep("recent", list(dict.fromkeys(str(path) for path in paths))[:_MOST_RECENT])


def default_path() -> Path:
    """Return where the settings lie; `SETVZAIM_SETTINGS` puts them elsewhere."""
    import platformdirs  # noqa: PLC0415 - asked once

    named = os.environ.get("SETVZAIM_SETTINGS")
    folder = platformdirs.user_config_path("setvzaim", appauthor=False)
    return Path(named) if named else folder / "window.ini"


def base_key(path: Path) -> str:
    """Return the key under which the preferences know a base."""
    return f"bases/{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}"
