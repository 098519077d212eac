"""What tests of the window say often."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from setvzaim.queries import Context
from setvzaim.storage import Base
from setvzaim.ui.office import Office
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.worker import Worker

Picture = Callable[[QWidget, str], None]
"""Saves a picture of a widget under a name."""


@contextlib.contextmanager
def office_over(base: Base, context: Context, qtbot: QtBot) -> Iterator[Office]:
    """Give an office; at the end its worker is idle and stopped, and no exception was left to the window."""
    worker = Worker()
    office = Office(base, worker)
    office.move(context)
    faults: list[object] = []
    office.failed.connect(faults.append)
    try:
        yield office
        qtbot.waitUntil(lambda: worker.idle)
    finally:
        worker.stop()
    assert not faults, faults


def new_preferences(folder: Path) -> Preferences:
    """Give preferences of a new workplace, which saves files in «Печать» inside a folder."""
    saved = folder / "Печать"
    saved.mkdir()
    preferences = Preferences(folder / "window.ini")
    preferences.keep("saving/folder", str(saved))
    return preferences


def type_text(widget: QWidget, text: str) -> None:
    """Type text key by key; QTest knows only Latin letters."""
    for sign in text:
        QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign))


def picture_taker(folder: Path) -> Picture:
    """Return what saves pictures for somebody to look at, in `SETVZAIM_PICTURES` or in a folder."""
    folder = Path(os.environ.get("SETVZAIM_PICTURES", folder))
    folder.mkdir(parents=True, exist_ok=True)

    def take(widget: QWidget, name: str) -> None:
        assert widget.grab().save(str(folder / f"{name}.png"))

    return take
