"""Builders know no format, and naming a format loads no heavy library before it is used."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

HEAVY = {"reportlab", "openpyxl", "sqlalchemy", "PySide6"}


@pytest.mark.parametrize(
    "module", ["setvzaim.documents.plan", "setvzaim.documents.register_list", "setvzaim.rendering"]
)
def test_module_loads_no_heavy_library(module: str) -> None:
    code = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert not HEAVY & set(run.stdout.split())
