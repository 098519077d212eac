"""A damaged base is looked at as far as it goes, and what can be read is saved."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from setvzaim.errors import Damaged, WorldError
from setvzaim.queries.soundness import findings
from setvzaim.storage import Base, raw
from setvzaim.storage.rescue import rescue
from support import labels_of

PAGE = 4096


def _page_of(path: Path, name: str) -> int:
    """Return the number of the first page of a table or index, from 1."""
    connection = raw.connect(path, None)
    try:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
        return int(page)
    finally:
        connection.close()


def _damage(path: Path, page: int, data: bytes = b"\xff" * PAGE) -> None:
    with path.open("r+b") as file:
        file.seek(PAGE * (page - 1))
        file.write(data)


@pytest.fixture
def path(example_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(example_file, tmp_path / "район.setvzaim"))


def test_damage_is_noticed_at_opening_and_the_rest_can_be_looked_at(path: Path) -> None:
    """An office that works on in a damaged base loses more with every day."""
    _damage(path, _page_of(path, "staff"))
    with pytest.raises(Damaged, match="повреждён"):
        Base.open(path)
    with Base.open_as_it_is(path) as base:
        assert len(labels_of(base, "schools")) == 14
        with pytest.raises(Damaged):
            labels_of(base, "staff")
        with pytest.raises(WorldError, match="Спасите"), base.write():
            pass


def test_a_whole_base_is_rescued_whole(path: Path, tmp_path: Path) -> None:
    done = rescue(path, tmp_path / "спасено.setvzaim")
    assert (done.lost, done.unlinked, done.harmed) == (0, 0, ())
    with Base.open(path) as old, Base.open(tmp_path / "спасено.setvzaim") as new:
        for key in ("schools", "staff", "measures", "results"):
            assert labels_of(new, key) == labels_of(old, key)


def test_one_lost_table_costs_only_itself(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    _damage(path, _page_of(path, "staff"))
    damaged = path.read_bytes()
    done = rescue(path, tmp_path / "спасено.setvzaim")
    assert path.read_bytes() == damaged != before
    assert done.harmed == ("staff",)
    assert done.lost > 0
    with Base.open(tmp_path / "спасено.setvzaim") as base:
        assert len(labels_of(base, "schools")) == 14
        assert labels_of(base, "staff") == []
        with base.read() as connection:
            assert not connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            assert not [one for one in findings(connection) if not one.register]


def test_rows_behind_a_lost_page_are_found(base: Base, tmp_path: Path) -> None:
    """One bad sector in the middle must not cost the second half of a register."""
    with base.write() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
            "INSERT INTO subjects (id, version, name, name_fold) SELECT printf('%05d', i), 1, 'Предмет', i FROM n"
        )
    base.close()
    leaves = [number for number in range(2, base.path.stat().st_size // PAGE) if _is_leaf(base.path, number)]
    _damage(base.path, leaves[len(leaves) // 2])
    done = rescue(base.path, tmp_path / "спасено.setvzaim")
    assert 0 < done.lost < 200
    with Base.open(tmp_path / "спасено.setvzaim") as saved:
        assert len(labels_of(saved, "subjects")) == 3000 - done.lost


def _is_leaf(path: Path, number: int) -> bool:
    """Tell whether a page is a leaf of a table with at least ten rows."""
    with path.open("rb") as file:
        file.seek(PAGE * (number - 1))
        head = file.read(8)
    return head[0] == 13 and int.from_bytes(head[3:5], "big") >= 10


def test_a_file_of_which_nothing_can_be_read_says_so(path: Path, tmp_path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 3996)
    with pytest.raises(WorldError, match="ничего не читается"):
        rescue(path, tmp_path / "спасено.setvzaim")
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_rescue_never_takes_the_place_of_a_file(path: Path) -> None:
    with pytest.raises(WorldError, match="уже есть"):
        rescue(path, path)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_damaged_the_rescued_base_opens(path: Path, tmp_path: Path, seed: int) -> None:
    """Random damage, not the kinds somebody thought of: the answer is a base that opens, or a sentence."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    pages = path.stat().st_size // PAGE
    for _ in range(chance.randint(1, 6)):
        start = PAGE + chance.randrange(PAGE * (pages - 2))
        with path.open("r+b") as file:
            file.seek(start)
            file.write(chance.randbytes(chance.choice((1, 30, 400, PAGE))))
    target = tmp_path / "спасено.setvzaim"
    try:
        rescue(path, target)
    except WorldError:
        assert not target.exists()
        return
    with Base.open(target) as base, base.read() as connection:
        assert not connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        assert connection.exec_driver_sql("SELECT count(*) FROM schools").scalar_one() >= 0
