"""The plan of the next school year, begun from this year's (regulation 5.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from setvzaim.errors import Refusal, WorldError
from setvzaim.model import BETWEEN, TABLES
from setvzaim.operations.operation import operation
from setvzaim.operations.writing import stored_values
from setvzaim.registers import register
from setvzaim.storage import Changes
from setvzaim.text.fold import fold
from setvzaim.text.format import format_school_year
from setvzaim.text.next_year import move_school_years, move_years, year_later

_NOT_YET = ("approved_number", "approved_on", "agreed_on")
"""Requisites of the plan that the next year brings."""
_LEFT_BEHIND = ("done_on", "outcome", "note")
_TITLES = ("title", "expected")
_DATES = ("starts_on", "ends_on")
_CHUNK = 500


@operation("начать план следующего года")
def start_next_year(changes: Changes, *, plan: str, without_done: bool = False) -> str:
    """Make the plan of the next school year of a plan: its sections and measures with terms a year later.

    What is done is not carried over as done; a measure that is not done yet `continues` the old one. `without_done`
    leaves out the finished ones, and sections of which nothing is left. Returns the new plan. Raises `Refusal` when
    there is such a plan already.
    """
    old = _rows(changes, "plans", TABLES["plans"].c.id == plan)
    if not old:
        raise WorldError("Этого плана уже нет: его удалили. Выберите другой.")
    start = int(old[0]["school_year"])
    title = move_school_years(str(old[0]["title"]), start)
    _refuse_second(changes, old[0]["network"], start + 1, title)
    new = {**old[0], **dict.fromkeys(_NOT_YET), "title": title, "school_year": start + 1}
    (made,) = _insert(changes, "plans", [new])
    measures = [row for row in _rows(changes, "measures", TABLES["measures"].c.plan == plan)
                if not (without_done and row["done_on"])]  # fmt: skip
    homes = {row["section"] for row in measures}
    sections = [row for row in _rows(changes, "sections", TABLES["sections"].c.plan == plan)
                if not without_done or row["id"] in homes]  # fmt: skip
    moved = [{**row, "plan": made, "title": move_school_years(row["title"], start)} for row in sections]
    under = dict(zip([row["id"] for row in sections], _insert(changes, "sections", moved), strict=True))
    later = [{**_later(row, start), "plan": made, "section": under[row["section"]]} for row in measures]
    became = dict(zip([row["id"] for row in measures], _insert(changes, "measures", later), strict=True))
    for key in ("participants", "people"):
        _link(changes, key, became)
    return made


def _later(row: Mapping[str, Any], start: int) -> dict[str, Any]:
    """Return a measure as it stands in the next year."""
    new = {**row, **dict.fromkeys(_LEFT_BEHIND), "continues": None if row["done_on"] else row["id"]}
    for key in _TITLES:
        new[key] = row[key] and move_school_years(row[key], start)
    new["term"] = row["term"] and move_years(row["term"], start)
    for key in _DATES:
        new[key] = year_later(row[key]) if isinstance(row[key], date) else None
    return new


def _refuse_second(changes: Changes, network: str, year: int, title: str) -> None:
    table = TABLES["plans"]
    same = (table.c.network == network, table.c.school_year == year, table.c.title_fold == fold(title))
    if changes.connection.execute(sa.select(table.c.id).where(*same)).first() is not None:
        said = f"План «{title}» на {format_school_year(year)} учебный год уже есть. Откройте его или удалите"
        raise Refusal({"": said})


def _rows(changes: Changes, key: str, which: sa.ColumnElement[bool]) -> list[dict[str, Any]]:
    """Return the stored values of rows with their identifiers, in their order."""
    table, of = TABLES[key], register(key)
    columns = [table.c.id, *(table.c[column.key] for column in of.stored)]
    order = [table.c[of.position].nulls_last()] if of.position else []
    asked = sa.select(*columns).where(which).order_by(*order, table.c.id)
    return [dict(row) for row in changes.connection.execute(asked).mappings()]


def _insert(changes: Changes, key: str, rows: Sequence[Mapping[str, Any]]) -> Sequence[str]:
    of = register(key)
    return changes.insert(
        TABLES[key], [stored_values(of, {column.key: row[column.key] for column in of.stored}) for row in rows]
    )


def _link(changes: Changes, key: str, became: Mapping[str, str]) -> None:
    """Let the new measures lead where the old ones do."""
    between = BETWEEN[f"measures_{key}"]
    links = [
        (became[owner], target, position)
        for part in (list(became)[at : at + _CHUNK] for at in range(0, len(became), _CHUNK))
        for owner, target, position in changes.connection.execute(
            sa.select(between.c.owner, between.c.target, between.c.position).where(between.c.owner.in_(part))
        )
    ]
    changes.put_between(between, links)
