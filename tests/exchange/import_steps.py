"""The two steps of an import, and what it said, in short."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from setvzaim.exchange import ImportPlan, Verdict, Wishes, prepare
from setvzaim.operations.imports import apply_import
from setvzaim.queries import Context
from setvzaim.storage import Base
from support import YEAR

Import = Callable[..., ImportPlan]
"""`try_out` and `bring_in`: take a path, and wishes by name."""
ROOT = Path(__file__).parents[2]
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


def real_folder() -> Path:
    """Return the folder of real files, kept beside the checkout and not in it; skip the test where it is absent."""
    folder = Path(os.environ.get("SETVZAIM_SHARED", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real files: {folder} is absent, set SETVZAIM_SHARED")
    return folder
