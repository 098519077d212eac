"""The rules of the house that no linter knows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
HEAVY = {"icalendar", "openpyxl", "reportlab", "alembic", "python_calamine"}
LONGEST = 400
"""Lines of a file: what is longer has more than one thing in it."""
REVISIONS = ROOT / "src" / "setvzaim" / "storage" / "migrations" / "versions"
KNOWN_LONG = {"prepare.py", "test_print_journeys.py"}
"""Longer than a room today, waiting to be parted: nothing may join them."""


def _short(path: Path) -> str:
    return path.relative_to(ROOT / "src" / "setvzaim").as_posix()


def test_the_files_are_found() -> None:
    """If the layout changed, the checks below would pass over nothing."""
    assert {"registers/schools.py", "ui/worker.py"} <= {_short(path) for path in SOURCES}
    assert len(TESTS) > 20


def test_the_window_never_turns_the_event_loop_by_itself() -> None:
    assert not [_short(path) for path in SOURCES if "processEvents" in path.read_text("utf-8")]


def test_no_file_is_longer_than_a_room() -> None:
    rooms = [path for path in (*SOURCES, *TESTS) if path.parent != REVISIONS]
    long = {path.name: lines for path in rooms if (lines := path.read_text("utf-8").count("\n")) > LONGEST}
    assert set(long) <= KNOWN_LONG, long


@pytest.mark.parametrize("module", ["setvzaim.cli._parser", "setvzaim.app", "setvzaim.storage", "setvzaim.queries"])
def test_starting_loads_nothing_heavy(module: str) -> None:
    """The first window would come a second later."""
    code = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=env)
    assert run.returncode == 0, run.stderr
    assert not HEAVY & set(run.stdout.split())
