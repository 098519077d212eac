"""Documents of what stands in the base: the frozen rows are fetched here, the builders of `documents` do the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from setvzaim.documents.plan import (
    DEFAULT_COLUMNS,
    Numbering,
    PlanColumn,
    PlanData,
    PlanMeasure,
    PlanSection,
    plan_document,
)
from setvzaim.documents.register_list import RegisterList, register_list
from setvzaim.documents.registers import cell, table_column
from setvzaim.documents.stamps import StampData, StampKind
from setvzaim.documents.tree import Document, PageRules, Streamed, Table
from setvzaim.documents.tree import Row as TableRow
from setvzaim.errors import WorldError
from setvzaim.queries.nameless import stream_nameless
from setvzaim.queries.query import Context, Filter, Query, Row
from setvzaim.queries.rows import count, one, stream
from setvzaim.registers import Column, LinkTo, register


@dataclass(frozen=True)
class Wanted:
    """What the user chose for a printed list or plan; `None` and empty stand for the usual."""

    title: str = ""
    columns: tuple[Column, ...] = ()
    plan_columns: tuple[PlanColumn, ...] = DEFAULT_COLUMNS
    page: PageRules | None = None
    approved: bool = True
    """Whether a plan has the stamp УТВЕРЖДАЮ."""
    agreed: bool = True
    """Whether a plan has the stamp СОГЛАСОВАНО."""
    numbered_columns: bool = False
    day: date | None = field(default=None)
    without_names: bool = False
    """People stand by their code or initials; the stamps of a plan have a line for a pen instead of a name."""


def register_document(connection: sa.Connection, query: Query, wanted: Wanted = Wanted()) -> Document:
    """Return a register, or the part of it that is shown, as a document whose rows are read while it is drawn."""
    of = register(query.register)
    columns = wanted.columns or tuple(column for column in of.columns if column.shown)
    number = count(connection, query)
    return register_list(
        RegisterList(
            title=wanted.title or of.title,
            columns=tuple(table_column(column) for column in columns),
            rows=_rows(connection, query, columns, number, without_names=wanted.without_names, called=True),
            place=_network_name(connection, query.context),
            total=f"Всего: {of.noun.counted(number)}",
            day=wanted.day,
            page=wanted.page,
        )
    )


def export_document(connection: sa.Connection, query: Query, *, without_names: bool = False) -> Document:
    """Return a register as a workbook that can be imported again: the columns somebody fills, and a header.

    Without names it is for reading only: initials would be imported as names.
    """
    of = register(query.register)
    columns = tuple(column for column in of.columns if column.editable)
    number = count(connection, query)
    rows = _rows(connection, query, columns, number, without_names=without_names)
    table = Table(columns=tuple(table_column(column) for column in columns), rows=rows)
    return Document(of.title, (table,))


def plans(connection: sa.Connection, context: Context) -> tuple[LinkTo, ...]:
    """Return the joint plans of the chosen network and school year, the newest first."""
    of = register("plans")
    rows = stream(connection, Query("plans", context=context), (of["title"],))
    return tuple(LinkTo(row.id, str(row["title"])) for row in rows)


def plan_paper(connection: sa.Connection, plan: str, wanted: Wanted = Wanted()) -> Document:
    """Return a joint plan as a document. Raises `WorldError` when there is no such plan."""
    return plan_document(plan_data(connection, plan, wanted))


def plan_data(connection: sa.Connection, plan: str, wanted: Wanted = Wanted()) -> PlanData:
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
        network=_text(row, "network"),
        school_year=register("plans")["school_year"].kind.write(year),
        sections=tuple(PlanSection(title=titles[id_], measures=tuple(found)) for id_, found in sections.items()),
        approved=_approved(row, nameless=wanted.without_names) if wanted.approved else None,
        agreed=_agreed(row, nameless=wanted.without_names) if wanted.agreed else None,
        columns=wanted.plan_columns,
        numbering=Numbering.RESTARTING if row["numbering"] == "restart" else Numbering.BY_SECTION,
        numbered_columns=wanted.numbered_columns,
        page=wanted.page,
    )


def _measure(row: Row) -> PlanMeasure:
    people = "; ".join(part for part in (_text(row, "responsible"), _text(row, "people")) if part)
    done = "; ".join(part for part in (_text(row, "done_on"), _text(row, "outcome")) if part)
    return PlanMeasure(
        title=_text(row, "title"),
        task=_text(row, "task"),
        participants="все школы сети" if row["everyone"] else _text(row, "participants"),
        mode=_text(row, "mode"),
        place=_text(row, "place"),
        term=_text(row, "term") or _dates(row),
        responsible=people,
        expected=_text(row, "expected"),
        done=done,
    )


def _dates(row: Row) -> str:
    """Write the term by its dates where nobody wrote it in words."""
    ends = [_text(row, "starts_on"), _text(row, "ends_on")]
    return " – ".join(dict.fromkeys(end for end in ends if end))


def _approved(row: Row, *, nameless: bool) -> StampData:
    day = row["approved_on"]
    return StampData(
        kind=StampKind.APPROVED,
        post=_text(row, "approved_by") or None,
        name=None if nameless else _text(row, "approved_name") or None,
        paper=_text(row, "approved_ground") or None,
        number=_text(row, "approved_number") or None,
        day=day if isinstance(day, date) else None,
    )


def _agreed(row: Row, *, nameless: bool) -> StampData:
    day = row["agreed_on"]
    return StampData(
        kind=StampKind.AGREED,
        post=_text(row, "agreed_by") or None,
        name=None if nameless else _text(row, "agreed_name") or None,
        day=day if isinstance(day, date) else None,
    )


def _text(row: Row, key: str) -> str:
    for column, value in zip(row.columns, row.values, strict=True):
        if column.key == key:
            return column.kind.write(value)
    raise KeyError(key)


def _rows(
    connection: sa.Connection,
    query: Query,
    columns: Sequence[Column],
    number: int,
    *,
    without_names: bool,
    called: bool = False,
) -> Streamed:
    """Return the rows of a table; `called`: where the label is empty stands what the row is called by instead."""
    read = stream_nameless if without_names else stream
    label, *others = register(query.register).naming
    more = tuple(other for other in others if called and label in columns and other not in columns)

    def make() -> Iterator[TableRow]:
        for row in read(connection, query, (*columns, *more)):
            values = list(row.values[: len(columns)])
            if more and row[label.key] is None:
                values[columns.index(label)] = row[more[0].key]
            yield TableRow(tuple(cell(column, value) for column, value in zip(columns, values, strict=True)))

    return Streamed(make, number)


def _network_name(connection: sa.Connection, context: Context) -> str:
    if context.network is None:
        return ""
    row = one(connection, register("networks"), context.network)
    return str(row["name"]) if row else ""
