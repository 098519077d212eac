"""Solving on the worker: with a limit of time, and stopped at once when nobody wants the answer any more."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from setvzaim.analysis import pace
from setvzaim.ui.worker import Cancelled, Job

T = TypeVar("T")


class Clock:
    """How much of the time allowed is spent; started by the worker, read by the window."""

    def __init__(self) -> None:
        self._end, self._seconds = float("inf"), 1.0

    def start(self, seconds: float) -> None:
        """Allow so many seconds from now."""
        self._end, self._seconds = time.monotonic() + seconds, max(seconds, 1e-3)

    @property
    def over(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() > self._end

    @property
    def share(self) -> float:
        """How much of it is spent, 0 to 1."""
        return min(1.0, max(0.0, 1 - (self._end - time.monotonic()) / self._seconds))


def solved(job: Job[Any], seconds: float, solve: Callable[[pace.Pace], T], clock: Clock | None = None) -> T:
    """Solve within so many seconds, which `clock` counts; raises the `Cancelled` of the worker."""
    counted = clock or Clock()
    counted.start(seconds)
    try:
        return solve(pace.Pace(late=lambda: counted.over, cancelled=lambda: job.cancelled))
    except pace.Cancelled as stopped:
        raise Cancelled from stopped
