"""Buttons that zoom a map."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QToolButton, QWidget

from setvzaim.ui.icons import icon
from setvzaim.ui.map.view import STEP, MapView


class ZoomLine(QWidget):
    """Smaller, larger, the whole network; what the keys of the map do too."""

    def __init__(self, view: MapView) -> None:
        super().__init__()
        self.buttons: dict[str, QAbstractButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for key, sign, words, do in (
            ("out", "minus-circle", "Мельче (−)", lambda: view.zoom_by(1 / STEP)),
            ("in", "plus-circle", "Крупнее (+)", lambda: view.zoom_by(STEP)),
            ("fit", "", "Вся сеть (0)", view.fit),
        ):
            self.buttons[key] = button = QToolButton()
            if sign:
                button.setIcon(icon(sign))
            else:
                button.setText(words.partition(" (")[0])
            button.setToolTip(words)
            button.setAccessibleName(words.partition(" (")[0])
            button.clicked.connect(do)
            line.addWidget(button)
