"""The calendar: months of a year or a quarter, or days of a month, with the measures that lie in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QMenu

from setvzaim.queries.plan_time import PlanMeasure
from setvzaim.text.format import format_date, format_number
from setvzaim.text.spans import Span
from setvzaim.ui.office import Office
from setvzaim.ui.plan_time.calendar_layout import Cell, Mark, items_of, lay_out, period_of, stepped
from setvzaim.ui.plan_time.canvas import Canvas, Zoom
from setvzaim.ui.plan_time.look import WEEKDAYS, called, draw_bar, draw_text, month_name, sign, state_colour, words
from setvzaim.ui.plan_time.picture import TimePicture
from setvzaim.ui.preferences import Preferences

_GAP = 4
_MOST_LISTED = 60
"""Measures in the list of a cell; more would not fit a screen."""
_NAME = 70
"""Characters of a title in that list."""
_FAR = 10_000
"""Pixels: a mark above or below in another column is farther than any in the same."""
_NEAR = timedelta(days=365)


class CalendarPicture(TimePicture):
    """The calendar with its line of zoom."""

    def __init__(self, office: Office, preferences: Preferences) -> None:
        super().__init__(office, preferences, Calendar(), "calendar")


class Calendar(Canvas):
    """Lays the measures out once for each period; painting only paints."""

    def __init__(self) -> None:
        super().__init__("Календарь мероприятий")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.marks: list[Mark] = []
        self._cells: list[Cell] = []
        self._shown = period_of(date(2000, 9, 1), self.zoom)
        """The days of the period, without those of other months that fill its weeks."""
        self._cursor = QPoint()
        """Where the chosen mark was: a measure may have several."""
        self._at_hidden: Span | None = None
        """The cell whose «ещё» has the cursor."""

    def show_rows(self, measures: Sequence[PlanMeasure], day: date) -> None:
        """Show measures as they stand on a day."""
        fresh = self.day != day or not self.measures
        self.measures, self.day = tuple(measures), day
        if fresh:
            self.go_to(self._first_day())
        else:
            self._lay_out()
        if self.current is not None:
            self._make_current(self.current)

    def set_zoom(self, zoom: Zoom) -> None:
        """Show a year, a quarter or a month: that of the measure chosen, of today, or the first of what was shown."""
        held, self.zoom = self._shown, zoom
        chosen = next((one.term for one in self.measures if one.id == self.current), None)
        inside = [common for span in chosen.occurrences if (common := span.within(held))] if chosen is not None else []
        if inside:
            self.go_to(inside[0].starts)
        else:
            self.go_to(self.day if held.starts <= self.day <= held.ends else held.starts)

    def step(self, by: int) -> None:
        """Show the next or previous year, quarter or month."""
        self._show(stepped(self._shown, self.zoom, by))

    def go_to(self, day: date) -> None:
        """Show the period a day lies in."""
        self._show(period_of(day, self.zoom))

    @property
    def period(self) -> str:
        """«сентябрь 2026 – август 2027»."""
        return " – ".join(dict.fromkeys((month_name(self._shown.starts), month_name(self._shown.ends))))

    def measure_at(self, point: QPoint) -> PlanMeasure | None:
        """Return the measure whose mark is at a point."""
        mark = self._mark_at(point)
        return mark.measure if mark is not None else None

    def place_of(self, record: str) -> QPoint:
        """Return the middle of the first mark of a measure."""
        found = (mark.rect.center() for mark in self.marks if mark.measure and mark.measure.id == record)
        return next(found, self.viewport().rect().center())

    def reveal(self, record: str) -> None:
        """Show the period of a measure, unless a part of it is in view."""
        self._at_hidden = None
        measure = next((one for one in self.measures if one.id == record), None)
        if measure is None or measure.term is None:
            return
        if not any(span.meets(self._shown) for span in measure.term.occurrences):
            self.go_to(measure.term.occurrences[0].starts)

    def move_by_key(self, key: Qt.Key) -> None:
        """Go to the nearest mark in a direction; pages are periods, Home is today, Space lists what is hidden."""
        here = self._here()
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.step(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_Home:
            self.go_to(self.day)
        elif key == Qt.Key.Key_Space and here is not None and here.measure is None:
            self._list_hidden(here)
        elif (mark := nearest(self.marks, here, key)) is not None:
            self._go(mark)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose a measure, list what is hidden, or look closer at a month."""
        point, left = event.position().toPoint(), event.button() == Qt.MouseButton.LeftButton
        mark = self._mark_at(point)
        if mark is not None and left:
            self._go(mark)
            if mark.measure is None:
                self._list_hidden(mark)
        elif mark is None and left and self.zoom != "month":
            cell = next((cell for cell in self._cells if self._title(cell).contains(point)), None)
            if cell is not None:
                self._shown = cell.span
                self.zoomed.emit("month")

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Go to the next or previous period; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif event.angleDelta().y():
            self.step(-1 if event.angleDelta().y() > 0 else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lay everything out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show where the cursor is."""
        super().focusInEvent(event)
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw cells and marks."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.zoom == "month":
            quiet = self.palette().color(QPalette.ColorRole.PlaceholderText)
            for cell, name in zip(self._cells[:7], WEEKDAYS, strict=False):
                draw_text(painter, QRect(cell.rect.left() + _GAP, 0, cell.rect.width(), self._line()), name, quiet)
        for cell in self._cells:
            self._draw_cell(painter, cell)
        here = self._here()
        for mark in self.marks:
            self._draw_mark(painter, mark)
            if mark is here and self.hasFocus():
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1, Qt.PenStyle.DotLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(mark.rect.adjusted(-1, -1, 0, 0))

    def _show(self, span: Span) -> None:
        self._shown = span
        self._lay_out()
        self.moved.emit()

    def _first_day(self) -> date:
        """Return the day to begin with: today, or the first of a measure where nothing lies within a year of it."""
        spans = [span for one in self.measures if one.term is not None for span in one.term.occurrences]
        near = Span(self.day - _NEAR, self.day + _NEAR)
        return self.day if not spans or any(span.meets(near) for span in spans) else min(spans).starts

    def _lay_out(self) -> None:
        size = self.viewport().size()
        self._cells, self.marks = lay_out(self.measures, self._shown, self.zoom, size, self._line())
        self.viewport().update()

    def _line(self) -> int:
        return self.fontMetrics().height() + 5

    def _title(self, cell: Cell) -> QRect:
        return QRect(cell.rect.left(), cell.rect.top(), cell.rect.width(), self._line())

    def _mark_at(self, point: QPoint) -> Mark | None:
        return next((mark for mark in self.marks if mark.rect.contains(point)), None)

    def _here(self) -> Mark | None:
        """Return the mark that has the cursor: of several of one measure the one that was chosen."""
        if self._at_hidden is not None:
            return next((one for one in self.marks if one.hidden and one.cell.span == self._at_hidden), None)
        own = [mark for mark in self.marks if mark.measure is not None and mark.measure.id == self.current]
        return min(own, key=lambda mark: (mark.rect.center() - self._cursor).manhattanLength(), default=None)

    def _go(self, mark: Mark) -> None:
        self._cursor = mark.rect.center()
        if mark.measure is not None:
            self.choose(mark.measure.id)
            return
        self._at_hidden = mark.cell.span
        self.setAccessibleDescription(f"{format_date(mark.cell.span.starts)}: ещё {mark.hidden}")
        self.viewport().update()

    def _list_hidden(self, mark: Mark) -> None:
        """List all measures of a cell to choose from."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = {one.id: one for _, one in items_of(self.measures, mark.cell.span)}
        for measure in list(inside.values())[:_MOST_LISTED]:
            name = called(measure)
            short = name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
            text = f"{sign(measure.stands)} {short} — {words(measure.stands)}".replace("&", "&&")
            menu.addAction(text, lambda record=measure.id: self.choose(record))
        menu.popup(self.viewport().mapToGlobal(mark.rect.bottomLeft()))

    def _draw_cell(self, painter: QPainter, cell: Cell) -> None:
        palette = self.palette()
        now = cell.span.starts <= self.day <= cell.span.ends
        if cell.faint or (self.zoom == "month" and cell.span.starts.weekday() > 4):
            painter.fillRect(cell.rect, palette.color(QPalette.ColorRole.AlternateBase))
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(cell.rect)
        title = self._title(cell)
        role = QPalette.ColorRole.PlaceholderText if cell.faint else QPalette.ColorRole.Text
        if now:
            painter.fillRect(title.adjusted(1, 1, 0, 0), palette.color(QPalette.ColorRole.Highlight))
            role = QPalette.ColorRole.HighlightedText
        font = painter.font()
        font.setBold(self.zoom != "month" or now)
        painter.setFont(font)
        text = f"{cell.title} · сегодня" if now and self.zoom == "month" else cell.title
        draw_text(painter, title.adjusted(_GAP, 0, 0, 0), text, palette.color(role))
        font.setBold(False)
        painter.setFont(font)

    def _draw_mark(self, painter: QPainter, mark: Mark) -> None:
        inside = mark.rect.adjusted(_GAP, 0, -_GAP, 0)
        measure = mark.measure
        if measure is None:
            quiet = self.palette().color(QPalette.ColorRole.PlaceholderText)
            draw_text(painter, inside, f"ещё {format_number(mark.hidden)}…", quiet)
            return
        draw_bar(painter, mark.rect, measure, self.palette(), chosen=measure.id in self.selected)
        side = painter.fontMetrics().horizontalAdvance(sign(measure.stands)) + _GAP
        draw_text(painter, QRect(inside.topLeft(), mark.rect.bottomRight()), sign(measure.stands),
                  state_colour(measure.stands))  # fmt: skip
        text = self.palette().color(QPalette.ColorRole.Text)
        draw_text(painter, inside.adjusted(side, 0, 0, 0), called(measure), text)


def nearest(marks: Sequence[Mark], here: Mark | None, key: Qt.Key) -> Mark | None:
    """Return the next mark in the direction of an arrow key: the first of all where there is none to start from."""
    if here is None:
        return min(marks, key=lambda mark: (mark.cell.span.starts, mark.rect.top()), default=None)
    across = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
    ahead = 1 if key in (Qt.Key.Key_Right, Qt.Key.Key_Down) else -1
    at = here.rect.center()

    def far(mark: Mark) -> int | None:
        away = mark.rect.center() - at
        along, aside = (away.x(), away.y()) if across else (away.y(), away.x())
        beside = mark.rect.left() > here.rect.right() or mark.rect.right() < here.rect.left()
        return abs(aside) * 2 + along * ahead + _FAR * (beside and not across) if along * ahead > 0 else None

    found = [(distance, place) for place, mark in enumerate(marks) if (distance := far(mark)) is not None]
    return marks[min(found)[1]] if found else None
