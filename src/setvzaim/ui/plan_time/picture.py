"""A picture of the plan in time: the line of zoom and period over a canvas, and what stands there without dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout

from setvzaim.queries import Query
from setvzaim.queries.plan_time import MOST, PlanMeasure, few_enough, plan_time
from setvzaim.registers import register
from setvzaim.text.format import format_number
from setvzaim.ui.icons import icon
from setvzaim.ui.office import Office
from setvzaim.ui.page.beside import Picture
from setvzaim.ui.page.empty import EmptyState
from setvzaim.ui.page.segments import Segments
from setvzaim.ui.plan_time.canvas import ZOOMS, Canvas, Zoom
from setvzaim.ui.plan_time.look import today
from setvzaim.ui.preferences import Preferences

_NO_DATES = (
    "В этих строках нет ни дат, ни понятных сроков. Напишите в поле «Срок» месяц или день, например «октябрь» или «до "
    "15 ноября», либо укажите начало и окончание."
)

_TOO_MANY = f"Мероприятий больше {format_number(MOST)}. Выберите вверху сеть и учебный год или отберите строки."


class TimePicture(Picture):
    """Holds a canvas and feeds it."""

    def __init__(self, office: Office, preferences: Preferences, canvas: Canvas, key: str) -> None:
        super().__init__()
        self.canvas = canvas
        self._office = office
        self._preferences = preferences
        self._zoom_key = f"picture/{key}/zoom"
        self._period = QLabel()
        self._apart = QLabel()
        self._empty = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(canvas)
        self._stack.addWidget(self._empty)
        self._zooms = Segments(ZOOMS, "year")
        self._build()
        self._connect()
        kept = preferences.text(self._zoom_key)
        self.zoom(next((zoom for zoom, _ in ZOOMS if zoom == kept), "year"))
        self.setFocusProxy(canvas)

    def show_rows(self, query: Query) -> None:
        """Show the rows that a query asks for, read anew."""
        day = today()

        def read(connection: Any) -> tuple[PlanMeasure, ...] | None:  # noqa: ANN401 - handed on to the queries
            return plan_time(connection, query, day) if few_enough(connection, query) else None

        def show(found: tuple[PlanMeasure, ...] | None) -> None:
            measures = found or ()
            self.canvas.show_rows(measures, day)
            dated = sum(measure.term is not None for measure in measures)
            self._empty.say("Показать пока нечего", _NO_DATES if found is not None else _TOO_MANY, [])
            self._stack.setCurrentIndex(0 if dated or found == () else 1)
            left = register("measures").noun.counted(len(measures) - dated)
            self._apart.setText(f"Без дат: {left}" if 0 < dated < len(measures) else "")
            self._told()

        self._office.ask(read, show, key=f"picture:{id(self)}")

    def select(self, records: Sequence[str]) -> None:
        """Show what is selected."""
        self.canvas.select(records)

    def zoom(self, zoom: Zoom) -> None:
        """Show a year, a quarter or a month at a time; this is remembered."""
        self._preferences.keep(self._zoom_key, zoom)
        self._zooms.buttons[zoom].setChecked(True)
        self.canvas.set_zoom(zoom)
        self._told()

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self._zooms)
        line.addSpacing(8)
        self.back = _button("caret-left", "Раньше (PgUp)")
        self.onward = _button("caret-right", "Позже (PgDown)")
        self.now = QToolButton()
        self.now.setText("Сегодня")
        self.now.setToolTip("Показать сегодняшний день (Home)")
        for button in (self.back, self.now, self.onward):
            line.addWidget(button)
        line.addSpacing(8)
        line.addWidget(self._period)
        line.addStretch(1)
        line.addWidget(self._apart)
        self._period.setAccessibleName("Что показано")
        self._apart.setToolTip("Мероприятия без дат и с неясным сроком видны в таблице")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._zooms.chosen.connect(self.zoom)
        self.back.clicked.connect(lambda: self.canvas.step(-1))
        self.onward.clicked.connect(lambda: self.canvas.step(1))
        self.now.clicked.connect(lambda: self.canvas.go_to(today()))
        self.canvas.chosen.connect(self.chosen)
        self.canvas.entered.connect(self.entered)
        self.canvas.menu_wanted.connect(self.menu_wanted)
        self.canvas.zoomed.connect(self.zoom)
        self.canvas.moved.connect(self._told)

    def _told(self) -> None:
        self._period.setText(self.canvas.period)


def _button(sign: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(sign))
    button.setToolTip(words)
    button.setAccessibleName(words.partition(" (")[0])
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
