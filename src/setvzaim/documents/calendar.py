"""The calendar of a school: its measures as events, repeated ones by a rule (RFC 5545, 3.8.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from setvzaim.text.spans import Span, Term, month


@dataclass(frozen=True, slots=True)
class Rule:
    """How an event comes back: every week, or in some months; `last_day` means the last day of each of them."""

    every: Literal["week", "month"]
    count: int
    in_months: tuple[int, ...] = ()
    last_day: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """An event of whole days, with the rule by which it comes back."""

    first: Span
    rule: Rule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A measure in a calendar: every field is text but the term."""

    uid: str
    version: int
    title: str
    description: str
    section: str
    place: str
    term: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A measure that stands in no calendar because its days are not known."""

    number: str
    title: str
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolCalendar:
    """The measures of a school."""

    id: str
    school: str
    title: str
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]


def series_of(term: Term) -> tuple[Series, ...]:
    """Return the events of a term.

    What comes back on days of its own («до 25 числа каждого месяца») stands on these days. What merely comes back
    («ежемесячно») would fill the calendar from end to end, so it stands on the last day of each part of the time.
    """
    spans = term.occurrences
    if term.repeats is None or len(spans) == 1:
        return tuple(Series(span) for span in spans)
    if not _with_gaps(spans):
        spans = tuple(Span(span.ends, span.ends) for span in spans)
    if (rule := _rule(spans)) is not None:
        return (Series(spans[0], rule),)
    if len(spans) > 2 and (rule := _rule(spans[:-1])) is not None:  # the last one is cut by the end of the term
        return Series(spans[0], rule), Series(spans[-1])
    return tuple(Series(span) for span in spans)


def days_of(series: Series) -> tuple[Span, ...]:
    """Return the stretches of days a series stands for."""
    rule, first = series.rule, series.first
    if rule is None:
        return (first,)
    starts: list[date] = []
    if rule.every == "week":
        starts = [date.fromordinal(first.starts.toordinal() + 7 * at) for at in range(rule.count)]
    ahead = 0
    while len(starts) < rule.count:
        part = month(first.starts.year, first.starts.month + ahead)
        ahead += 1
        if part.starts.month in rule.in_months:
            starts.append(part.ends if rule.last_day else part.starts.replace(day=first.starts.day))
    return tuple(Span(day, date.fromordinal(day.toordinal() + first.days - 1)) for day in starts)


def _with_gaps(spans: Sequence[Span]) -> bool:
    return any((later.starts - earlier.ends).days > 1 for earlier, later in pairwise(spans))


def _rule(spans: Sequence[Span]) -> Rule | None:
    """Return the rule that gives exactly these stretches, if there is one."""
    months = tuple(sorted({span.starts.month for span in spans}))
    tries = [Rule("week", len(spans)), Rule("month", len(spans), months, last_day=True)]
    if spans[0].starts.day <= 28:
        tries.append(Rule("month", len(spans), months))
    for rule in tries:
        if days_of(Series(spans[0], rule)) == tuple(spans):
            return rule
    return None
