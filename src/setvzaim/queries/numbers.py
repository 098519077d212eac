"""Numbers of rows whose order the user gives: 1.1, 1.2 in the sections of a plan (domain notes 4.2)."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from setvzaim.queries.query import Context, Query
from setvzaim.queries.rows import stream
from setvzaim.registers import LinkTo, Register


def row_numbers(connection: sa.Connection, of: Register, context: Context) -> Mapping[str, str]:
    """Return the number of each row of a register that keeps an order, within what its rows are ordered in."""
    if of.key == "measures":
        return _measures(connection, context)
    numbers: dict[str, str] = {}
    counted: dict[object, int] = {}
    for row in stream(connection, Query(of.key, context=context), (of[of.position_in],)):
        home = row.values[0]
        counted[home] = counted.get(home, 0) + 1
        numbers[row.id] = str(counted[home])
    return numbers


def _measures(connection: sa.Connection, context: Context) -> Mapping[str, str]:
    restart = {row.id for row in stream(connection, Query("plans", context=context)) if row["numbering"] == "restart"}
    sections: dict[str, int] = {}
    by_plan: dict[object, int] = {}
    for row in stream(connection, Query("sections", context=context)):
        by_plan[row["plan"]] = sections[row.id] = by_plan.get(row["plan"], 0) + 1
    numbers: dict[str, str] = {}
    counted: dict[str, int] = {}
    for row in stream(connection, Query("measures", context=context)):
        section, plan = row["section"], row["plan"]
        if isinstance(section, LinkTo) and isinstance(plan, LinkTo):
            counted[section.id] = counted.get(section.id, 0) + 1
            own = str(counted[section.id])
            numbers[row.id] = own if plan.id in restart else f"{sections[section.id]}.{own}"
    return numbers
