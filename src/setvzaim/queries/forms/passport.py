"""The passport of a school: all the base knows of it, and plainly what it does not (regulation 5.2)."""

from __future__ import annotations

from setvzaim.documents.facts import Facts
from setvzaim.queries.forms._facts import office_facts, record_of, school_facts
from setvzaim.queries.forms._passport import (
    UNKNOWN,
    equipment,
    methods,
    needs,
    part_in_network,
    results,
    staff,
    statuses,
    told,
)
from setvzaim.queries.forms.form import Asked, Form
from setvzaim.queries.query import Row
from setvzaim.text.format import format_share
from setvzaim.text.initials import initials

_REQUISITES = (
    "full_name", "number", "municipality", "settlement", "address", "phone", "email", "site", "head_post", "head_name",
    "requisites",
)  # fmt: skip
_NUMBERS = ("pupils", "second_shift", "shifts", "capacity", "teachers", "employees")
_BUILDINGS = ("buildings", "repaired", "needs_repair", "emergency", "construction")


def _facts(asked: Asked) -> Facts:
    school = record_of(asked, "schools")
    return {
        **office_facts(asked),
        **school_facts(asked, school),
        "день": asked.day,
        "сведение": tuple(_line(asked, school, key) for key in _REQUISITES),
        "число": tuple(_line(asked, school, key) for key in _NUMBERS),
        "здание": tuple(_line(asked, school, key) for key in _BUILDINGS),
        "статус школы": statuses(asked),
        **{name: UNKNOWN if value is None else value for name, value in staff(asked).items()},
        "полнота реестра": _complete(school),
        "методика школы": methods(asked),
        **equipment(asked),
        "потребность": needs(asked),
        "участие": part_in_network(asked),
        "результат": results(asked),
    }


def _complete(school: Row) -> str:
    """Return how many teachers of the school the register knows: what stands above is about them alone."""
    known, all_of_them = school["staff_count"], school["teachers"]
    if not isinstance(all_of_them, int):
        return f"{known}, всего педагогов: {UNKNOWN}"
    return format_share(int(str(known)), all_of_them)


def _line(asked: Asked, school: Row, key: str) -> Facts:
    column = next(column for column in school.columns if column.key == key)
    value = told(school, key)
    if column.personal and asked.wanted.without_names and value != UNKNOWN:
        value = initials(value)
    return {"что": column.heading, "значение": value}


PASSPORT = Form(
    key="passport",
    title="Паспорт школы",
    group="Школы",
    about="Всё о школе на дату: статус, кадры, методики, оборудование, потребности, результаты (п. 5.2 Положения).",
    subject="schools",
    facts=_facts,
    personal=True,
)
