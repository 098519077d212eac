"""The thin progress at the foot of the window: what is being done on the worker, how far it is, and a cancel."""

from __future__ import annotations

from setvzaim.ui.progress import ProgressStrip
from setvzaim.ui.worker import Job, Worker


class Busy(ProgressStrip):
    """Nothing for what is quick and for what has no words; a dialog that shows its own progress covers it."""

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._job: Job[object] | None = None
        worker.started.connect(self._started)
        worker.progressed.connect(self._progressed)
        worker.finished.connect(self._finished)
        self.appeared.connect(self.show)
        self.stopped.connect(self._stop)
        self.hide()

    def _started(self, job: Job[object]) -> None:
        if job.label:
            self._job = job
            self.begin(job.label, stoppable=False)  # what never says how far it is never asks whether to stop

    def _progressed(self, job: Job[object], share: float) -> None:
        if job is self._job:
            self.show_share(share)
            self.stop_button.show()

    def _finished(self, job: Job[object]) -> None:
        if job is self._job:
            self._job = None
            self.end()
            self.hide()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.hide()
