"""The joint plan of the network (regulation 3.2, 5.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from setvzaim.documents.plan import (
    COLUMNS,
    DEFAULT_COLUMNS,
    Numbering,
    PlanColumn,
    PlanData,
    PlanMeasure,
    PlanSection,
    plan_document,
)
from setvzaim.documents.stamps import StampData, StampKind
from setvzaim.documents.tree import plain
from setvzaim.errors import WorldError
from setvzaim.queries.approvals import version_line
from setvzaim.queries.forms.form import USUAL, Asked, Form, Paper, Wanted
from setvzaim.queries.nameless import stream_nameless
from setvzaim.queries.query import Filter, Query, Row
from setvzaim.queries.rows import one, stream
from setvzaim.registers import LinkTo, register


def _build(asked: Asked) -> Paper:
    data = plan_data(asked.connection, asked.record, asked.wanted)
    return Paper(plan_document(replace(data, version=version_line(asked.connection, asked.record, asked.day))))


def plan_data(connection: sa.Connection, plan: str, wanted: Wanted = USUAL) -> PlanData:
    """Return what the printed plan says. Raises `WorldError` when there is no such plan."""
    read = stream_nameless if wanted.without_names else stream
    row = one(connection, register("plans"), plan)
    if row is None:
        raise WorldError("Этого плана уже нет: его удалили. Выберите другой.")
    sections: dict[str, list[PlanMeasure]] = {}
    titles: dict[str, str] = {}
    for section in stream(connection, Query("sections", filters=(Filter("plan", "any_of", (plan,)),))):
        titles[section.id], sections[section.id] = str(section["title"]), []
    for measure in read(connection, Query("measures", filters=(Filter("plan", "any_of", (plan,)),))):
        home = measure["section"]
        if isinstance(home, LinkTo):
            sections[home.id].append(_measure(measure))
    year = row["school_year"]
    return PlanData(
        title=wanted.title or str(row["title"]),
        network=row.text("network"),
        school_year=register("plans")["school_year"].kind.write(year),
        sections=tuple(PlanSection(title=titles[id_], measures=tuple(found)) for id_, found in sections.items()),
        approved=_approved(row, nameless=wanted.without_names) if wanted.approved else None,
        agreed=_agreed(row, nameless=wanted.without_names) if wanted.agreed else None,
        columns=tuple(PlanColumn(key) for key in wanted.columns) or DEFAULT_COLUMNS,
        numbering=Numbering.RESTARTING if row["numbering"] == "restart" else Numbering.BY_SECTION,
        numbered_columns=wanted.numbered_columns,
        page=wanted.page,
    )


def _measure(row: Row) -> PlanMeasure:
    people = "; ".join(part for part in (row.text("responsible"), row.text("people")) if part)
    done = "; ".join(part for part in (row.text("done_on"), row.text("outcome")) if part)
    return PlanMeasure(
        title=row.text("title"),
        task=row.text("task"),
        participants="все школы сети" if row["everyone"] else row.text("participants"),
        mode=row.text("mode"),
        place=row.text("place"),
        term=row.text("term") or _dates(row),
        responsible=people,
        expected=row.text("expected"),
        done=done,
    )


def _dates(row: Row) -> str:
    """Write the term by its dates where nobody wrote it in words."""
    ends = [row.text("starts_on"), row.text("ends_on")]
    return " – ".join(dict.fromkeys(end for end in ends if end))


def _approved(row: Row, *, nameless: bool) -> StampData:
    day = row["approved_on"]
    return StampData(
        kind=StampKind.APPROVED,
        post=row.text("approved_by") or None,
        name=None if nameless else row.text("approved_name") or None,
        paper=row.text("approved_ground") or None,
        number=row.text("approved_number") or None,
        day=day if isinstance(day, date) else None,
    )


def _agreed(row: Row, *, nameless: bool) -> StampData:
    day = row["agreed_on"]
    return StampData(
        kind=StampKind.AGREED,
        post=row.text("agreed_by") or None,
        name=None if nameless else row.text("agreed_name") or None,
        day=day if isinstance(day, date) else None,
    )


PLAN = Form(
    key="plan",
    title="Совместный план",
    group="План",
    about="План совместных действий школ сети (пп. 3.2, 5.2 Положения): разделы и мероприятия.",
    subject="plans",
    build=_build,
    columns=tuple((column.value, plain(shown.title)) for column, shown in COLUMNS.items()),
    usual_columns=tuple(column.value for column in DEFAULT_COLUMNS),
    stamps=True,
    titled=True,
    personal=True,
)
