"""Setting, changing and taking away the password: whatever happens, the base opens and nothing plain is left."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from setvzaim.errors import PasswordNeeded, WorldError, WrongPassword
from setvzaim.storage import Base, rewrite
from setvzaim.storage.leftover import leftover
from storage.password_samples import NAME, PASSWORD, add_person, traces
from support import labels_of


def beside_the_lock(folder: Path) -> list[Path]:
    """Return what lies in a folder but for the file by which an open base is locked."""
    return [path for path in folder.iterdir() if not path.name.startswith("~$")]


def test_setting_a_password_leaves_nothing_readable(base: Base, tmp_path: Path, scratch: Path) -> None:
    add_person(base)
    assert traces(tmp_path) == [base.path.name], "the search finds what is there"
    with base.path.open("rb") as before:  # the bytes of before, as somebody finds them who reads the disk itself
        wiped = base.change_password(PASSWORD)
        assert wiped
        assert set(before.read()) == {0}
    assert traces(tmp_path) == []
    assert {file.name for file in beside_the_lock(tmp_path)} == {base.path.name, scratch.name}
    assert labels_of(base, "staff") == [NAME], "the base stays open"
    add_person(base, "Второй")
    base.close()
    with Base.open(base.path, PASSWORD) as again:
        assert sorted(labels_of(again, "staff")) == sorted([NAME, "Второй"])


def test_another_password_takes_the_place_of_the_old(locked: Path) -> None:
    with Base.open(locked, PASSWORD) as base:
        schools = labels_of(base, "schools")
        base.change_password("новый")
        assert labels_of(base, "schools") == schools
    with pytest.raises(WrongPassword):
        Base.open(locked, PASSWORD)
    with Base.open(locked, "новый") as base:
        assert labels_of(base, "schools") == schools
        base.change_password(None)
    with Base.open(locked) as base:
        assert labels_of(base, "schools") == schools
    with closing(sqlite3.connect(locked)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert list(locked.parent.iterdir()) == [locked]


def test_what_is_taken_along_is_everything(locked: Path) -> None:
    """Every value of every table, identifiers and versions too, is the same after a password was set."""
    with Base.open(locked, PASSWORD) as base:
        before = dump(base)
        base.change_password(None)
        assert dump(base) == before
        base.change_password("а")
        assert dump(base) == before
    assert sum(map(len, before.values())) > 500


def dump(base: Base) -> dict[str, list[tuple[object, ...]]]:
    with base.read() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        return {
            name: [tuple(row) for row in connection.exec_driver_sql(f'SELECT rowid, * FROM "{name}" ORDER BY rowid')]  # noqa: S608
            for name in names
        }


def test_while_another_program_has_the_base_its_password_stays(
    base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the other one writes meanwhile would be lost. Both have one driver here: two would share locks."""
    monkeypatch.setattr(rewrite, "PATIENCE", 0)
    with rewrite._opened(base.path, None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorldError, match="занята другой программой"):
            base.change_password(PASSWORD)
    assert not base.encrypted
    assert beside_the_lock(tmp_path) == [base.path]
    assert labels_of(base, "subjects") == []


@pytest.mark.parametrize("at", ["_export", "_settle", "_verify", "overwrite"])
def test_a_full_disk_leaves_the_base_as_it_was(
    base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """Whatever step the disk refuses: the old base opens, or the new one, and nothing lies beside."""
    add_person(base)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rewrite, at, full)
    if at == "overwrite":  # the exchange is done by then
        assert base.change_password(PASSWORD) is False
    else:
        with pytest.raises(WorldError, match="не изменён"):
            base.change_password(PASSWORD)
    assert base.encrypted is (at == "overwrite")
    assert labels_of(base, "staff") == [NAME]
    assert beside_the_lock(tmp_path) == [base.path]


def test_a_copy_that_is_not_the_same_is_not_taken(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_person(base)
    export = rewrite._export

    def lossy(connection: object, beside: Path, password: str | None) -> None:
        export(connection, beside, password)
        with rewrite._opened(beside, password) as new:
            new.execute("DELETE FROM staff")

    monkeypatch.setattr(rewrite, "_export", lossy)
    with pytest.raises(WorldError, match="не прошла проверку"):
        base.change_password(PASSWORD)
    assert labels_of(base, "staff") == [NAME]
    assert beside_the_lock(tmp_path) == [base.path]


_CHILD = """
import sys
from pathlib import Path
from setvzaim.storage import Base
words = [word or None for word in sys.argv[2:]]
with Base.open(Path(sys.argv[1]), words[0]) as base:
    print("begins", flush=True)
    base.change_password(words[1])
    print("done", flush=True)
"""


@pytest.mark.parametrize(("present", "new"), [("", "а"), ("а", "б"), ("а", "")], ids=["set", "change", "remove"])
def test_killed_at_any_moment_the_base_opens_and_nothing_plain_lies_beside(
    example_file: Path, tmp_path: Path, present: str, new: str
) -> None:
    """A power cut while the password changes: the base is whole under the old or the new one."""
    chance = random.Random(os.urandom(8))  # noqa: S311 - moments
    seen = set()
    for _ in range(int(os.environ.get("SETVZAIM_KILLS", "4"))):
        path = Path(shutil.copyfile(example_file, tmp_path / "база.setvzaim"))
        if present:
            with Base.open(path) as base:
                base.change_password(present)
        call = [sys.executable, "-c", _CHILD, str(path), present, new]
        with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "begins\n"
            try:
                child.wait(chance.uniform(0, 0.7))
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGKILL)
            done = "done" in child.stdout.read()
        if new:
            assert leftover(path).name not in traces(tmp_path, "Троицк")
        now = _opens(path, present, new)
        assert now == new or not done
        seen.add(now)
        assert beside_the_lock(tmp_path) == [path], "opening takes away what was left"
        path.unlink()
    assert seen <= {present, new}


def _opens(path: Path, *passwords: str) -> str:
    """Return the password that opens a base and finds the whole example in it."""
    for password in passwords:
        try:
            with Base.open(path, password or None) as base:
                if base.encrypted is bool(password):
                    assert len(labels_of(base, "schools")) == 14
                    return password
        except (PasswordNeeded, WrongPassword):
            pass
    raise AssertionError("no password opens it")
