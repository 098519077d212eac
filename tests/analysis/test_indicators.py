"""How far a target was reached, as the field's formulas say (domain notes 8.3)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.analysis.indicators import Reached, reached

NUMBERS = st.floats(-1e6, 1e6)


@pytest.mark.parametrize(
    ("baseline", "target", "fact", "lower", "wanted"),
    [
        (None, 80, 60, False, Reached(0.75, done=False)),
        (50, 80, 80, False, Reached(1, done=True)),
        (30, 20, 25, True, Reached(0.5, done=False)),
        (30, 20, 35, True, Reached(-0.5, done=False)),
        (30, 20, 15, True, Reached(1.5, done=True)),
        (20, 20, 20, True, Reached(None, done=True)),
        (None, 20, 25, True, Reached(None, done=False)),
        (None, 0, 0, False, Reached(None, done=True)),
    ],
)
def test_the_formulas_of_the_field(
    baseline: float | None,
    target: float,
    fact: float,
    lower: bool,  # noqa: FBT001 - a column of the table above
    wanted: Reached,
) -> None:
    assert reached(baseline, target, fact, lower_is_better=lower) == wanted


@given(st.none() | NUMBERS, st.none() | NUMBERS, st.none() | NUMBERS, st.booleans())
def test_what_is_missing_is_not_guessed(
    baseline: float | None,
    target: float | None,
    fact: float | None,
    lower: bool,  # noqa: FBT001
) -> None:
    step = reached(baseline, target, fact, lower_is_better=lower)
    assert (step is None) == (target is None or fact is None)
    if step is not None and target is not None and fact is not None:
        assert step.done == (fact <= target if lower else fact >= target)
