"""Asking for files; apart, so that a test can answer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

BASES = "Базы setvzaim (*.setvzaim)"
WORKBOOKS = "Таблицы (*.xlsx *.xlsm *.xls *.ods *.csv *.txt)"
EXPORTS = "Книга Excel (*.xlsx);;Таблица CSV (*.csv)"


def ask_to_open(parent: QWidget, title: str, kinds: str, folder: str) -> Path | None:
    """Let the user choose a file that is there."""
    name, _ = QFileDialog.getOpenFileName(parent, title, folder, kinds)
    return Path(name) if name else None


def ask_to_save(parent: QWidget, title: str, kinds: str, suggested: str) -> Path | None:
    """Let the user name a file to write; a name without an ending gets that of the kind chosen."""
    name, kind = QFileDialog.getSaveFileName(parent, title, suggested, kinds)
    if not name:
        return None
    path = Path(name)
    ending = kind.partition("*")[2].split(")")[0].split(" ")[0]
    return path if path.suffix else path.with_name(path.name + ending)
