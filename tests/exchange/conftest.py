"""Importing as a test says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.import_steps import Import, bring, dry, real_folder
from setvzaim.exchange import Wishes
from setvzaim.storage import Base


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
    return real_folder()
