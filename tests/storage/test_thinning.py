"""The copies that stay reach far back, and are few."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from setvzaim.storage.thinning import Limits, staying

NOW = datetime(2026, 11, 24, 13, 5)  # noqa: DTZ001 - the office's own clock
LIMITS = Limits(latest=3, days=4, weeks=3, months=5)
times = st.sets(
    st.one_of(st.integers(0, 400 * 24 * 60), st.integers(0, 5 * 24 * 60)).map(lambda m: NOW - timedelta(minutes=m)),
    max_size=60,
)


@given(times)
def test_few_stay_and_the_latest_are_among_them(made: set[datetime]) -> None:
    stay = staying(made, NOW, LIMITS)
    assert stay <= made
    assert len(stay) <= 3 + 4 + 3 + 5
    assert set(sorted(made)[-3:]) <= stay


@given(times)
def test_each_late_day_week_and_month_keeps_its_newest(made: set[datetime]) -> None:
    """Whoever notices a mistake a week or a month later still has the state before it."""
    stay = staying(made, NOW, LIMITS)
    for count, period in ((4, "%Y-%m-%d"), (3, "%G-%V"), (5, "%Y-%m")):
        for name in sorted({when.strftime(period) for when in made})[-count:]:
            assert max(when for when in made if when.strftime(period) == name) in stay


@given(times)
def test_thinned_each_time_or_once_the_same_stay(made: set[datetime]) -> None:
    """A copy thinned away early is not missed later, when its month has become the last of its kind."""
    kept: frozenset[datetime] = frozenset()
    for when in sorted(made):
        kept = staying({*kept, when}, when, LIMITS)
    assert staying(kept, NOW, LIMITS) == staying(made, NOW, LIMITS)


@given(times, times.map(lambda made: {NOW + (NOW - when) for when in made}))
def test_a_clock_set_back_costs_no_copy(made: set[datetime], future: set[datetime]) -> None:
    """Copies from the future are not counted: otherwise each new one would be the oldest and go at once."""
    future -= {NOW}
    assert staying(made | future, NOW, LIMITS) == staying(made, NOW, LIMITS) | future


def test_a_year_of_half_hours_leaves_what_the_limits_say() -> None:
    kept: frozenset[datetime] = frozenset()
    now = NOW
    for day in range(400):
        for half in range(16):
            now = NOW + timedelta(days=day, minutes=30 * half)
            kept = staying({*kept, now}, now)
    most = Limits()
    assert len(kept) <= most.latest + most.days + most.weeks + most.months
    assert now - min(kept) > timedelta(days=360)
