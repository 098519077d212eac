"""The command as a user calls it, within this process."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.calls import Answer, Command
from setvzaim.app import run


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Call the program in a folder of the test's own: `command("list", "schools", "--from", base)`."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> Answer:
        status = run([str(argument) for argument in arguments])
        return Answer(status, *capsys.readouterr())

    return call
