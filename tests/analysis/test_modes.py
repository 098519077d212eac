"""The first rule that fits decides, and what is not known makes no rule fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.analysis.mode_words import what_is_known, what_is_not_known, why_rule
from setvzaim.analysis.modes import USUAL, Mode, ModeRule, Situation, choose_mode


@pytest.mark.parametrize(
    ("situation", "mode", "rule"),
    [
        (Situation(minutes=30, speed=100), Mode.ON_SITE, 1),
        (Situation(minutes=40), Mode.ON_SITE, 1),
        (Situation(minutes=41, speed=10), Mode.REMOTE, 2),
        (Situation(minutes=200, speed=100, immovable=True), Mode.ON_SITE, 0),
        (Situation(minutes=70, speed=2, pupils=12, transport=True, immovable=False), Mode.ON_SITE, 3),
        (Situation(minutes=70, speed=2, pupils=40, transport=True, immovable=False), Mode.PLATFORM, 4),
        (Situation(), Mode.PLATFORM, 4),
    ],
)
def test_the_usual_rules(situation: Situation, mode: Mode, rule: int) -> None:
    chosen = choose_mode(situation, USUAL)
    assert (chosen.mode, chosen.rule) == (mode, USUAL[rule])


def test_rules_that_hang_on_the_unknown_are_named() -> None:
    """Else the methodist does not see that a typed distance would change the answer."""
    chosen = choose_mode(Situation(speed=100, immovable=False), USUAL)
    assert chosen.mode is Mode.REMOTE
    assert [one.rule for one in chosen.unsure] == [USUAL[1]]


def test_a_mode_that_is_not_allowed_is_passed_over() -> None:
    only = Situation(minutes=10, speed=100, allowed=frozenset({Mode.REMOTE}))
    assert choose_mode(only, USUAL).mode is Mode.REMOTE
    assert choose_mode(only, [ModeRule("очно", Mode.ON_SITE)]).mode is None


def test_what_is_unknown_but_would_lead_to_the_same_mode_is_not_asked_for() -> None:
    """Else she looks for a number that changes nothing."""
    rules = (ModeRule("мало", Mode.REMOTE, pupils_up_to=5), ModeRule("интернет", Mode.REMOTE, speed_from=10))
    chosen = choose_mode(Situation(speed=20), rules)
    assert (chosen.mode, chosen.unsure, what_is_not_known(chosen)) == (Mode.REMOTE, (), ())


@pytest.mark.parametrize(
    ("situation", "said"),
    [
        (Situation(minutes=71), "не подходит: дорога — 71 минута, нужно не дольше 40"),
        (Situation(minutes=5), "не подходит: дорога — 5 минут, нужно не короче 10"),
        (Situation(minutes=20, speed=2), "не подходит: интернет — 2 Мбит/с, нужно от 10"),
        (Situation(minutes=20, pupils=30), "не подходит: учеников — 30, нужно не больше 15"),
        (Situation(minutes=20, pupils=1), "не подходит: учеников — 1, нужно не меньше 2"),
        (Situation(minutes=20, transport=False), "не подходит: транспорта нет"),
        (Situation(minutes=20, speed=10, pupils=7), "не проверить: не известно, есть ли транспорт (А, Б)"),
        (Situation(minutes=20, speed=10, pupils=7, transport=True), "подходит, решает это правило"),
        (Situation(minutes=20, allowed=frozenset({Mode.REMOTE})), "эта форма здесь не годится"),
    ],
)
def test_each_rule_says_why_it_does_not_fit_with_both_numbers(situation: Situation, said: str) -> None:
    rule = ModeRule("всё сразу", Mode.ON_SITE, 40, 10, 10, 15, 2, True)  # noqa: FBT003 - a condition of the rule
    (judged,) = choose_mode(situation, (rule,)).judged
    assert why_rule(situation, judged, {"transport": ("А", "Б")}) == said


def test_what_is_known_is_said_without_what_is_not() -> None:
    assert what_is_known(Situation()) == ""
    assert what_is_known(Situation(minutes=12.2, transport=True)) == "дорога — 13 минут; транспорт есть"


_rules = st.builds(
    ModeRule,
    st.text(max_size=3),
    st.sampled_from(Mode),
    minutes_up_to=st.none() | st.integers(0, 90),
    minutes_from=st.none() | st.integers(0, 90),
    speed_from=st.none() | st.integers(0, 20),
    pupils_up_to=st.none() | st.integers(0, 20),
    transport=st.none() | st.booleans(),
)
_situations = st.builds(
    Situation,
    minutes=st.none() | st.integers(0, 90),
    speed=st.none() | st.integers(0, 20),
    pupils=st.none() | st.integers(0, 20),
    transport=st.none() | st.booleans(),
)


@given(
    _situations, st.lists(_rules, max_size=5), st.integers(0, 90), st.integers(0, 20), st.integers(0, 20), st.booleans()
)
def test_learning_what_is_unknown_changes_the_mode_only_to_one_that_was_named(
    vague: Situation,
    rules: list[ModeRule],
    minutes: int,
    speed: int,
    pupils: int,
    transport: bool,  # noqa: FBT001
) -> None:
    """The promise «может стать: очно» names every mode it can become, whatever comes out."""
    chosen = choose_mode(vague, rules)
    known = Situation(
        minutes=minutes if vague.minutes is None else vague.minutes,
        speed=speed if vague.speed is None else vague.speed,
        pupils=pupils if vague.pupils is None else vague.pupils,
        transport=transport if vague.transport is None else vague.transport,
    )
    possible = {chosen.mode, *(one.rule.mode for one in chosen.unsure)}
    assert choose_mode(known, rules).mode in possible
