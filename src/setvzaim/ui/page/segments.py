"""The registers of a tab, as one row of buttons of which one is down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

_MOST_BESIDE = 6
"""More registers than these stand in a line of their own: beside all else they would not fit a small screen."""
_STYLE = """
QPushButton { border: 1px solid palette(mid); padding: 0.25em 0.7em; background: palette(button); }
QPushButton:hover { background: palette(midlight); }
QPushButton:checked { background: palette(highlight); color: palette(highlighted-text); }
QPushButton:focus { border: 2px solid palette(highlight); }
"""


class Segments(QWidget):
    """Buttons side by side; `chosen` brings the key of the one that was pressed."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], present: str) -> None:
        super().__init__()
        self.setStyleSheet(_STYLE)
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
            metrics = button.fontMetrics()
            button.setMinimumWidth(metrics.horizontalAdvance(label) + metrics.height() + 10)  # padding and frame
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            group.addButton(button)
            layout.addWidget(button)
            self.buttons[key] = button
        self._present = present

    @property
    def apart(self) -> bool:
        """Whether they take a line of their own."""
        return len(self.buttons) > _MOST_BESIDE

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the colours of another theme: a style sheet keeps those it was set with."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self.setStyleSheet("")
            self.setStyleSheet(_STYLE)

    def settle(self) -> None:
        """Let the button of the page itself be down again after another one was pressed."""
        self.buttons[self._present].setChecked(True)
