"""The plan in time, held against counting by hand: a wrong «в срок» goes into the report of the office."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.analysis.plan_time import (
    DONE,
    Dates,
    Standing,
    State,
    figures,
    figures_by,
    month_of,
    standing,
    term_of_measure,
)
from setvzaim.text.spans import REPEATS, Term, term_of

DAY = date(2026, 11, 24)
near = st.dates(date(2026, 8, 1), date(2027, 9, 30))
maybe = st.none() | near
terms = st.builds(term_of, maybe, maybe, st.none() | st.sampled_from(list(REPEATS)))


def test_states_on_a_day() -> None:
    """Each state with its days, at its edges."""
    october = term_of(date(2026, 10, 1), date(2026, 10, 31))
    assert standing(october, None, date(2026, 9, 16), 14) == Standing(State.LATER, 15, date(2026, 10, 31))
    assert standing(october, None, date(2026, 9, 17), 14) == Standing(State.COMING, 14, date(2026, 10, 31))
    assert standing(october, None, date(2026, 10, 1), 14) == Standing(State.UNDERWAY, 30, date(2026, 10, 31))
    assert standing(october, None, date(2026, 10, 31), 14) == Standing(State.UNDERWAY, 0, date(2026, 10, 31))
    assert standing(october, None, date(2026, 11, 1), 14) == Standing(State.OVERDUE, 1, date(2026, 10, 31))
    assert standing(october, date(2026, 10, 31), DAY, 14).state is State.IN_TIME
    assert standing(october, date(2026, 11, 1), DAY, 14).state is State.LATE
    assert standing(None, date(2026, 11, 1), DAY, 14) == Standing(State.DONE, ended=False)
    assert standing(None, None, DAY, 14) == Standing(State.NO_TERM, ended=False)


def test_a_day_to_be_in_time_for() -> None:
    """«До 1 декабря» has no beginning: it comes when its day comes."""
    term = term_of(None, date(2026, 12, 1))
    assert standing(term, None, DAY, 14) == Standing(State.COMING, 7, date(2026, 12, 1))
    assert standing(term, None, date(2026, 12, 1), 14) == Standing(State.COMING, 0, date(2026, 12, 1))
    assert standing(term, None, date(2026, 12, 2), 14).state is State.OVERDUE


def test_a_beginning_without_an_end_is_counted_apart() -> None:
    """Nobody can be late for what has no end."""
    term = term_of(date(2026, 10, 1), None)
    assert standing(term, None, DAY, 14) == Standing(State.UNDERWAY, None, None, ended=False)
    assert standing(term, date(2026, 12, 1), DAY, 14).state is State.DONE


def test_the_next_end_of_what_comes_back() -> None:
    term = term_of_measure(Dates("до 25 числа каждого месяца", None, None, None, 2026))
    assert term is not None
    assert standing(term, None, DAY, 14).due == date(2026, 11, 25)
    assert standing(term, None, date(2026, 11, 26), 14).due == date(2026, 12, 25)


@given(term=terms, done_on=maybe, day=near, soon=st.integers(0, 60))
def test_states_like_counting_by_hand(term: Term | None, done_on: date | None, day: date, soon: int) -> None:
    """The state from its definition in words, written down a second time."""
    ends = term.ends if term is not None else None
    if done_on is not None:
        expected = State.DONE if ends is None else State.IN_TIME if done_on <= ends else State.LATE
    elif term is None:
        expected = State.NO_TERM
    elif ends is not None and day > ends:
        expected = State.OVERDUE
    elif term.starts is not None and day >= term.starts:
        expected = State.UNDERWAY
    else:
        first = term.starts or ends
        assert first is not None
        expected = State.COMING if first <= day + timedelta(days=soon) else State.LATER
    found = standing(term, done_on, day, soon)
    assert found.state is expected
    assert found.ended is (ends is not None)
    assert found.days is None or found.days >= 0


@given(rows=st.lists(st.tuples(terms, maybe, st.sampled_from("абв")), max_size=30))
def test_figures_like_counting_by_hand(rows: list[tuple[Term | None, date | None, str]]) -> None:
    stands = [standing(term, done_on, DAY, 14) for term, done_on, _ in rows]
    found = figures(stands)
    assert found.done == (sum(done_on is not None for _, done_on, _ in rows), len(rows))
    ended = [(term.ends, done_on) for term, done_on, _ in rows if term is not None and term.ends and done_on]
    assert found.in_time == (sum(done_on <= ends for ends, done_on in ended), len(ended))
    assert found.without_end == sum(term is None or term.ends is None for term, _, _ in rows)
    assert Counter(dict(found.counts)) == Counter(one.state for one in stands)
    whole = list(zip(rows, stands, strict=True))
    by = figures_by(whole, lambda one: (one[0][2], one[0][2]), lambda one: one[1])
    assert sum(part.total for part in by.values()) == len(rows), "a key said twice must count once"
    assert sum(part.of(*DONE) for part in by.values()) == found.done[0]


def test_no_measures_are_no_share() -> None:
    """0 of 0 is not «nothing was done»."""
    assert figures([]).done == (0, 0)
    assert figures([Standing(State.NO_TERM, ended=False)]).in_time == (0, 0)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (Dates("октябрь", None, None, None, 2026), "01.10.2026 – 31.10.2026"),
        (Dates("октябрь", date(2026, 11, 1), None, None, 2026), "с 01.11.2026"),
        (Dates("октябрь", None, date(2026, 11, 1), None, 2026), "до 01.11.2026"),
        (Dates("октябрь", date(2026, 11, 1), date(2026, 11, 9), None, 2026), "01.11.2026 – 09.11.2026"),
        (Dates("октябрь – декабрь", None, None, "monthly", 2026), "01.10.2026 – 31.12.2026, каждый месяц"),
        (Dates(None, None, None, "quarterly", 2026), "01.09.2026 – 31.05.2027, каждую четверть"),
        (Dates("по графику", None, None, "quarterly", 2026), None),
        (Dates(None, None, None, None, 2026), None),
        (Dates(None, None, None, "monthly", None), None),
        (Dates("ежемесячно", None, None, "weekly", 2026), "01.09.2026 – 31.08.2027, каждый месяц"),
        (Dates("до 1 октября", None, None, "monthly", 2026), "до 01.10.2026"),
    ],
)
def test_own_dates_win_over_words(dates: Dates, expected: str | None) -> None:
    """What somebody typed as a date is never set aside for a guess."""
    term = term_of_measure(dates)
    assert (str(term) if term is not None else None) == expected


def test_the_month_a_measure_ends_in() -> None:
    assert month_of(term_of(date(2026, 10, 1), date(2027, 1, 10))) == (2027, 1)
    assert month_of(term_of(date(2026, 10, 1), None)) is None
    assert month_of(None) is None
