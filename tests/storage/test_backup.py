"""A backup is whole, is proved, is not made for nothing, and is never the only thing that is left of the base."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from setvzaim.errors import PasswordNeeded, WorldError
from setvzaim.operations.password import change_password, remove_password, set_password
from setvzaim.storage import Base, backup, raw
from setvzaim.storage.backup import copy_to, drill, drill_due, keep_copies, keep_copy, present_shelf
from setvzaim.storage.places import Places, choose, places, shelf_of, usual_folder
from setvzaim.storage.shelf import Shelf
from support import Adder, labels_of

NOW = datetime(2026, 11, 24, 12, 30)  # noqa: DTZ001 - the office's own clock
HOUR = timedelta(hours=1)


def _labels(path: Path) -> list[str]:
    with Base.open(path) as base:
        return labels_of(base, "subjects")


def _damage(path: Path, at: int = 5) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * at)
        file.write(b"\xff" * 4096 * 3)


def test_a_copy_holds_what_the_base_held_while_it_was_open(base: Base, adder: Adder, tmp_path: Path) -> None:
    adder("subjects", name="Физика")
    copy_to(base.path, tmp_path / "копия.setvzaim")
    adder("subjects", name="Химия")
    assert _labels(tmp_path / "копия.setvzaim") == ["Физика"]
    assert {path.name for path in tmp_path.iterdir()} == {"копия.setvzaim", base.path.name, f"~${base.path.name}"}


def test_a_copy_never_takes_the_place_of_a_file(base: Base, tmp_path: Path) -> None:
    for target in (base.path, tmp_path / "старая.setvzaim"):
        target.touch()
        before = target.read_bytes()
        with pytest.raises(WorldError, match="уже есть"):
            copy_to(base.path, target)
        assert target.read_bytes() == before


def test_a_damaged_base_gives_no_copy(example: Base, tmp_path: Path) -> None:
    """Copies that look good and are not would push the good ones out."""
    example.close()
    _damage(example.path)
    with pytest.raises(WorldError, match="поврежд"):
        copy_to(example.path, tmp_path / "копия.setvzaim")
    assert [path.name for path in tmp_path.iterdir()] == [example.path.name]


def _full_disk(_old: Path, new: Path, _progress: object = None) -> None:
    new.write_bytes(b"half")
    with raw.in_words(_old, new), closing(raw.connect(new.with_suffix(".db"), None, writable=True)) as connection:
        connection.execute("PRAGMA max_page_count = 1")
        connection.execute("CREATE TABLE t (a)")


def test_a_full_disk_leaves_the_copies_that_are_there(
    base: Base, adder: Adder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Simulated: a real database of SQLite's refuses to grow, as on a full disk."""
    first = keep_copy(base.path, tmp_path / "копии", NOW)
    adder("subjects", name="Физика")
    with monkeypatch.context() as patch:
        patch.setattr(raw, "copy", _full_disk)
        with pytest.raises(WorldError, match="кончилось место"):
            keep_copy(base.path, tmp_path / "копии", NOW + HOUR)
    shelf = Shelf(shelf_of(base.path, tmp_path / "копии"))
    assert shelf.copies() == (first,)
    assert not list(shelf.folder.glob("*.часть"))
    assert keep_copy(base.path, tmp_path / "копии", NOW + HOUR)


def test_a_folder_that_is_gone_is_said(base: Base, tmp_path: Path) -> None:
    (tmp_path / "файл").touch()
    for folder in (tmp_path / "нет", tmp_path / "файл"):
        with pytest.raises(WorldError, match="Нет папки"):
            copy_to(base.path, folder / "копия.setvzaim")
    with pytest.raises(WorldError, match="Не удалось записать"):
        keep_copy(base.path, tmp_path / "файл", NOW)


def test_nothing_changed_nothing_copied(base: Base, tmp_path: Path) -> None:
    """A base only looked at would fill the folder with equal copies and push the older ones out."""
    assert keep_copy(base.path, tmp_path / "копии", NOW)
    assert keep_copy(base.path, tmp_path / "копии", NOW + HOUR) is None
    base.close()
    Base.open(base.path).close()
    assert keep_copy(base.path, tmp_path / "копии", NOW + HOUR) is None
    with Base.open(base.path) as again, again.write() as connection:
        connection.exec_driver_sql("INSERT INTO subjects (id, version, name, name_fold) VALUES ('1', 1, 'А', 'а')")
    copy = keep_copy(base.path, tmp_path / "копии", NOW + HOUR)
    assert copy is not None
    assert _labels(copy.path) == ["А"]
    assert "2026-11-24 13-30-00" in copy.path.name
    assert copy.path.name.startswith(base.path.stem)


