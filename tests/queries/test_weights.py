"""Limits, prices and weights of the question who helps whom are those of the settings."""

from __future__ import annotations

from datetime import date

import pytest

from setvzaim.analysis.partners.model import Need, Rules
from setvzaim.operations.settings import change_settings
from setvzaim.queries.partners import PartnersQuestion, partners_question
from setvzaim.queries.query import Context
from setvzaim.registers.settings import (
    BY_RULES,
    CHANGE,
    EVENNESS,
    IMPORTANCE,
    INTERNET,
    LATER,
    LATER_WEIGHT,
    LIMIT,
    OWN_WAY,
    PARTNERS,
    SOON,
    SOON_WEIGHT,
    STATUS_WEIGHT,
    TRIPS,
)
from setvzaim.storage import Base
from support import Adder

DAY = date(2026, 9, 20)
HERE = Context(school_year=2026)


@pytest.fixture
def network(adder: Adder) -> dict[str, str]:
    """Schools by status, with needs of one hour that differ in importance and deadline; a bus and internet."""
    district, subject = adder("municipalities", name="Район"), adder("subjects", name="Физика")
    found: dict[str, str] = {}
    for name, statuses in (("без", ()), ("шнор", ("ШНОР",)), ("обе", ("ШНОР", "ШНСУ"))):
        found[name] = adder("schools", name=name, municipality=district)
        for status in statuses:
            adder("statuses", school=found[name], school_year="2026/27", category=status)
    for title, more in (
        ("высокая", {"weight": "высокая"}),
        ("обычная", {}),
        ("низкая", {"weight": "низкая"}),
        ("близко", {"due_on": "20.10.2026"}),
        ("средне", {"due_on": "21.10.2026"}),
    ):
        found[title] = adder(
            "needs", school=found["без"], title=title, resource="кадровый", subject=subject, amount="1", **more
        )
    for name in ("шнор", "обе"):
        found[f"нужда {name}"] = adder(
            "needs", school=found[name], title=name, resource="кадровый", subject=subject, amount="2"
        )
    adder("equipment", school=found["без"], name="Автобус", category="транспорт", seats="20", driver="да")
    adder("equipment", school=found["без"], name="Интернет", category="интернет", speed="3")
    return found


def asked(base: Base) -> PartnersQuestion:
    with base.read() as connection:
        return partners_question(connection, HERE, DAY)


def needs_of(base: Base) -> dict[str, Need]:
    return {one.key: one for one in asked(base).problem.needs}


def test_what_holds_until_the_office_says_otherwise(base: Base, network: dict[str, str]) -> None:
    """As before there was a page for it: a base taken over proposes the same pairs."""
    question = asked(base)
    assert question.problem.rules == Rules(90.0, 4, (1.5, 1.2, 1.0), change=0.5, evenness=0.01, own_way=True)
    assert question.problem.mode_rules
    found = needs_of(base)
    weights = {title: found[network[title]].weight for title in ("высокая", "обычная", "низкая")}
    assert weights == {"высокая": 3.0, "обычная": 2.0, "низкая": 1.0}
    assert [found[network[f"нужда {name}"]].weight for name in ("шнор", "обе")] == [2.0, 2.0]
    assert [found[network[title]].rank for title in ("близко", "средне", "обычная")] == [0, 1, 2]


def test_each_setting_changes_what_it_says(base: Base, network: dict[str, str]) -> None:
    change_settings(
        base,
        values={
            LIMIT.key: 45, PARTNERS.key: 2, CHANGE.key: "1,5", EVENNESS.key: "0,1", SOON_WEIGHT.key: 4,
            LATER_WEIGHT.key: 3, OWN_WAY.key: "нет", BY_RULES.key: "нет", IMPORTANCE["high"].key: 9,
            IMPORTANCE["low"].key: "0,5", STATUS_WEIGHT["low_results"].key: 1,
            STATUS_WEIGHT["adverse_conditions"].key: 7, SOON.key: 31, LATER.key: 32, TRIPS.key: 3, INTERNET.key: "3,5",
        },
    )  # fmt: skip
    problem = asked(base).problem
    assert problem.rules == Rules(45.0, 2, (4.0, 3.0, 1.0), change=1.5, evenness=0.1, own_way=False)
    assert problem.mode_rules == ()
    found = {one.key: one for one in problem.needs}
    assert (found[network["высокая"]].weight, found[network["низкая"]].weight) == (9.0, 0.5)
    assert [found[network[f"нужда {name}"]].weight for name in ("шнор", "обе")] == [1.0, 7.0]
    assert [found[network[title]].rank for title in ("близко", "средне", "обычная")] == [0, 0, 2]
    (school,) = (one for one in problem.schools if one.key == network["без"])
    assert (school.trips, school.internet) == (3, False)
