"""What is wanted of centers, in one line: settings of the base, kept as soon as they are changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from setvzaim.operations.settings import change_setting
from setvzaim.queries.centers import INTERNET, LIMIT, PLACES, RESOURCES, SCHOOLS, WEIGHT, CentersWish
from setvzaim.ui.office import Office

_WEIGHTS = (("pupils", "ученикам"), ("needs", "потребностям"))
_LIMITS = (("none", "без предела"), ("places", "свободные места"), ("schools", "число школ"))


@dataclass(frozen=True, slots=True)
class _Number:
    """The number that goes with a limit: its setting, what it is called, the most it can be."""

    name: str
    title: str
    suffix: str
    most: int
    hint: str


_NUMBERS = {
    "places": _Number(PLACES, "мест у центра", " мест", 10_000,
                      "Свободно столько мест, на сколько мощность здания больше числа учеников. "
                      "Это число — для школ, мощность которых не известна."),
    "schools": _Number(SCHOOLS, "школ у центра", " шк.", 200, "Сколько других школ обслуживает один центр"),
}  # fmt: skip


class CenterWishes(QWidget):
    """`changed` says that a wish was kept and the proposal is to be made anew."""

    changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._now: CentersWish | None = None
        self.weight, self.limit, self.number = QComboBox(), QComboBox(), QSpinBox()
        self.internet, self.resources = QCheckBox("интернет"), QCheckBox("есть чем делиться")
        for box, options in ((self.weight, _WEIGHTS), (self.limit, _LIMITS)):
            for code, words in options:
                box.addItem(words, code)
        self.number.setAccessibleName("Вместимость центра, число")
        self.internet.setToolTip("Скорость, при которой можно вести занятия дистанционно")
        self.resources.setToolTip("Педагог со свободными часами, методика или оборудование для других школ")
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
        self.weight.activated.connect(lambda _: self._keep(WEIGHT, "дорога к центрам", self.weight.currentData()))
        self.limit.activated.connect(lambda _: self._keep(LIMIT, "вместимость центра", self.limit.currentData()))
        self.number.editingFinished.connect(self._typed)
        self.internet.clicked.connect(lambda on: self._keep(INTERNET, "центру нужен интернет", on))
        self.resources.clicked.connect(lambda on: self._keep(RESOURCES, "центру есть чем делиться", on))

    def show_wish(self, wish: CentersWish) -> None:
        """Show what the base says."""
        self._now = wish
        self.weight.setCurrentIndex(self.weight.findData(wish.weight))
        self.limit.setCurrentIndex(self.limit.findData(wish.limit))
        kind = _NUMBERS.get(wish.limit)
        self.number.setVisible(kind is not None)
        if kind is not None:
            self.number.setRange(0, kind.most)
            self.number.setSuffix(kind.suffix)
            self.number.setToolTip(kind.hint)
            self.number.setValue(wish.places if wish.limit == "places" else wish.schools)
        self.internet.setChecked(wish.internet)
        self.resources.setChecked(wish.resources)
        self.setEnabled(not self._office.read_only)

    def _typed(self) -> None:
        now = self._now
        if now is None or now.limit not in _NUMBERS:
            return
        kind = _NUMBERS[now.limit]
        if self.number.value() != (now.places if now.limit == "places" else now.schools):
            self._keep(kind.name, kind.title, self.number.value())

    def _keep(self, name: str, title: str, value: Any) -> None:  # noqa: ANN401 - whatever a setting can be
        self._now = None  # until it is read anew: the second end of editing changes nothing
        self._office.do(change_setting, lambda _: self.changed.emit(), name=name, title=title, value=value)
