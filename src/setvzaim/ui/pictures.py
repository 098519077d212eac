"""Pictures of every tab, for those who have no display.

The window is the real one, shown on a base as it stands; nothing is changed in it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QSize, QTimer

from setvzaim.ui.preferences import Preferences
from setvzaim.ui.start import MainWindow, Parts, make_application, make_window
from setvzaim.ui.window.tabs import TABS

_SIZE = QSize(1366, 768)
_PAUSE_MS = 60


class Photographer(QObject):
    """Goes through the window step by step and saves a picture after each."""

    def __init__(self, window: MainWindow, folder: Path, done: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._folder = folder
        self._done = done
        self._steps = self._every_page()
        self._name = ""
        self._quiet = 0
        self._timer = QTimer(self, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def _every_page(self) -> Iterator[str]:
        for at, tab in enumerate(TABS, 1):
            for place, (key, _) in enumerate(tab.segments, 1):
                if self._window.workspace is not None:
                    self._window.workspace.open_segment(key)
                yield f"{at}{place}-{key}"

    def _look(self) -> None:
        """Take the picture once the worker has had nothing to do for two looks, then go on."""
        self._quiet = self._quiet + 1 if self._window.worker.idle else 0
        if self._quiet < 2:
            return
        self._quiet = 0
        if self._name:
            self._window.grab().save(str(self._folder / f"{self._name}.png"))
        self._name = next(self._steps, "")
        if not self._name:
            self._timer.stop()
            self._done()


def take(base: Path, folder: Path, parts: Parts) -> int:
    """Save a picture of every tab of a base; return the exit status of the window."""
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application()
    with tempfile.TemporaryDirectory() as scratch:
        window = make_window(parts, Preferences(Path(scratch) / "window.ini"))
        window.resize(_SIZE)
        photographer = Photographer(window, folder, window.close)
        window.settled.connect(photographer.start)
        window.worker.crashed.connect(lambda error: print(error, file=sys.stderr))
        window.open_base(base)
        window.show()
        return application.exec()
