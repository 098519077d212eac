"""What changed, and whom it concerns: a head is asked again when his plan changed, and only then."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from analysis.test_plan_content import PLAN, measure
from setvzaim.analysis.plan_content import Cell, Content, Measure, Section, tidy
from setvzaim.analysis.plan_difference import Kind, difference, touched

SCHOOLS = ("ш1", "ш2", "ш3", "ш4")


def plan(*sections: Section, **requisites: Any) -> Content:  # noqa: ANN401 - any cell
    return tidy(Content({**PLAN.requisites, **requisites}, sections))


def section(id_: str, *measures: Measure, title: str = "") -> Section:
    return Section(id_, title or f"Раздел {id_}", measures)


A, B, C = measure("a", participants=("ш1",)), measure("b", participants=("ш2",)), measure("c", everyone=True)
D = measure("d", participants=("ш1", "ш2"))


@pytest.mark.parametrize(
    ("was", "now", "told", "whom"),
    [
        pytest.param((section("s", A),), (section("s", A),), [], "", id="nothing"),
        pytest.param((section("s", A),), (section("s", A, B),), [("added", "1.2")], "ш2", id="added"),
        pytest.param((section("s", A, B),), (section("s", B),), [("removed", "1.1")], "ш1", id="removed"),
        pytest.param((section("s", A, C),), (section("s", A),), [("removed", "1.2")], "ш1 ш2 ш3 ш4", id="everyone"),
        pytest.param(
            (section("s", A),), (section("s", measure("a", participants=("ш3",))),),
            [("changed", "1.1")], "ш1 ш3", id="participants before and now",
        ),
        pytest.param((section("s", A, B),), (section("s", B, A),), [("moved", "1.1")], "", id="two of others"),
        pytest.param((section("s", A, D),), (section("s", D, A),), [("moved", "1.1")], "ш1", id="own order"),
        pytest.param(
            (section("s", A), section("t", B)), (section("s"), section("t", B, A)), [("moved", "2.2")], "ш1", id="away"
        ),
        pytest.param(
            (section("s", A, title="Одно"),), (section("s", A, title="Другое"),), [("changed", "1")], "ш1", id="renamed"
        ),
        pytest.param(
            (section("s", A), section("t", D)), (section("t", D), section("s", A)), [("moved", "1")], "ш1", id="parts"
        ),
        pytest.param((section("s", A),), (section("s", A), section("t")), [("added", "2")], "", id="empty section"),
    ],
)  # fmt: skip
def test_each_kind_of_change(
    was: tuple[Section, ...], now: tuple[Section, ...], told: list[tuple[str, str]], whom: str
) -> None:
    changes = difference(plan(*was), plan(*now), SCHOOLS)
    assert [(change.kind.value, change.at) for change in changes] == told
    assert touched(changes) == set(whom.split())


@pytest.mark.parametrize(
    ("key", "value"), [("title", "Другой"), ("network", "другая"), ("school_year", 2027), ("numbering", "restart")]
)
def test_a_requisite_of_the_plan_concerns_every_school(key: str, value: object) -> None:
    (change,) = difference(plan(section("s", A)), plan(section("s", A), **{key: value}), SCHOOLS)
    assert (change.what, [cell.key for cell in change.cells]) == ("plan", [key])
    assert change.touches == set(SCHOOLS)


def test_one_measure_put_far_away_is_one_change() -> None:
    """Else all that stood between would be told as moved."""
    many = [measure(f"m{at}", participants=("ш1",)) for at in range(20)]
    changes = difference(plan(section("s", *many)), plan(section("s", *many[1:], many[0])), SCHOOLS)
    assert [(change.kind, change.was_at, change.now_at) for change in changes] == [(Kind.MOVED, "1.1", "1.20")]


def edited(content: Content, chance: random.Random) -> Content:
    """Change a plan at random, as an office does."""
    sections = [(one.id, one.title, list(one.measures)) for one in content.sections]
    requisites = dict(content.requisites)
    for _ in range(chance.randrange(1, 4)):
        match chance.randrange(9):
            case 0:
                requisites["title"] = chance.choice("АБВ")
            case 1 if len(sections) > 1:
                sections.insert(chance.randrange(len(sections)), sections.pop(chance.randrange(len(sections))))
            case 2 if sections:
                at = chance.randrange(len(sections))
                sections[at] = (sections[at][0], chance.choice("АБВ"), sections[at][2])
            case 3:
                sections.append((f"s{chance.randrange(10**9)}", chance.choice("АБВ"), []))
            case 4 if len(sections) > 2:
                sections.pop(chance.randrange(len(sections)))
            case _ if sections:
                _edit_measures(chance.choice(sections)[2], chance.choice(sections)[2], chance)
    return tidy(Content(requisites, tuple(Section(id_, title, tuple(inside)) for id_, title, inside in sections)))


def _edit_measures(here: list[Measure], there: list[Measure], chance: random.Random) -> None:
    some = chance.choice([None, *(tuple(chance.sample(SCHOOLS, count)) for count in (1, 1, 2, 3))])
    who: dict[str, Cell] = {"participants": some, "everyone": chance.choice((True, None, None, None, None))}
    match chance.randrange(5):
        case 0:
            here.insert(chance.randint(0, len(here)), measure(f"m{chance.randrange(10**9)}", **who))
        case 1 if here:
            here.pop(chance.randrange(len(here)))
        case 2 if here:
            taken = here.pop(chance.randrange(len(here)))
            there.insert(chance.randint(0, len(there)), taken)
        case 3 if here:
            at = chance.randrange(len(here))
            here[at] = replace(here[at], cells={**here[at].cells, **who})
        case _ if here:
            at, key = chance.randrange(len(here)), chance.choice(("term", "title", "mode", "expected"))
            here[at] = replace(here[at], cells={**here[at].cells, key: chance.choice("АБВ")})


def as_it_concerns(content: Content, school: str) -> object:
    """Return the plan as a school agrees to it, said anew from the definition: with the rest struck out."""
    left = []
    for one in content.sections:
        own = [
            (mine.id, sorted(mine.cells.items(), key=str))
            for mine in one.measures
            if mine.cells["everyone"] or school in (mine.cells["participants"] or ())  # type: ignore[operator]
        ]
        if own:
            left.append((one.id, one.title, own))
    return sorted(content.requisites.items(), key=str), left


@pytest.mark.parametrize("seed", range(40))
def test_the_schools_that_are_touched_are_those_of_the_definition(seed: int) -> None:
    """1 000 random edits: no head is asked again for nothing, none keeps an approval of what he has not seen."""
    chance = random.Random(seed)  # noqa: S311 - a test
    first = now = plan(section("s1", A, B, C, D), section("s2", measure("e", participants=("ш3",)), measure("f")))
    seen = set()
    for _ in range(25):
        before, now = now, edited(now, chance)
        for was in (before, first):
            expected = {one for one in SCHOOLS if as_it_concerns(was, one) != as_it_concerns(now, one)}
            assert touched(difference(was, now, SCHOOLS)) == expected
            seen.add(len(expected))
    assert len(seen) > 2, "the edits are not of many kinds"
