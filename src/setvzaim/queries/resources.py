"""What schools need and what they offer, read for the analysis of resources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from setvzaim.analysis.resource_grid import Category, grid
from setvzaim.analysis.resources import HOURS, MATERIAL, METHODICAL, STAFF, Coverage, Need, Offer, Stock, coverage
from setvzaim.errors import WorldError
from setvzaim.queries.query import Context, Query, Row
from setvzaim.queries.resource_words import amount
from setvzaim.queries.rows import stream
from setvzaim.registers import LinkTo, register


@dataclass(frozen=True, slots=True)
class Resources:
    """The analysis of a network: its schools by name, the categories, the coverage, and what its records say."""

    schools: tuple[LinkTo, ...]
    categories: tuple[Category, ...]
    covered: tuple[Coverage, ...]
    told: dict[str, tuple[str, str, str]]
    """By the identifier of a record: what it is called, its school, and how much it is about."""


def resources(connection: sa.Connection, context: Context) -> Resources:
    """Return what the schools of the network need and offer."""
    rows = {key: rows_of(connection, context, key) for key in ("needs", "staff", "methods", "equipment")}
    needs = tuple(map(need_of, rows["needs"]))
    offers = (*hours(rows["staff"]), *shared(rows["methods"]), *things(rows["equipment"]))
    of = register("schools")
    schools = tuple(
        LinkTo(row.id, str(row["name"])) for row in stream(connection, Query("schools", context=context), (of["name"],))
    )
    told = {
        row.id: (_title(key, row), row.text("school"), _AMOUNTS[key](row)) for key, each in rows.items() for row in each
    }
    return Resources(schools, grid(needs, offers, stocks_of(rows)), coverage(needs), told)


def stocks_of(rows: Mapping[str, Iterable[Row]]) -> tuple[Stock, ...]:
    """Read all that schools have, by register: hours taught and free, materials, equipment in order (else all)."""
    return (
        *(
            Stock(
                school=school_of(row), resource=STAFF, name="", amount=_added(row["load_hours"], row["free_hours"]),
                subjects=_taught(row), record=("staff", row.id),
            )
            for row in rows["staff"]
        ),
        *(
            Stock(
                school=school_of(row), resource=METHODICAL, name=row.text("title"), amount=1.0,
                subjects=(row.text("subject"),) if row["subject"] else (), record=("methods", row.id),
            )
            for row in rows["methods"]
        ),
        *(
            Stock(
                school=school_of(row), resource=MATERIAL, name=row.text("name"),
                amount=_added(row["working"] if row["working"] is not None else row["quantity"]),
                record=("equipment", row.id),
            )
            for row in rows["equipment"]
        ),
    )  # fmt: skip


def _added(*values: object) -> float | None:
    known = [float(value) for value in values if isinstance(value, int | float)]
    return sum(known) if known else None


def rows_of(connection: sa.Connection, context: Context, key: str) -> tuple[Row, ...]:
    """Return the rows of a register of the network."""
    return tuple(stream(connection, Query(key, context=context)))


def _title(key: str, row: Row) -> str:
    of = register(key)
    column = of.called_by(lambda name: row[name])
    return row.text(column.key)


def _needed(row: Row) -> str:
    vacant = ", вакансия" if row["vacancy"] else ""
    covered = ", покрыта" if row["covered_on"] is not None else ""
    return f"нужно {amount(_added(row['amount']), row.text('unit'))}{vacant}{covered}"


def _taught_hours(row: Row) -> str:
    free, load = _added(row["free_hours"]), _added(row["load_hours"])
    taught = f"ведёт {amount(load, HOURS)}" if load is not None else "нагрузка не указана"
    return f"{taught}, свободно {amount(free or 0, HOURS)}"


def _handed_on(row: Row) -> str:
    return "можно передать" if row["shared"] else "передать нельзя"


def _lent(row: Row) -> str:
    there = _added(row["working"] if row["working"] is not None else row["quantity"])
    return f"исправно {amount(there, row.text('unit') or 'шт.')}, можно дать {amount(_added(row['shareable']) or 0)}"


_AMOUNTS = {"needs": _needed, "staff": _taught_hours, "methods": _handed_on, "equipment": _lent}
"""How much a record of a register is about, in words."""


def school_of(row: Row) -> str:
    """Return the school of a row. Raises `WorldError` when it has none."""
    link = row["school"]
    if not isinstance(link, LinkTo):
        raise WorldError("У одной из записей нет школы. Проверьте базу: «Сервис → Проверить базу».")
    return link.id


def need_of(row: Row) -> Need:
    """Read a need."""
    amount = row["amount"]
    return Need(
        school=school_of(row),
        resource=str(row["resource"]),
        title=row.text("title"),
        subject=row.text("subject") or None,
        amount=float(amount) if isinstance(amount, int | float) else None,
        unit=row.text("unit"),
        covered=row["covered_on"] is not None,
        vacancy=bool(row["vacancy"]),
        record=("needs", row.id),
    )


def hours(people: Iterable[Row]) -> list[Offer]:
    """Read the free hours of teachers."""
    return [
        Offer(
            school=school_of(row), resource=STAFF, name="", amount=float(free), subjects=_taught(row),
            record=("staff", row.id),
        )
        for row in people
        if isinstance(free := row["free_hours"], int | float) and free > 0
    ]  # fmt: skip


def _taught(row: Row) -> tuple[str, ...]:
    taught = row["subjects"]
    return tuple(str(link) for link in taught) if isinstance(taught, tuple) else ()


def shared(methods: Iterable[Row]) -> list[Offer]:
    """Read the methodical materials that may be handed on."""
    return [
        Offer(
            school=school_of(row), resource=METHODICAL, name=row.text("title"), amount=1.0,
            subjects=(row.text("subject"),) if row["subject"] else (), record=("methods", row.id),
        )
        for row in methods
        if row["shared"]
    ]  # fmt: skip


def things(equipment: Iterable[Row]) -> list[Offer]:
    """Read the equipment that can be lent."""
    return [
        Offer(
            school=school_of(row), resource=MATERIAL, name=row.text("name"), amount=float(given),
            record=("equipment", row.id),
        )
        for row in equipment
        if isinstance(given := row["shareable"], int | float) and given > 0
    ]  # fmt: skip
