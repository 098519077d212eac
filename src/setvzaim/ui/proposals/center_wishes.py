"""What is wanted of centers, in one line: settings of the base, kept as soon as they are changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from setvzaim.operations.settings import change_settings
from setvzaim.queries.centers import CentersWish
from setvzaim.registers import Number
from setvzaim.registers.choices import CENTER_LIMIT, CENTER_WEIGHT
from setvzaim.registers.settings import (
    CENTERS_INTERNET,
    CENTERS_LIMIT,
    CENTERS_PLACES,
    CENTERS_RESOURCES,
    CENTERS_SCHOOLS,
    CENTERS_WEIGHT,
    AnySetting,
    Setting,
)
from setvzaim.ui.office import Office

_NUMBERS: dict[str, tuple[Setting[int], str]] = {
    "places": (CENTERS_PLACES, " мест"),
    "schools": (CENTERS_SCHOOLS, " шк."),
}
"""The number that goes with a limit, and what is written after it."""


class CenterWishes(QWidget):
    """`changed` says that a wish was kept and the proposal is to be made anew."""

    changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._now: CentersWish | None = None
        self.weight, self.limit, self.number = QComboBox(), QComboBox(), QSpinBox()
        self.internet, self.resources = QCheckBox("интернет"), QCheckBox("есть чем делиться")
        for box, choice in ((self.weight, CENTER_WEIGHT), (self.limit, CENTER_LIMIT)):
            for option in choice.options:
                box.addItem(option.label, option.code)
        self.number.setAccessibleName("Вместимость центра, число")
        self.internet.setToolTip(CENTERS_INTERNET.hint)
        self.resources.setToolTip(CENTERS_RESOURCES.hint)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for words, editors in (
            ("Дорогу считать по", (self.weight,)),
            ("Вместимость центра", (self.limit, self.number)),
            ("Центру нужно", (self.internet, self.resources)),
        ):
            label = QLabel(words)
            label.setBuddy(editors[0])
            layout.addWidget(label)
            for editor in editors:
                layout.addWidget(editor)
            layout.addSpacing(12)
        layout.addStretch(1)
        self.weight.setAccessibleName("Дорогу считать по")
        self.limit.setAccessibleName("Вместимость центра")
        self.setEnabled(False)
        self.number.hide()
        self.weight.activated.connect(lambda _: self._keep(CENTERS_WEIGHT, self.weight.currentData()))
        self.limit.activated.connect(lambda _: self._keep(CENTERS_LIMIT, self.limit.currentData()))
        self.number.editingFinished.connect(self._typed)
        self.internet.clicked.connect(lambda on: self._keep(CENTERS_INTERNET, on))
        self.resources.clicked.connect(lambda on: self._keep(CENTERS_RESOURCES, on))

    def show_wish(self, wish: CentersWish) -> None:
        """Show what the base says."""
        self._now = wish
        self.weight.setCurrentIndex(self.weight.findData(wish.weight))
        self.limit.setCurrentIndex(self.limit.findData(wish.limit))
        number = _NUMBERS.get(wish.limit)
        self.number.setVisible(number is not None)
        if number is not None:
            of, after = number
            self.number.setRange(0, _most(of))
            self.number.setSuffix(after)
            self.number.setToolTip(of.hint)
            self.number.setValue(_number(wish))
        self.internet.setChecked(wish.internet)
        self.resources.setChecked(wish.resources)
        self.setEnabled(not self._office.read_only)

    def _typed(self) -> None:
        now = self._now
        if now is not None and now.limit in _NUMBERS and self.number.value() != _number(now):
            self._keep(_NUMBERS[now.limit][0], self.number.value())

    def _keep(self, of: AnySetting, value: object) -> None:
        self._now = None  # until it is read anew: the second end of editing changes nothing
        self._office.do(change_settings, lambda _: self.changed.emit(), values={of.key: value})


def _most(of: AnySetting) -> int:
    return int(of.kind.most or 0) if isinstance(of.kind, Number) else 0


def _number(wish: CentersWish) -> int:
    return wish.places if wish.limit == "places" else wish.schools
