"""What a long rendering tells the one who waits, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

_LOOK_EVERY = 64


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user stopped the rendering; nothing was written."""


class Job:
    """Counts the rows done, reports the share (0 to 1) and raises `Cancelled` when asked to stop.

    `total` is the number of steps expected; it may be short of the truth, the share never passes 1.
    """

    def __init__(
        self,
        total: int = 0,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self._total = max(total, 1)
        self._progress = progress
        self._cancelled = cancelled
        self._done = 0

    def step(self) -> None:
        """Count one row; every 64 rows the one who waits is told and asked."""
        self._done += 1
        if self._done % _LOOK_EVERY == 0:
            self.look()

    def look(self) -> None:
        """Report and ask at once; raises `Cancelled`."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        if self._progress is not None:
            self._progress(min(self._done / self._total, 1.0))

    def finish(self) -> None:
        """Report that everything is done."""
        if self._progress is not None:
            self._progress(1.0)
