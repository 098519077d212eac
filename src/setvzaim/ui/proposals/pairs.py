"""The proposed pairs as a table with ticks, or on the map; both choose the same pair."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from setvzaim.documents.map_data import MapData
from setvzaim.ui.map.view import MapView
from setvzaim.ui.map.zoom_line import ZoomLine
from setvzaim.ui.page.segments import Segments
from setvzaim.ui.proposals.tables import PairsTable

_TABLE, _MAP = "table", "map"
_RESTS_MS = 200
"""After so long without a letter the rows are narrowed."""


class PairsPane(QWidget):
    """Shows the pairs; `chose` says that another one is chosen, `ticked_changed` that other ones are ticked.

    `turned` says whether the map is shown now.
    """

    chose = Signal()
    ticked_changed = Signal()
    turned = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.table, self.map = PairsTable(), MapView()
        self.search = QLineEdit(placeholderText="Найти школу или потребность")
        self.all_button, self.none_button = QPushButton("Отметить все"), QPushButton("Снять все")
        self.zooming = ZoomLine(self.map)
        self.segments = Segments(((_TABLE, "Таблица"), (_MAP, "Карта")), _TABLE)
        self._ends: Sequence[tuple[str, str]] = ()
        self._shown = MapData(())
        self._resting = QTimer(self, singleShot=True, interval=_RESTS_MS)
        self._resting.timeout.connect(lambda: self.table.rows.narrow(self.search.text()))
        self._lay_out()
        self._connect()

    def show_pairs(
        self, rows: Sequence[Sequence[str]], fresh: frozenset[int], ends: Sequence[tuple[str, str]], shown: MapData
    ) -> None:
        """Show the pairs: their texts, places of those that can be accepted, their schools, and their map."""
        self._ends, self._shown = ends, shown
        self.table.show_pairs(rows, fresh)
        self.segments.setEnabled(bool(shown.schools))
        self._turn(_MAP if self._stack.currentWidget() is self.map and shown.schools else _TABLE)

    @property
    def chosen(self) -> int | None:
        """The place of the pair that is chosen."""
        return self.table.chosen

    @property
    def ticked(self) -> list[int]:
        """The places of the pairs that have a tick."""
        return self.table.ticked

    def tick_shown(self, *, on: bool) -> None:
        """Set or take away the ticks of all pairs that are shown."""
        self.table.rows.tick(self.table.rows.shown, on=on)

    def _choose_of(self, school: str) -> None:
        """Choose a pair of a school, at each call its next one."""
        own = [at for at, ends in enumerate(self._ends) if school in ends and self.table.rows.row_of(at) >= 0]
        if own:
            at = self.chosen
            self.table.choose(own[(own.index(at) + 1) % len(own)] if at in own else own[0])

    def _chosen(self) -> None:
        self._point_out()
        self.chose.emit()

    def _point_out(self) -> None:
        """Let the chosen pair stand out on the map, while that is shown."""
        at = self.chosen
        if self._stack.currentWidget() is self.map and at is not None and at < len(self._ends):
            self.map.show_pair(*self._ends[at])

    def _turn(self, key: str) -> None:
        self.segments.buttons[key].setChecked(True)
        if key == _MAP:
            self.map.show_map(self._shown)
        if self._stack.currentIndex() != int(key == _MAP):
            self._stack.setCurrentIndex(int(key == _MAP))
            self.zooming.setVisible(key == _MAP)
            self.turned.emit(key == _MAP)
        self._point_out()

    def _connect(self) -> None:
        self.table.chose.connect(self._chosen)
        self.table.rows.ticked_changed.connect(self.ticked_changed)
        self.map.chosen.connect(self._choose_of)
        self.segments.chosen.connect(self._turn)
        self.search.textChanged.connect(lambda _text: self._resting.start())
        self.all_button.clicked.connect(lambda: self.tick_shown(on=True))
        self.none_button.clicked.connect(lambda: self.tick_shown(on=False))

    def _lay_out(self) -> None:
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 34)
        self.zooming.hide()
        line = QHBoxLayout()
        line.addWidget(self.search)
        for button in (self.all_button, self.none_button):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.zooming)
        line.addWidget(self.segments)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.map)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self._stack, 1)
