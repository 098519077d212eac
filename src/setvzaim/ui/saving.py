"""Which file: the questions to the user, with the usual names and folders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from setvzaim.text.file_names import file_name
from setvzaim.ui.preferences import Preferences

_FOLDER = "saving/folder"
BASE = ".setvzaim"
BASES = f"Базы setvzaim (*{BASE})"
WORKBOOKS = "Таблицы (*.xlsx *.xlsm *.xls *.ods *.csv *.txt)"
_KINDS = {
    ".pdf": "Документ PDF (*.pdf)",
    ".docx": "Документ Word (*.docx)",
    ".xlsx": "Книга Excel (*.xlsx)",
    ".csv": "Таблица CSV (*.csv)",
}


def usual_name(title: str, day: date, suffix: str) -> str:
    """Return a name any system takes: «Школы 2026-11-24.pdf».

    The date is turned round so that a folder sorts by it, and so that the name has one point, before the suffix.
    """
    return f"{file_name(title)} {day.isoformat()}{suffix}"


def choose_target(parent: QWidget, preferences: Preferences, name: str, *suffixes: str) -> Path | None:
    """Ask where to save a file of one of some kinds; `None` when the user thought better of it.

    The folder is remembered.
    """
    kinds = {_KINDS[suffix]: suffix for suffix in suffixes}
    path = ask_to_save(parent, "Сохранить", kinds, usual_folder(preferences) / name)
    if path is not None and path.parent.is_dir():
        preferences.keep(_FOLDER, str(path.parent))
    return path


def choose_new_base(parent: QWidget, title: str, suggested: Path) -> Path | None:
    """Ask where a new base shall be; `None` when the user thought better of it."""
    return ask_to_save(parent, title, {BASES: BASE}, suggested.with_name(suggested.name + BASE))


def choose_file(parent: QWidget, title: str, kinds: str, folder: str) -> Path | None:
    """Ask for a file that is there; `None` when the user thought better of it."""
    name, _ = QFileDialog.getOpenFileName(parent, title, folder, kinds)
    return Path(name) if name else None


def ask_to_save(parent: QWidget, title: str, kinds: Mapping[str, str], start: Path) -> Path | None:
    """Ask for the name of a file to write; `kinds` holds suffixes by the words for them."""
    while True:
        chosen, kind = QFileDialog.getSaveFileName(parent, title, str(start), ";;".join(kinds))
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() in kinds.values():
            return path
        path = path.with_name(path.name + kinds.get(kind, next(iter(kinds.values()))))
        if not path.exists():
            return path
        start = path  # the system asks whether to write over a file only under the name it was given


def choose_folder(parent: QWidget, preferences: Preferences, title: str) -> Path | None:
    """Ask for a folder that is there; `None` when the user thought better of it. The folder is remembered."""
    name = QFileDialog.getExistingDirectory(parent, title, str(usual_folder(preferences)))
    if name:
        preferences.keep(_FOLDER, name)
    return Path(name) if name else None


def unused(path: Path) -> Path:
    """Return the path, or one beside it that nothing has yet: «План (2).pdf»."""
    found, again = path, 1
    while found.exists():
        again += 1
        found = path.with_name(f"{path.stem} ({again}){path.suffix}")
    return found


def usual_folder(preferences: Preferences) -> Path:
    """Return the folder where something was saved last, if it is still there, otherwise the user's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    known = (preferences.text(_FOLDER), documents)
    return next((Path(folder) for folder in known if folder and Path(folder).is_dir()), Path.home())
