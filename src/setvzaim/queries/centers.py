"""Schools of the base as the question which of them become centers (regulation 1.3).

A school may become a center when an act calls it stable, or, where no act says anything of it, when its results hint at
that. It counts by its pupils; one whose pupils are not known counts as the average one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import fmean

import sqlalchemy as sa

from setvzaim.analysis.centers.model import CentersProblem, Site
from setvzaim.analysis.status.hints import STABLE
from setvzaim.errors import WorldError
from setvzaim.model import TABLES
from setvzaim.queries.query import Context
from setvzaim.queries.status import statuses
from setvzaim.queries.travel import Ways
from setvzaim.registers import LinkTo
from setvzaim.text.fold import match_key


@dataclass(frozen=True, slots=True, eq=False)
class CentersQuestion:
    """The problem, the names of the schools, those that are centers now, and what was not known."""

    problem: CentersProblem
    schools: dict[str, LinkTo]
    standing: frozenset[str]
    notes: tuple[str, ...]

    def name_of(self, key: str) -> str:
        """Return what a school is called."""
        return self.schools[key].label


def centers_question(
    connection: sa.Connection,
    context: Context,
    count: int,
    fixed: frozenset[str] = frozenset(),
    forbidden: frozenset[str] = frozenset(),
) -> CentersQuestion:
    """Return the question which schools of the network become centers. Raises `WorldError` without a school year."""
    if context.school_year is None:
        raise WorldError("Статус школ действует на учебный год. Выберите учебный год.")
    found = statuses(connection, context, context.school_year)
    schools = {one.school.id: one.school for one in found}
    hinted = {one.school.id for one in found if not one.official and STABLE in one.hint.statuses}
    eligible = {one.school.id for one in found if STABLE in one.official} | hinted
    table = TABLES["schools"]
    pupils = dict(connection.execute(sa.select(table.c.id, table.c.pupils)).all())
    known = [pupils[key] for key in schools if pupils.get(key) is not None]
    usual = fmean(known) if known else 1.0
    sites = [
        Site(key, float(usual if pupils.get(key) is None else pupils[key]), eligible=key in eligible) for key in schools
    ]
    ways = Ways(connection)
    minutes = [[_minutes(ways, start, end) for end in schools] for start in schools]
    inside = frozenset(schools)
    problem = CentersProblem(sites, minutes, count, fixed & inside, forbidden & inside)
    unknown = sum(math.isinf(way) for row in minutes for way in row) // 2
    notes = (
        ("школ без числа учеников (считаем среднюю школу)", len(schools) - len(known)),
        ("школ без статуса, стабильных по результатам (проверьте)", len(hinted)),
        ("пар школ, между которыми дорога не известна или закрыта", unknown),
    )
    return CentersQuestion(
        problem,
        schools,
        frozenset(_standing(connection, context)) & inside,
        tuple(f"{words}: {number}" for words, number in notes if number),
    )


def named_schools(question: dict[str, LinkTo], names: list[str]) -> frozenset[str]:
    """Return the schools that these words name, wholly or by a part of the name. Raises `WorldError`."""
    found: set[str] = set()
    for name in names:
        wanted = match_key(name)
        exact = [key for key, link in question.items() if match_key(link.label) == wanted]
        fitting = exact or [key for key, link in question.items() if wanted in match_key(link.label)]
        if len(fitting) != 1:
            raise WorldError(f"Школа «{name}» {'не найдена в сети' if not fitting else 'названа неоднозначно'}.")
        found.update(fitting)
    return frozenset(found)


def _standing(connection: sa.Connection, context: Context) -> list[str]:
    table = TABLES["centers"]
    asked = sa.select(table.c.school).where(table.c.until.is_(None))
    if context.network is not None:
        asked = asked.where(table.c.network == context.network)
    return list(connection.execute(asked).scalars())


def _minutes(ways: Ways, start: str, end: str) -> float:
    if start == end:
        return 0.0
    found = ways.between(start, end)
    return math.inf if found is None or found.minutes is None else found.minutes
