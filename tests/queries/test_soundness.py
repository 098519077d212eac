"""`check` is silent on a healthy base and names what is wrong in a broken one."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from setvzaim.queries.soundness import Finding, findings
from setvzaim.storage import Base
from support import Adder


def _findings(base: Base) -> list[Finding]:
    with base.read() as connection:
        return list(findings(connection))


def _break(base: Base, statement: str, *values: str) -> None:
    with closing(sqlite3.connect(base.path)) as raw:  # foreign keys are off here
        raw.execute(statement, values)
        raw.commit()


def test_a_healthy_base_is_silent(base: Base, example: Base) -> None:
    assert _findings(base) == []
    assert _findings(example) == []


@pytest.mark.parametrize(
    ("statement", "register", "said"),
    [
        ("UPDATE staff SET school = 'нет'", "staff", "ссылается на запись, которой нет в «schools»"),
        ("UPDATE results SET below = participants + 1", "results", "ниже порога больше, чем участников"),
        ("UPDATE schools SET pupils = -5", "schools", "Учеников: число -5 меньше"),
        ("UPDATE equipment SET category = 'magic'", "equipment", "Вид: нет такого значения"),
        ("UPDATE schools SET name = ''", "schools", "не заполнено: школа"),
    ],
)
def test_what_is_wrong_is_named(example: Base, statement: str, register: str, said: str) -> None:
    _break(example, statement)
    found = _findings(example)
    assert found
    assert any(one.register == register and said in one.reason for one in found)


def test_the_broken_row_is_named(base: Base, adder: Adder) -> None:
    district = adder("municipalities", name="Район")
    school = adder("schools", name="Озёрная", municipality=district, pupils=5)
    adder("schools", name="Лесная", municipality=district, pupils=5)
    _break(base, "UPDATE schools SET pupils = -1 WHERE name = 'Озёрная'")
    assert _findings(base) == [
        Finding("schools", school, "Озёрная", "Учеников: число -1 меньше наименьшего возможного 0")
    ]


def test_two_equal_rows_are_doubtful(base: Base, adder: Adder) -> None:
    district = adder("municipalities", name="Район")
    for name in ("СОШ № 1", "сош №1", "СОШ № 2"):
        adder("schools", name=name, municipality=district)
    assert [(one.name, one.reason) for one in _findings(base)] == [("СОШ № 1", "записано 2 раза: похоже на повтор")]


def test_a_measure_in_a_section_of_another_plan_is_found(base: Base, adder: Adder) -> None:
    """Such a measure would be in no printed plan."""
    network = adder("networks", name="Сеть")
    one, other = (adder("plans", title=title, network=network, school_year="2026/27") for title in "АБ")
    section = adder("sections", title="Кадры", plan=one)
    measure = adder("measures", title="Семинар", plan=one, section=section)
    _break(base, "UPDATE measures SET plan = ?", other)
    assert _findings(base) == [
        Finding("measures", measure, "Семинар", "Раздел: раздел из другой записи реестра «Совместные планы»")
    ]
