"""What cannot be opened is refused in a Russian sentence, and nothing is changed or left behind."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.model import TABLES
from setvzaim.storage import Base
from setvzaim.storage.base import APPLICATION_ID, SCHEMA
from support import Adder, labels_of


def _sentence(refusal: pytest.ExceptionInfo[WorldError], path: Path) -> str:
    """Return what the user reads, without the name of the file."""
    said = str(refusal.value).replace(str(path), "").replace(path.name, "").replace("setvzaim", "")
    assert said.endswith(".")
    assert not re.search(r"[A-Za-z]", said)
    return said


def _write(base: Base, *statements: str) -> None:
    with base.write() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


@pytest.fixture(scope="session")
def empty_bytes(empty_file: Path) -> bytes:
    return empty_file.read_bytes()


def _newer(path: Path) -> None:
    Base.create(path).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {SCHEMA + 1}")


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE other (id INTEGER)")


def _cut(path: Path) -> None:
    Base.create(path).close()
    with path.open("r+b") as file:
        file.truncate(1000)


def _overwritten(path: Path) -> None:
    Base.create(path).close()
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 4000)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda _: None, "Нет файла"),
        (lambda path: path.write_text("Не база"), "не база"),
        (lambda path: path.write_bytes(b""), "не база"),
        (lambda path: path.mkdir(), "папка"),
        (_foreign, "не база"),
        (_newer, "более новой программой"),
        (_cut, "повреждён"),
        (_overwritten, "повреждён"),
    ],
    ids=["missing", "text", "empty", "folder", "foreign", "newer", "cut", "overwritten"],
)
def test_what_is_no_base_is_refused_and_left_alone(tmp_path: Path, make: Callable[[Path], object], said: str) -> None:
    path = tmp_path / "база.setvzaim"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(WorldError) as refusal:
        Base.open(path)
    assert said in _sentence(refusal, path)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [file for file in tmp_path.iterdir() if file != path] == []


def test_a_new_base_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "важное.txt"
    path.write_text("важно", "utf-8")
    with pytest.raises(WorldError) as refusal:
        Base.create(path)
    assert "уже есть" in _sentence(refusal, path)
    assert path.read_text("utf-8") == "важно"


def test_a_new_base_needs_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "нет" / "база.setvzaim"
    with pytest.raises(WorldError) as refusal:
        Base.create(path)
    assert "Нет папки" in _sentence(refusal, path.parent)
    assert not list(tmp_path.iterdir())


def test_a_base_half_made_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(connection: sa.Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE half (id INTEGER)")
        raise RuntimeError("power cut")

    monkeypatch.setattr("setvzaim.storage.migrate.upgrade", broken)
    with pytest.raises(RuntimeError, match="power"):
        Base.create(tmp_path / "база.setvzaim")
    assert not list(tmp_path.iterdir())


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder open to all, and nobody's rights: root may write anything."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o777)
        shutil.rmtree(folder)


def test_a_file_that_may_only_be_read_is_read_and_not_written(empty_bytes: bytes, unprivileged: Path) -> None:
    path = unprivileged / "база.setvzaim"
    path.write_bytes(empty_bytes)
    path.chmod(0o444)
    with Base.open(path) as base:
        assert labels_of(base, "subjects") == []
        with pytest.raises(WorldError) as refusal:
            _write(base, "DELETE FROM settings")
    assert "только для чтения" in _sentence(refusal, path)
    assert path.read_bytes() == empty_bytes
    path.chmod(0o666)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no rights that chmod takes away")
def test_what_may_not_be_read_or_made_is_refused(empty_bytes: bytes, unprivileged: Path) -> None:
    path = unprivileged / "база.setvzaim"
    path.write_bytes(empty_bytes)
    path.chmod(0)
    with pytest.raises(WorldError) as refusal:
        Base.open(path)
    assert "Проверьте права" in _sentence(refusal, path)
    unprivileged.chmod(0o555)
    with pytest.raises(WorldError) as refusal:
        Base.create(unprivileged / "новая.setvzaim")
    assert "недоступен" in _sentence(refusal, unprivileged / "новая.setvzaim")
    assert list(unprivileged.iterdir()) == [path]


def test_writing_while_another_program_writes_says_so(base: Base) -> None:
    with closing(sqlite3.connect(base.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorldError) as refusal:
            _write(base, "PRAGMA busy_timeout = 0", "DELETE FROM settings")
    assert "занята другой программой" in _sentence(refusal, base.path)


def test_a_full_disk_says_so_and_keeps_what_was(base: Base, adder: Adder) -> None:
    adder("subjects", name="Математика")
    with base.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    large = "INSERT INTO settings (id, version, name, value) VALUES ('1', 1, 'a', zeroblob(99999))"
    with pytest.raises(WorldError) as refusal:
        _write(base, f"PRAGMA max_page_count = {pages}", "DELETE FROM subjects", large)
    assert "кончилось место" in _sentence(refusal, base.path)
    assert labels_of(base, "subjects") == ["Математика"]


def test_a_write_is_kept_whole_or_not_at_all(base: Base) -> None:
    table = TABLES["subjects"]

    def write(*, fail: bool) -> None:
        with base.write() as connection:
            connection.execute(sa.insert(table).values(id="1", version=1, name="Физика", name_fold="физика"))
            connection.exec_driver_sql("CREATE TABLE extra (id INTEGER)")
            if fail:
                raise RuntimeError("mistake")

    with pytest.raises(RuntimeError, match="mistake"):
        write(fail=True)
    assert labels_of(base, "subjects") == []
    write(fail=False)
    assert labels_of(base, "subjects") == ["Физика"]


def test_a_link_to_nothing_cannot_be_written(base: Base) -> None:
    """A mistake of ours, not of the world: it is not turned into a sentence."""
    with pytest.raises(sa.exc.IntegrityError), base.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO schools (id, version, name, name_fold, municipality) VALUES ('1', 1, 'А', 'а', 'нет')"
        )


def test_nothing_lies_beside_a_closed_base(tmp_path: Path) -> None:
    path = tmp_path / "база.setvzaim"
    with Base.create(path) as base, base.write() as connection:
        connection.exec_driver_sql("INSERT INTO subjects (id, version, name, name_fold) VALUES ('1', 1, 'А', 'а')")
    assert list(tmp_path.iterdir()) == [path]
    with Base.open(path) as base:
        assert labels_of(base, "subjects") == ["А"]


def test_a_base_says_that_it_is_ours(base: Base) -> None:
    with base.read() as connection:
        assert connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION_ID
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2


def test_what_is_read_together_is_one_state(base: Base, adder: Adder) -> None:
    """A list and its count agree although another program writes between them."""
    adder("subjects", name="Физика")
    with closing(sqlite3.connect(base.path, timeout=0)) as other, base.read() as connection:
        count = sa.text("SELECT count(*) FROM subjects")
        before = connection.execute(count).scalar_one()
        other.execute("DELETE FROM subjects")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.commit()
        assert connection.execute(count).scalar_one() == before
