"""Schools of the base as the question which of them become centers (regulation 1.3).

A school may become a center when an act calls it stable, or, where no act says anything of it, when its results hint at
that, and when it has what a center must have. It counts by its pupils (one whose pupils are not known counts as the
average one) or by its open needs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean

import sqlalchemy as sa

from setvzaim.analysis.centers.model import Center, CentersProblem, Site
from setvzaim.analysis.status.hints import STABLE
from setvzaim.errors import WorldError
from setvzaim.model import TABLES
from setvzaim.queries.equipped import internet
from setvzaim.queries.query import Context
from setvzaim.queries.settings import Settings
from setvzaim.queries.status import SchoolStatus, statuses
from setvzaim.queries.travel import Ways
from setvzaim.registers import LinkTo
from setvzaim.registers.choices import STATUS
from setvzaim.registers.settings import (
    CENTERS_INTERNET,
    CENTERS_LIMIT,
    CENTERS_PLACES,
    CENTERS_RESOURCES,
    CENTERS_SCHOOLS,
    CENTERS_WEIGHT,
)
from setvzaim.registers.settings import INTERNET as LEAST_SPEED
from setvzaim.text.fold import match_key
from setvzaim.text.format import format_number, format_share


@dataclass(frozen=True, slots=True)
class CentersWish:
    """What the office wants of centers; settings of the base.

    A school counts by its `weight`: `pupils` or `needs` (open ones). `limit` is `none`; `places`: a center takes in as
    many pupils of other schools as its building has places free, `places` where that is not known; or `schools`: it
    serves so many others. A center must have `internet` that serves remote work, and `resources` to share.
    """

    weight: str = "pupils"
    limit: str = "none"
    places: int = 100
    schools: int = 5
    internet: bool = True
    resources: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class CentersQuestion:
    """The problem, the names of the schools, those that are centers now, and what was not known.

    `pupils` and `needs` are numbers by school; `required` says what a center must have, `why_not` why a school has not.
    """

    problem: CentersProblem
    schools: dict[str, LinkTo]
    standing: frozenset[str]
    notes: tuple[str, ...]
    wish: CentersWish
    pupils: dict[str, int]
    needs: dict[str, int]
    required: tuple[str, ...]
    why_not: dict[str, tuple[str, ...]]

    def name_of(self, key: str) -> str:
        """Return what a school is called."""
        return self.schools[key].label

    def room(self, key: str) -> float | None:
        """Return how much a school can take as a center; `None` when there is no limit."""
        return next(site.capacity for site in self.problem.sites if site.key == key)


def centers_wish(connection: sa.Connection) -> CentersWish:
    """Return what the base says is wanted of centers."""
    kept = Settings(connection)
    return CentersWish(
        kept[CENTERS_WEIGHT],
        kept[CENTERS_LIMIT],
        kept[CENTERS_PLACES],
        kept[CENTERS_SCHOOLS],
        kept[CENTERS_INTERNET],
        kept[CENTERS_RESOURCES],
    )


def centers_question(
    connection: sa.Connection,
    context: Context,
    count: int,
    fixed: frozenset[str] = frozenset(),
    forbidden: frozenset[str] = frozenset(),
    wish: CentersWish | None = None,
) -> CentersQuestion:
    """Return the question which schools of the network become centers; without a `wish` that of the base.

    Raises `WorldError` without a school year.
    """
    if context.school_year is None:
        raise WorldError("Статус школ действует на учебный год. Выберите учебный год.")
    wish = wish or centers_wish(connection)
    found = statuses(connection, context, context.school_year)
    schools = {one.school.id: one.school for one in found}
    table = TABLES["schools"]
    numbers = {
        row.id: row
        for row in connection.execute(sa.select(table.c.id, table.c.pupils, table.c.capacity))
        if row.id in schools
    }
    pupils = {key: row.pupils for key, row in numbers.items() if row.pupils is not None}
    needs = _open_needs(connection)
    required, why_not, unknown_speed = _fitness(connection, found, wish)
    usual = fmean(pupils.values()) if pupils else 1.0
    sites: list[Site] = []
    guessed = 0
    for key in schools:
        own = float(pupils.get(key, usual))
        capacity, demand = None, None
        if wish.limit == "places":
            building = numbers[key].capacity
            capacity, demand = float(wish.places if building is None else max(0, building - own)), own
            guessed += building is None
        elif wish.limit == "schools":
            capacity, demand = float(wish.schools), 1.0
        weight = own if wish.weight == "pupils" else float(needs.get(key, 0))
        sites.append(Site(key, weight, key not in why_not, capacity, demand))
    ways = Ways(connection)
    minutes = [[_minutes(ways, start, end) for end in schools] for start in schools]
    inside = frozenset(schools)
    notes = (
        ("школ без числа учеников (считаем среднюю школу)", len(schools) - len(pupils)),
        ("школ без мощности здания (считаем введённое число мест)", guessed),
        ("школ без статуса, стабильных по результатам (проверьте)",
         sum(_hinted(one) for one in found if one.school.id not in why_not)),
        ("школ без сведений об интернете (считаем, что он есть)", unknown_speed),
        ("пар школ, между которыми дорога не известна или закрыта",
         sum(math.isinf(way) for row in minutes for way in row) // 2),
    )  # fmt: skip
    return CentersQuestion(
        CentersProblem(sites, minutes, count, fixed & inside, forbidden & inside),
        schools,
        frozenset(_standing(connection, context)) & inside,
        tuple(f"{words}: {number}" for words, number in notes if number),
        wish,
        pupils,
        needs,
        required,
        why_not,
    )


def _hinted(one: SchoolStatus) -> bool:
    return not one.official and STABLE in one.hint.statuses


def _fitness(
    connection: sa.Connection, found: tuple[SchoolStatus, ...], wish: CentersWish
) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]], int]:
    """Return what is required, why some schools do not have it, and of how many the internet is not known."""
    required = ["стабильные результаты (п. 1.3)"]
    speeds, least = internet(connection), Settings(connection)[LEAST_SPEED]
    sharing = _sharing(connection)
    if wish.internet:
        required.append(f"интернет от {format_number(least)} Мбит/с")
    if wish.resources:
        required.append("есть чем делиться: педагог, методика или оборудование")
    why_not: dict[str, tuple[str, ...]] = {}
    unknown = 0
    for one in found:
        key = one.school.id
        reasons = list(_unstable(one))
        if wish.internet and key in speeds and speeds[key] < least:
            reasons.append(f"интернет {format_number(speeds[key])} Мбит/с")
        if wish.resources and key not in sharing:
            reasons.append("нечем делиться")
        unknown += wish.internet and key not in speeds and not reasons
        if reasons:
            why_not[key] = tuple(reasons)
    return tuple(required), why_not, unknown


def _unstable(one: SchoolStatus) -> Iterator[str]:
    if STABLE in one.official or _hinted(one):
        return
    if one.official:
        yield f"по статусу {', '.join(STATUS.write(code) for code in one.official)}"
    elif one.hint.statuses:
        yield f"по результатам {', '.join(STATUS.write(code) for code in sorted(one.hint.statuses))}"
    else:
        yield "стабильность не подтверждена результатами двух лет"


def _sharing(connection: sa.Connection) -> frozenset[str]:
    """Return the schools with a teacher who has hours free, a method or a thing they share."""
    staff, methods, equipment = TABLES["staff"], TABLES["methods"], TABLES["equipment"]
    asked = (
        sa.select(staff.c.school).where(staff.c.free_hours > 0),
        sa.select(methods.c.school).where(methods.c.shared),
        sa.select(equipment.c.school).where(equipment.c.shareable > 0),
    )
    return frozenset(connection.execute(sa.union(*asked)).scalars())


def _open_needs(connection: sa.Connection) -> dict[str, int]:
    table = TABLES["needs"]
    asked = sa.select(table.c.school, sa.func.count()).where(table.c.covered_on.is_(None)).group_by(table.c.school)
    return {school: int(number) for school, number in connection.execute(asked)}


def load_words(question: CentersQuestion, center: Center) -> str:
    """Say how much of what a center can take is taken."""
    room = question.room(center.key)
    if room is None:
        return ""
    unit = "Школ" if question.wish.limit == "schools" else "Мест"
    return f"{unit} занято: {format_share(round(center.taken), round(room))}."


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
