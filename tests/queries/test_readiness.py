"""What readiness is judged by: only what is in force on the day, of the chosen network and school year."""

from __future__ import annotations

from datetime import date

import pytest

from setvzaim.analysis.readiness import Counted
from setvzaim.operations.attachments import NewFile, attach
from setvzaim.queries import Context
from setvzaim.queries.readiness import counted
from setvzaim.registers import LinkTo, register
from setvzaim.storage import Base
from support import Adder

DAY = date(2026, 11, 24)


def _links(*records: str) -> tuple[LinkTo, ...]:
    return tuple(LinkTo(record, "") for record in records)


class Town:
    """Two networks, four schools; the second network and its school must be counted nowhere in the first."""

    def __init__(self, base: Base, adder: Adder) -> None:
        self.base, self.add = base, adder
        district = adder("municipalities", name="Район")
        self.network, self.other = (adder("networks", name=name, coordinator="Методист") for name in "АБ")
        self.big, self.small, self.left, self.foreign = (
            adder("schools", name=name, municipality=district, head_name="И. И. Иванов" if name == "Большая" else None)
            for name in ("Большая", "Малая", "Бывшая", "Чужая")
        )
        for school, network, until in (
            (self.big, self.network, None), (self.small, self.network, None),
            (self.left, self.network, "01.09.2026"), (self.foreign, self.other, None),
        ):  # fmt: skip
            adder("memberships", network=network, school=school, until=until)
        adder("statuses", school=self.big, school_year="2026/27", category="стабильная")
        adder("statuses", school=self.small, school_year="2026/27", category="ШНОР")
        adder("statuses", school=self.left, school_year="2026/27", category="ШНОР")
        adder("statuses", school=self.foreign, school_year="2026/27", category="ШНОР")

    def count(self) -> Counted:
        with self.base.read() as connection:
            return counted(connection, Context(self.network, 2026), DAY)


@pytest.fixture
def town(base: Base, adder: Adder) -> Town:
    return Town(base, adder)


def test_schools_count_while_they_are_members(town: Town) -> None:
    found = town.count()
    assert (found.members, found.low, found.headed, found.coordinator) == (2, 1, 1, True)


def test_centers_count_while_they_are_in_force(town: Town) -> None:
    order = town.add("documents", title="Приказ", kind="приказ")
    town.add("centers", name="Центр", network=town.network, school=town.big, order=order)
    town.add("centers", name="На слабой школе", network=town.network, school=town.small)
    town.add("centers", name="Закрытый", network=town.network, school=town.big, until="01.09.2026")
    town.add("centers", name="Чужой", network=town.other, school=town.foreign)
    town.add("methods", title="Банк заданий", school=town.big)
    found = town.count()
    assert (found.centers, found.centers_ordered, found.centers_stable, found.centers_equipped) == (2, 1, 1, 1)


def test_papers_count_while_they_are_in_force_and_belong_to_the_network(town: Town) -> None:
    old = town.add("documents", title="Положение о сети", kind="положение", network=town.network)
    town.add("documents", title="Положение о сетевом взаимодействии", kind="положение", network=town.network,
             replaces=LinkTo(old, ""))  # fmt: skip
    filed = town.add("documents", title="Положение о центре сети", kind="положение")
    town.add("documents", title="Положение о сети", kind="положение", network=town.other, number="1")
    town.add("documents", title="Договор", kind="договор", network=town.network, number="1",
             schools=_links(town.big, town.left, town.foreign))  # fmt: skip
    town.add("documents", title="Истёкший договор", kind="договор", network=town.network, number="2",
             schools=_links(town.small), valid_until="31.08.2026")  # fmt: skip
    attach(town.base, of=register("documents"), record=filed, files=[NewFile("скан.pdf", b"1")])
    found = town.count()
    assert (found.regulations, found.center_regulations, found.papers, found.papers_filed) == (1, 1, 3, 1)
    assert (found.other_papers, found.agreed) == (1, 1)


def test_movements_count_within_the_school_year(town: Town) -> None:
    def move(what: str, kind: str, to: str, **more: object) -> None:
        town.add("movements", what=what, kind=kind, from_school=town.big, to_school=to, **more)

    move("Физика", "учитель", town.small, since="15.09.2026", ground_text="Приказ")
    move("Химия", "ученики", town.small)
    move("Прошлогодняя", "учитель", town.small, since="15.09.2025", until="25.05.2026")
    found = town.count()
    assert (found.movements, found.movements_grounded, found.taught) == (2, 1, 1)


def test_plans_measures_answers_and_groups(town: Town) -> None:
    plan = town.add("plans", title="План", network=town.network, school_year="2026/27")
    town.add("plans", title="Прошлый", network=town.network, school_year="2025/26", approved_on="01.09.2025")
    section = town.add("sections", title="Раздел", plan=plan)
    first = town.add("measures", title="Общее", plan=plan, section=section, everyone="да", mode="дистанционно")
    town.add(
        "measures", title="Двое", plan=plan, section=section, participants=_links(town.big, town.small), mode="очно"
    )
    town.add("measures", title="Один", plan=plan, section=section, participants=_links(town.big))
    town.add("groups", name="Группа", network=town.network, measures=_links(first))
    for number, state in ((1, "заменена"), (2, "на согласовании")):
        version = town.add("plan_versions", plan=plan, number=number, code=f"К{number}", state=state)
        for school, decision in ((town.big, "согласовано"), (town.small, "не согласовано" if number == 2 else "да")):
            town.add("approvals", plan_version=version, school=school, decision=decision)
    found = town.count()
    assert (found.plans, found.plan_approved, found.measures, found.joint) == (1, False, 3, 2)
    assert (found.moded, found.remote, found.grouped) == (2, 1, 1)
    assert (found.answers, found.answered) == (2, 1)
    assert (found.groups, found.groups_ordered) == (1, 0)


def test_resources_and_effect_count_for_members_only(town: Town) -> None:
    for school in (town.big, town.left, town.foreign):
        town.add("staff", name="Иванов И. И.", school=school, free_hours=4)
        town.add("needs", title="Физик", school=school, resource="кадровый", covered_on="01.10.2026")
    town.add("equipment", name="Интернет", school=town.small, speed=20)
    town.add("methods", title="Программа", school=town.small, form="программа")
    town.add("recommendations", text="Сделать", addressee="Школа", school=town.small, school_year="2026/27",
             due_text="до мая")  # fmt: skip
    town.add("recommendations", text="Сделать", addressee="Школа", school=town.small, school_year="2025/26")
    found = town.count()
    assert (found.with_staff, found.giving, found.with_needs, found.needs, found.needs_covered) == (1, 1, 1, 1, 1)
    assert (found.connected, found.with_equipment, found.with_methods, found.programmes) == (1, 1, 1, 1)
    assert (found.recommendations, found.recommendations_termed, found.advised) == (1, 1, 1)


def test_the_only_network_is_meant_when_none_is_chosen(base: Base, adder: Adder) -> None:
    district = adder("municipalities", name="Район")
    network = adder("networks", name="Сеть")
    schools = [adder("schools", name=name, municipality=district) for name in "АБ"]
    adder("memberships", network=network, school=schools[0])
    with base.read() as connection:
        assert counted(connection, Context(), DAY).members == 1
    adder("networks", name="Вторая")
    with base.read() as connection:
        assert counted(connection, Context(), DAY).members == 2
