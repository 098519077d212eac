"""Where a user can stand: the networks and school years of a base."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from setvzaim.model import TABLES
from setvzaim.queries.query import Context, Query
from setvzaim.queries.rows import stream
from setvzaim.registers import LinkTo, SchoolYear, all_registers, register


@dataclass(frozen=True, slots=True)
class Standing:
    """What can be chosen at the top of the window."""

    networks: tuple[LinkTo, ...]
    school_years: tuple[int, ...]
    """The newest first; the present one is always among them."""


def standing(connection: sa.Connection) -> Standing:
    """Return the networks by name, and every school year some row belongs to."""
    of = register("networks")
    networks = stream(connection, Query("networks", context=Context()), (of["name"],))
    years = {school_year_of(date.today())}  # noqa: DTZ011 - the office's own calendar
    for other in all_registers().values():
        for column in other.stored:
            if isinstance(column.kind, SchoolYear):
                found = sa.select(TABLES[other.key].c[column.key]).distinct()
                years.update(year for year in connection.scalars(found) if year is not None)
    return Standing(tuple(LinkTo(row.id, str(row["name"])) for row in networks), tuple(sorted(years, reverse=True)))


def school_year_of(day: date) -> int:
    """Return the calendar year in which the school year of a day started (1 September to 31 August)."""
    return day.year if day.month >= 9 else day.year - 1
