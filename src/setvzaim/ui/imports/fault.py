"""Why the file cannot be imported, in a sentence, with what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from setvzaim.ui.colours import colour


class FaultStrip(QFrame):
    """Hidden while there is nothing to say; `again` wants the same file read once more, `other_file` another one."""

    again = Signal()
    other_file = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._sign = QLabel("×")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        again = QPushButton("Прочитать снова")
        again.clicked.connect(self.again)
        other = QPushButton("Другой файл…")
        other.clicked.connect(self.other_file)
        layout = QHBoxLayout(self)
        layout.addWidget(self._sign)
        layout.addWidget(self._text, 1)
        for button in (again, other):
            button.setAutoDefault(False)
            layout.addWidget(button)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty when it says nothing."""
        return self._text.text() if not self.isHidden() else ""

    def say(self, sentence: str) -> None:
        """Say what went wrong."""
        ink = colour("refused")
        self.setStyleSheet(f"QLabel {{ color: {ink.name()} }}" if ink is not None else "")
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
