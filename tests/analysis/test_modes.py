"""The first rule that fits decides, and what is not known makes no rule fit."""

from __future__ import annotations

import pytest

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
