"""The mode of 4.2 for what is in the base: by the rules of the office, from what is known, never from a guess."""

from __future__ import annotations

import pytest

from setvzaim.analysis.modes import USUAL, Mode
from setvzaim.errors import WorldError
from setvzaim.operations.history import undo
from setvzaim.operations.modes import accept_modes, accepted_modes, write_usual_rules
from setvzaim.operations.records import change
from setvzaim.queries.modes import ModeAnswer, ModeFacts, exchange_modes, measure_modes, mode_rules
from setvzaim.registers import register
from setvzaim.storage import Base
from support import NOWHERE, Adder, dump, rows_of, value_of


@pytest.fixture
def schools(adder: Adder) -> tuple[str, str]:
    district = adder("municipalities", name="Район")
    strong = adder("schools", name="Сильная СОШ", municipality=district)
    return strong, adder("schools", name="Малая ООШ", municipality=district)


def measure(base: Base, adder: Adder, schools: tuple[str, ...], **more: object) -> ModeAnswer:
    network = adder("networks", name="Сеть")
    plan = adder("plans", title="План", network=network, school_year="2026/27")
    for school in schools if more else ():
        adder("memberships", network=network, school=school)
    section = adder("sections", title="Раздел", plan=plan)
    adder("measures", plan=plan, section=section, title="Уроки", participants=() if more else schools, **more)
    with base.read() as connection:
        (found,) = measure_modes(connection, NOWHERE)
    assert sorted(found.schools) == sorted(schools)
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


def test_everybody_is_all_schools_of_the_network(base: Base, adder: Adder, schools: tuple[str, str]) -> None:
    adder("schools", name="Чужая СОШ", municipality=value_of(base, "schools", schools[0], "municipality").id)  # type: ignore[attr-defined]
    found = measure(base, adder, schools, everyone="да")
    assert set(found.names) == {"Сильная СОШ", "Малая ООШ"}


def test_nobody_named_and_one_alone_have_no_mode_to_choose(base: Base, adder: Adder, schools: tuple[str, str]) -> None:
    found = measure(base, adder, schools[:1])
    assert (found.chosen.mode, found.proposed, found.why) == (
        None,
        None,
        "Участник один: договариваться о форме не с кем.",
    )


def test_of_which_school_something_is_not_known_is_named(base: Base, adder: Adder, schools: tuple[str, str]) -> None:
    """«Не известно, какой интернет» sends her to fourteen schools, the name to one."""
    adder("equipment", school=schools[0], name="Интернет", category="интернет", speed="50")
    found = measure(base, adder, schools)
    assert found.gaps["speed"] == ("Малая ООШ",)
    assert found.gaps["transport"] == ("Малая ООШ",)
    assert set(found.gaps["minutes"]) == set(found.names)


def test_an_exchange_that_is_over_is_not_asked_about(base: Base, adder: Adder, schools: tuple[str, str]) -> None:
    need = adder("needs", school=schools[1], title="Опыты", resource="материальный")
    adder("resource_uses", need=need, giver=schools[0], state="завершён")
    with base.read() as connection:
        assert exchange_modes(connection, NOWHERE) == ()


def test_they_are_accepted_in_one_step_and_not_over_a_newer_choice(
    base: Base, adder: Adder, schools: tuple[str, str]
) -> None:
    """Two people look at the same plan: what one has chosen meanwhile is not written over by the other's proposal."""
    one = measure(base, adder, schools)
    need = adder("needs", school=schools[1], title="Опыты", resource="материальный")
    adder("resource_uses", need=need, giver=schools[0])
    with base.read() as connection:
        modes = accepted_modes((one, *exchange_modes(connection, NOWHERE)))
    before = dump(base)
    assert accept_modes(base, modes=modes, context=NOWHERE).name == "принять 2 формы"
    assert [value_of(base, each.register, each.record, "mode") for each in modes] == ["platform", "platform"]
    undo(base)
    assert dump(base) == before
    change(base, of=register("measures"), record=one.record, values={"mode": "on_site"}, context=NOWHERE)
    before = dump(base)
    with pytest.raises(WorldError, match="«Уроки» тем временем изменили"):
        accept_modes(base, modes=modes[::-1], context=NOWHERE)
    assert dump(base) == before


def test_the_usual_rules_written_down_are_the_same_rules_once(base: Base) -> None:
    """She changes one number of them; without writing them down there was nothing to change."""
    write_usual_rules(base, context=NOWHERE)
    with base.read() as connection:
        assert mode_rules(connection) == USUAL
    with pytest.raises(WorldError, match="уже есть"):
        write_usual_rules(base, context=NOWHERE)
    undo(base)
    with base.read() as connection:
        assert mode_rules(connection) is USUAL


def test_they_meet_where_the_farthest_has_the_shortest_way(base: Base, adder: Adder, schools: tuple[str, str]) -> None:
    """Held against trying every place; a place that somebody cannot reach is none."""
    more = [adder("schools", name=name, municipality=rows_of(base, "municipalities")[0].id) for name in "ВГ"]
    everybody = (*schools, *more)
    ways = {(0, 1): 50, (0, 2): 20, (1, 2): 35, (0, 3): 10, (1, 3): 90, (2, 3): 40}
    for (one, other), minutes in ways.items():
        adder("distances", from_school=everybody[one], to_school=everybody[other], minutes=str(minutes))
    with base.read() as connection:
        facts = ModeFacts(connection)
        for chosen in ((0, 1, 2, 3), (0, 1), (0, 1, 3), (1, 3)):
            known = {frozenset(pair): minutes for pair, minutes in ways.items()}
            tried = [max(known[frozenset((at, host))] for at in chosen if at != host) for host in chosen]
            assert facts.situation([everybody[at] for at in chosen]).minutes == min(tried)
