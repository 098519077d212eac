"""Solving on the worker: with a limit of time, and stopped at once when nobody wants the answer any more."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from setvzaim.analysis import pace
from setvzaim.ui.worker import Cancelled, Job

T = TypeVar("T")


def solved(job: Job[Any], seconds: float, solve: Callable[[pace.Pace], T]) -> T:
    """Solve within so many seconds; raises the `Cancelled` of the worker."""
    end = time.monotonic() + seconds
    try:
        return solve(pace.Pace(late=lambda: time.monotonic() > end, cancelled=lambda: job.cancelled))
    except pace.Cancelled as stopped:
        raise Cancelled from stopped
