"""One background thread for all reading and writing; the window never waits (mechanism 5)."""

from __future__ import annotations

import itertools
import queue
import threading
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")
_TOLD_EVERY_S = 0.05


class Cancelled(Exception):  # noqa: N818 - what the user wanted, not a fault
    """The user has cancelled the work; nothing of it was kept."""


class Job(Generic[T]):
    """Work on its way: what it is called, how far it is, whether it is still wanted."""

    def __init__(
        self,
        work: Callable[[Job[T]], T],
        then: Callable[[T], None],
        failed: Callable[[BaseException], None] | None,
        label: str,
        key: str,
    ) -> None:
        self.work = work
        self.then = then
        self.failed = failed
        self.label = label
        """Russian, for the status line; empty for what is always quick."""
        self.key = key
        self._cancelled = threading.Event()
        self._report: Callable[[Job[Any], float], None] | None = None
        self._told = 0.0

    def cancel(self) -> None:
        """Ask the work to stop; its result is not delivered any more. Safe from any thread."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody has asked it to stop."""
        return self._cancelled.is_set()

    def progress(self, share: float) -> None:
        """Say how much is done, 0 to 1; called by the work, as often as it likes.

        Raises `Cancelled` when it should stop. The window hears of it a few times a second: more would flood it.
        """
        if self.cancelled:
            raise Cancelled
        now = time.monotonic()
        if self._report and now - self._told >= _TOLD_EVERY_S:
            self._told = now
            self._report(self, share)


class Worker(QObject):
    """A thread that takes jobs one after another; results come back to the thread of the window."""

    started = Signal(object)
    progressed = Signal(object, float)
    finished = Signal(object)
    crashed = Signal(object)
    """An exception that no caller took."""
    _done = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: queue.PriorityQueue[tuple[int, int, Job[Any] | None]] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._latest: dict[str, Job[Any]] = {}
        self._pending = 0
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="setvzaim-worker", daemon=True)
        self._thread.start()

    @property
    def idle(self) -> bool:
        """Whether nothing is under way or waiting, results not yet delivered included."""
        return self._pending == 0

    def submit(
        self,
        work: Callable[[Job[T]], T],
        then: Callable[[T], None],
        *,
        failed: Callable[[BaseException], None] | None = None,
        label: str = "",
        key: str = "",
        urgent: bool = False,
    ) -> Job[T]:
        """Run `work` on the thread, then `then` with its result, or `failed` with its exception, in the window's.

        A later job with the same `key` takes the place of an earlier one that is still waiting or under way.
        `urgent` jobs (rows for what is being scrolled) go before the others that wait.
        """
        job = Job(work, then, failed, label, key)
        job._report = self.progressed.emit  # noqa: SLF001 - the worker is the other half of a job
        if key:
            if earlier := self._latest.get(key):
                earlier.cancel()
            self._latest[key] = job
        self._pending += 1
        self._jobs.put((0 if urgent else 1, next(self._numbers), job))
        return job

    def stop(self) -> None:
        """Finish what was submitted and end the thread; results are not delivered any more."""
        self._jobs.put((2, next(self._numbers), None))
        self._thread.join()

    def _run(self) -> None:
        while (job := self._jobs.get()[2]) is not None:
            result: object = None
            error: BaseException | None = None
            if job.cancelled:
                error = Cancelled()
            else:
                self.started.emit(job)
                try:
                    result = job.work(job)
                except BaseException as raised:  # noqa: BLE001 - delivered to whoever asked
                    error = raised
            self._done.emit(job, result, error)

    @Slot(object, object, object)
    def _deliver(self, job: Job[Any], result: object, error: BaseException | None) -> None:
        self._pending -= 1
        if self._latest.get(job.key) is job:
            del self._latest[job.key]
        self.finished.emit(job)
        if isinstance(error, Cancelled) or (error is None and job.cancelled):
            return
        if error is None:
            job.then(result)
        elif job.failed is not None:
            job.failed(error)
        else:
            self.crashed.emit(error)
