"""What there is in a network, counted for the judgement of its readiness (regulation 1.3-5.2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from setvzaim.analysis.readiness import Counted, Finding, readiness
from setvzaim.model import TABLES
from setvzaim.queries.query import Context, Filter, Query, Row
from setvzaim.queries.rows import stream
from setvzaim.queries.standing import school_year_of
from setvzaim.registers import LinkTo

_LOW = ("low_results", "adverse_conditions")
_AGREEMENTS = ("agreement", "network_agreement")


def ready(connection: sa.Connection, context: Context, today: date) -> tuple[Finding, ...]:
    """Return how a network stands clause by clause; without a chosen school year, in that of the day."""
    return readiness(counted(connection, context, today))


def counted(connection: sa.Connection, context: Context, today: date) -> Counted:
    """Return the numbers of the chosen network, or of the only one; of all schools where there are several."""
    year = context.school_year if context.school_year is not None else school_year_of(today)
    network = context.network or _only_network(connection)
    return _Counting(connection, Context(network, year, today)).all()


def _only_network(connection: sa.Connection) -> str | None:
    found = connection.scalars(sa.select(TABLES["networks"].c.id).limit(2)).all()
    return found[0] if len(found) == 1 else None


class _Counting:
    """One look at a network."""

    def __init__(self, connection: sa.Connection, context: Context) -> None:
        self._connection = connection
        self._context = context
        self._today = context.day or date.today()  # noqa: DTZ011 - the office's own calendar
        self._members = self._member_schools()
        statuses = TABLES["statuses"]
        year = statuses.c.school_year == context.school_year
        in_force = year & statuses.c.ended_on.is_(None)
        self._low = self._schools(statuses, in_force & statuses.c.category.in_(_LOW))
        self._stable = self._schools(statuses, in_force & (statuses.c.category == "stable"))
        self._measures = list(stream(connection, Query("measures", context=context)))

    def all(self) -> Counted:
        """Count everything."""
        return Counted(
            **self._of_schools(),
            **self._of_centers(),
            **self._of_papers(),
            **self._of_movements(),
            **self._of_plans(),
            **self._of_resources(),
            **self._of_effect(),
        )

    def _of_schools(self) -> dict[str, Any]:
        schools, networks = TABLES["schools"], TABLES["networks"]
        here = sa.true() if self._context.network is None else networks.c.id == self._context.network
        known = sa.and_(networks.c.coordinator.is_not(None), here)
        return {
            "members": len(self._members),
            "low": len(self._low),
            "headed": len(self._ids(sa.select(schools.c.id).where(schools.c.head_name.is_not(None))) & self._members),
            "coordinator": self._connection.execute(sa.select(networks.c.id).where(known)).first() is not None,
        }

    def _of_centers(self) -> dict[str, Any]:
        centers = [row for row in self._rows("centers") if self._in_force(row)]
        bases = [_id(row["school"]) for row in centers]
        equipped = self._with("staff") | self._with("methods") | self._with("equipment")
        return {
            "centers": len(centers),
            "centers_ordered": sum(row["order"] is not None for row in centers),
            "centers_stable": sum(school in self._stable for school in bases),
            "centers_equipped": sum(school in equipped for school in bases),
        }

    def _of_papers(self) -> dict[str, Any]:
        in_force = Filter("state", "any_of", ("in_force", "expiring"))
        rows = stream(self._connection, Query("documents", filters=(in_force,), context=Context(day=self._today)))
        papers = [row for row in rows if self._context.network in (None, _id(row["network"])) or not row["network"]]
        regulations = [str(row["title"]).casefold() for row in papers if row["kind"] == "regulation"]
        of_center = [title for title in regulations if "центр" in title]
        parties = {_id(school) for row in papers if row["kind"] in _AGREEMENTS for school in _links(row["schools"])}
        return {
            "regulations": sum("сет" in title for title in regulations if title not in of_center),
            "center_regulations": len(of_center),
            "papers": len(papers),
            "papers_filed": sum(bool(row["files"]) for row in papers),
            "other_papers": sum(row["kind"] not in ("regulation", "plan") for row in papers),
            "agreed": len(parties & self._members),
            "network_agreements": sum(row["kind"] == "network_agreement" for row in papers),
        }

    def _of_movements(self) -> dict[str, Any]:
        year = self._context.school_year or school_year_of(self._today)
        first, last = date(year, 9, 1), date(year + 1, 8, 31)
        rows = [
            row
            for row in self._rows("movements")
            if (row["since"] or first) <= last and (row["until"] or last) >= first  # type: ignore[operator]
        ]
        return {
            "movements": len(rows),
            "movements_grounded": sum(row["ground"] is not None or row["ground_text"] is not None for row in rows),
            "taught": len({_id(row["to_school"]) for row in rows if row["kind"] == "teacher"} & self._low),
        }

    def _of_plans(self) -> dict[str, Any]:
        plans, measures = list(self._rows("plans")), self._measures
        versions = [row for row in self._rows("plan_versions") if row["state"] != "replaced"]
        newest = {_id(row["plan"]): row.id for row in sorted(versions, key=lambda row: row["number"])}  # type: ignore[arg-type, return-value]
        answers = [row for row in self._rows("approvals") if _id(row["plan_version"]) in newest.values()]
        groups = [row for row in self._rows("groups") if self._in_force(row)]
        grouped = {_id(measure) for row in groups for measure in _links(row["measures"])}
        approved = any(row["state"] == "approved" for row in versions)
        return {
            "plans": len(plans),
            "plan_approved": approved or any(row["approved_on"] is not None for row in plans),
            "measures": len(measures),
            "joint": sum(bool(row["everyone"]) or len(_links(row["participants"])) > 1 for row in measures),
            "moded": sum(row["mode"] is not None for row in measures),
            "remote": sum(row["mode"] in ("remote", "platform") for row in measures),
            "grouped": sum(row.id in grouped for row in measures),
            "answers": len(answers),
            "answered": sum(row["decision"] in ("agreed", "remarks") for row in answers),
            "groups": len(groups),
            "groups_ordered": sum(row["order"] is not None for row in groups),
        }

    def _of_resources(self) -> dict[str, Any]:
        staff, methods, equipment, needs = (TABLES[key] for key in ("staff", "methods", "equipment", "needs"))
        offered = staff.c.free_hours > 0
        for column in (staff.c.open_lessons, staff.c.teaches_remotely, staff.c.travels):
            offered |= column.is_(True)
        giving = self._schools(staff, offered)
        giving |= self._schools(methods, methods.c.shared.is_(True))
        giving |= self._schools(equipment, equipment.c.shareable > 0)
        wanted = [row.covered_on for row in self._connection.execute(sa.select(needs)) if row.school in self._members]
        programmes = sa.select(methods.c.school).where(methods.c.form == "programme")
        return {
            "connected": len(self._schools(equipment, equipment.c.speed.is_not(None))),
            "with_staff": len(self._with("staff")),
            "with_methods": len(self._with("methods")),
            "with_equipment": len(self._with("equipment")),
            "with_needs": len(self._with("needs")),
            "giving": len(giving),
            "needs": len(wanted),
            "needs_covered": sum(covered is not None for covered in wanted),
            "programmes": sum(school in self._members for school in self._connection.scalars(programmes)),
        }

    def _of_effect(self) -> dict[str, Any]:
        indicators, recommendations = list(self._rows("indicators")), list(self._rows("recommendations"))
        results = TABLES["results"]
        termed = [row for row in recommendations if row["due_on"] is not None or row["due_text"] is not None]
        return {
            "indicators": len(indicators),
            "indicators_known": sum(row["fact"] is not None for row in indicators),
            "with_results": len(self._schools(results, results.c.school_year <= self._context.school_year)),
            "recommendations": len(recommendations),
            "recommendations_termed": len(termed),
            "advised": len({_id(row["school"]) for row in recommendations} & self._low),
        }

    def _member_schools(self) -> frozenset[str]:
        members = TABLES["memberships"]
        if self._context.network is None:
            return self._ids(sa.select(TABLES["schools"].c.id))
        here = members.c.network == self._context.network
        since, until = members.c.since, members.c.until
        in_force = (since.is_(None) | (since <= self._today)) & (until.is_(None) | (until >= self._today))
        return self._ids(sa.select(members.c.school).where(here, in_force))

    def _schools(self, table: sa.Table, condition: sa.ColumnElement[bool]) -> frozenset[str]:
        """Return the members with a row of a table that meets a condition."""
        return self._ids(sa.select(table.c.school).where(condition).distinct()) & self._members

    def _with(self, key: str) -> frozenset[str]:
        return self._schools(TABLES[key], sa.true())

    def _ids(self, statement: sa.Select[Any]) -> frozenset[str]:
        return frozenset(self._connection.scalars(statement))

    def _rows(self, key: str) -> Iterable[Row]:
        return stream(self._connection, Query(key, context=self._context))

    def _in_force(self, row: Row) -> bool:
        since, until = row["since"], row["until"]
        return (not isinstance(since, date) or since <= self._today) and (
            not isinstance(until, date) or until >= self._today
        )


def _id(value: object) -> str:
    return value.id if isinstance(value, LinkTo) else ""


def _links(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()
