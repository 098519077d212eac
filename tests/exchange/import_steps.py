"""The two steps of an import, and what it said, in short."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from setvzaim.exchange import ImportPlan, Verdict, Wishes, prepare
from setvzaim.operations.imports import apply_import
from setvzaim.queries import Context
from setvzaim.storage import Base
from support import YEAR

Import = Callable[..., ImportPlan]
"""`try_out` and `bring_in`: take a path, and wishes by name."""
CONTEXT = Context(school_year=YEAR)


def dry(base: Base, path: Path, wishes: Wishes = Wishes()) -> ImportPlan:  # noqa: B008 - frozen
    """Return what an import would do."""
    with base.read() as connection:
        return prepare(connection, path, CONTEXT, wishes)


def write(base: Base, plan: ImportPlan) -> None:
    """Do what a plan says."""
    apply_import(base, of=plan.register, writes=plan.writes, context=CONTEXT)


def bring(base: Base, path: Path, wishes: Wishes = Wishes()) -> ImportPlan:  # noqa: B008
    """Import, and return what was done."""
    plan = dry(base, path, wishes)
    write(base, plan)
    return plan


def verdicts(plan: ImportPlan) -> dict[int, Verdict]:
    """Return the verdict of each row by its number."""
    return {row.number: row.verdict for row in plan.rows}


def reasons(plan: ImportPlan) -> list[tuple[str, str]]:
    """Return the cells and reasons of refused rows."""
    return [(reason.cell, reason.reason) for row in plan.rows for reason in row.reasons]
