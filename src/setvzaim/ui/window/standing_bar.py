"""The choice of network and school year at the top of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from setvzaim.queries import Context
from setvzaim.text.format import format_school_year

if TYPE_CHECKING:
    from setvzaim.queries.standing import Standing


class StandingBar(QWidget):
    """Two lists. `chosen` brings the context that was chosen by hand."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.network, self.year = QComboBox(), QComboBox()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        for words, tip, box in (
            ("Сеть", "Какие школы показывать", self.network),
            ("Учебный год", "За какой учебный год показывать", self.year),
        ):
            label = QLabel(words)
            label.setBuddy(box)
            box.setToolTip(tip)
            box.setAccessibleName(words)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(self.fontMetrics().averageCharWidth() * 46)
            box.activated.connect(lambda _at: self.chosen.emit(self.context))
            layout.addWidget(label)
            layout.addWidget(box)

    @property
    def context(self) -> Context:
        """What is chosen."""
        return Context(self.network.currentData(), self.year.currentData())

    def offer(self, standing: Standing, present: Context) -> Context:
        """Offer what there is; return what is chosen now, which is `present` as far as that is still there."""
        with QSignalBlocker(self.network), QSignalBlocker(self.year):
            self.network.clear()
            self.network.addItem("все школы", None)
            for link in standing.networks:
                self.network.addItem(link.label, link.id)
            self.year.clear()
            for year in standing.school_years:
                self.year.addItem(format_school_year(year), year)
            self.year.addItem("все годы", None)
            self.network.setCurrentIndex(max(0, self.network.findData(present.network)))
            self.year.setCurrentIndex(max(0, self.year.findData(present.school_year)))
        return self.context

    def widen(self) -> Context:
        """Choose all schools and all years; return that."""
        self.network.setCurrentIndex(self.network.findData(None))
        self.year.setCurrentIndex(self.year.findData(None))
        return self.context

    @property
    def network_name(self) -> str:
        """The name of the chosen network, empty for all schools."""
        return self.network.currentText() if self.network.currentData() is not None else ""
