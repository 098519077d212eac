"""What matters in the network now, in figures, each with the records it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from setvzaim.analysis.plan_time import DONE, State
from setvzaim.analysis.status import Why
from setvzaim.documents.map_data import MapData
from setvzaim.model import TABLES
from setvzaim.queries.network_map import map_data
from setvzaim.queries.plan_time import few_enough, plan_time
from setvzaim.queries.query import Context, Filter, Query, Row
from setvzaim.queries.rows import count, find, stream
from setvzaim.queries.standing import school_year_of
from setvzaim.queries.status import SchoolStatus, statuses
from setvzaim.queries.warned import warned
from setvzaim.registers import LinkTo, register

STATUSES = ("low_results", "adverse_conditions", "resilient", "stable")
_OPEN = ("sent", "approved")
"""States of a version of a plan whose answers count."""
_CLOSED = ("done", "not_done")
"""States of a recommendation of which nothing more is expected."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many, of how many, and which; `of` is `None` where there is nothing to compare with."""

    records: tuple[str, ...]
    of: int | None = None

    @property
    def number(self) -> int:
        """How many."""
        return len(self.records)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The figures of a network in a school year, as they stand on a day; `map` is the picture beside them."""

    schools: int
    schools_elsewhere: int
    """Schools of the base that the chosen network does not have."""
    by_status: dict[str, Tally]
    centers: Tally
    covered: Tally
    uncovered: Tally
    helping: Tally
    """Exchanges in force."""
    done: Tally
    overdue: Tally
    coming: Tally
    agreed: Tally
    late: Tally
    expiring: Tally
    expired: Tally
    drafts: Tally
    """Orders and agreements that have neither number nor date yet."""
    recommended: Tally
    """Recommendations whose day has come and that are not carried out, of those that are still open."""
    differing: Tally
    """Schools of which results and context say another status than the act."""
    warnings: int
    map: MapData


def overview(connection: sa.Connection, context: Context, day: date) -> Overview:
    """Return the figures where the user stands."""
    schools = Query("schools", context=context)
    shown = count(connection, schools)
    covered, uncovered = _needs(connection, context, day)
    done, overdue, coming = _plan(connection, context, day)
    agreed, late = _approvals(connection, context, day)
    papers = {state: _papers(connection, context, state) for state in ("expiring", "expired", "draft")}
    return Overview(
        schools=shown,
        schools_elsewhere=count(connection, Query("schools")) - shown,
        by_status=_by_status(connection, context),
        centers=Tally(tuple(find(connection, Query("centers", context=replace(context, school_year=None))))),
        covered=covered,
        uncovered=uncovered,
        helping=_helping(connection, context, day),
        done=done,
        overdue=overdue,
        coming=coming,
        agreed=agreed,
        late=late,
        expiring=papers["expiring"],
        expired=papers["expired"],
        drafts=papers["draft"],
        recommended=_recommended(connection, context, day),
        differing=_differing(connection, context, day),
        warnings=len(warned(connection, day)),
        map=map_data(connection, schools, day),
    )


def _by_status(connection: sa.Connection, context: Context) -> dict[str, Tally]:
    found: dict[str, list[str]] = {code: [] for code in STATUSES}
    for row in stream(connection, Query("schools", context=context), (register("schools")["status"],)):
        codes = row["status"]
        for code in codes if isinstance(codes, tuple) else ():
            found.setdefault(str(code), []).append(row.id)
    return {code: Tally(tuple(records)) for code, records in found.items()}


def _needs(connection: sa.Connection, context: Context, day: date) -> tuple[Tally, Tally]:
    """Part the needs: one is covered when it is marked so, or when an exchange that is in force serves it."""
    uses = TABLES["resource_uses"]
    in_force = sa.select(uses.c.need).where(
        sa.or_(uses.c.state.is_(None), uses.c.state.in_(("agreed", "underway"))),
        sa.or_(uses.c.until.is_(None), uses.c.until >= day),
    )
    served = set(connection.scalars(in_force))
    rows = list(stream(connection, Query("needs", context=context), (register("needs")["covered_on"],)))
    return _parted(rows, {row.id for row in rows if row["covered_on"] is not None or row.id in served})


def _papers(connection: sa.Connection, context: Context, state: str) -> Tally:
    of_state = Query("documents", filters=(Filter("state", "any_of", (state,)),), context=context)
    return Tally(tuple(find(connection, of_state)))


def _helping(connection: sa.Connection, context: Context, day: date) -> Tally:
    of = register("resource_uses")
    rows = stream(connection, Query(of.key, context=context), (of["state"], of["until"]))
    return Tally(
        tuple(row.id for row in rows
              if row["state"] in (None, "agreed", "underway")
              and not (isinstance(until := row["until"], date) and until < day))
    )  # fmt: skip


def _parted(rows: Iterable[Row], inside: set[str]) -> tuple[Tally, Tally]:
    keys = [row.id for row in rows]
    return (
        Tally(tuple(key for key in keys if key in inside), len(keys)),
        Tally(tuple(key for key in keys if key not in inside), len(keys)),
    )


def _plan(connection: sa.Connection, context: Context, day: date) -> tuple[Tally, Tally, Tally]:
    query = Query("measures", context=context)
    measures = plan_time(connection, query, day) if few_enough(connection, query) else ()
    states = (DONE, (State.OVERDUE,), (State.COMING,))
    done, overdue, coming = (
        Tally(tuple(one.id for one in measures if one.stands.state in some), len(measures)) for some in states
    )
    return done, overdue, coming


def _approvals(connection: sa.Connection, context: Context, day: date) -> tuple[Tally, Tally]:
    """Answers to the versions that are out; an answer is late when the day by which it was asked for has gone."""
    versions = register("plan_versions")
    keys = (versions["state"], versions["due_on"])
    out = {row.id: row["due_on"] for row in stream(connection, Query("plan_versions", context=context), keys)
           if row["state"] in _OPEN}  # fmt: skip
    of = register("approvals")
    rows = [(row.id, row["decision"], version.id)
            for row in stream(connection, Query("approvals", context=context), (of["plan_version"], of["decision"]))
            if isinstance(version := row["plan_version"], LinkTo) and version.id in out]  # fmt: skip
    due = {version for version, until in out.items() if isinstance(until, date) and until < day}
    agreed = tuple(key for key, decision, _ in rows if decision in ("agreed", "remarks"))
    late = tuple(key for key, decision, version in rows if decision is None and version in due)
    return Tally(agreed, len(rows)), Tally(late, len(rows))


def _recommended(connection: sa.Connection, context: Context, day: date) -> Tally:
    of = register("recommendations")
    keys = (of["due_on"], of["state"], of["done_on"])
    rows = [row for row in stream(connection, Query("recommendations", context=context), keys)
            if row["done_on"] is None and row["state"] not in _CLOSED]  # fmt: skip
    overdue = tuple(row.id for row in rows if isinstance(due := row["due_on"], date) and due < day)
    return Tally(overdue, len(rows))


def _differing(connection: sa.Connection, context: Context, day: date) -> Tally:
    year = context.school_year if context.school_year is not None else school_year_of(day)
    judged = statuses(connection, context, year)
    return Tally(tuple(_differ(judged)), len(judged))


def _differ(judged: Iterable[SchoolStatus]) -> Iterator[str]:
    """Give the schools of which the numbers say something else; what the numbers do not know is no difference."""
    for one in judged:
        why = set(one.hint.differs.values())
        if why & {Why.COMPUTED_ONLY, Why.OFFICIAL_ONLY}:
            yield one.school.id
