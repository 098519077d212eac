"""The reasons of what is chosen: those that are known at once, and those that are computed while she reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPlainTextEdit

from setvzaim.analysis.pace import Pace
from setvzaim.ui.office import Office
from setvzaim.ui.proposals.solving import solved
from setvzaim.ui.worker import Job

_RESTS_MS = 350
_SECONDS = 30.0
_COMPUTING = "Считается дальше…"
Solve = Callable[[Pace], tuple[str, ...]]


class Reasons(QPlainTextEdit):
    """Shows reasons; the computed ones follow when the choice has rested for a moment, and are kept."""

    def __init__(self, office: Office, name: str) -> None:
        super().__init__(readOnly=True)
        self.setAccessibleName(name)
        self._office = office
        self._key: tuple[str, ...] = ()
        self._known: tuple[str, ...] = ()
        self._solve: Solve | None = None
        self._job: Job[tuple[str, ...]] | None = None
        self._found: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._resting = QTimer(self, singleShot=True, interval=_RESTS_MS)
        self._resting.timeout.connect(self._ask)

    def forget(self) -> None:
        """Show nothing, and compute nothing any more."""
        self._end()
        self._found.clear()
        self._key, self._known = (), ()
        self.setPlainText("")

    def give_way(self) -> None:
        """Stop computing, so that what is to be written need not wait."""
        self._end()

    def show_reasons(self, key: tuple[str, ...], known: Sequence[str], solve: Solve) -> None:
        """Show what is known of something; compute the rest when it is looked at."""
        self._end()
        self._key, self._known, self._solve = key, tuple(known), solve
        self._show(self._found.get(key, (_COMPUTING,)))
        self._resting.start()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Compute what was chosen while nobody looked."""
        super().showEvent(event)
        self._resting.start()

    def _ask(self) -> None:
        solve, key = self._solve, self._key
        if solve is None or self._job is not None or key in self._found or not self.isVisible():
            return

        def look(_connection: Any, job: Job[tuple[str, ...]]) -> tuple[str, ...]:  # noqa: ANN401
            return solved(job, _SECONDS, solve)

        def show(found: tuple[str, ...]) -> None:
            self._job = None
            self._found[key] = found
            self._show(found)

        self._job = self._office.ask_long(look, show, label="")

    def _show(self, more: tuple[str, ...]) -> None:
        self.setPlainText("\n".join((*self._known, *more)))

    def _end(self) -> None:
        self._resting.stop()
        self._solve = None
        if self._job is not None:
            self._job.cancel()
            self._job = None
