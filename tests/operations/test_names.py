"""A link typed by hand: the name becomes the record, a new one, or a refusal that helps."""

from __future__ import annotations

import pytest

from setvzaim.operations import Refusal
from setvzaim.operations.records import add, change, change_block, change_many
from setvzaim.queries import Context
from setvzaim.registers import LinkTo, Named, register
from setvzaim.storage import Base
from support import NOWHERE, Adder, labels_of, value_of

SCHOOLS, STAFF, MEASURES, SECTIONS = (register(key) for key in ("schools", "staff", "measures", "sections"))


@pytest.fixture
def district(adder: Adder) -> str:
    return adder("municipalities", name="Озёрный район")


def test_a_name_is_taken_however_it_is_written(base: Base, district: str) -> None:
    """«ОЗЕРНЫЙ р-н» is the district that stands there, not a second one."""
    values = {"name": "СОШ № 1", "municipality": Named("ОЗЕРНЫЙ р-н")}
    school = add(base, of=SCHOOLS, values=values, context=NOWHERE).value
    assert value_of(base, "schools", school, "municipality") == LinkTo(district, "Озёрный район")
    assert labels_of(base, "municipalities") == ["Озёрный район"]


def test_a_name_not_yet_there_grows_where_the_column_allows(base: Base, district: str) -> None:
    outcome = add(base, of=SCHOOLS, values={"name": "А", "municipality": Named("Лесной район")}, context=NOWHERE)
    link = value_of(base, "schools", outcome.value, "municipality")
    assert isinstance(link, LinkTo)
    assert (link.label, link.id != district) == ("Лесной район", True)
    assert outcome.touched == {"schools", "municipalities"}


def test_a_name_not_there_is_refused_under_its_column_with_the_nearest(base: Base, adder: Adder, district: str) -> None:
    adder("schools", name="Озёрная СОШ", municipality=district)
    with pytest.raises(Refusal) as refusal:
        add(base, of=STAFF, values={"name": "Иванов", "school": Named("Озёрная СОШ2")}, context=NOWHERE)
    assert refusal.value.faults == {
        "school": "нет такой записи в реестре «Школы»: «Озёрная СОШ2»; похоже на «Озёрная СОШ»"
    }
    assert not labels_of(base, "staff")


def test_all_reasons_come_at_once(base: Base) -> None:
    with pytest.raises(Refusal) as refusal:
        add(base, of=STAFF, values={"school": Named("Нигде")}, context=NOWHERE)
    assert set(refusal.value.faults) == {"", "school"}


def test_a_name_of_several_is_refused(base: Base, adder: Adder, district: str) -> None:
    other = adder("municipalities", name="Лесной район")
    for above in (district, other):
        adder("schools", name="СОШ № 1", municipality=above)
    with pytest.raises(Refusal) as refusal:
        add(base, of=STAFF, values={"name": "Иванов", "school": Named("сош №1")}, context=NOWHERE)
    assert "2 школы с одним названием" in refusal.value.faults["school"]


def test_of_several_the_one_in_the_chosen_network_is_meant(base: Base, adder: Adder, district: str) -> None:
    other = adder("municipalities", name="Лесной район")
    wanted = adder("schools", name="СОШ № 1", municipality=district)
    adder("schools", name="СОШ № 1", municipality=other)
    network = adder("networks", name="Сеть")
    adder("memberships", network=network, school=wanted)
    values = {"name": "Иванов", "school": Named("СОШ № 1")}
    person = add(base, of=STAFF, values=values, context=Context(network)).value
    assert value_of(base, "staff", person, "school") == LinkTo(wanted, "СОШ № 1")


def test_a_growing_name_keeps_the_rules_of_its_own_register(base: Base) -> None:
    with pytest.raises(Refusal) as refusal:
        add(base, of=SCHOOLS, values={"name": "А", "municipality": Named("я" * 251)}, context=NOWHERE)
    assert "слишком длинный" in refusal.value.faults["municipality"]
    assert not labels_of(base, "municipalities")


