"""If these fail, the command that solves instances from elsewhere gives values that are not the published ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def solved(*files: Path) -> list[list[str]]:
    command = [sys.executable, str(ROOT / "benchmarks" / "pmed.py"), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONUTF8": "1"})
    return [line.split("\t") for line in done.stdout.splitlines()]


def test_the_published_values_are_reached_and_proven() -> None:
    folder = Path(os.environ.get("SETVZAIM_SHARED", ROOT.parent / "shared" / "data")) / "pmed"
    if not folder.is_dir():
        pytest.skip(f"no instances: {folder} is absent, set SETVZAIM_SHARED")
    optima = [line.split() for line in (folder / "optima.txt").read_text(encoding="ascii").splitlines()[1:]]
    lines = solved(*(folder / f"{name}.txt" for name, _ in optima))
    assert [line[:3] for line in lines[1:]] == [[name, value, value] for name, value in optima]


def test_an_edge_that_comes_again_replaces_the_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "again.txt"
    path.write_text("3 3 1\n1 2 5\n2 3 100\n2 3 7\n", encoding="ascii")
    assert solved(path)[1][:3] == ["again", "12", "12"]
