"""The bar over a base that can only be read: why, and a button to try again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from setvzaim.ui.icons import icon


class ReadOnlyBar(QFrame):
    """Stays as long as the base is open. `again` says that the user wants to open it anew."""

    again = Signal()

    def __init__(self, why: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        sign = QLabel()
        sign.setPixmap(icon("prohibit-inset").pixmap(18, 18))
        self.words = QLabel(why)
        self.words.setWordWrap(True)
        self.setAccessibleName(why)
        button = QPushButton("Открыть заново")
        button.setToolTip("Если базу уже закрыли, её можно будет изменять")
        button.clicked.connect(self.again)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 4, 4)
        layout.addWidget(sign)
        layout.addWidget(self.words, 1)
        layout.addWidget(button)
