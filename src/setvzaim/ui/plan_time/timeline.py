"""The timeline («лента»): one line for each measure under its section, its stretches drawn along the days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent

from setvzaim.queries.plan_time import PlanMeasure
from setvzaim.registers import LinkTo
from setvzaim.text.spans import Span
from setvzaim.ui.office import Office
from setvzaim.ui.plan_time.canvas import Canvas, Zoom
from setvzaim.ui.plan_time.look import month_name
from setvzaim.ui.plan_time.picture import TimePicture
from setvzaim.ui.plan_time.timeline_paint import TimelinePainter
from setvzaim.ui.plan_time.timeline_scale import Line, Scale, whole_span
from setvzaim.ui.preferences import Preferences


class TimelinePicture(TimePicture):
    """The timeline with its line of zoom."""

    def __init__(self, office: Office, preferences: Preferences) -> None:
        super().__init__(office, preferences, Timeline(), "timeline")


class Timeline(Canvas):
    """Draws only the lines in view, so that a thousand measures scroll as easily as ten."""

    def __init__(self) -> None:
        super().__init__("Лента мероприятий")
        self.lines: list[Line] = []
        self.folded: set[str] = set()
        """Sections whose measures are folded away."""
        self._span = Span(date.min, date.min)
        self._at_section: str | None = None
        """The section that has the cursor; `None` while a measure has it."""
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.moved.emit())

    def show_rows(self, measures: Sequence[PlanMeasure], day: date) -> None:
        """Show measures as they stand on a day, those of a section together."""
        fresh = self.day != day or not self.measures
        self.measures, self.day = tuple(measures), day
        self._span = whole_span(measures, day)
        self._arrange()
        if fresh:
            self.go_to(day)
        if self.current is not None:
            self._make_current(self.current)

    def set_zoom(self, zoom: Zoom) -> None:
        """Show another number of days; today stays in view if it was, else the day in the middle."""
        first, last = self.scale.day_at(self.scale.left), self.scale.day_at(self.viewport().width())
        middle = self.day if first <= self.day <= last else first + (last - first) / 2
        self.zoom = zoom
        self._fit()
        self.go_to(middle)

    def step(self, by: int) -> None:
        """Go on by what is in view."""
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep())

    def go_to(self, day: date) -> None:
        """Put a day into the middle."""
        middle = (self.viewport().width() - self.scale.left) / 2
        self.horizontalScrollBar().setValue(round((day - self._span.starts).days * self.scale.per_day - middle))
        self.moved.emit()
        self.viewport().update()

    @property
    def period(self) -> str:
        """The first and last month in view."""
        if not self.lines:
            return ""
        first, last = self.scale.day_at(self.scale.left), self.scale.day_at(self.viewport().width() - 1)
        names = dict.fromkeys((month_name(max(first, self._span.starts)), month_name(min(last, self._span.ends))))
        return " – ".join(names)

    def toggle(self, section: str) -> None:
        """Fold the measures of a section away, or unfold them."""
        self.folded ^= {section}
        self._arrange()

    def measure_at(self, point: QPoint) -> PlanMeasure | None:
        """Return the measure of the line at a point."""
        line = self._line_at(point)
        return line.measure if line is not None else None

    def place_of(self, record: str) -> QPoint:
        """Return a point in the line of a measure."""
        return QPoint(self.scale.left // 2, self.scale.top(self._place(record)) + self.scale.line // 2)

    def reveal(self, record: str) -> None:
        """Unfold the section of a measure and scroll to it."""
        measure = next((one for one in self.measures if one.id == record), None)
        if measure is not None and measure.section.id in self.folded:
            self.toggle(measure.section.id)
        self._at_section = None
        self._scroll_to(self._place(record))

    def move_by_key(self, key: Qt.Key) -> None:
        """Go up and down over lines; left and right fold sections, or go along the time."""
        page = max(1, self.scale.room // self.scale.line - 1)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        if key in steps:
            self._go(self._here() + steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self.lines) - 1)
        elif self._at_section is not None:
            open_now = self._at_section not in self.folded
            if key == Qt.Key.Key_Space or (key == Qt.Key.Key_Left) is open_now:
                self.toggle(self._at_section)
        elif key != Qt.Key.Key_Space:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + (bar.pageStep() // 4) * (1 if key == Qt.Key.Key_Right else -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose a measure, fold or unfold a section."""
        line = self._line_at(event.position().toPoint())
        if line is not None and line.measure is None:
            if event.button() == Qt.MouseButton.LeftButton:
                self._at_section = line.section.id
                self.toggle(line.section.id)
        else:
            self._at_section = None
            super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the days to the width."""
        super().resizeEvent(event)
        was = event.oldSize().width()
        middle = self.scale.day_at((self.scale.left + was) // 2) if was > 0 else self.day
        self._fit()
        if self.lines:
            self.go_to(middle)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the lines in view."""
        if not self.lines:
            return
        scale = self.scale
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paints = TimelinePainter(painter, scale, self.palette(), self.day, self.folded, self.selected, self.current,
                                 self._at_section, self.hasFocus())  # fmt: skip
        months = list(scale.months())
        paints.ground(months)
        first = scale.down // scale.line
        for place in range(first, min(len(self.lines), first + scale.room // scale.line + 2)):
            paints.line(place, self.lines[place])
        paints.head(months)
        painter.end()

    @property
    def scale(self) -> Scale:
        """Where everything stands now."""
        metrics, view = self.fontMetrics(), self.viewport()
        return Scale(self._span, self.zoom, view.width(), view.height(), metrics.averageCharWidth(), metrics.height(),
                     self.horizontalScrollBar().value(), self.verticalScrollBar().value())  # fmt: skip

    def _arrange(self) -> None:
        groups: dict[LinkTo, list[PlanMeasure]] = {}
        for measure in self.measures:
            groups.setdefault(measure.section, []).append(measure)
        self.lines = []
        for section, inside in groups.items():
            self.lines.append(Line(section, len(inside)))
            if section.id not in self.folded:
                self.lines += [Line(section, measure=measure) for measure in inside]
        self._fit()
        self.viewport().update()

    def _fit(self) -> None:
        height, room = self.scale.line, self.scale.room
        down = self.verticalScrollBar()
        down.setSingleStep(height)
        down.setPageStep(room)
        down.setRange(0, max(0, len(self.lines) * height - room))
        width = max(1, self.viewport().width() - self.scale.left)
        along = self.horizontalScrollBar()
        along.setPageStep(width)
        along.setSingleStep(max(1, width // 12))
        along.setRange(0, max(0, round(self._span.days * self.scale.per_day) - width))

    def _go(self, place: int) -> None:
        if not self.lines:
            return
        line = self.lines[min(max(place, 0), len(self.lines) - 1)]
        if line.measure is None:
            self._at_section = line.section.id
            self.setAccessibleDescription(line.section.label)
            self._scroll_to(self._here())
            self.viewport().update()
        else:
            self._at_section = None
            self.choose(line.measure.id)

    def _here(self) -> int:
        if self._at_section is not None:
            return next((at for at, line in enumerate(self.lines) if line.section.id == self._at_section), 0)
        return self._place(self.current) if self.current is not None else 0

    def _place(self, record: str | None) -> int:
        return next((at for at, line in enumerate(self.lines) if line.measure and line.measure.id == record), 0)

    def _scroll_to(self, place: int) -> None:
        bar, height = self.verticalScrollBar(), self.scale.line
        top = place * height
        if top < bar.value():
            bar.setValue(top)
        elif top + height > bar.value() + self.scale.room:
            bar.setValue(top + height - self.scale.room)

    def _line_at(self, point: QPoint) -> Line | None:
        place = self.scale.line_at(point.y())
        return self.lines[place] if 0 <= place < len(self.lines) else None
