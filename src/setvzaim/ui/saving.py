"""Where a file is saved: the usual name for it, and the question to the user."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from setvzaim.ui.preferences import Preferences

_FOLDER = "saving/folder"
_LONGEST = 100
"""Characters of a title that go into a name: Windows still stops at 260 for the whole path."""
_KINDS = {
    ".pdf": "Документ PDF (*.pdf)",
    ".xlsx": "Книга Excel (*.xlsx)",
    ".csv": "Таблица CSV (*.csv)",
}


def usual_name(title: str, day: date, suffix: str) -> str:
    """Return a name any system takes: «Школы 2026-11-24.pdf».

    The date is turned round so that a folder sorts by it, and so that the name has one point, before the suffix.
    """
    words = " ".join(re.sub(r'[\\/:*?"<>|\x00-\x1f]', " ", title).replace(".", " ").split())
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0]
    return f"{words or 'Документ'} {day.isoformat()}{suffix}"


def choose_target(parent: QWidget, preferences: Preferences, name: str, suffix: str) -> Path | None:
    """Ask where to save a file of one kind; `None` when the user thought better of it. The folder is remembered."""
    start = usual_folder(preferences) / name
    while True:
        chosen, _ = QFileDialog.getSaveFileName(parent, "Сохранить", str(start), _KINDS[suffix])
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() == suffix:
            break
        path = path.with_name(path.name + suffix)
        if not path.exists():
            break
        start = path  # the system asks whether to write over a file only under the name it was given
    if path.parent.is_dir():
        preferences.keep(_FOLDER, str(path.parent))
    return path


def usual_folder(preferences: Preferences) -> Path:
    """Return the folder where something was saved last, if it is still there, otherwise the user's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    known = (preferences.text(_FOLDER), documents)
    return next((Path(folder) for folder in known if folder and Path(folder).is_dir()), Path.home())
