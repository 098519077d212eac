"""How far the work is: nothing at first, then a thin bar, then time left and a way to stop."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from setvzaim.ui.imports.words import duration

_SHOWN_AFTER_MS = 300
_STOPPABLE_AFTER_MS = 2_000
_STEPS = 1_000


class ProgressLine(QWidget):
    """One line; `stopped` tells that the user wants no more of it."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(self.fontMetrics().height() // 2 + 2)
        self._left = QLabel()
        self._stop = QPushButton("Остановить")
        self._stop.setAutoDefault(False)
        self._stop.clicked.connect(self.stopped)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._what)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self._left)
        layout.addWidget(self._stop)
        self._began = 0.0
        self._stoppable = False
        self._show = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)
        self._show.timeout.connect(self._appear)
        self._more = QTimer(self, singleShot=True, interval=_STOPPABLE_AFTER_MS)
        self._more.timeout.connect(self._offer_stop)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def begin(self, what: str, *, stoppable: bool) -> None:
        """Work has begun; it is shown only if it lasts."""
        self._what.setText(what)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(what)
        self._left.clear()
        self._stop.setVisible(False)
        self._began = time.monotonic()
        self._stoppable = stoppable
        self._show.start()
        self._more.start()

    def share(self, share: float) -> None:
        """Say how much is done, 0 to 1."""
        if share <= 0:
            return
        self._bar.setRange(0, _STEPS)
        self._bar.setValue(int(share * _STEPS))
        passed = time.monotonic() - self._began
        if passed * 1_000 > _STOPPABLE_AFTER_MS:
            self._left.setText(duration(passed * (1 - share) / share))

    def end(self) -> None:
        """Nothing is under way any more."""
        self._show.stop()
        self._more.stop()
        self.hide()

    def _appear(self) -> None:
        self.show()

    def _offer_stop(self) -> None:
        self._stop.setVisible(self._stoppable)
