"""The example: a fictional district, brought in from its workbooks the way an office brings in its own."""

from __future__ import annotations

from setvzaim.exchange.choose import Wishes
from setvzaim.exchange.example_files import attach_scans
from setvzaim.exchange.prepare import prepare
from setvzaim.operations.imports import apply_import
from setvzaim.queries import Context
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
