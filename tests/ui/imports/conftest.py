"""An open base with three schools, a workbook to import into it, and the window that does it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from import_samples import BEFORE, CONTEXT, NOW, Opener, Window, workbook
from pytestqt.qtbot import QtBot

from setvzaim.exchange import prepare
from setvzaim.operations.imports import apply_import
from setvzaim.storage import Base
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.worker import Worker

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def now(tmp_path: Path) -> Path:
    """The workbook that is imported."""
    return workbook(tmp_path / "школы.xlsx", NOW)


@pytest.fixture
def empty_base(tmp_path: Path) -> Iterator[Base]:
    with Base.create(tmp_path / "район.setvzaim") as base:
        yield base


@pytest.fixture
def base(tmp_path: Path, empty_base: Base) -> Base:
    """A base with the three schools of `BEFORE`."""
    path = workbook(tmp_path / "раньше.xlsx", BEFORE)
    with empty_base.read() as connection:
        plan = prepare(connection, path, CONTEXT)
    apply_import(empty_base, of=plan.register, writes=plan.writes, context=CONTEXT)
    return empty_base


@pytest.fixture
def worker(qapp: object) -> Iterator[Worker]:
    assert qapp is not None, "results come back through its loop"
    worker = Worker()
    yield worker
    worker.stop()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "window.ini")


@pytest.fixture
def open_window(qtbot: QtBot, base: Base, worker: Worker, preferences: Preferences) -> Opener:
    """Open the import window on a file and wait for the plan; `wait=False` does not wait."""

    def open_(path: Path, *, wait: bool = True, into: Base = base) -> Window:
        window = Window(qtbot, into, worker, preferences, path)
        if wait:
            window.settle()
        return window

    return open_


@pytest.fixture
def picture(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[Window, str], None]:
    """Save a picture of every tab where `SETVZAIM_PICTURES` says, to be looked at."""
    folder = Path(os.environ.get("SETVZAIM_PICTURES") or tmp_path)

    def save(window: Window, name: str) -> None:
        here = window.dialog.tabs.currentIndex()
        for at in range(window.dialog.tabs.count()):
            window.dialog.tabs.setCurrentIndex(at)
            shot = folder / f"import-{name}-{at + 1}.png"
            assert window.dialog.grab().save(str(shot)), f"{request.node.name}: {shot}"
        window.dialog.tabs.setCurrentIndex(here)

    return save
