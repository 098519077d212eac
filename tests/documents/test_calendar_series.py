"""Repeated measures as rules: a rule that gives another day sends a school there for nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.documents.calendar import Rule, days_of, series_of
from setvzaim.text.spans import REPEATS, Span, Term, term_of
from setvzaim.text.terms import understand

starts = st.dates(date(2020, 1, 1), date(2030, 12, 31))
lengths = st.integers(0, 500)


def events(text: str) -> list[tuple[Span, Rule | None]]:
    """The events of a term of 2026/27."""
    term = understand(text, 2026)
    assert term is not None
    return [(series.first, series.rule) for series in series_of(term)]


@pytest.mark.parametrize(
    ("text", "first", "rule"),
    [
        ("октябрь", Span(date(2026, 10, 1), date(2026, 10, 31)), None),
        ("до 1 октября", Span(date(2026, 10, 1), date(2026, 10, 1)), None),
        ("до 25 числа каждого месяца", Span(date(2026, 9, 1), date(2026, 9, 25)),
         Rule("month", 12, tuple(range(1, 13)))),
        ("5 числа каждого месяца", Span(date(2026, 9, 5), date(2026, 9, 5)), Rule("month", 12, tuple(range(1, 13)))),
        ("ежемесячно", Span(date(2026, 9, 30), date(2026, 9, 30)),
         Rule("month", 12, tuple(range(1, 13)), last_day=True)),
        ("еженедельно", Span(date(2026, 9, 6), date(2026, 9, 6)), Rule("week", 52)),
        ("раз в четверть", Span(date(2026, 10, 31), date(2026, 10, 31)),
         Rule("month", 4, (3, 5, 10, 12), last_day=True)),
        ("ежеквартально", Span(date(2026, 9, 30), date(2026, 9, 30)), Rule("month", 4, (3, 6, 9, 12), last_day=True)),
        ("1 раз в полугодие", Span(date(2026, 12, 31), date(2026, 12, 31)), Rule("month", 2, (5, 12), last_day=True)),
    ],
)  # fmt: skip
def test_terms_as_events(text: str, first: Span, rule: Rule | None) -> None:
    assert events(text) == [(first, rule)]


def test_two_months_are_two_events() -> None:
    assert [first.starts.month for first, _ in events("сентябрь, май")] == [9, 5]


def test_a_last_part_that_is_cut_stands_by_itself() -> None:
    """Monthly to 20 December: the last days of October and November, then the 20th."""
    term = term_of(date(2026, 10, 1), date(2026, 12, 20), "monthly")
    assert term is not None
    one, other = series_of(term)
    assert one.rule == Rule("month", 2, (10, 11), last_day=True)
    assert other.first == Span(date(2026, 12, 20), date(2026, 12, 20))


@given(first=starts, length=lengths, every=st.none() | st.sampled_from(list(REPEATS)))
def test_the_events_stand_for_the_occurrences(first: date, length: int, every: str | None) -> None:
    """Whatever rule was found: its days are those of the plan, or the last day of each part."""
    term = term_of(first, first + timedelta(days=length), every)  # type: ignore[arg-type]
    assert term is not None
    _agree(term)


@given(day=st.integers(1, 31), until=st.booleans())
def test_days_of_the_month(day: int, until: bool) -> None:  # noqa: FBT001 - drawn by name
    term = understand(f"{'до ' if until else ''}{day} числа каждого месяца", 2026)
    assert term is not None
    _agree(term)


def _agree(term: Term) -> None:
    days = sorted(span for series in series_of(term) for span in days_of(series))
    spans = list(term.occurrences)
    assert days in (spans, [Span(span.ends, span.ends) for span in spans])
