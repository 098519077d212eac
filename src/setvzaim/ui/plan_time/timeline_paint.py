"""Painting the timeline: its ground, its lines, its head."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen

from setvzaim.queries.plan_time import PlanMeasure
from setvzaim.text.spans import Span
from setvzaim.ui.plan_time.look import called, draw_bar, draw_text, month_name, sign, state_colour, words
from setvzaim.ui.plan_time.timeline_scale import Line, Scale

_GAP = 4
_CHOSEN = 70
"""How strong the colour of the selection is, of 255: the bars must be seen through it."""
_NARROWEST = 6
"""Pixels of a stretch that would be too narrow to be seen."""


@dataclass(frozen=True)
class TimelinePainter:
    """Paints what it is told, with all that the look depends on."""

    painter: QPainter
    scale: Scale
    palette: QPalette
    day: date
    folded: AbstractSet[str]
    selected: AbstractSet[str]
    current: str | None
    at_section: str | None
    focused: bool

    def ground(self, months: list[tuple[Span, int, int]]) -> None:
        """Draw the lines between months and that of today."""
        edge = self.palette.color(QPalette.ColorRole.Midlight)
        self.painter.setPen(edge)
        self.painter.drawLine(self.scale.left, 0, self.scale.left, self.scale.height)
        for _, left, _ in months:
            self.painter.drawLine(left, 0, left, self.scale.height)
        if self.scale.span.starts <= self.day <= self.scale.span.ends:
            self.painter.setPen(QPen(self.palette.color(QPalette.ColorRole.Highlight), 1, Qt.PenStyle.DashLine))
            x = self.scale.x(self.day)
            self.painter.drawLine(x, self.scale.head, x, self.scale.height)

    def line(self, place: int, line: Line) -> None:
        """Draw a line: a section, or a measure."""
        whole = QRect(0, self.scale.top(place), self.scale.width, self.scale.line)
        if line.measure is None:
            self._section(line, whole)
        else:
            self._measure(line.measure, whole)

    def _section(self, line: Line, whole: QRect) -> None:
        self.painter.fillRect(whole, self.palette.color(QPalette.ColorRole.AlternateBase))
        font = self.painter.font()
        font.setBold(True)
        self.painter.setFont(font)
        words_of_it = f"{'▸' if line.section.id in self.folded else '▾'} {line.section.label} · {line.count}"
        text = self.palette.color(QPalette.ColorRole.Text)
        draw_text(self.painter, whole.adjusted(_GAP, 0, -_GAP, 0), words_of_it, text)
        font.setBold(False)
        self.painter.setFont(font)
        if self.at_section == line.section.id:
            self._frame(whole)

    def _measure(self, measure: PlanMeasure, whole: QRect) -> None:
        chosen = measure.id in self.selected
        mark = self.palette.color(QPalette.ColorRole.Highlight)
        mark.setAlpha(_CHOSEN if chosen else 0)
        self.painter.fillRect(whole, mark)
        self._draw_stretches(measure, whole.top(), chosen=chosen)
        names = QRect(0, whole.top(), self.scale.left, whole.height())
        self.painter.fillRect(names, self.palette.color(QPalette.ColorRole.Base))
        self.painter.fillRect(names, mark)
        self.painter.setPen(state_colour(measure.stands))
        side = self.painter.fontMetrics().horizontalAdvance("▲▲")
        at = QRect(_GAP, whole.top(), side, whole.height())
        self.painter.drawText(at, Qt.AlignmentFlag.AlignCenter, sign(measure.stands))
        text = self.palette.color(QPalette.ColorRole.Text)
        draw_text(self.painter, names.adjusted(side + 2 * _GAP, 0, -_GAP, 0), called(measure), text)
        if measure.id == self.current and self.at_section is None and self.focused:
            self._frame(whole)

    def _draw_stretches(self, measure: PlanMeasure, top: int, *, chosen: bool) -> None:
        self.painter.save()
        self.painter.setClipRect(QRect(self.scale.left, self.scale.head, self.scale.width, self.scale.height))
        right = self.scale.left
        for span in measure.term.occurrences if measure.term is not None else ():
            left = self.scale.x(span.starts)
            after = max(self.scale.x(span.ends) + round(self.scale.per_day), left + _NARROWEST)
            if after >= self.scale.left and left <= self.scale.width:
                bar = QRect(left, top + _GAP, after - left, self.scale.line - 2 * _GAP)
                draw_bar(self.painter, bar, measure, self.palette, chosen=chosen)
            right = max(right, after)
        said = words(measure.stands) if measure.term is not None else measure.words or "срок не указан"
        room = QRect(right + _GAP, top, self.scale.width - right - 2 * _GAP, self.scale.line)
        if room.width() < self.painter.fontMetrics().horizontalAdvance(said) and measure.term is not None:
            first = self.scale.x(measure.term.occurrences[0].starts)
            room = QRect(max(first, self.scale.left) + 2 * _GAP, top, self.scale.width, self.scale.line)
        draw_text(self.painter, room, said, state_colour(measure.stands))
        self.painter.restore()

    def head(self, months: list[tuple[Span, int, int]]) -> None:
        """Draw the head: the months, their days and today."""
        head, palette = self.scale.head, self.palette
        self.painter.fillRect(QRect(0, 0, self.scale.width, head), palette.color(QPalette.ColorRole.Window))
        text = palette.color(QPalette.ColorRole.WindowText)
        half = head // 2
        short = self.painter.fontMetrics().horizontalAdvance("сентябрь 2026") + _GAP > self.scale.per_day * 28
        self.painter.save()
        self.painter.setClipRect(QRect(self.scale.left, 0, self.scale.width, head))
        for span, left, right in months:
            self.painter.setPen(palette.color(QPalette.ColorRole.Mid))
            self.painter.drawLine(left, 0, left, head)
            room = QRect(max(left, self.scale.left) + _GAP, 0, right - max(left, self.scale.left) - _GAP, half)
            draw_text(self.painter, room, month_name(span.starts, short=short, year=not short), text)
            self._draw_days(span, half)
        if self.scale.span.starts <= self.day <= self.scale.span.ends:
            self._draw_today(half)
        self.painter.restore()
        self.painter.setPen(palette.color(QPalette.ColorRole.Mid))
        self.painter.drawLine(0, head - 1, self.scale.width, head - 1)
        self.painter.drawLine(self.scale.left, 0, self.scale.left, head)
        draw_text(self.painter, QRect(_GAP, 0, self.scale.left - _GAP, head), "Мероприятие", text)

    def _draw_days(self, span: Span, half: int) -> None:
        """Write the days: each where there is room for it, else the first and the middle one of the month."""
        metrics = self.painter.fontMetrics()
        width = metrics.horizontalAdvance("00") + _GAP
        every = next((step for step in (1, 5, 10, 15) if self.scale.per_day * step >= width), 0)
        quiet = self.palette.color(QPalette.ColorRole.PlaceholderText)
        for number in range(1, span.days + 1, every) if every else ():
            if number > 1 and span.days - number < every - 1:
                break
            x = self.scale.x(span.starts + timedelta(days=number - 1))
            self.painter.setPen(quiet)
            self.painter.drawText(QRect(x, half, width, half), Qt.AlignmentFlag.AlignVCenter, str(number))

    def _draw_today(self, half: int) -> None:
        back, front = (
            self.palette.color(role) for role in (QPalette.ColorRole.Highlight, QPalette.ColorRole.HighlightedText)
        )
        width = self.painter.fontMetrics().horizontalAdvance("сегодня") + 2 * _GAP
        box = QRect(self.scale.x(self.day) - width // 2, half, width, half)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(back)
        self.painter.drawRoundedRect(box, 3, 3)
        self.painter.setPen(QColor(front))
        self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "сегодня")

    def _frame(self, rect: QRect) -> None:
        self.painter.setPen(QPen(self.palette.color(QPalette.ColorRole.Highlight), 1, Qt.PenStyle.DotLine))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRect(rect.adjusted(0, 0, -1, -1))
