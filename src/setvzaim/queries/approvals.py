"""How the approval of a joint plan stands: versions, what every school answered, who is late (regulation 5.1, 5.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import sqlalchemy as sa

from setvzaim.analysis.plan_content import Content
from setvzaim.analysis.plan_difference import Change, difference
from setvzaim.errors import WorldError
from setvzaim.model import TABLES
from setvzaim.queries.change_words import Words
from setvzaim.queries.plan_content import content_now, content_of, members
from setvzaim.queries.query import Context, Query
from setvzaim.queries.rows import find
from setvzaim.queries.settings import Settings
from setvzaim.registers import LinkTo
from setvzaim.registers.settings import REMIND
from setvzaim.text.approval import figures
from setvzaim.text.format import format_date

LOCKED = "approved"
"""The state of the newest version of a plan that may not be changed."""
_KEYS = ("id", "plan", "number", "code", "state", "sent_on", "due_on", "approved_on", "digest", "note")


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a plan as it was sent."""

    id: str
    plan: str
    number: int
    code: str
    state: str
    sent_on: date | None
    due_on: date | None
    approved_on: date | None
    digest: str
    note: str | None

    @property
    def words(self) -> str:
        """Name it: «Версия 2 от 05.09.2026, код 7K2M-9QXD»."""
        day = f" от {format_date(self.sent_on)}" if self.sent_on else ""
        return f"Версия {self.number}{day}, код {self.code}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a school answered to a version."""

    id: str
    """Of the row in the register of approvals."""
    school: LinkTo
    decision: str | None
    """«agreed», «remarks», «declined»; `None` while nothing is answered."""
    decided_on: date | None
    remark: str
    reopened: str
    """Why an answer given before counts no more, in words; empty when it counts or there was none."""
    late: int
    """Days since the day it was due; 0 when it is not late."""

    @property
    def stands(self) -> bool:
        """Whether there is an answer that counts."""
        return self.decision is not None and not self.reopened


@dataclass(frozen=True)
class Status:
    """How the approval of a plan stands on a day."""

    plan: LinkTo
    version: Version | None
    """The newest one; `None` when the plan was never sent."""
    answers: tuple[Answer, ...]
    """By the names of the schools."""
    changes: tuple[Change, ...]
    """What was changed since the newest version was sent."""
    touched: tuple[LinkTo, ...]
    """Whom these changes concern."""
    joined: tuple[LinkTo, ...] = ()
    """Schools that are in the network and were not asked: they came after the newest version was sent."""

    def count(self, decision: str) -> int:
        """Return how many schools gave an answer that counts."""
        return sum(answer.stands and answer.decision == decision for answer in self.answers)

    @cached_property
    def waiting(self) -> tuple[Answer, ...]:
        """The schools without an answer that counts."""
        return tuple(answer for answer in self.answers if not answer.stands)

    @property
    def late(self) -> int:
        """How many of them are late."""
        return sum(bool(answer.late) for answer in self.waiting)

    @property
    def figures(self) -> str:
        """Write «Согласовали 9 из 14 · с замечаниями 1 · не согласовали 1 · ждём 3 (просрочено 2)»."""
        agreed, remarks, declined = (self.count(decision) for decision in ("agreed", "remarks", "declined"))
        return figures(agreed, remarks, declined, len(self.waiting), self.late)

    @property
    def agreed_by_all(self) -> bool:
        """Whether every school agreed, with remarks or without, to the plan as it is."""
        return bool(self.answers) and self.count("agreed") + self.count("remarks") == len(self.answers)


def versions(connection: sa.Connection, plan: str) -> tuple[Version, ...]:
    """Return the versions of a plan, the newest first."""
    table = TABLES["plan_versions"]
    asked = sa.select(*(table.c[key] for key in _KEYS)).where(table.c.plan == plan).order_by(table.c.number.desc())
    return tuple(Version(*row) for row in connection.execute(asked))


def newest(connection: sa.Connection, plan: str) -> Version | None:
    """Return the newest version of a plan; `None` when it was never sent."""
    return next(iter(versions(connection, plan)), None)


def version_line(connection: sa.Connection, plan: str, day: date) -> str:
    """Return what a paper of a plan says of its version; empty for a plan that was never sent."""
    version = newest(connection, plan)
    if version is None:
        return ""
    if changes_since(connection, version, day):
        return f"Проект, изменён после версии {version.number}"
    return version.words


def named_plan(connection: sa.Connection, plan: str) -> LinkTo:
    """Return a plan by its identifier. Raises `WorldError` when there is none."""
    table = TABLES["plans"]
    title = connection.execute(sa.select(table.c.title).where(table.c.id == plan)).scalar()
    if title is None:
        raise WorldError("Этого плана уже нет: его удалили. Выберите другой.")
    return LinkTo(plan, title)


