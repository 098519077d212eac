"""A restore brings the copy back whole, keeps what was there, and is never half done."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from setvzaim.errors import Damaged, WorldError
from setvzaim.storage import Base, raw
from setvzaim.storage.backup import copy_to
from setvzaim.storage.base import SCHEMA
from setvzaim.storage.restore import restore
from support import Adder, labels_of

NOW = datetime(2026, 11, 24, 12, 30)  # noqa: DTZ001 - the office's own clock


def _labels(path: Path) -> list[str]:
    with Base.open(path) as base:
        return labels_of(base, "subjects")


@pytest.fixture
def copy(base: Base, adder: Adder, tmp_path: Path) -> Path:
    """A copy with «Физика»; the base, closed, has «Химия» besides."""
    adder("subjects", name="Физика")
    path = tmp_path / "копия.setvzaim"
    copy_to(base.path, path)
    adder("subjects", name="Химия")
    base.close()
    return path


def test_the_copy_takes_the_place_and_the_base_is_kept(copy: Path, base: Base, tmp_path: Path) -> None:
    kept = restore(copy, base.path, NOW)
    assert kept is not None
    assert _labels(base.path) == ["Физика"]
    assert _labels(kept) == ["Физика", "Химия"]
    assert kept.name == f"{base.path.stem} до восстановления 2026-11-24 12-30-00.setvzaim"
    assert {path.name for path in tmp_path.iterdir()} == {copy.name, kept.name, base.path.name}
    again = restore(copy, base.path, NOW)
    assert again not in (None, kept), "a second restore must not write over what the first kept"


def test_a_base_that_is_not_there_is_made(copy: Path, tmp_path: Path) -> None:
    assert restore(copy, tmp_path / "новая.setvzaim", NOW) is None
    assert _labels(tmp_path / "новая.setvzaim") == ["Физика"]


def test_a_base_in_use_is_not_replaced(copy: Path, base: Base) -> None:
    with Base.open(base.path) as open_base:
        with pytest.raises(WorldError, match=r"База уже открыта: .* Закройте её там"):
            restore(copy, base.path, NOW)
        assert labels_of(open_base, "subjects") == ["Физика", "Химия"]


def test_a_damaged_base_is_replaced_and_kept_as_it_is(copy: Path, base: Base) -> None:
    with base.path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 4000)
    damaged = base.path.read_bytes()
    with pytest.raises(Damaged):
        Base.open(base.path)
    kept = restore(copy, base.path, NOW)
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert _labels(base.path) == ["Физика"]


def test_the_journal_of_a_base_that_is_gone_does_not_spoil_the_restored_one(copy: Path, base: Base) -> None:
    """SQLite would take it for the restored base's own and undo with it what was never done."""
    with Base.open(base.path) as open_base, open_base.read():
        raw_connection = raw.connect(base.path, None, writable=True)
        raw_connection.execute("PRAGMA cache_size = 1")
        raw_connection.execute("BEGIN")
        raw_connection.execute("UPDATE subjects SET name = 'Нет'")
        journal = base.path.with_name(base.path.name + "-journal")
        saved = journal.read_bytes()
        raw_connection.execute("ROLLBACK")
        raw_connection.close()
    base.path.unlink()
    journal.write_bytes(saved)
    restore(copy, base.path, NOW)
    assert not journal.exists()
    assert _labels(base.path) == ["Физика"]


def _text(path: Path) -> None:
    path.write_text("не база")


def _spoil(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 9000)


def _make_newer(path: Path) -> None:
    connection = raw.connect(path, None, writable=True)
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(_text, "не база"), (_spoil, "повреждена"), (_make_newer, "более новой"), (Path.unlink, "Нет файла")],
)
def test_a_bad_copy_replaces_nothing(spoil: object, said: str, copy: Path, base: Base, tmp_path: Path) -> None:
    spoil(copy)  # type: ignore[operator]
    before = base.path.read_bytes()
    with pytest.raises(WorldError, match=said):
        restore(copy, base.path, NOW)
    assert base.path.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} <= {copy.name, base.path.name}


@pytest.mark.parametrize("step", ["copy", "put_in_place", "sync"])
def test_a_disk_that_refuses_leaves_the_base(
    step: str, copy: Path, base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Simulated: each step in turn meets the error of a full disk."""

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(raw, step, refuse)
    before = base.path.read_bytes()
    with pytest.raises((WorldError, OSError)):
        restore(copy, base.path, NOW)
    assert base.path.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {copy.name, base.path.name} | {
        path.name for path in tmp_path.glob("*до восстановления*")
    }


def test_a_copy_is_not_restored_into_itself(copy: Path) -> None:
    with pytest.raises(WorldError, match="один и тот же файл"):
        restore(copy, copy, NOW)


def test_what_a_dead_restore_left_is_swept_away(base: Base, tmp_path: Path) -> None:
    base.close()
    (tmp_path / f"~${base.path.name}.новая").write_bytes(b"half")
    Base.open(base.path).close()
    assert [path.name for path in tmp_path.iterdir()] == [base.path.name]


def test_a_journal_in_which_nothing_stands_is_swept_away(base: Base, tmp_path: Path) -> None:
    """A program that dies before its first write leaves one that SQLite passes over for ever."""
    base.close()
    base.path.with_name(base.path.name + "-journal").write_bytes(bytes(512))
    with Base.open(base.path) as again:
        assert labels_of(again, "subjects") == []
    assert [path.name for path in tmp_path.iterdir()] == [base.path.name]


def test_an_old_copy_is_restored_and_upgraded_when_opened(base: Base, tmp_path: Path) -> None:
    base.close()
    old = Path(__file__).parents[1] / "data" / "bases" / "0001.setvzaim"
    copy = Path(shutil.copyfile(old, tmp_path / "старая.setvzaim"))
    restore(copy, base.path, NOW)
    with Base.open(base.path) as upgraded:
        assert labels_of(upgraded, "schools")