def test_several_links_may_be_named_picked_and_repeated(base: Base, adder: Adder, district: str) -> None:
    school = adder("schools", name="А", municipality=district)
    maths, physics = adder("subjects", name="Математика"), adder("subjects", name="Физика")
    typed = (LinkTo(physics, "Физика"), Named("МАТЕМАТИКА"), Named("Химия"), maths, Named("химия"))
    values = {"name": "Иванов", "school": school, "subjects": STAFF["subjects"].read(typed)}
    person = add(base, of=STAFF, values=values, context=NOWHERE).value
    links = value_of(base, "staff", person, "subjects")
    assert isinstance(links, tuple)
    assert [link.label for link in links] == ["Физика", "Математика", "Химия"]
    assert labels_of(base, "subjects") == ["Математика", "Физика", "Химия"]


@pytest.fixture
def plans(adder: Adder) -> tuple[str, str]:
    network = adder("networks", name="Сеть")
    return (
        adder("plans", title="План А", network=network, school_year="2025/26"),
        adder("plans", title="План Б", network=network, school_year="2026/27"),
    )


def test_a_section_is_meant_within_the_plan_of_its_measure(base: Base, adder: Adder, plans: tuple[str, str]) -> None:
    sections = [adder("sections", title="Кадры", plan=plan) for plan in plans]
    for plan, section in zip(plans, sections, strict=True):
        values = {"title": "Семинар", "plan": plan, "section": Named("кадры")}
        measure = add(base, of=MEASURES, values=values, context=NOWHERE).value
        assert value_of(base, "measures", measure, "section") == LinkTo(section, "Кадры")


def test_a_named_plan_is_settled_before_its_section(base: Base, plans: tuple[str, str]) -> None:
    values = {"title": "Семинар", "section": Named("Новый раздел"), "plan": Named("план б")}
    measure = add(base, of=MEASURES, values=values, context=NOWHERE).value
    section = value_of(base, "measures", measure, "section")
    assert isinstance(section, LinkTo)
    assert value_of(base, "sections", section.id, "plan") == LinkTo(plans[1], "План Б")


def test_a_change_means_names_within_what_the_row_holds(base: Base, adder: Adder, plans: tuple[str, str]) -> None:
    first, wanted = adder("sections", title="А", plan=plans[1]), adder("sections", title="Б", plan=plans[1])
    adder("sections", title="Б", plan=plans[0])
    measure = adder("measures", title="Семинар", plan=plans[1], section=first)
    change(base, of=MEASURES, record=measure, values={"section": Named("б")}, context=NOWHERE)
    assert value_of(base, "measures", measure, "section") == LinkTo(wanted, "Б")


def test_an_unknown_plan_leaves_its_section_unjudged(base: Base) -> None:
    values = {"title": "Семинар", "section": Named("Раздел"), "plan": Named("Нет такого")}
    with pytest.raises(Refusal) as refusal:
        add(base, of=MEASURES, values=values, context=NOWHERE)
    assert set(refusal.value.faults) == {"plan"}
    assert not labels_of(base, "sections")


def test_a_measure_cannot_stand_in_a_section_of_another_plan(base: Base, adder: Adder, plans: tuple[str, str]) -> None:
    section = adder("sections", title="Кадры", plan=plans[0])
    with pytest.raises(Refusal) as refusal:
        add(base, of=MEASURES, values={"title": "С", "plan": plans[1], "section": section}, context=NOWHERE)
    assert refusal.value.faults == {"section": "раздел из другой записи реестра «Совместные планы»"}


def test_a_name_grows_once_in_many_rows(base: Base, adder: Adder, district: str) -> None:
    schools = [adder("schools", name=name, municipality=district) for name in "АБВ"]
    change_many(base, of=SCHOOLS, records=schools, values={"municipality": Named("Новый")}, context=NOWHERE)
    assert labels_of(base, "municipalities") == ["Новый", "Озёрный район"]
    rows = [(school, {"municipality": Named(" лесной ")}) for school in schools]
    change_block(base, of=SCHOOLS, rows=rows, context=NOWHERE)
    assert sorted(labels_of(base, "municipalities")) == ["Новый", "Озёрный район", "лесной"]


def test_a_card_hands_typed_names_on(district: str) -> None:
    """The kinds pass names on as they are; a name of white space is an empty field."""
    column = SCHOOLS["municipality"]
    assert column.read(Named("  Озёрный   район ")) == Named("Озёрный район")
    assert column.read(LinkTo(district, "Озёрный")) == district
    assert STAFF["subjects"].read((Named(" "), Named("Физика"), Named("Физика"))) == (Named("Физика"),)
    assert STAFF["subjects"].read(()) is None
    assert register("networks")["municipality"].read(Named("  ")) is None