def test_two_copies_in_one_second_are_two(base: Base, adder: Adder, tmp_path: Path) -> None:
    for name in ("Физика", "Химия", "Русский язык"):
        adder("subjects", name=name)
        assert keep_copy(base.path, tmp_path / "копии", NOW)
    found = Shelf(shelf_of(base.path, tmp_path / "копии")).copies()
    assert [len(_labels(copy.path)) for copy in found] == [3, 2, 1]


def test_copies_are_thinned_as_they_are_made(base: Base, adder: Adder, tmp_path: Path) -> None:
    folder = tmp_path / "копии"
    for at in range(30):
        adder("subjects", name=f"Предмет {at:02}")
        keep_copy(base.path, folder, NOW + at * timedelta(minutes=10))
    found = Shelf(shelf_of(base.path, folder)).copies()
    assert len(found) == 12
    assert len(_labels(found[0].path)) == 30


def test_a_clock_set_back_does_not_cost_the_copy_just_made(base: Base, adder: Adder, tmp_path: Path) -> None:
    folder = tmp_path / "копии"
    for at in range(14):
        adder("subjects", name=f"Завтра {at:02}")
        keep_copy(base.path, folder, NOW + timedelta(days=400) + at * HOUR)
    adder("subjects", name="Сегодня")
    copy = keep_copy(base.path, folder, NOW)
    assert copy is not None
    assert "Сегодня" in _labels(copy.path)


def test_bases_of_one_name_do_not_share_copies(base: Base, tmp_path: Path) -> None:
    other = tmp_path / "другая" / base.path.name
    other.parent.mkdir()
    shutil.copyfile(base.path, other)
    assert keep_copy(base.path, tmp_path / "копии", NOW)
    assert keep_copy(other, tmp_path / "копии", NOW)
    assert len(Shelf(shelf_of(other, tmp_path / "копии")).copies()) == 1


@pytest.mark.parametrize("spoiled", [b"", b"[1]", b'{"a": 5}', b"\xff"])
def test_copies_are_found_without_the_notes_about_them(base: Base, tmp_path: Path, spoiled: bytes) -> None:
    copy = keep_copy(base.path, tmp_path, NOW)
    assert copy is not None
    (copy.path.parent / "copies.json").write_bytes(spoiled)
    (found,) = Shelf(copy.path.parent).copies()
    assert (found.path, found.made, found.checked) == (copy.path, NOW, None)


def test_a_drill_restores_and_remembers(base: Base, adder: Adder) -> None:
    """A copy nobody has ever restored is a hope."""
    keep_copies(base.path, NOW)
    shelf = present_shelf(base.path)
    assert shelf.proved() == NOW
    adder("subjects", name="Физика")
    keep_copies(base.path, NOW + timedelta(days=29))
    assert present_shelf(base.path).proved() == NOW
    adder("subjects", name="Химия")
    keep_copies(base.path, NOW + timedelta(days=31))
    assert present_shelf(base.path).proved() == NOW + timedelta(days=31)
    assert drill_due(present_shelf(base.path), NOW), "a clock set back must not put the drill off"


def test_a_drill_finds_a_spoiled_copy(example: Base, tmp_path: Path) -> None:
    copy = keep_copy(example.path, tmp_path / "копии", NOW)
    assert copy is not None
    _damage(copy.path)
    shelf = Shelf(copy.path.parent)
    with pytest.raises(WorldError, match="не восстанавливается"):
        drill(shelf, NOW)
    assert shelf.proved() is None


def test_copies_go_to_the_chosen_folders_that_are_there(base: Base, adder: Adder, tmp_path: Path) -> None:
    """The stick is not always in; the copy on the disk is made all the same."""
    main, stick = tmp_path / "копии", tmp_path / "флешка"
    main.mkdir()
    choose(Places(main, stick))
    assert places() == Places(main, stick)
    assert keep_copies(base.path, NOW)
    assert not stick.exists()
    stick.mkdir()
    assert keep_copies(base.path, NOW) is None
    assert len(Shelf(shelf_of(base.path, stick)).copies()) == 1, "nothing changed, but the stick has no copy yet"
    main.rename(tmp_path / "прочь")
    adder("subjects", name="Физика")
    copy = keep_copies(base.path, NOW + HOUR)
    assert copy is not None
    assert usual_folder() in copy.path.parents


