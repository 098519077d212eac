"""How far the plan is, in a quiet line at the foot: each figure shows the measures it counts when it is pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton

from setvzaim.analysis.plan_time import DONE, State, figures
from setvzaim.operations.settings import change_settings
from setvzaim.queries import Query
from setvzaim.queries.plan_time import PlanMeasure, few_enough, plan_time
from setvzaim.queries.settings import Settings
from setvzaim.registers.settings import AHEAD
from setvzaim.text.format import format_number
from setvzaim.ui.colours import colour
from setvzaim.ui.office import Office
from setvzaim.ui.page.beside import Foot
from setvzaim.ui.plan_time.look import DAYS, today
from setvzaim.ui.preferences import Preferences

_SOONS = (7, 14, 30, 60)
_CHIPS = {
    "done": "Выполненные",
    "in_time": "Выполненные в срок",
    "overdue": "Просроченные",
    "coming": "Ближайшие",
    "without_end": "Срок не понят",
}
_BELONGS: dict[str, Callable[[PlanMeasure], bool]] = {
    "done": lambda measure: measure.stands.state in DONE,
    "in_time": lambda measure: measure.stands.state == State.IN_TIME,
    "overdue": lambda measure: measure.stands.state == State.OVERDUE,
    "coming": lambda measure: measure.stands.state == State.COMING,
    "without_end": lambda measure: not measure.stands.ended,
}


class FiguresLine(Foot):
    """«Выполнено 12 из 30 · в срок 10 из 12 · просрочено 3 · ближайшие 4»; how many days ahead is chosen beside."""

    def __init__(self, office: Office, _preferences: Preferences) -> None:
        super().__init__()
        self._office = office
        self._soon = AHEAD.usual
        self._query: Query | None = None
        self._measures: tuple[PlanMeasure, ...] = ()
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.label.setToolTip("Нажмите на число, чтобы показать эти мероприятия")
        self.label.linkActivated.connect(self.narrow)
        self.soon_button = QToolButton()
        self.soon_button.setAutoRaise(True)
        self.soon_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.soon_button.setToolTip("На сколько дней вперёд смотреть")
        menu = QMenu(self)
        for days in _SOONS:
            menu.addAction(DAYS.counted(days), lambda days=days: self.look_ahead(days))
        self.soon_button.setMenu(menu)
        self.soon_button.setEnabled(not office.read_only)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.label)
        layout.addWidget(self.soon_button)
        self.hide()

    def show_rows(self, query: Query) -> None:
        """Show the figures of the rows that a query asks for, whichever of them were pressed before."""
        self._query = replace(query, only=None)
        asked, day = self._query, today()

        def read(connection: Any) -> tuple[tuple[PlanMeasure, ...], int]:  # noqa: ANN401 - handed on to the queries
            measures = plan_time(connection, asked, day) if few_enough(connection, asked) else ()
            return measures, Settings(connection)[AHEAD]

        def show(found: tuple[tuple[PlanMeasure, ...], int]) -> None:
            self._measures, self._soon = found
            self._write()

        self._office.ask(read, show, key=f"figures:{id(self)}")

    def narrow(self, key: str) -> None:
        """Ask for the measures that a figure counts."""
        records = tuple(measure.id for measure in self._measures if _BELONGS[key](measure))
        self.narrowed.emit(records, _CHIPS[key])

    def look_ahead(self, days: int) -> None:
        """Count what begins within a number of days as coming: a setting of the base."""
        self._office.do(change_settings, lambda _: self.changed.emit(), values={AHEAD.key: days})

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take on the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._write()

    def _write(self) -> None:
        found = figures(measure.stands for measure in self._measures)
        parts = [_link("done", f"Выполнено {_share(*found.done)}", found.done[0])]
        if found.in_time[1]:
            parts.append(_link("in_time", f"в срок {_share(*found.in_time)}", found.in_time[0]))
        if found.without_end:
            parts.append(_link("without_end", f"без понятного срока {format_number(found.without_end)}", 1))
        overdue, coming = found.of(State.OVERDUE), found.of(State.COMING)
        red = colour("refused")
        parts.append(_link("overdue", f"просрочено {overdue}", overdue, red.name() if red else ""))
        parts.append(_link("coming", f"ближайшие {coming}", coming))
        self.label.setText(" · ".join(parts))
        self.soon_button.setText(f"за {DAYS.counted(self._soon)}")
        self.setVisible(bool(self._measures))


def _share(part: int, whole: int) -> str:
    return f"{format_number(part)} из {format_number(whole)}"


def _link(key: str, text: str, count: int, tint: str = "") -> str:
    """Return a figure that can be pressed, where it counts anything."""
    quiet = colour("quiet")
    colour_name = tint or (quiet.name() if quiet else "")
    if not count:
        return f'<span style="color:{quiet.name() if quiet else ""}">{text}</span>'
    return f'<a href="{key}" style="color:{colour_name}">{text}</a>'
