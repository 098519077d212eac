"""The registers of a tab, as one row of buttons of which one is down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget


class Segments(QWidget):
    """Buttons side by side; `chosen` brings the key of the one that was pressed."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], present: str) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for key, label in choices:
            button = QPushButton(label)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setChecked(key == present)
            button.setMinimumWidth(button.fontMetrics().horizontalAdvance(label) + 18)
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            group.addButton(button)
            layout.addWidget(button)
            self.buttons[key] = button
        self._present = present

    def settle(self) -> None:
        """Let the button of the page itself be down again after another one was pressed."""
        self.buttons[self._present].setChecked(True)
