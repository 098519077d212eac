"""The content of a joint plan: as it stands now, and as its versions keep it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from setvzaim.analysis.plan_content import (
    MEASURE_CELLS,
    REQUISITES,
    Cell,
    Content,
    Measure,
    Section,
    canonical,
    digest_of,
    read_content,
    tidy,
)
from setvzaim.errors import WorldError
from setvzaim.model import BETWEEN, TABLES
from setvzaim.storage.blobs import read_blob

PLAN_TABLES = frozenset({"plans", "sections", "measures", "measures_participants", "measures_people"})
"""The tables that hold the content of plans."""
_LINKED = ("participants", "people")
_STORED = tuple(key for key in MEASURE_CELLS if key not in _LINKED)


def content_now(connection: sa.Connection, plan: str) -> Content:
    """Return the content of a plan as it stands, tidy. Raises `WorldError` when there is no such plan."""
    found = _read(connection, [plan])
    if plan not in found:
        raise WorldError("Этого плана уже нет: его удалили. Выберите другой.")
    return tidy(found[plan])


def digests_now(connection: sa.Connection, plans: Sequence[str]) -> dict[str, str]:
    """Return the digests of the contents of some plans as they stand, by plan."""
    return {plan: digest_of(canonical(content)) for plan, content in _read(connection, plans).items()}


def _read(connection: sa.Connection, plans: Sequence[str]) -> dict[str, Content]:
    heads, sections, measures = TABLES["plans"], TABLES["sections"], TABLES["measures"]
    links = {key: _links(connection, key, plans) for key in _LINKED}
    inside: defaultdict[str, list[Measure]] = defaultdict(list)
    columns = [measures.c[key] for key in ("id", "section", *_STORED)]
    order = (measures.c.position.nulls_last(), measures.c.id)
    for row in connection.execute(sa.select(*columns).where(measures.c.plan.in_(plans)).order_by(*order)).mappings():
        inside[row["section"]].append(_measure(row, links))
    under: defaultdict[str, list[Section]] = defaultdict(list)
    asked = sa.select(sections.c.id, sections.c.plan, sections.c.title).where(sections.c.plan.in_(plans))
    for id_, plan, title in connection.execute(asked.order_by(sections.c.position.nulls_last(), sections.c.id)):
        under[plan].append(Section(id_, title, tuple(inside[id_])))
    requisites = sa.select(heads.c.id, *(heads.c[key] for key in REQUISITES)).where(heads.c.id.in_(plans))
    return {
        row["id"]: Content({key: row[key] for key in REQUISITES}, tuple(under[row["id"]]))
        for row in connection.execute(requisites).mappings()
    }


def content_of(connection: sa.Connection, digest: str) -> Content:
    """Return the content a version keeps, without people who are in the register no more.

    That somebody has left the register is no change of the plan. Raises `WorldError` when the content is damaged.
    """
    content = read_content(read_blob(connection, digest))
    named = {person for _, _, one in content.measures() for person in _people(one)}
    staff = TABLES["staff"]
    there = set(connection.scalars(sa.select(staff.c.id).where(staff.c.id.in_(named)))) if named else set()
    if named <= there:
        return content
    sections = [
        Section(section.id, section.title, tuple(_without(one, there) for one in section.measures))
        for section in content.sections
    ]
    return tidy(Content(content.requisites, tuple(sections)))


def members(connection: sa.Connection, network: object, day: date) -> tuple[str, ...]:
    """Return the schools that are in a network on a day, by name."""
    table, schools = TABLES["memberships"], TABLES["schools"]
    asked = (
        sa.select(schools.c.id)
        .join(table, table.c.school == schools.c.id)
        .where(
            table.c.network == network,
            sa.or_(table.c.since.is_(None), table.c.since <= day),
            sa.or_(table.c.until.is_(None), table.c.until >= day),
        )
        .order_by(schools.c.name_fold, schools.c.id)
    )
    return tuple(dict.fromkeys(connection.scalars(asked)))


def _measure(row: Any, links: dict[str, dict[str, list[str]]]) -> Measure:  # noqa: ANN401 - a row of the base
    cells: dict[str, Cell] = {key: _cell(row[key]) for key in _STORED}
    cells |= {key: tuple(links[key].get(row["id"], ())) for key in _LINKED}
    return Measure(row["id"], cells)


def _cell(value: Any) -> Cell:  # noqa: ANN401 - a value of any column
    return value.isoformat() if isinstance(value, date) else value


def _links(connection: sa.Connection, key: str, plans: Sequence[str]) -> dict[str, list[str]]:
    between, measures = BETWEEN[f"measures_{key}"], TABLES["measures"]
    found: defaultdict[str, list[str]] = defaultdict(list)
    asked = (
        sa.select(between.c.owner, between.c.target)
        .join(measures, measures.c.id == between.c.owner)
        .where(measures.c.plan.in_(plans))
    )
    for owner, target in connection.execute(asked):
        found[owner].append(target)
    return found


def _people(measure: Measure) -> tuple[str, ...]:
    people = measure.cells["people"]
    return people if isinstance(people, tuple) else ()


def _without(measure: Measure, there: set[str]) -> Measure:
    kept = tuple(person for person in _people(measure) if person in there)
    return Measure(measure.id, {**measure.cells, "people": kept})
