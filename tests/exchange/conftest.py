"""Importing as a test says it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from exchange.import_steps import Import, bring, dry
from setvzaim.exchange import Wishes
from setvzaim.storage import Base

ROOT = Path(__file__).parents[2]


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
