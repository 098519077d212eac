"""What results and context of the base say of the status of its schools, beside what the acts say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from setvzaim.analysis.status import (
    Hint,
    Index,
    Measured,
    Outcome,
    Sign,
    StatusRule,
    hint,
    indices,
    judge,
)
from setvzaim.model import TABLES
from setvzaim.queries.query import Context, Query
from setvzaim.queries.rows import stream
from setvzaim.registers import LinkTo, register

USUAL_ADVERSE = 60.0
"""Index of the context from which conditions are adverse, until the office sets its own (domain notes 2.2)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule in force in a school year, with where it is from; without one in the base the usual one."""

    school_year: int
    low: StatusRule
    adverse: float
    name: str = ""
    ground: str = ""
    valid_from: date | None = None
    """`None` for the usual rule."""


@dataclass(frozen=True, slots=True)
class SchoolStatus:
    """One school in a school year: what the act says, what the numbers say, and what they rest on."""

    school: LinkTo
    official: tuple[str, ...]
    hint: Hint
    sign: Sign
    index: Index | None
    results_of: int
    """The school year whose results are judged: its own, or the year before where the school has none of its own."""
    known: int = 0
    """Procedures of that year of which the number of those below the threshold is known."""
    procedures: int = 0
    """All procedures of that year."""


def rule_of(connection: sa.Connection, year: int) -> Rule:
    """Return the rule in force on the last day of the school year that starts in `year`."""
    table = TABLES["status_rules"]
    in_force = sa.select(table).where(table.c.valid_from <= date(year + 1, 8, 31))
    row = connection.execute(in_force.order_by(table.c.valid_from.desc()).limit(1)).mappings().first()
    if row is None:
        return Rule(year, StatusRule(), USUAL_ADVERSE)
    low = StatusRule(
        threshold=row["threshold"],
        assessments=row["assessments"],
        years=row["years"],
        both=row["joined"] == "both",
        small=row["small"] if row["small"] is not None else StatusRule().small,
    )
    adverse = row["adverse_from"] if row["adverse_from"] is not None else USUAL_ADVERSE
    return Rule(year, low, adverse, row["name"], row["ground"] or "", row["valid_from"])


def statuses(connection: sa.Connection, context: Context, year: int) -> tuple[SchoolStatus, ...]:
    """Return what the numbers say of every school of the network in the school year that starts in `year`.

    A school without results of the year is judged by those of the year before, from which the list of the year was
    made. The context is compared within the network asked for; an indicator not measured yet this year keeps the value
    of the year before. So what is entered school by school in the course of a year takes nothing from the others.
    """
    here = Context(context.network, year)
    of = register("schools")
    rows = list(stream(connection, Query("schools", context=here), (of["name"], of["status"])))
    rule = rule_of(connection, year)
    outcomes = _outcomes(connection, year - 1 - rule.low.years, year)
    contexts = _contexts(connection, [row.id for row in rows], year)
    return tuple(
        _one(LinkTo(row.id, str(row["name"])), _codes(row["status"]), outcomes.get(row.id, []), contexts, rule, year)
        for row in rows
    )


def _codes(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def _one(
    school: LinkTo,
    official: tuple[str, ...],
    own: Sequence[Outcome],
    contexts: dict[str, Index],
    rule: Rule,
    year: int,
) -> SchoolStatus:
    judged = max((outcome.year for outcome in own if outcome.year >= year - 1), default=year)
    signs = {each: judge(own, each, rule.low) for each in (judged, judged - 1)}
    index = contexts.get(school.id)
    found = hint(signs, index, official, judged, rule.adverse)
    now = [outcome for outcome in own if outcome.year == judged]
    known = sum(outcome.below is not None and outcome.participants > 0 for outcome in now)
    return SchoolStatus(school, official, found, signs[judged], index, judged, known, len(now))


def _outcomes(connection: sa.Connection, first: int, last: int) -> dict[str, list[Outcome]]:
    table = TABLES["results"]
    found: dict[str, list[Outcome]] = {}
    within = sa.select(table).where(table.c.school_year.between(first, last)).order_by(table.c.id)
    for row in connection.execute(within).mappings():
        procedure = (row["assessment"], row["subject"], row["grade"])
        outcome = Outcome(row["school_year"], procedure, row["participants"], row["below"])
        found.setdefault(row["school"], []).append(outcome)
    return found


def _contexts(connection: sa.Connection, schools: list[str], year: int) -> dict[str, Index]:
    kinds = TABLES["context_indicators"]
    rows = connection.execute(sa.select(kinds.c.id, kinds.c.weight, kinds.c.worse).order_by(kinds.c.name_fold)).all()
    weights = {row.id: row.weight for row in rows}
    turned = [row.id for row in rows if row.worse == "less"]
    inside = set(schools)
    values = (one for one in _measured(connection, year) if one.school in inside)
    return indices(values, weights, less_is_worse=turned)


def _measured(connection: sa.Connection, year: int) -> Iterable[Measured[str]]:
    """Return the values of the year, or of the one before where there is none: a share where both its parts are known.

    A row in which nobody has filled anything in is no value.
    """
    table = TABLES["context_values"]
    within = sa.select(table).where(table.c.school_year.between(year - 1, year))
    found: dict[tuple[str, str], Measured[str]] = {}
    for row in connection.execute(within.order_by(table.c.school_year, table.c.id)).mappings():
        school, indicator, part, whole = row["school"], row["indicator"], row["part"], row["whole"]
        if part is not None and whole:
            one = Measured(school, indicator, part / whole * 100, part, whole, row["school_year"])
        elif row["value"] is not None:
            one = Measured(school, indicator, row["value"], year=row["school_year"])
        else:
            continue
        found[school, indicator] = one
    return found.values()