def test_a_folder_that_refuses_does_not_keep_the_other_from_its_copy(base: Base, tmp_path: Path) -> None:
    main, stick = tmp_path / "копии", tmp_path / "флешка"
    stick.mkdir()
    main.mkdir()
    shelf_of(base.path, main).touch()
    choose(Places(main, stick))
    with pytest.raises(WorldError):
        keep_copies(base.path, NOW)
    assert len(Shelf(shelf_of(base.path, stick)).copies()) == 1


@pytest.mark.parametrize("told", ["", "[]", "{}", '{"main": 5}'])
def test_a_spoiled_choice_of_folders_is_the_usual_one(told: str) -> None:
    usual_folder().parent.mkdir(exist_ok=True)
    (usual_folder().parent / "copies.json").write_text(told)
    assert places() == Places(usual_folder())


def test_work_that_is_stopped_leaves_nothing(example: Base, tmp_path: Path) -> None:
    def stop(_share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_to(example.path, tmp_path / "копия.setvzaim", stop)
    assert not list(tmp_path.glob("копия*"))


def test_progress_goes_up_to_the_end(example: Base, tmp_path: Path) -> None:
    shares: list[float] = []
    copy_to(example.path, tmp_path / "копия.setvzaim", shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1


def _revise(monkeypatch: pytest.MonkeyPatch, then: Callable[[sqlite3.Connection], object]) -> None:
    """Make up a next revision: what it does to the base is the test's."""

    def upgrade(connection: object) -> None:
        then(connection.connection.driver_connection)  # type: ignore[attr-defined]

    monkeypatch.setattr("setvzaim.storage.base.SCHEMA", 99)
    monkeypatch.setattr("setvzaim.storage.migrate.upgrade", upgrade)


def test_a_base_is_copied_before_it_is_upgraded(example: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    """A revision with a mistake must not be able to lose a year's work."""
    example.close()
    _revise(monkeypatch, lambda raw_connection: raw_connection.execute("DELETE FROM results"))
    with Base.open(example.path) as upgraded, upgraded.read() as connection:
        assert not connection.exec_driver_sql("SELECT count(*) FROM results").scalar_one()
    (copy,) = present_shelf(example.path).copies()
    with closing(raw.connect(copy.path, None)) as connection:
        assert connection.execute("SELECT count(*) FROM results").fetchone()[0]
        assert connection.execute("PRAGMA user_version").fetchone()[0] < 99


def test_without_a_copy_no_upgrade(example: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    example.close()
    before = example.path.read_bytes()
    _revise(monkeypatch, lambda raw_connection: raw_connection.execute("DELETE FROM results"))

    def refuse(*_: object) -> None:
        raise WorldError("Места нет.")

    monkeypatch.setattr(backup, "copy_to", refuse)
    with pytest.raises(WorldError, match="Места нет"):
        Base.open(example.path)
    assert example.path.read_bytes() == before


def test_a_filled_base_of_revision_1_is_copied_before_its_upgrade(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bases = Path(__file__).parents[1] / "data" / "bases"
    path = Path(shutil.copyfile(bases / "0001.setvzaim", tmp_path / "старая.setvzaim"))
    _revise(monkeypatch, lambda raw_connection: raw_connection.execute("ALTER TABLE schools ADD COLUMN extra TEXT"))
    with Base.open(path) as upgraded, upgraded.read() as connection:
        schools = connection.exec_driver_sql("SELECT count(*), count(extra) FROM schools").one()
    (copy,) = present_shelf(path).copies()
    told = json.loads((bases / "0001.json").read_text("utf-8"))
    assert tuple(schools) == (len(told["schools"]), 0)
    with closing(raw.connect(copy.path, None)) as connection:
        for table, rows in told.items():
            assert connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] == len(rows)  # noqa: S608


def test_backups_follow_the_password_of_their_base(example: Base, tmp_path: Path) -> None:
    """A backup that opens without the password shows all the names the password was to hide."""
    folder = tmp_path / "полка"
    folder.mkdir()
    choose(Places(folder))
    keep_copy(example.path, folder, NOW)
    (copy,) = present_shelf(example.path).copies()
    assert "Ветровская".encode() in copy.path.read_bytes()
    set_password(example, new="Тюльпан")
    assert "Ветровская".encode() not in copy.path.read_bytes()
    with pytest.raises(PasswordNeeded):
        Base.open(copy.path)
    change_password(example, present="Тюльпан", new="Лотос")
    with Base.open(copy.path, "Лотос") as opened:
        assert opened.encrypted
    assert keep_copy(example.path, folder, NOW + HOUR) is not None
    assert all("Ветровская".encode() not in one.path.read_bytes() for one in present_shelf(example.path).copies())
    remove_password(example, present="Лотос")
    for one in present_shelf(example.path).copies():
        Base.open(one.path).close()