def changes_since(connection: sa.Connection, version: Version, day: date) -> tuple[Change, ...]:
    """Return what was changed in a plan since a version of it was sent."""
    now = content_now(connection, version.plan)
    return compare(connection, content_of(connection, version.digest), now, day)


def compare(connection: sa.Connection, was: Content, now: Content, day: date) -> tuple[Change, ...]:
    """Return what differs between two contents; concerned are the members of the network and whoever is named."""
    return difference(was, now, concerned(connection, was, now, day))


def concerned(connection: sa.Connection, was: Content, now: Content, day: date) -> frozenset[str]:
    """Return the schools that can be concerned: the members of the network on a day and whoever is named."""
    there = members(connection, now.requisites["network"], day)
    return was.participants().union(now.participants(), there)


def status(connection: sa.Connection, plan: str, day: date, version: str | None = None) -> Status:
    """Return how a plan stands; with `version`, how that one stood: what came after it changes nothing in it.

    An answer counts as reopened at once when what concerns its school was changed since it was sent.
    """
    title, all_of_it = named_plan(connection, plan), versions(connection, plan)
    shown = next((one for one in all_of_it if version in (None, one.id)), None)
    if shown is None:
        return Status(title, None, (), (), ())
    words = Words(connection)
    schools = [row[1] for row in _rows(connection, shown.id)]
    changes: tuple[Change, ...] = ()
    joined: tuple[LinkTo, ...] = ()
    if shown is all_of_it[0]:
        was, now = content_of(connection, shown.digest), content_now(connection, plan)
        there = members(connection, now.requisites["network"], day)
        changes = difference(was, now, {*schools, *there})
        joined = tuple(LinkTo(one, words.school(one)) for one in there if one not in schools)
    reasons = {school: words.reasons(changes, school) for school in schools}
    answers = tuple(
        Answer(id_, LinkTo(school, words.school(school)), decision, decided_on, remark or "",
               (reasons[school] if decision else reopened) or "", _late(shown, decision, day))
        for id_, school, decision, decided_on, remark, reopened in _rows(connection, shown.id)
    )  # fmt: skip
    concerned = sorted({school for change in changes for school in change.touches}, key=words.school)
    touches = tuple(LinkTo(one, words.school(one)) for one in concerned)
    return Status(title, shown, answers, changes, touches, joined)


@dataclass(frozen=True, slots=True)
class Reminder:
    """Schools whose answer to a plan is late or due soon."""

    plan: LinkTo
    version: Version
    late: tuple[LinkTo, ...]
    soon: tuple[LinkTo, ...]


def reminders(connection: sa.Connection, context: Context, day: date) -> tuple[Reminder, ...]:
    """Return who must be reminded of the plans of the network and year: the answer is late, or due within some days."""
    found, within = [], Settings(connection)[REMIND]
    for plan in find(connection, Query("plans", context=context)):
        version = newest(connection, plan)
        if version is None or version.state != "sent" or version.due_on is None:
            continue
        if version.due_on - timedelta(days=within) > day:
            continue
        waiting = status(connection, plan, day).waiting
        late = tuple(answer.school for answer in waiting if answer.late)
        soon = tuple(answer.school for answer in waiting if not answer.late)
        if waiting:
            found.append(Reminder(named_plan(connection, plan), version, late, soon))
    return tuple(found)


def _rows(connection: sa.Connection, version: str) -> list[tuple[str, str, str | None, date | None, str, str]]:
    table, schools = TABLES["approvals"], TABLES["schools"]
    keys = ("id", "school", "decision", "decided_on", "remark", "reopened")
    asked = (
        sa.select(*(table.c[key] for key in keys))
        .join(schools, schools.c.id == table.c.school)
        .where(table.c.plan_version == version)
        .order_by(schools.c.name_fold, schools.c.id)
    )
    return [tuple(row) for row in connection.execute(asked)]


def _late(version: Version, decision: str | None, day: date) -> int:
    """Return by how many days an answer is late."""
    if decision is not None or version.due_on is None or version.state != "sent":
        return 0
    return max(0, (day - version.due_on).days)


def locked_plans(connection: sa.Connection) -> dict[str, tuple[int, str, str]]:
    """Return the plans whose newest version is approved, with its number, the title and the digest."""
    version, plan = TABLES["plan_versions"], TABLES["plans"]
    later = version.alias()
    newest = sa.select(sa.func.max(later.c.number)).where(later.c.plan == version.c.plan).scalar_subquery()
    asked = (
        sa.select(plan.c.id, version.c.number, plan.c.title, version.c.digest)
        .join(plan, plan.c.id == version.c.plan)
        .where(version.c.state == LOCKED, version.c.number == newest)
    )
    return {id_: (number, title, digest) for id_, number, title, digest in connection.execute(asked)}
