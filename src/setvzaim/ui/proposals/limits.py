"""The limits a proposal holds, in one line: they are settings of the base and are kept as soon as they are changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from setvzaim.operations.settings import change_settings
from setvzaim.queries.advice import Limits
from setvzaim.registers import Number
from setvzaim.registers.choices import SEASON as SEASONS
from setvzaim.registers.settings import LIMIT, PARTNERS, SEASON, AnySetting
from setvzaim.ui.office import Office


class LimitsLine(QWidget):
    """`keeping` says that a limit is about to be kept, `changed` that it was and the proposal is to be made anew."""

    keeping = Signal()
    changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._now: Limits | None = None
        self.minutes, self.partners, self.season = QSpinBox(), QSpinBox(), QComboBox()
        for box, of in ((self.minutes, LIMIT), (self.partners, PARTNERS)):
            if isinstance(of.kind, Number):
                box.setRange(int(of.kind.least or 0), int(of.kind.most or 0))
        self.minutes.setSingleStep(10)
        self.minutes.setSuffix(f" {LIMIT.unit}")
        for option in SEASONS.options:
            self.season.addItem(option.label, option.code)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for words, editor in (
            (LIMIT.words, self.minutes),
            (PARTNERS.words, self.partners),
            ("Время года", self.season),
        ):
            label = QLabel(words)
            label.setBuddy(editor)
            editor.setAccessibleName(words)
            layout.addWidget(label)
            layout.addWidget(editor)
            layout.addSpacing(12)
        layout.addStretch(1)
        self.setEnabled(False)
        self.minutes.editingFinished.connect(self._minutes_typed)
        self.partners.editingFinished.connect(self._partners_typed)
        self.season.activated.connect(lambda _at: self._season_chosen())

    def show_limits(self, limits: Limits) -> None:
        """Show what the base says."""
        self._now = limits
        self.minutes.setValue(limits.minutes)
        self.partners.setValue(limits.partners)
        self.season.setCurrentIndex(self.season.findData(limits.season))
        self.setEnabled(not self._office.read_only)

    def _minutes_typed(self) -> None:
        if self._now is not None and self.minutes.value() != self._now.minutes:
            self._keep(LIMIT, self.minutes.value())

    def _partners_typed(self) -> None:
        if self._now is not None and self.partners.value() != self._now.partners:
            self._keep(PARTNERS, self.partners.value())

    def _season_chosen(self) -> None:
        if self._now is not None and self.season.currentData() != self._now.season:
            self._keep(SEASON, self.season.currentData())

    def _keep(self, of: AnySetting, value: int | str) -> None:
        self._now = None  # until it is read anew: the second end of editing changes nothing
        self.keeping.emit()
        self._office.do(change_settings, lambda _: self.changed.emit(), values={of.key: value})
