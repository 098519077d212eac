"""A line at the foot of a view that says what was done or what went wrong; it never stops the work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from setvzaim.ui.icons import icon

_SHOWN_MS = 12_000


class MessageBar(QFrame):
    """Shows one message, with at most one thing to do about it. Notes go by themselves, errors stay."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton()
        self._action.hide()
        close = QToolButton()
        close.setIcon(icon("x"))
        close.setAutoRaise(True)
        close.setToolTip("Убрать сообщение")
        close.setAccessibleName("Убрать сообщение")
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 4, 4)
        layout.addWidget(self._sign)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(close)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._do: Callable[[], object] | None = None
        self._action.clicked.connect(self._act)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._text.text()

    def note(self, text: str, action: str = "", do: Callable[[], object] | None = None) -> None:
        """Say that something was done, with something to do next."""
        self._show("info", text, action, do)
        self._timer.start()

    def error(self, text: str) -> None:
        """Say what went wrong; it stays until it is taken away."""
        self._timer.stop()
        self._show("warning", text, "", None)

    def _show(self, sign: str, text: str, action: str, do: Callable[[], object] | None) -> None:
        self._sign.setPixmap(icon(sign).pixmap(18, 18))
        self._text.setText(text)
        self.setAccessibleName(text)
        self._do = do
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.show()

    def _act(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()
