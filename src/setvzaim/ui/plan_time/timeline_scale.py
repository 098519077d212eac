"""Where days and lines of the timeline stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from setvzaim.queries.plan_time import PlanMeasure
from setvzaim.registers import LinkTo
from setvzaim.text.spans import Span, month, school_year
from setvzaim.ui.plan_time.canvas import Zoom

_SHOWN_DAYS: dict[Zoom, int] = {"year": 0, "quarter": 92, "month": 31}
"""Days that fill the width; a year is all there is."""
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Line:
    """A line: a section with how many measures it has, or a measure."""

    section: LinkTo
    count: int = 0
    measure: PlanMeasure | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """The measures of the picture, in pixels: what is drawn for which days, as far as it is scrolled."""

    span: Span
    zoom: Zoom
    width: int
    height: int
    letter: int
    """Width of a letter."""
    text: int
    """Height of a line of text."""
    along: int = 0
    down: int = 0

    @property
    def left(self) -> int:
        """Where the days begin, right of the names."""
        return min(self.letter * 44, self.width * 2 // 5)

    @property
    def head(self) -> int:
        """Height of the head."""
        return 2 * (self.text + 4)

    @property
    def line(self) -> int:
        """Height of a line."""
        return self.text + 9

    @property
    def room(self) -> int:
        """Height below the head."""
        return self.height - self.head

    @property
    def per_day(self) -> float:
        """Width of a day."""
        days = _SHOWN_DAYS[self.zoom] or self.span.days
        return max(1, self.width - self.left) / min(days, self.span.days)

    def x(self, day: date) -> int:
        """Return where a day begins."""
        return self.left + round((day - self.span.starts).days * self.per_day) - self.along

    def top(self, place: int) -> int:
        """Return where a line begins."""
        return self.head + place * self.line - self.down

    def day_at(self, x: int) -> date:
        """Return the day at a place, the first or last one for places outside."""
        days = int((x - self.left + self.along) / self.per_day)
        return self.span.starts + timedelta(days=min(max(days, 0), self.span.days - 1))

    def line_at(self, y: int) -> int:
        """Return the number of the line at a height; negative in the head."""
        return (y - self.head + self.down) // self.line if y >= self.head else -1

    def months(self) -> Iterator[tuple[Span, int, int]]:
        """Give the months in view with the places where they begin and end."""
        span = month(self.span.starts.year, self.span.starts.month)
        while span.starts <= self.span.ends:
            after = span.ends + timedelta(days=1)
            begins, ends = self.x(span.starts), self.x(after)
            if ends >= self.left and begins <= self.width:
                yield span, begins, ends
            span = month(after.year, after.month)


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
