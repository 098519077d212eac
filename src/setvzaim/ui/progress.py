"""How far a long job is: nothing at first, then a thin bar, then the time left (0.3 s and 2 s)."""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

_SHOWN_AFTER_MS = 300
_TOLD_AFTER_S = 2.0
_STEPS = 1000


class ProgressStrip(QWidget):
    """A bar with what is being done and a button to stop it.

    Whoever holds it shows it at `appeared`, when the work has taken long enough to be seen, and hides it at the end.
    `stopped` says that the user does not want the work any more.
    """

    appeared = Signal()
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = QLabel()
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(max(6, self.fontMetrics().height() // 2))
        self._bar.setAccessibleName("Сколько сделано")
        self.stop_button = QPushButton("Отменить")
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(self.stopped)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._what)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self.stop_button)
        self._late = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)
        self._late.timeout.connect(self.appeared)
        self._label = ""
        self._since = 0.0

    def begin(self, label: str, *, stoppable: bool = True) -> None:
        """Start to count the time; `label` says in Russian what is being done."""
        self.stop_button.setVisible(stoppable)
        self._label = label
        self._since = time.monotonic()
        self._what.setText(f"{label}…")
        self._bar.setRange(0, 0)
        self._late.start()

    def rename(self, label: str) -> None:
        """Say what is being done now; the time counts on."""
        if label != self._label:
            self._label = label
            self._what.setText(f"{label}…")

    def show_share(self, share: float) -> None:
        """Show how much is done, 0 to 1."""
        self._bar.setRange(0, _STEPS)
        self._bar.setValue(round(share * _STEPS))
        spent = time.monotonic() - self._since
        if spent >= _TOLD_AFTER_S and share > 0:
            left = time_left(spent * (1 - share) / share)
            self._what.setText(f"{self._label}: {share * 100:.0f}\u00a0%, осталось {left}")

    def end(self) -> None:
        """Stop counting: the work is over, one way or the other."""
        self._late.stop()


def time_left(seconds: float) -> str:
    """Write a rough duration: «около 5 с», «около 3 мин»."""
    if seconds < 60:
        return f"около {max(1, math.ceil(seconds))}\u00a0с"
    return f"около {math.ceil(seconds / 60)}\u00a0мин"
