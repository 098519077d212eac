"""What changed between two versions of a joint plan (regulation 5.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from setvzaim.analysis.plan_difference import difference
from setvzaim.documents.plan_diff import DiffLine, PlanDiffData, plan_diff
from setvzaim.documents.profiles import Orientation
from setvzaim.documents.tree import Document, PageRules
from setvzaim.errors import WorldError
from setvzaim.queries.approvals import concerned, named_plan, versions
from setvzaim.queries.change_words import KIND, DiffRow, Words
from setvzaim.queries.forms._facts import record_of
from setvzaim.queries.forms.form import Asked, Form, Paper
from setvzaim.queries.plan_content import content_now, content_of
from setvzaim.registers import LinkTo

TODAY = "план, как он есть сейчас"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a plan, named, with the cells that differ."""

    plan: str
    was: str
    now: str
    rows: tuple[DiffRow, ...]

    def document(self, page: PageRules | None = None) -> Document:
        """Make a document of it."""
        lines = tuple(
            DiffLine(what=_heading(row), label=row.label, was=row.was, now=row.now, whom=row.whom) for row in self.rows
        )
        return plan_diff(PlanDiffData(plan=self.plan, was=self.was, now=self.now, lines=lines, page=page))


def comparison(connection: sa.Connection, plan: str, was: int, now: int | None, day: date) -> Comparison:
    """Compare two versions of a plan by their numbers; `None` is the plan as it is. Raises `WorldError`."""
    title, known = named_plan(connection, plan).label, {one.number: one for one in versions(connection, plan)}
    for number in (was, now):
        if number is not None and number not in known:
            there = ", ".join(str(one) for one in sorted(known)) or "нет ни одной"
            raise WorldError(f"Версии {number} у плана «{title}» нет. Есть: {there}.")
    then = content_of(connection, known[was].digest)
    here = content_now(connection, plan) if now is None else content_of(connection, known[now].digest)
    everyone = concerned(connection, then, here, day)
    rows = Words(connection, everyone).rows(difference(then, here, everyone))
    return Comparison(title, known[was].words, TODAY if now is None else known[now].words, rows)


def _heading(row: DiffRow) -> str:
    title = f" «{row.what}»" if row.what and not row.where.startswith("План") else ""
    return f"{row.where}{title} — {KIND[row.kind]}"


def _build(asked: Asked) -> Paper:
    version = record_of(asked, "plan_versions")
    plan, number = version["plan"], version["number"]
    if not isinstance(plan, LinkTo) or not isinstance(number, int):
        raise TypeError(version.id)
    return Paper(comparison(asked.connection, plan.id, number, None, asked.day).document(asked.wanted.page))


PLAN_DIFF = Form(
    key="plan-diff",
    title="Что изменилось в плане",
    group="План",
    about="Версия плана рядом с планом, как он есть сейчас: добавлено, исключено, изменено (п. 5.2 Положения).",
    subject="plan_versions",
    build=_build,
    page=PageRules(orientation=Orientation.LANDSCAPE),
)
