"""The timeline («лента»): one line for each measure under its section, its stretches drawn along the days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent

from setvzaim.queries.plan_time import PlanMeasure
from setvzaim.registers import LinkTo
from setvzaim.text.spans import Span, month, school_year
from setvzaim.ui.office import Office
from setvzaim.ui.plan_time.canvas import Canvas, Zoom
from setvzaim.ui.plan_time.look import called, draw_bar, draw_text, month_name, sign, state_colour, words
from setvzaim.ui.plan_time.picture import TimePicture
from setvzaim.ui.preferences import Preferences

_SHOWN_DAYS: dict[Zoom, int] = {"year": 0, "quarter": 92, "month": 31}
"""Days that fill the width; a year is all there is."""
_GAP = 4
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: a section with how many measures it has, or a measure."""

    section: LinkTo
    count: int = 0
    measure: PlanMeasure | None = None


class TimelinePicture(TimePicture):
    """The timeline with its line of zoom."""

    def __init__(self, office: Office, preferences: Preferences) -> None:
        super().__init__(office, preferences, Timeline(), "timeline")


class Timeline(Canvas):
    """Draws only the lines in view, so that a thousand measures scroll as easily as ten."""

    def __init__(self) -> None:
        super().__init__("Лента мероприятий")
        self.lines: list[_Line] = []
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
        first, last = self._day_at(self._left()), self._day_at(self.viewport().width())
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
        middle = (self.viewport().width() - self._left()) / 2
        self.horizontalScrollBar().setValue(round((day - self._span.starts).days * self._scale() - middle))
        self.moved.emit()
        self.viewport().update()

    @property
    def period(self) -> str:
        """The first and last month in view."""
        if not self.lines:
            return ""
        first, last = self._day_at(self._left()), self._day_at(self.viewport().width() - 1)
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
        return QPoint(self._left() // 2, self._top(self._place(record)) + self._height() // 2)

    def reveal(self, record: str) -> None:
        """Unfold the section of a measure and scroll to it."""
        measure = next((one for one in self.measures if one.id == record), None)
        if measure is not None and measure.section.id in self.folded:
            self.toggle(measure.section.id)
        self._at_section = None
        self._scroll_to(self._place(record))

    def move_by_key(self, key: Qt.Key) -> None:
        """Go up and down over lines; left and right fold sections, or go along the time."""
        page = max(1, self._room() // self._height() - 1)
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
        middle = (
            self._day_at((self._left() + event.oldSize().width()) // 2) if event.oldSize().width() > 0 else self.day
        )
        self._fit()
        if self.lines:
            self.go_to(middle)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the lines in view."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.lines:
            return
        first = self.verticalScrollBar().value() // self._height()
        last = min(len(self.lines), first + self._room() // self._height() + 2)
        months = list(self._months())
        self._draw_ground(painter, months)
        for place in range(first, last):
            self._draw_line(painter, place)
        self._draw_head(painter, months)

    def _arrange(self) -> None:
        groups: dict[LinkTo, list[PlanMeasure]] = {}
        for measure in self.measures:
            groups.setdefault(measure.section, []).append(measure)
        self.lines = []
        for section, inside in groups.items():
            self.lines.append(_Line(section, len(inside)))
            if section.id not in self.folded:
                self.lines += [_Line(section, measure=measure) for measure in inside]
        self._fit()
        self.viewport().update()

    def _fit(self) -> None:
        height, room = self._height(), self._room()
        down = self.verticalScrollBar()
        down.setSingleStep(height)
        down.setPageStep(room)
        down.setRange(0, max(0, len(self.lines) * height - room))
        width = max(1, self.viewport().width() - self._left())
        along = self.horizontalScrollBar()
        along.setPageStep(width)
        along.setSingleStep(max(1, width // 12))
        along.setRange(0, max(0, round(self._span.days * self._scale()) - width))

    def _draw_ground(self, painter: QPainter, months: list[tuple[Span, int, int]]) -> None:
        edge = self.palette().color(QPalette.ColorRole.Midlight)
        painter.setPen(edge)
        painter.drawLine(self._left(), 0, self._left(), self.viewport().height())
        for _, left, _ in months:
            painter.drawLine(left, 0, left, self.viewport().height())
        if self._span.starts <= self.day <= self._span.ends:
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1, Qt.PenStyle.DashLine))
            x = self._x(self.day)
            painter.drawLine(x, self._head(), x, self.viewport().height())

    def _draw_line(self, painter: QPainter, place: int) -> None:
        line, top, height = self.lines[place], self._top(place), self._height()
        whole = QRect(0, top, self.viewport().width(), height)
        palette = self.palette()
        text = palette.color(QPalette.ColorRole.Text)
        if line.measure is None:
            painter.fillRect(whole, palette.color(QPalette.ColorRole.AlternateBase))
            font = painter.font()
            font.setBold(True)
            painter.setFont(font)
            mark = "▸" if line.section.id in self.folded else "▾"
            draw_text(painter, whole.adjusted(_GAP, 0, -_GAP, 0), f"{mark} {line.section.label} · {line.count}", text)
            font.setBold(False)
            painter.setFont(font)
            if self._at_section == line.section.id:
                self._frame(painter, whole)
            return
        measure = line.measure
        chosen = measure.id in self.selected
        if chosen:
            mark_colour = palette.color(QPalette.ColorRole.Highlight)
            mark_colour.setAlpha(70)
            painter.fillRect(whole, mark_colour)
        self._draw_stretches(painter, measure, top, chosen=chosen)
        names = QRect(0, top, self._left(), height)
        painter.fillRect(names, palette.color(QPalette.ColorRole.Base))
        if chosen:
            painter.fillRect(names, mark_colour)
        painter.setPen(state_colour(measure.stands))
        side = painter.fontMetrics().horizontalAdvance("▲▲")
        painter.drawText(QRect(_GAP, top, side, height), Qt.AlignmentFlag.AlignCenter, sign(measure.stands))
        draw_text(painter, names.adjusted(side + 2 * _GAP, 0, -_GAP, 0), called(measure), text)
        if measure.id == self.current and self._at_section is None and self.hasFocus():
            self._frame(painter, whole)

    def _draw_stretches(self, painter: QPainter, measure: PlanMeasure, top: int, *, chosen: bool) -> None:
        painter.save()
        painter.setClipRect(QRect(self._left(), self._head(), self.viewport().width(), self.viewport().height()))
        right = self._left()
        for span in measure.term.occurrences if measure.term is not None else ():
            left, after = self._x(span.starts), max(self._x(span.ends) + round(self._scale()), self._x(span.starts) + 6)
            if after >= self._left() and left <= self.viewport().width():
                bar = QRect(left, top + _GAP, after - left, self._height() - 2 * _GAP)
                draw_bar(painter, bar, measure, self.palette(), chosen=chosen)
            right = max(right, after)
        said = words(measure.stands) if measure.term is not None else measure.words or "срок не указан"
        room = QRect(right + _GAP, top, self.viewport().width() - right - 2 * _GAP, self._height())
        if room.width() < painter.fontMetrics().horizontalAdvance(said) and measure.term is not None:
            first = self._x(measure.term.occurrences[0].starts)
            room = QRect(max(first, self._left()) + 2 * _GAP, top, self.viewport().width(), self._height())
        draw_text(painter, room, said, state_colour(measure.stands))
        painter.restore()

    def _draw_head(self, painter: QPainter, months: list[tuple[Span, int, int]]) -> None:
        head, palette = self._head(), self.palette()
        painter.fillRect(QRect(0, 0, self.viewport().width(), head), palette.color(QPalette.ColorRole.Window))
        text = palette.color(QPalette.ColorRole.WindowText)
        half = head // 2
        short = painter.fontMetrics().horizontalAdvance("сентябрь 2026") + _GAP > self._scale() * 28
        painter.save()
        painter.setClipRect(QRect(self._left(), 0, self.viewport().width(), head))
        for span, left, right in months:
            painter.setPen(palette.color(QPalette.ColorRole.Mid))
            painter.drawLine(left, 0, left, head)
            room = QRect(max(left, self._left()) + _GAP, 0, right - max(left, self._left()) - _GAP, half)
            draw_text(painter, room, month_name(span.starts, short=short, year=not short), text)
            self._draw_days(painter, span, half)
        if self._span.starts <= self.day <= self._span.ends:
            self._draw_today(painter, half)
        painter.restore()
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(0, head - 1, self.viewport().width(), head - 1)
        painter.drawLine(self._left(), 0, self._left(), head)
        draw_text(painter, QRect(_GAP, 0, self._left() - _GAP, head), "Мероприятие", text)

    def _draw_days(self, painter: QPainter, span: Span, half: int) -> None:
        """Write the days: each where there is room for it, else the first and the middle one of the month."""
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance("00") + _GAP
        every = next((step for step in (1, 5, 10, 15) if self._scale() * step >= width), 0)
        quiet = self.palette().color(QPalette.ColorRole.PlaceholderText)
        for number in range(1, span.days + 1, every) if every else ():
            if number > 1 and span.days - number < every - 1:
                break
            x = self._x(span.starts + timedelta(days=number - 1))
            painter.setPen(quiet)
            painter.drawText(QRect(x, half, width, half), Qt.AlignmentFlag.AlignVCenter, str(number))

    def _draw_today(self, painter: QPainter, half: int) -> None:
        back, front = (
            self.palette().color(role) for role in (QPalette.ColorRole.Highlight, QPalette.ColorRole.HighlightedText)
        )
        width = painter.fontMetrics().horizontalAdvance("сегодня") + 2 * _GAP
        box = QRect(self._x(self.day) - width // 2, half, width, half)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QColor(front))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "сегодня")

    def _frame(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _months(self) -> Iterator[tuple[Span, int, int]]:
        """Give the months in view with the places where they begin and end."""
        span = month(self._span.starts.year, self._span.starts.month)
        while span.starts <= self._span.ends:
            after = span.ends + timedelta(days=1)
            left, right = self._x(span.starts), self._x(after)
            if right >= self._left() and left <= self.viewport().width():
                yield span, left, right
            span = month(after.year, after.month)

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
        bar, height = self.verticalScrollBar(), self._height()
        top = place * height
        if top < bar.value():
            bar.setValue(top)
        elif top + height > bar.value() + self._room():
            bar.setValue(top + height - self._room())

    def _line_at(self, point: QPoint) -> _Line | None:
        place = (point.y() - self._head() + self.verticalScrollBar().value()) // self._height()
        return self.lines[place] if point.y() >= self._head() and 0 <= place < len(self.lines) else None

    def _height(self) -> int:
        return self.fontMetrics().height() + 9

    def _head(self) -> int:
        return 2 * (self.fontMetrics().height() + 4)

    def _room(self) -> int:
        return self.viewport().height() - self._head()

    def _left(self) -> int:
        return min(self.fontMetrics().averageCharWidth() * 44, self.viewport().width() * 2 // 5)

    def _top(self, place: int) -> int:
        return self._head() + place * self._height() - self.verticalScrollBar().value()

    def _scale(self) -> float:
        """Pixels for a day."""
        days = _SHOWN_DAYS[self.zoom] or self._span.days
        return max(1, self.viewport().width() - self._left()) / min(days, max(self._span.days, 1))

    def _x(self, day: date) -> int:
        return self._left() + round((day - self._span.starts).days * self._scale()) - self.horizontalScrollBar().value()

    def _day_at(self, x: int) -> date:
        days = int((x - self._left() + self.horizontalScrollBar().value()) / self._scale())
        return self._span.starts + timedelta(days=min(max(days, 0), self._span.days))


def whole_span(measures: Sequence[PlanMeasure], day: date) -> Span:
    """Return the days to draw: the school years of the plans, and what lies within a year of them.

    A slip of the pen («10 ноября 2002») must not press the whole plan into a few pixels.
    """
    years = [school_year(year) for year in {measure.year for measure in measures} if year is not None]
    spans = [span for measure in measures if measure.term is not None for span in measure.term.occurrences]
    if not years:
        return month(day.year, day.month)
    first, last = min(year.starts for year in years), max(year.ends for year in years)
    near = Span(first - _YEAR, last + _YEAR)
    inside = [common for span in spans if (common := span.within(near)) is not None]
    first, last = min([first, *(span.starts for span in inside)]), max([last, *(span.ends for span in inside)])
    return Span(month(first.year, first.month).starts, month(last.year, last.month).ends)
