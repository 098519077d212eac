"""The calendars of schools: what each of them does by the joint plans, with the dates as they are understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import sqlalchemy as sa

from setvzaim.documents.calendar import Entry, LeftOut, SchoolCalendar
from setvzaim.queries.nameless import stream_nameless
from setvzaim.queries.numbers import row_numbers
from setvzaim.queries.plan_time import Plans, schools_of, term_of_row
from setvzaim.queries.query import Context, Query, Row
from setvzaim.queries.rows import stream
from setvzaim.registers import LinkTo, register
from setvzaim.text.fold import fold
from setvzaim.text.format import format_school_year
from setvzaim.text.spans import Term

_SAID = ("term", "responsible", "people", "expected", "mode", "done_on", "outcome")
"""Columns told in the description of an event, in this order."""


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendars by school, and the measures no school takes part in."""

    schools: tuple[SchoolCalendar, ...]
    nobodys: tuple[LeftOut, ...]


def calendars(
    connection: sa.Connection, context: Context, *, school: str | None = None, without_names: bool = False
) -> Calendars:
    """Return the calendars of the schools of a network and school year, by name; of one school if it is named.

    `school` is an identifier. Measures without dates are left out of a calendar and listed beside it.
    """
    found = _Gathered(connection, context)
    for row in (stream_nameless if without_names else stream)(connection, Query("measures", context=context)):
        found.take(row)
    return Calendars(
        tuple(found.calendar(one) for one in found.by_name() if school is None or one.id == school),
        tuple(found.nobodys),
    )


class _Gathered:
    """The measures taken so far, by school."""

    def __init__(self, connection: sa.Connection, context: Context) -> None:
        self.nobodys: list[LeftOut] = []
        self._known = Plans(connection)
        self._numbers = row_numbers(connection, register("measures"), context)
        self._entries: dict[LinkTo, list[Entry]] = {}
        self._left_out: dict[LinkTo, list[LeftOut]] = {}
        self._years: set[int | None] = set()

    def take(self, row: Row) -> None:
        """Take a measure into the calendars of its schools."""
        year = self._known.year(cast("LinkTo", row["plan"]).id)
        self._years.add(year)
        schools, term = schools_of(row, self._known), term_of_row(row, year)
        number = self._numbers.get(row.id, "")
        out = LeftOut(number=number, title=_line(row, "title"), term=_line(row, "term"))
        if not schools:
            self.nobodys.append(out)
        for school in schools:
            own, missing = self._entries.setdefault(school, []), self._left_out.setdefault(school, [])
            if term is None:
                missing.append(out)
            else:
                own.append(_entry(row, number, term))

    def by_name(self) -> list[LinkTo]:
        """Return the schools by their names."""
        return sorted(self._entries, key=lambda school: (fold(school.label), school.id))

    def calendar(self, school: LinkTo) -> SchoolCalendar:
        """Return the calendar of a school."""
        years = " ".join(sorted(format_school_year(year) for year in self._years if year is not None))
        return SchoolCalendar(
            id=school.id,
            school=school.label,
            title=f"{school.label}: план сети {years}".strip(),
            entries=tuple(self._entries[school]),
            left_out=tuple(self._left_out[school]),
        )


def _entry(row: Row, number: str, term: Term) -> Entry:
    of = register("measures")
    told = ((of[key], row[key]) for key in _SAID)
    lines = [f"{column.label}: {column.kind.write(value)}" for column, value in told if value not in (None, ())]
    return Entry(
        uid=row.id,
        version=row.version,
        title=f"{number} {_line(row, 'title')}".strip(),
        description="\n".join(lines),
        section=_line(row, "section"),
        place=_line(row, "place"),
        term=term,
    )


def _line(row: Row, key: str) -> str:
    """Return a value in one line."""
    return " ".join(str(row[key]).split()) if row[key] is not None else ""
