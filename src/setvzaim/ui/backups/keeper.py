"""Backups that are made by themselves: every half hour of work, and when a base is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel

from setvzaim.errors import WorldError
from setvzaim.ui.backups.words import status
from setvzaim.ui.office import Office
from setvzaim.ui.preferences import Preferences, base_key
from setvzaim.ui.worker import Job, Worker

if TYPE_CHECKING:
    from setvzaim.operations.backups import CopiesState

EVERY_MS = 30 * 60 * 1000


class Keeper(QObject):
    """Keeps the backups of the open base; `label` for the status line says how they stand.

    Does nothing for a base that can only be read: whoever writes it keeps its backups. What fails while the base is
    open goes to `failed`; what fails when the program itself is being closed is said the next time (`remember`).
    """

    def __init__(self, worker: Worker, failed: Callable[[BaseException], None], parent: QObject) -> None:
        super().__init__(parent)
        self.label = QLabel()
        self.label.setToolTip("Резервные копии: меню «Файл»")
        self._worker = worker
        self._failed = failed
        self._office: Office | None = None
        self._untold: dict[Path, str] = {}
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.keep)

    def begin(self, office: Office) -> None:
        """Watch over an open base."""
        self._office = office
        if not office.read_only:
            self._timer.start()
        self.refresh()

    def end(self) -> None:
        """Make a copy of the base that is about to be closed, if it has changed."""
        office, self._office = self._office, None
        self._timer.stop()
        self.label.setText("")
        if office is not None and not office.read_only:
            self._keep_at_the_end(office.base.path)

    def remember(self, preferences: Preferences) -> None:
        """Keep for the next start what nobody could be told any more. Called when the worker has stopped."""
        for path, words in self._untold.items():
            preferences.keep(untold_key(path), words)

    def _keep_at_the_end(self, path: Path) -> None:
        def keep(_job: Job[Any]) -> None:
            try:
                _keep(path)
            except WorldError as error:
                self._untold[path] = str(error)  # the window may be gone before it is told
                raise

        def failed(error: BaseException) -> None:
            self._untold.pop(path, None)
            self._failed(error)

        self._worker.submit(keep, lambda _: None, failed=failed, label="Резервная копия")

    def keep(self) -> None:
        """Make a copy now, if the base has changed."""
        if self._office is None:
            return
        path = self._office.base.path
        self._worker.submit(
            lambda job: _keep(path, job.progress),
            lambda _: self.refresh(),
            failed=self._failed,
            label="Резервная копия",
            key="copies",
        )

    def refresh(self) -> None:
        """Say anew how the backups stand."""
        office = self._office
        if office is None or office.read_only:
            return
        path = office.base.path

        def look(_job: Job[Any]) -> CopiesState:
            from setvzaim.operations.backups import state_of  # noqa: PLC0415 - brings SQLAlchemy

            return state_of(path)

        def show(state: CopiesState) -> None:
            if self._office is office:
                self.label.setText(status(state, datetime.now()))  # noqa: DTZ005 - the office's own clock

        self._worker.submit(look, show, key="copies-state")


def untold_key(path: Path) -> str:
    """Return the key under which the preferences know why no copy of a base was made when the program closed."""
    return f"{base_key(path)}/copy-failed"


def _keep(path: Path, progress: Callable[[float], None] | None = None) -> object:
    from setvzaim.operations.backups import keep_copies  # noqa: PLC0415 - brings SQLAlchemy

    return keep_copies(path, datetime.now(), progress)  # noqa: DTZ005 - the office's own clock
