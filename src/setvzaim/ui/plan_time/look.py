"""How measures in time look: the colour, the shape and the words of each state, months and days in Russian."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen

from setvzaim.analysis.plan_time import DONE, Standing, State
from setvzaim.queries.plan_time import PlanMeasure
from setvzaim.text.format import format_date
from setvzaim.text.plural import Noun
from setvzaim.ui.colours import colour

DAYS = Noun("день", "дня", "дней")
MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_SIGNS = {
    State.IN_TIME: "✓", State.LATE: "✓", State.DONE: "✓", State.OVERDUE: "▲", State.COMING: "◆", State.UNDERWAY: "●",
    State.LATER: "○", State.NO_TERM: "–",
}  # fmt: skip
_COLOURS = {
    State.IN_TIME: "new", State.LATE: "warning", State.DONE: "new", State.OVERDUE: "refused", State.COMING: "proposal",
    State.UNDERWAY: "proposal", State.LATER: "quiet", State.NO_TERM: "quiet",
}  # fmt: skip


def today() -> date:
    """Return the present day of the office's own calendar."""
    return date.today()  # noqa: DTZ011


def sign(standing: Standing) -> str:
    """Return the shape of a state."""
    return _SIGNS[standing.state]


def state_colour(standing: Standing) -> QColor:
    """Return the colour of a state."""
    return colour(_COLOURS[standing.state]) or QColor()


def words(standing: Standing) -> str:
    """Say how a measure stands: «просрочено на 24 дня», «идёт, осталось 5 дней»."""
    days = DAYS.counted(standing.days) if standing.days is not None else ""
    match standing.state:
        case State.IN_TIME:
            return "выполнено в срок"
        case State.LATE:
            return "выполнено с опозданием"
        case State.DONE:
            return "выполнено"
        case State.OVERDUE:
            return f"просрочено на {days}"
        case State.COMING | State.LATER:
            return f"через {days}" if standing.days else "сегодня"
        case State.UNDERWAY:
            return f"идёт, осталось {days}" if days else "идёт"
        case State.NO_TERM:
            return "срок не понят"


def called(measure: PlanMeasure) -> str:
    """Return number and title in one line."""
    return f"{measure.number} {measure.title}".replace("\n", " ").strip()


def told(measure: PlanMeasure) -> str:
    """Return all that a picture says of a measure: for the tooltip and for who listens instead of looking."""
    lines = [called(measure), f"Срок: {measure.words or 'не указан'}"]
    if measure.term is not None and str(measure.term) != measure.words:
        lines.append(f"Даты: {measure.term}")
    if measure.done_on is not None:
        lines.append(f"Выполнено {format_date(measure.done_on)}")
    lines.append(words(measure.stands).capitalize())
    return "\n".join(lines)


def month_name(day: date, *, short: bool = False, year: bool = True) -> str:
    """Write a month: «октябрь 2026», «окт»."""
    name = MONTHS[day.month - 1][:3] if short else MONTHS[day.month - 1]
    return f"{name} {day.year}" if year else name


def draw_bar(painter: QPainter, rect: QRect, measure: PlanMeasure, palette: QPalette, *, chosen: bool) -> None:
    """Draw the stretch of a measure: done is full, the rest is pale with an edge; what is chosen has a frame."""
    tint = state_colour(measure.stands)
    pale = QColor(tint)
    pale.setAlpha(110 if measure.stands.state in DONE else 50)
    painter.setBrush(pale)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2) if chosen else QPen(tint, 1))
    painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), 3, 3)


def draw_text(painter: QPainter, rect: QRect, text: str, tint: QColor) -> None:
    """Draw a line of text, cut with an ellipsis where it does not fit."""
    painter.setPen(tint)
    cut = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
