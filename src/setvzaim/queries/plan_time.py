"""The measures of a plan with their terms in dates, and how each stands on a day.

Dates understood from words are worked out here, whenever somebody asks; the base keeps only what somebody typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import cast

import sqlalchemy as sa

from setvzaim.analysis.plan_time import (
    Dates,
    Figures,
    Standing,
    figures,
    figures_by,
    month_of,
    standing,
    term_of_measure,
)
from setvzaim.model import TABLES
from setvzaim.queries.numbers import row_numbers
from setvzaim.queries.query import Filter, Query, Row
from setvzaim.queries.rows import count, stream
from setvzaim.queries.settings import Settings
from setvzaim.registers import LinkTo, register
from setvzaim.registers.settings import AHEAD
from setvzaim.text.spans import Repeats, Span, Term, school_year

MOST = 5_000
"""Measures that are looked at at once; a plan has some hundreds, more are those of all networks and years."""
_KEYS = ("title", "plan", "section", "everyone", "participants", "term", "starts_on", "ends_on", "repeats", "done_on")


@dataclass(frozen=True, slots=True)
class PlanMeasure:
    """A measure as the pictures of the plan show it."""

    id: str
    number: str
    title: str
    plan: LinkTo
    section: LinkTo
    year: int | None
    """The calendar year in which the plan's school year starts."""
    everyone: bool
    schools: tuple[LinkTo, ...]
    """Those that take part; of a measure for everyone, all members of the network in that year."""
    words: str
    """The term as it was typed."""
    term: Term | None
    done_on: date | None
    stands: Standing


@dataclass(frozen=True)
class Execution:
    """How a plan is carried out: figures of the whole, by section, school and month of the end."""

    whole: Figures
    sections: Mapping[LinkTo, Figures]
    schools: Mapping[LinkTo, Figures]
    months: Mapping[tuple[int, int] | None, Figures]


def of_plan(plan: str) -> Query:
    """Return the query for the measures of one plan."""
    return Query("measures", filters=(Filter("plan", "any_of", (plan,)),))


def plan_time(connection: sa.Connection, query: Query, day: date) -> tuple[PlanMeasure, ...]:
    """Return the measures a query asks for, in its order, as they stand on a day."""
    soon = Settings(connection)[AHEAD]
    of = register("measures")
    known = Plans(connection)
    numbers = row_numbers(connection, of, query.context)
    rows = stream(connection, query, tuple(of[key] for key in _KEYS))
    return tuple(_measure(row, known, numbers, day, soon) for row in rows)


def few_enough(connection: sa.Connection, query: Query) -> bool:
    """Tell whether a query asks for no more measures than can be looked at at once."""
    return count(connection, query) <= MOST


def execution(measures: tuple[PlanMeasure, ...]) -> Execution:
    """Return the figures of some measures."""
    stands: Callable[[PlanMeasure], Standing] = lambda measure: measure.stands  # noqa: E731 - used three times below
    return Execution(
        figures(map(stands, measures)),
        figures_by(measures, lambda measure: (measure.section,), stands),
        figures_by(measures, lambda measure: measure.schools, stands),
        figures_by(measures, lambda measure: (month_of(measure.term),), stands),
    )


@dataclass
class Plans:
    """What the measures have from their plans: school year and members of the network."""

    connection: sa.Connection
    _found: dict[str, tuple[int | None, tuple[LinkTo, ...]]] = field(default_factory=dict)

    def year(self, plan: str) -> int | None:
        """Return the calendar year in which the school year of a plan starts."""
        return self._of(plan)[0]

    def members(self, plan: str) -> tuple[LinkTo, ...]:
        """Return the members of the plan's network in its school year, by name."""
        return self._of(plan)[1]

    def _of(self, plan: str) -> tuple[int | None, tuple[LinkTo, ...]]:
        if plan not in self._found:
            plans = TABLES["plans"]
            row = self.connection.execute(
                sa.select(plans.c.school_year, plans.c.network).where(plans.c.id == plan)
            ).one_or_none()
            year, network = row if row is not None else (None, None)
            self._found[plan] = year, tuple(self._members(network, school_year(year) if year is not None else None))
        return self._found[plan]

    def _members(self, network: str | None, whole: Span | None) -> Iterator[LinkTo]:
        of = register("memberships")
        columns = (of["school"], of["since"], of["until"])
        rows = stream(
            self.connection, Query("memberships", filters=(Filter("network", "any_of", (network,)),)), columns
        )
        for school in dict.fromkeys(row["school"] for row in rows if whole is None or _overlaps(row, whole)):
            if isinstance(school, LinkTo):
                yield school


def _overlaps(row: Row, whole: Span) -> bool:
    since, until = row["since"], row["until"]
    return not (isinstance(since, date) and since > whole.ends) and not (
        isinstance(until, date) and until < whole.starts
    )


def _measure(row: Row, known: Plans, numbers: Mapping[str, str], day: date, soon: int) -> PlanMeasure:
    plan, section = cast("LinkTo", row["plan"]), cast("LinkTo", row["section"])
    year = known.year(plan.id)
    term = term_of_row(row, year)
    done = row["done_on"]
    done_on = done if isinstance(done, date) else None
    return PlanMeasure(
        id=row.id,
        number=numbers.get(row.id, ""),
        title=str(row["title"]),
        plan=plan,
        section=section,
        year=year,
        everyone=row["everyone"] is True,
        schools=schools_of(row, known),
        words=str(row["term"] or ""),
        term=term,
        done_on=done_on,
        stands=standing(term, done_on, day, soon),
    )


def schools_of(row: Row, known: Plans) -> tuple[LinkTo, ...]:
    """Return the schools that take part in a measure."""
    if row["everyone"] is True and isinstance(plan := row["plan"], LinkTo):
        return known.members(plan.id)
    participants = row["participants"]
    return participants if isinstance(participants, tuple) else ()


def term_of_row(row: Row, year: int | None) -> Term | None:
    """Return the term of a measure whose row holds term, dates and repetition."""
    starts, ends, every = row["starts_on"], row["ends_on"], row["repeats"]
    return term_of_measure(
        Dates(
            term=str(row["term"]) if row["term"] is not None else None,
            starts_on=starts if isinstance(starts, date) else None,
            ends_on=ends if isinstance(ends, date) else None,
            repeats=cast("Repeats | None", every),
            school_year=year,
        )
    )
