"""Days on which something is free, as schools write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.text.weekdays import weekdays


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("вторник, четверг", {1, 3}),
        ("Среда", {2}),
        ("по средам", {2}),
        ("пн-пт", {0, 1, 2, 3, 4}),
        ("пн., ср., пт.", {0, 2, 4}),
        ("понедельник – среда", {0, 1, 2}),
        ("с пятницы по понедельник", {4, 5, 6, 0}),
        ("суббота и воскресенье", {5, 6}),
        ("ежедневно", set(range(7))),
        ("рабочие дни", set(range(5))),
        ("четверг 14:00–17:00", {3}),
    ],
)
def test_days_are_understood(text: str, days: set[int]) -> None:
    assert weekdays(text) == frozenset(days)


@pytest.mark.parametrize("text", ["", "по договорённости", "14:00–17:00", "во вторую смену", "среди учителей"])
def test_what_names_no_day_is_not_guessed(text: str) -> None:
    """A guessed day would keep a pair apart that could meet."""
    assert weekdays(text) is None


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    days = weekdays(text)
    assert days is None or days <= frozenset(range(7))
