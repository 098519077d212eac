"""The way to the proposal from the pages of needs and exchanges."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from setvzaim.ui.desk import Desk
from setvzaim.ui.icons import icon


class PartnersLine(QWidget):
    """A button that lets the program propose who helps whom, and with `modes` another one for the mode."""

    def __init__(self, desk: Desk, *, modes: bool = False) -> None:
        super().__init__()
        self.button = QPushButton(icon("users-three"), "Кто кому помогает…")
        self.button.setToolTip("Ctrl+Shift+R")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(lambda: desk.propose("partners"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)
        if modes:
            self.modes = QPushButton("Форма обменов…")
            self.modes.setToolTip("Ctrl+Shift+M")
            self.modes.setAutoDefault(False)
            self.modes.clicked.connect(lambda: desk.propose("modes"))
            layout.addWidget(self.modes)
        layout.addWidget(QLabel("Программа подберёт пары школ по потребностям, вы решите, какие принять."))
        layout.addStretch(1)
