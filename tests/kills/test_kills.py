"""The short form of `make kills`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
KILLS = 15


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are Unix's")
def test_whatever_moment_the_power_goes_nothing_done_is_lost(tmp_path: Path) -> None:
    """These offices have power cuts."""
    run = subprocess.run(
        [sys.executable, "-X", "utf8", TESTS / "kills" / "run.py", str(KILLS)],
        env={**os.environ, "PYTHONPATH": str(TESTS), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout, run.stderr
    seen = json.loads(run.stdout)
    assert seen["faults"] == [], f"seed {seen['seed']}"
    assert seen["kills"] == KILLS
    assert seen["done"] > KILLS, "the programs were killed before they did anything: this test tests nothing"
