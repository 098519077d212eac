"""The mode of 4.2 for what is in the base: by the rules of the office, from what is known, never from a guess."""

from __future__ import annotations

import pytest

from setvzaim.analysis.modes import USUAL, Mode
from setvzaim.queries.modes import ModeAnswer, exchange_modes, measure_modes, mode_rules
from setvzaim.storage import Base
from support import NOWHERE, Adder


@pytest.fixture
def schools(adder: Adder) -> tuple[str, str]:
    district = adder("municipalities", name="Район")
    strong = adder("schools", name="Сильная СОШ", municipality=district)
    return strong, adder("schools", name="Малая ООШ", municipality=district)


def measure(base: Base, adder: Adder, schools: tuple[str, ...]) -> ModeAnswer:
    plan = adder("plans", title="План", network=adder("networks", name="Сеть"), school_year="2026/27")
    section = adder("sections", title="Раздел", plan=plan)
    adder("measures", plan=plan, section=section, title="Уроки", participants=schools)
    with base.read() as connection:
        (found,) = measure_modes(connection, NOWHERE)
    assert found.schools == schools
    return found


def test_without_rules_of_the_office_the_usual_ones_hold(base: Base, adder: Adder) -> None:
    with base.read() as connection:
        assert mode_rules(connection) == USUAL
    adder("mode_rules", name="Вторая", mode="очно", position="2", minutes_up_to="30")
    adder("mode_rules", name="Первая", mode="дистанционно", position="1", speed_from="5", transport="нет")
    with base.read() as connection:
        first, second = mode_rules(connection)
    assert (first.name, first.mode, first.speed_from, first.transport) == ("Первая", Mode.REMOTE, 5, False)
    assert (second.name, second.minutes_up_to, second.transport) == ("Вторая", 30, None)


def test_nothing_known_decides_nothing_but_the_rest(base: Base, adder: Adder, schools: tuple[str, str]) -> None:
    found = measure(base, adder, schools)
    assert (found.situation.minutes, found.situation.speed, found.situation.transport) == (None, None, None)
    assert found.chosen.mode is Mode.PLATFORM
    assert found.chosen.unsure


def test_the_way_the_slower_internet_and_the_bus_are_read(base: Base, adder: Adder, schools: tuple[str, str]) -> None:
    adder("distances", from_school=schools[0], to_school=schools[1], minutes="70")
    adder("equipment", school=schools[0], name="Интернет", category="интернет", measured_speed="100")
    adder("equipment", school=schools[1], name="Интернет", category="интернет", speed="12")
    found = measure(base, adder, schools)
    assert (found.situation.minutes, found.situation.speed) == (70, 12)
    assert found.situation.transport is False
    assert found.chosen.mode is Mode.REMOTE


def test_equipment_that_cannot_be_carried_away_decides(base: Base, adder: Adder, schools: tuple[str, str]) -> None:
    laboratory = adder("equipment", school=schools[0], name="Лаборатория", category="лаборатория", movable="нет")
    need = adder("needs", school=schools[1], title="Опыты", resource="материальный", pupils="12")
    adder("resource_uses", need=need, giver=schools[0], equipment=laboratory)
    with base.read() as connection:
        (found,) = exchange_modes(connection, NOWHERE)
    assert (found.label, found.schools) == ("Опыты", schools)
    assert (found.situation.immovable, found.situation.pupils) == (True, 12)
    assert (found.chosen.mode, found.chosen.rule) == (Mode.ON_SITE, USUAL[0])
