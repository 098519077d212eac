"""The thin progress at the foot of the window: what is being done, how far it is, and a cancel."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from setvzaim.ui.worker import Job, Worker

_QUIET_MS = 300
_LONG_S = 2.0


class Busy(QWidget):
    """Nothing for what is quick; after 0.3 s the words of a job, after 2 s its share, the time left and a cancel."""

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._job: Job[object] | None = None
        self._since = 0.0
        self._words = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(self.fontMetrics().averageCharWidth() * 22)
        self._bar.setMaximumHeight(self.fontMetrics().height() * 2 // 3)
        self._cancel = QPushButton("Прервать")
        self._cancel.setFlat(True)
        self._cancel.clicked.connect(self._stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._words, self._bar, self._cancel):
            layout.addWidget(widget)
        self._delay = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._delay.timeout.connect(self._appear)
        worker.started.connect(self._started)
        worker.progressed.connect(self._progressed)
        worker.finished.connect(self._finished)
        self.hide()

    def _started(self, job: Job[object]) -> None:
        if job.label:
            self._job, self._since = job, time.monotonic()
            self._delay.start()

    def _appear(self) -> None:
        if self._job is not None:
            self._words.setText(f"{self._job.label}…")
            self._bar.setRange(0, 0)
            self._cancel.hide()
            self.show()

    def _progressed(self, job: Job[object], share: float) -> None:
        if job is not self._job or self.isHidden():
            return
        spent = time.monotonic() - self._since
        self._bar.setRange(0, 1000)
        self._bar.setValue(int(share * 1000))
        if spent > _LONG_S and share > 0:
            left = spent / share - spent
            self._words.setText(f"{job.label}: {share * 100:.0f} %, осталось {_time(left)}")
            self._cancel.show()

    def _finished(self, job: Job[object]) -> None:
        if job is self._job:
            self._job = None
            self._delay.stop()
            self.hide()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._words.setText("Прерывается…")
            self._cancel.hide()


def _time(seconds: float) -> str:
    return f"{max(1, round(seconds))} с" if seconds < 90 else f"{round(seconds / 60)} мин"
