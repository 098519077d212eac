"""Bases to import into: an empty one, and the example district."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from setvzaim.exchange import ImportPlan, Wishes, prepare
from setvzaim.exchange.example import build_example
from setvzaim.operations.imports import apply_import
from setvzaim.queries import Context
from setvzaim.storage import Base

CONTEXT = Context(school_year=2026)
ROOT = Path(__file__).parents[2]

Import = Callable[..., ImportPlan]


def dry(base: Base, path: Path, wishes: Wishes) -> ImportPlan:
    """Return what an import would do."""
    with base.read() as connection:
        return prepare(connection, path, CONTEXT, wishes)


def bring(base: Base, path: Path, wishes: Wishes) -> ImportPlan:
    """Import, and return what was done."""
    plan = dry(base, path, wishes)
    apply_import(base, of=plan.register, writes=plan.writes, context=CONTEXT)
    return plan


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    """Give an empty base."""
    with Base.create(tmp_path / "empty.setvzaim") as made:
        yield made


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the example district once; nobody writes to this one."""
    path = tmp_path_factory.mktemp("example") / "example.setvzaim"
    with Base.create(path) as made:
        build_example(made)
    return path


@pytest.fixture
def example(example_file: Path, tmp_path: Path) -> Iterator[Base]:
    """Give the example district to change."""
    with Base.open(Path(shutil.copy(example_file, tmp_path / "example.setvzaim"))) as made:
        yield made


@pytest.fixture
def try_out(base: Base) -> Import:
    """Say what importing a file into the empty base would do: `try_out(path, register="schools")`."""
    return lambda path, **wishes: dry(base, path, Wishes(**wishes))


@pytest.fixture
def bring_in(base: Base) -> Import:
    """Import a file into the empty base: `bring_in(path, register="schools")`."""
    return lambda path, **wishes: bring(base, path, Wishes(**wishes))


@pytest.fixture
def real() -> Path:
    """Give the folder of real files, kept beside the checkout and not in it."""
    folder = Path(os.environ.get("SETVZAIM_SHARED", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real files: {folder} is absent, set SETVZAIM_SHARED")
    return folder
