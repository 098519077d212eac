"""Bases with a password, and a temporary folder to look into."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from setvzaim.operations.password import set_password
from setvzaim.storage import Base
from storage.password_samples import PASSWORD


@pytest.fixture(scope="session")
def locked_file(tmp_path_factory: pytest.TempPathFactory, example_file: Path) -> Path:
    """The example district under the password, record by record that of `example_file`; copy it, do not open it."""
    path = tmp_path_factory.mktemp("locked") / "под паролем.setvzaim"
    shutil.copyfile(example_file, path)
    with Base.open(path) as base:
        set_password(base, new=PASSWORD)
    return path


@pytest.fixture
def locked(tmp_path: Path, locked_file: Path) -> Path:
    return Path(shutil.copyfile(locked_file, tmp_path / locked_file.name))


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The temporary folder of everything this process does, SQLite included."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []
