"""What the calendar and the timeline have in common: rows, the one that is chosen, keys, tooltips, zoom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from setvzaim.queries.plan_time import PlanMeasure
from setvzaim.ui.plan_time.look import told

Zoom = Literal["year", "quarter", "month"]
ZOOMS: tuple[tuple[Zoom, str], ...] = (("year", "Год"), ("quarter", "Квартал"), ("month", "Месяц"))


class Canvas(QAbstractScrollArea):
    """Draws measures in time; what is drawn and where is left to those who follow.

    `chosen` and `entered` bring the record of a measure, `menu_wanted` also the point of the screen; `moved` tells
    that another period is shown, `zoomed` that the user wants another zoom.
    """

    chosen = Signal(str)
    entered = Signal(str)
    menu_wanted = Signal(str, object)
    moved = Signal()
    zoomed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.measures: tuple[PlanMeasure, ...] = ()
        self.day = date.min
        self.zoom: Zoom = "year"
        self.selected: frozenset[str] = frozenset()
        self.current: str | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    def show_rows(self, measures: Sequence[PlanMeasure], day: date) -> None:
        """Show measures as they stand on a day."""
        raise NotImplementedError

    def set_zoom(self, zoom: Zoom) -> None:
        """Show a year, a quarter or a month at a time."""
        raise NotImplementedError

    def step(self, by: int) -> None:
        """Show the next (1) or the previous (-1) period."""
        raise NotImplementedError

    def go_to(self, day: date) -> None:
        """Bring a day into view."""
        raise NotImplementedError

    @property
    def period(self) -> str:
        """What is shown, in words."""
        raise NotImplementedError

    def measure_at(self, point: QPoint) -> PlanMeasure | None:
        """Return the measure drawn at a point."""
        raise NotImplementedError

    def place_of(self, record: str) -> QPoint:
        """Return a point where a measure is drawn, for its menu."""
        raise NotImplementedError

    def reveal(self, record: str) -> None:
        """Bring a measure into view."""
        raise NotImplementedError

    def move_by_key(self, key: Qt.Key) -> None:
        """Go to another measure by an arrow key and the like."""
        raise NotImplementedError

    def select(self, records: Sequence[str]) -> None:
        """Show what is selected elsewhere."""
        if frozenset(records) == self.selected:
            return
        self.selected = frozenset(records)
        if records and self.current not in self.selected:
            self._make_current(records[0])
            self.reveal(records[0])
        self.viewport().update()

    def choose(self, record: str) -> None:
        """Select a measure for the card."""
        self.selected = frozenset((record,))
        self._make_current(record)
        self.reveal(record)
        self.viewport().update()
        self.chosen.emit(record)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Say everything about the measure under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            measure = self.measure_at(event.pos())
            QToolTip.showText(event.globalPos(), told(measure) if measure is not None else "", self)
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose what is clicked."""
        measure = self.measure_at(event.position().toPoint())
        if measure is not None:
            self.choose(measure.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go to the card of what is clicked."""
        measure = self.measure_at(event.position().toPoint())
        if measure is not None:
            self.entered.emit(measure.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for the menu of the measure under the mouse, or of the current one."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            if self.current is not None:
                where = self.viewport().mapToGlobal(self.place_of(self.current))
                self.menu_wanted.emit(self.current, where)
        elif (measure := self.measure_at(self.viewport().mapFromGlobal(event.globalPos()))) is not None:
            self.choose(measure.id)
            self.menu_wanted.emit(measure.id, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows go on, Enter goes to the card, Ctrl with plus and minus zooms."""
        key, ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if ctrl and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self._zoom_by(-1 if key == Qt.Key.Key_Minus else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.current is not None:
            self.entered.emit(self.current)
        elif key in _MOVES and not ctrl:
            self.move_by_key(Qt.Key(key))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom with Ctrl, go along the time with Shift, else scroll."""
        steps = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_by(1 if steps > 0 else -1)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - steps)
        else:
            super().wheelEvent(event)

    def _zoom_by(self, by: int) -> None:
        keys = [key for key, _ in ZOOMS]
        at = keys.index(self.zoom) + by
        if 0 <= at < len(keys):
            self.zoomed.emit(keys[at])

    def _make_current(self, record: str) -> None:
        self.current = record
        measure = next((one for one in self.measures if one.id == record), None)
        self.setAccessibleDescription(told(measure) if measure is not None else "")


_MOVES = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space,
)  # fmt: skip
