"""Low results held against a plain count of the rule; the context against arithmetic done by hand."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.analysis.status import Index, Measured, Outcome, Sign, StatusRule, Verdict, Why, hint, indices, judge

MATHS, RUSSIAN, PHYSICS = (("oge", name, 9) for name in ("Математика", "Русский язык", "Физика"))


def results(*rows: tuple[int, tuple[str, str, int], int, int | None]) -> list[Outcome]:
    return [Outcome(year, procedure, participants, below) for year, procedure, participants, below in rows]


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        (results((2026, MATHS, 10, 3), (2026, RUSSIAN, 20, 6)), Verdict.LOW),
        (results((2026, MATHS, 10, 3), (2026, RUSSIAN, 100, 29)), Verdict.NOT_LOW),
        (results((2026, MATHS, 10, 3), (2025, MATHS, 10, 3)), Verdict.LOW),
        (results((2026, MATHS, 10, 3), (2024, MATHS, 10, 3)), Verdict.NOT_LOW),
        (results((2026, MATHS, 10, 3), (2025, RUSSIAN, 10, 9)), Verdict.NOT_LOW),
        (results((2026, MATHS, 10, 3), (2026, RUSSIAN, 10, None)), Verdict.UNKNOWN),
        (results((2026, MATHS, 10, 1), (2026, RUSSIAN, 10, None)), Verdict.NOT_LOW),
        (results((2025, MATHS, 10, 9), (2025, RUSSIAN, 10, 9)), Verdict.UNKNOWN),
        (results(), Verdict.UNKNOWN),
        (results((2026, MATHS, 0, 0)), Verdict.UNKNOWN),
    ],
)
def test_the_rule_as_it_was_retold(rows: list[Outcome], verdict: Verdict) -> None:
    """Not less than 30 per cent, in two procedures of a year or in one two years running; unknown is not zero."""
    assert judge(rows, 2026, StatusRule()).verdict is verdict


def test_one_pupil_of_three_is_marked_as_a_small_sample() -> None:
    rows = results((2026, MATHS, 3, 1), (2026, RUSSIAN, 40, 12))
    sign = judge(rows, 2026, StatusRule())
    assert sign.verdict is Verdict.LOW
    assert sign.rests_on_small
    assert not judge([*rows, *results((2026, PHYSICS, 30, 9))], 2026, StatusRule()).rests_on_small


OUTCOMES = st.lists(
    st.builds(
        Outcome,
        st.integers(2023, 2026),
        st.sampled_from([MATHS, RUSSIAN, PHYSICS]),
        st.integers(0, 12),
        st.none() | st.integers(0, 12),
    ).filter(lambda one: one.below is None or one.below <= one.participants),
    max_size=9,
    unique_by=lambda one: (one.year, one.procedure),
)
RULES = st.builds(
    StatusRule,
    st.sampled_from([0.0, 12.5, 30.0, 33.3, 50.0, 100.0]),
    st.integers(1, 3),
    st.integers(1, 3),
    st.booleans(),
    st.integers(0, 12),
)


def plainly(outcomes: list[Outcome], year: int, rule: StatusRule) -> bool:
    """The rule read aloud, for results that are all known."""

    def bad(one: Outcome) -> bool:
        assert one.below is not None
        return one.participants > 0 and Fraction(one.below, one.participants) * 100 >= Fraction(str(rule.threshold))

    many = sum(bad(one) for one in outcomes if one.year == year) >= rule.assessments
    years = range(year - rule.years + 1, year + 1)
    running = any(
        all(any(bad(one) for one in outcomes if (one.year, one.procedure) == (each, procedure)) for each in years)
        for procedure in (MATHS, RUSSIAN, PHYSICS)
    )
    if rule.years == 1:
        return many
    return (many and running) if rule.both else (many or running)


@given(OUTCOMES, RULES)
def test_it_says_what_every_filling_of_the_unknown_would_say(outcomes: list[Outcome], rule: StatusRule) -> None:
    """LOW where the school is low however the unknown turns out; UNKNOWN where that decides."""
    known = [one for one in outcomes if one.participants > 0]
    fillings = product(*([one.below] if one.below is not None else [0, one.participants] for one in known))
    said = {
        plainly(
            [Outcome(o.year, o.procedure, o.participants, b) for o, b in zip(known, filling, strict=True)], 2026, rule
        )
        for filling in fillings
    }
    verdict = judge(known, 2026, rule).verdict
    if rule.threshold == 0:
        assert (verdict is Verdict.LOW) <= (True in said)
    elif said == {True}:
        assert verdict is Verdict.LOW
    elif True in said:
        assert verdict is Verdict.UNKNOWN
    elif any(one.year == 2026 and one.below is not None for one in known):
        assert verdict is Verdict.NOT_LOW
    else:
        assert verdict is Verdict.UNKNOWN


class TestContext:
    VALUES = (
        Measured("а", "бедность", 10), Measured("б", "бедность", 30), Measured("в", "бедность", 20),
        Measured("а", "образование", 50), Measured("б", "образование", 10),
    )  # fmt: skip

    def test_it_is_the_weighted_mean_of_what_is_known(self) -> None:
        found = indices(self.VALUES, {"бедность": 3, "образование": 1, "даль": 0}, less_is_worse=["образование"])
        assert found["а"].value == 0
        assert found["б"].value == 100
        assert found["в"].value == 50
        assert (found["в"].missing, found["в"].known) == (("образование",), 0.75)
        assert found["а"].missing == ()

    @given(st.lists(st.tuples(st.sampled_from("абв"), st.sampled_from("xyz"), st.floats(-1e6, 1e6)), max_size=9))
    def test_it_lies_between_0_and_100_and_the_weights_are_a_whole(self, rows: list[tuple[str, str, float]]) -> None:
        for index in indices([Measured(*row) for row in rows], {"x": 1, "y": 2.5, "z": 0}).values():
            assert -1e-9 <= index.value <= 100 + 1e-9
            assert sum(part.weight for part in index.parts) == pytest.approx(1)

    def test_equal_schools_are_in_the_middle(self) -> None:
        assert indices([Measured("а", "x", 5), Measured("б", "x", 5)], {"x": 1})["а"].value == 50


class TestHint:
    FINE, LOW, DARK = Sign(Verdict.NOT_LOW), Sign(Verdict.LOW), Sign(Verdict.UNKNOWN)
    HARD, EASY = Index(70, (), (), 1), Index(20, (), (), 1)

    def test_fine_results_in_hard_conditions_are_resilient_and_two_fine_years_stable(self) -> None:
        found = hint({2026: self.FINE, 2025: self.FINE}, self.HARD, ["adverse_conditions"], 2026, 60)
        assert found.statuses == {"adverse_conditions", "resilient", "stable"}
        assert found.differs == {"resilient": Why.COMPUTED_ONLY, "stable": Why.COMPUTED_ONLY}

    def test_the_act_against_the_numbers_is_shown_and_never_changed(self) -> None:
        assert hint({2026: self.FINE}, self.EASY, ["low_results"], 2026, 60).differs["low_results"] is Why.OFFICIAL_ONLY
        assert hint({2026: self.DARK}, None, ["low_results"], 2026, 60).differs["low_results"] is Why.NOT_KNOWN
        assert hint({}, None, ["adverse_conditions"], 2026, 60).differs == {"adverse_conditions": Why.NOT_KNOWN}

    def test_what_rests_on_little_is_doubtful(self) -> None:
        assert hint({2026: Sign(Verdict.LOW, rests_on_small=True)}, None, [], 2026, 60).doubtful
        assert hint({2026: self.LOW}, Index(70, (), ("x",), 0.4), [], 2026, 60).doubtful
        assert not hint({2026: self.LOW}, self.HARD, [], 2026, 60).doubtful
