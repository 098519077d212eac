"""What the typed distances say of the roads, and the way back from a factor somebody has said."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from setvzaim.analysis.travel import Factor
from setvzaim.analysis.travel.ways import FEWEST
from setvzaim.queries.setting_list import measured
from setvzaim.text.format import format_number
from setvzaim.ui.icons import icon


class RoadsLine(QWidget):
    """`calculate` asks to take the factor from the distances again, `distances` for the register of distances."""

    calculate = Signal()
    distances = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.button = QPushButton(icon("arrows-clockwise"), "Рассчитать по известным расстояниям")
        self.way = QPushButton(icon("arrow-right"), "Открыть расстояния")
        for button in (self.button, self.way):
            button.setAutoDefault(False)
        self.button.clicked.connect(self.calculate)
        self.way.clicked.connect(self.distances)
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addWidget(self.way)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 4)
        layout.addWidget(self.words)
        layout.addLayout(buttons)

    def show_roads(self, roads: Factor, *, own: bool) -> None:
        """Show what is known of the roads; `own` tells that the office has said a factor itself."""
        self.words.setText(roads_words(roads, own=own))
        self.button.setEnabled(own and measured(roads))


def roads_words(roads: Factor, *, own: bool) -> str:
    """Say what the typed distances say of the roads."""
    if roads.low is None or roads.high is None or roads.error is None:
        return (
            f"Известных расстояний между школами с координатами: {format_number(roads.count)}. Внесите хотя бы "
            f"{FEWEST}, и программа рассчитает по ним, во сколько раз дорога длиннее прямой линии."
        )
    said = (
        f"По известным расстояниям ({format_number(roads.count)}) дорога длиннее прямой линии в "
        f"{format_number(roads.value, 2)} раза: у половины дорог — от {format_number(roads.low, 2)} до "
        f"{format_number(roads.high, 2)}. Каждое из этих расстояний по остальным угадывается с ошибкой около "
        f"{roads.error * 100:.0f}\u00a0%."
    )
    return f"{said} Сейчас действует другое число: вы указали его сами." if own else said
