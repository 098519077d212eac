"""Where backups are kept: a choice of the workplace, the same for the window and the command line."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from setvzaim.errors import WorldError


@dataclass(frozen=True, slots=True)
class Places:
    """The folder for backups, and a second one that is not always there: on a stick."""

    main: Path
    second: Path | None = None

    def there(self) -> tuple[Path, ...]:
        """Return the folders that can be written to now; the usual one stands in for one that is gone."""
        main = self.main if self.main.is_dir() else usual_folder()
        second = (self.second,) if self.second is not None and self.second.is_dir() and self.second != main else ()
        return (main, *second)


def data_folder() -> Path:
    """Return the program's own folder; `SETVZAIM_DATA` names another one."""
    named = os.environ.get("SETVZAIM_DATA")
    return Path(named) if named else Path(platformdirs.user_data_dir("setvzaim", appauthor=False))


def usual_folder() -> Path:
    """Return where backups are kept until somebody says otherwise."""
    return data_folder() / "Резервные копии"


def places() -> Places:
    """Return what was chosen on this workplace."""
    try:
        told = json.loads(_file().read_text(encoding="utf-8"))
        second = told.get("second")
        return Places(Path(told["main"]), Path(second) if second else None)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Places(usual_folder())


def choose(chosen: Places) -> None:
    """Remember where backups are to be kept. Raises `WorldError`."""
    told = {"main": str(chosen.main), "second": str(chosen.second) if chosen.second else None}
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        part = _file().with_suffix(".часть")
        part.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        part.replace(_file())
    except OSError as error:
        raise WorldError(
            f"Выбор папки не запомнен: в папку «{_file().parent}» нельзя записать. Проверьте место на диске."
        ) from error


def shelf_of(base: Path, folder: Path) -> Path:
    """Return where within a folder the backups of a base lie: bases of the same name do not share it."""
    real = base.resolve()
    return folder / f"{real.stem} {hashlib.sha256(str(real).encode()).hexdigest()[:6]}"


def _file() -> Path:
    return data_folder() / "copies.json"
