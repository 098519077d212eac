"""The example: a fictional district, brought in from its workbooks the way an office brings in its own."""

from __future__ import annotations

from datetime import date

from setvzaim.exchange.choose import Wishes
from setvzaim.exchange.example_files import attach_scans
from setvzaim.exchange.prepare import prepare
from setvzaim.operations.approval import answer, send_plan
from setvzaim.operations.imports import apply_import
from setvzaim.queries import Context, Query, find
from setvzaim.queries.approvals import status
from setvzaim.resource_files import resource
from setvzaim.storage import Base

SCHOOL_YEAR = 2026
ORDER = (
    "municipalities", "subjects", "schools", "networks", "memberships", "statuses", "staff", "deficits", "methods",
    "equipment", "needs", "documents", "centers", "plans", "sections", "measures", "groups", "members", "meetings",
    "movements", "results", "indicator_definitions", "indicators", "recommendations", "distances", "pair_rules",
    "mode_rules", "status_rules", "context_indicators", "context_values", "resource_uses",
)  # fmt: skip
"""Registers in the order in which their rows can find what they link to."""

_ANSWERS = (
    ("agreed", 4, slice(6), ""),
    ("agreed", 7, slice(6, 9), ""),
    ("remarks", 8, slice(9, 10), "Совместные занятия просим перенести на вторую половину дня: автобус занят подвозом."),
    ("declined", 9, slice(10, 11), "Учителя физики в школе нет с сентября, в мероприятиях его просим не указывать."),
)
"""What the schools answer, by the order of their names: decision, day of September, which of them, the remark."""


def build_example(base: Base) -> None:
    """Fill a new base with the example district."""
    context = Context(school_year=SCHOOL_YEAR)
    for key in ORDER:
        path = resource("example", f"{key}.xlsx")
        with base.read() as connection:
            plan = prepare(connection, path, context, Wishes(register=key))
        apply_import(base, of=plan.register, writes=plan.writes, context=context)
        if key == "documents":
            attach_scans(base)
    _send_plan(base, context)


def _send_plan(base: Base, context: Context) -> None:
    """Send the plan to the schools and note what most of them answered, as it stands in the middle of September."""
    with base.read() as connection:
        (plan,) = find(connection, Query("plans", context=context))
    version = send_plan(base, plan=plan, sent_on=date(2026, 9, 1), due_on=date(2026, 9, 10)).value
    with base.read() as connection:
        schools = [one.school.id for one in status(connection, plan, date(2026, 9, 1)).answers]
    for decision, day, who, remark in _ANSWERS:
        answer(base, version=version, schools=schools[who], decision=decision, decided_on=date(2026, 9, day),
               remark=remark)  # fmt: skip
