"""Which files may be dropped on the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent

from setvzaim.ui import saving

_TABLES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt")


def dropped(event: QDropEvent) -> Path | None:
    """Return the one file that is dragged, if it is of a kind the window takes."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    known = [path for path in paths if path.suffix.lower() in (saving.BASE, *_TABLES)]
    return known[0] if len(known) == 1 else None
