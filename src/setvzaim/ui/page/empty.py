"""What stands in the place of an empty table: what belongs there, why, and the likeliest things to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

Action = tuple[str, Callable[[], None]]
_WIDEST_LETTERS = 76


class EmptyState(QWidget):
    """A title, a sentence or two, and buttons; the first one is the likeliest."""

    def __init__(self) -> None:
        super().__init__()
        self._title = QLabel()
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        self._title.setFont(font)
        self._text = QLabel()
        for label in (self._title, self._text):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        column = QWidget()
        column.setMaximumWidth(self.fontMetrics().averageCharWidth() * _WIDEST_LETTERS)
        inside = QVBoxLayout(column)
        inside.setSpacing(12)
        inside.addWidget(self._title)
        inside.addWidget(self._text)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(column, 100)
        across.addStretch(1)
        down = QVBoxLayout(self)
        down.setSpacing(12)
        down.addStretch(2)
        down.addLayout(across)
        down.addLayout(self._buttons)
        down.addStretch(3)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, title: str, text: str, actions: Sequence[Action]) -> None:
        """Say what belongs here and what to do."""
        self._title.setText(title)
        self._text.setText(text)
        while self._buttons.count():
            item = self._buttons.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons.addStretch(1)
        for at, (label, do) in enumerate(actions):
            button = QPushButton(label)
            button.setDefault(at == 0)
            button.setAutoDefault(True)
            button.clicked.connect(do)
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
