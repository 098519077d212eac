"""One page of declaration makes a register that can be entered, searched, linked, printed, exported and imported."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("fourteenth_register.py")


def test_a_register_is_a_page_of_declaration(example_file: Path, tmp_path: Path) -> None:
    """The page joins a program of its own process, because registers are found once."""
    shutil.copyfile(example_file, tmp_path / "example")
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"}
    run = subprocess.run([sys.executable, SCRIPT, tmp_path], capture_output=True, text=True, check=False, env=env)
    assert run.returncode == 0, run.stderr
    answers = json.loads(run.stdout)

    texts = answers["texts"]  # entered and kept
    assert texts["topic"] == "Ёлочные задачи"
    assert texts["subject"].casefold() == "математика"
    assert texts["held_on"] == "05.10.2026"
    assert texts["mode"] == "очно"
    assert texts["guests"].count(";") == 1
    assert texts["turnout"] == "4 из 5 (80\u00a0%) · малая выборка"
    assert answers["name"] == "изменить посещение"  # operations speak of it
    assert answers["refused"] == {"topic": "не заполнено: тема урока"}
    assert answers["filtered"] == 0
    assert answers["everywhere"] == ["visits"]
    assert answers["dependants"] == 1  # deleting a school names it
    assert (tmp_path / "посещения.pdf").read_bytes().startswith(b"%PDF")
    assert answers["again"] == ["unchanged"]  # its workbook comes back the same
    assert answers["imported"] == texts
