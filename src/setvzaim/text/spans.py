"""Stretches of days, and how one is parted into weeks, months, quarters and half-years."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from setvzaim.text.format import format_date

Repeats = Literal["weekly", "monthly", "quarterly", "calendar_quarterly", "half_yearly", "yearly"]
"""How often something comes back. A quarter is one of the school's four terms, a calendar quarter one of the year's."""

REPEATS: dict[Repeats, str] = {
    "weekly": "каждую неделю",
    "monthly": "каждый месяц",
    "quarterly": "каждую четверть",
    "calendar_quarterly": "каждый квартал",
    "half_yearly": "каждое полугодие",
    "yearly": "каждый год",
}
_DAY = timedelta(days=1)
_LONGEST, _FIRST_YEAR, _LAST_YEAR = 3660, 1900, 2200
_ENDING_WITHIN = ("weekly", "calendar_quarterly")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from the first to the last, both included."""

    starts: date
    ends: date

    def __post_init__(self) -> None:
        if self.ends < self.starts:
            raise ValueError(f"a span cannot end {self.ends} before it starts {self.starts}")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.ends - self.starts).days + 1

    def meets(self, other: Span) -> bool:
        """Tell whether it has a day in common with another one."""
        return self.starts <= other.ends and self.ends >= other.starts

    def within(self, other: Span) -> Span | None:
        """Return what it has in common with another one."""
        starts, ends = max(self.starts, other.starts), min(self.ends, other.ends)
        return Span(starts, ends) if starts <= ends else None


@dataclass(frozen=True, slots=True)
class Term:
    """From when, until when, how often, and which stretches of days that makes.

    `starts` is `None` where only the end is said («до 1 октября»), `ends` where only the beginning is («с октября»);
    never both. The occurrences lie in order; of a term with one end that day is the only one.
    """

    starts: date | None
    ends: date | None
    repeats: Repeats | None
    occurrences: tuple[Span, ...]

    def __str__(self) -> str:
        """Write it in figures: «01.10.2026 – 31.10.2026, каждый месяц»."""
        if self.repeats is not None and self.starts is not None and self.ends is not None:
            return f"{_written(Span(self.starts, self.ends))}, {REPEATS[self.repeats]}"
        if self.starts is None and self.ends is not None:
            return f"до {format_date(self.ends)}"
        if self.ends is None and self.starts is not None:
            return f"с {format_date(self.starts)}"
        return ", ".join(map(_written, self.occurrences))


def term_of(starts: date | None, ends: date | None, repeats: Repeats | None = None) -> Term | None:
    """Return the term that two dates make, each of which may be missing; `None` without both or in the wrong order."""
    if starts is not None and ends is not None:
        if ends < starts:
            return None
        whole = Span(starts, ends)
        return Term(starts, ends, repeats, parts(whole, repeats) if repeats else (whole,))
    only = starts or ends
    return Term(starts, ends, None, (Span(only, only),)) if only is not None else None


def _written(span: Span) -> str:
    if span.days == 1:
        return format_date(span.starts)
    return f"{format_date(span.starts)} – {format_date(span.ends)}"


def month(year: int, number: int) -> Span:
    """Return a calendar month; numbers over 12 go on in the next years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    after = date(year + number // 12, number % 12 + 1, 1)
    return Span(date(year, number, 1), after - _DAY)


def months(year: int, first: int, last: int) -> Span:
    """Return whole months from one to another, both included; numbers over 12 go on in the next years."""
    return Span(month(year, first).starts, month(year, last).ends)


def school_year(start: int) -> Span:
    """Return a school year, 1 September to 31 August, by the calendar year it starts in."""
    return months(start, 9, 20)


def quarter(start: int, number: int) -> Span:
    """Return one of the four terms of a school year, 1 to 4.

    The days of the holidays are each school's own, so whole months are taken: September to October, November to
    December, January to March, April to May.
    """
    first, last = ((9, 10), (11, 12), (13, 15), (16, 17))[number - 1]
    return months(start, first, last)


def half(start: int, number: int) -> Span:
    """Return a half of a school year: September to December, or January to May."""
    return months(start, 9, 12) if number == 1 else months(start, 13, 17)


def parts(whole: Span, every: Repeats) -> tuple[Span, ...]:
    """Return the weeks, months, quarters or halves in a span, those at its ends cut to it; itself when there are none.

    A week or calendar quarter that goes on after the span is left out where another one ends within: by 31 August
    nobody reports on the quarter that ends in September. So is everything in spans too long or too far to be meant.
    """
    if whole.days > _LONGEST or not _FIRST_YEAR < whole.starts.year <= whole.ends.year < _LAST_YEAR:
        return (whole,)
    cut = [(part.within(whole), part.ends <= whole.ends) for part in _PARTS[every](whole)]
    inside = [part for part, _ in cut if part is not None]
    if every in _ENDING_WITHIN and any(ended for _, ended in cut):
        inside = [part for part, ended in cut if part is not None and ended]
    return tuple(inside) or (whole,)


def _weeks(whole: Span) -> Iterator[Span]:
    monday = whole.starts.toordinal() - whole.starts.weekday()
    for day in range(monday, whole.ends.toordinal() + 1, 7):
        yield Span(date.fromordinal(day), date.fromordinal(day + 6))


def _by_months(length: int) -> Callable[[Span], Iterator[Span]]:
    def cut(whole: Span) -> Iterator[Span]:
        year, first = whole.starts.year, (whole.starts.month - 1) // length * length + 1
        while (part := months(year, first, first + length - 1)).starts <= whole.ends:
            yield part
            first += length

    return cut


def _of_school_years(piece: Callable[[int, int], Span], count: int) -> Callable[[Span], Iterator[Span]]:
    def cut(whole: Span) -> Iterator[Span]:
        for start in range(whole.starts.year - 1, whole.ends.year + 1):
            for number in range(1, count + 1):
                if (part := piece(start, number)).within(whole) is not None:
                    yield part

    return cut


_PARTS: dict[Repeats, Callable[[Span], Iterator[Span]]] = {
    "weekly": _weeks,
    "monthly": _by_months(1),
    "quarterly": _of_school_years(quarter, 4),
    "calendar_quarterly": _by_months(3),
    "half_yearly": _of_school_years(half, 2),
    "yearly": _of_school_years(lambda start, _number: school_year(start), 1),
}
