"""The example district with an office over it, and where pictures go."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from setvzaim.queries import Context
from setvzaim.storage import Base
from setvzaim.ui.office import Office
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.worker import Worker


@pytest.fixture
def office(example: Base, context: Context, qtbot: QtBot) -> Iterator[Office]:
    """Give an office over the example district, whose worker is idle and stopped at the end."""
    worker = Worker()
    office = Office(example, worker)
    office.move(context)
    faults: list[object] = []
    office.failed.connect(faults.append)
    yield office
    qtbot.waitUntil(lambda: worker.idle)
    worker.stop()
    assert not faults, faults


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Give preferences of a new workplace, whose folder for files is the test's."""
    preferences = Preferences(tmp_path / "window.ini")
    (tmp_path / "Печать").mkdir()
    preferences.keep("saving/folder", str(tmp_path / "Печать"))
    return preferences


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[QWidget, str], None]:
    """Give a function that saves a picture of a widget for somebody to look at."""
    folder = Path(os.environ.get("SETVZAIM_PICTURES", tmp_path / "pictures"))
    folder.mkdir(parents=True, exist_ok=True)

    def take(widget: QWidget, name: str) -> None:
        assert widget.grab().save(str(folder / f"{name}.png"))

    return take
