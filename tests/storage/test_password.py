"""A base with a password: read by nobody without it, lost to nobody with it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from exchange.workbook_samples import xlsx
from setvzaim.errors import PasswordNeeded, WorldError, WrongPassword
from setvzaim.exchange import prepare
from setvzaim.exchange.example import build_example
from setvzaim.model import TABLES
from setvzaim.operations.imports import apply_import
from setvzaim.operations.records import add
from setvzaim.queries import Context, Filter, Query, fetch, find
from setvzaim.queries.soundness import findings
from setvzaim.registers import LinkTo, all_registers, register
from setvzaim.storage import Base, rewrite
from setvzaim.storage.base import APPLICATION_ID, SCHEMA
from setvzaim.storage.leftover import leftover
from support import labels_of

PASSWORD = "Тюльпан \"степной\" и 'Лотос' %s \\ 2026"  # noqa: S105 - of the tests alone
NAME = "Тюрбееваситова"
"""A surname found nowhere else."""


def traces(folder: Path, word: str = NAME) -> list[str]:
    """Return the files under a folder that hold a word for everyone to read."""
    signs = [word.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be", "cp1251")]
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found += [path.name for sign in signs if sign in data]
    return found


def add_person(base: Base, name: str = NAME) -> None:
    context = Context()
    district = add(base, of=register("municipalities"), values={"name": f"Район {name}"}, context=context).value
    values: dict[str, object] = {"name": f"СОШ {name}", "municipality": LinkTo(district, "")}
    school = add(base, of=register("schools"), values=values, context=context).value
    values = {"name": name, "school": LinkTo(school, "")}
    add(base, of=register("staff"), values=values, context=context)


@pytest.fixture(scope="session")
def locked_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example district under the password; copy it, do not open it."""
    path = tmp_path_factory.mktemp("locked") / "под паролем.setvzaim"
    with Base.create(path, PASSWORD) as base:
        build_example(base)
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


def test_every_register_answers_alike_under_a_password(example: Base, locked: Path) -> None:
    """The other driver understands all that is asked: nothing is missing or in another order with a password."""
    with Base.open(locked, PASSWORD) as base:
        for key, of in all_registers().items():
            for query in _queries(key):
                assert _answers(base, query) == _answers(example, query), (key, query)
            assert of.label
        with base.read() as connection:
            assert list(findings(connection)) == []
            assert connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION_ID
            assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == SCHEMA
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
            assert connection.exec_driver_sql("PRAGMA temp_store").scalar_one() == 2


def _queries(key: str) -> Iterator[Query]:
    columns = [column for column in register(key).columns if column.shown]
    yield Query(key, search="школ")
    yield Query(key, filters=(Filter(columns[-1].key, "empty"),))
    for column in columns:
        yield Query(key, order=(f"-{column.key}",))


def _answers(base: Base, query: Query) -> list[list[str]]:
    with base.read() as connection:
        rows = fetch(connection, register(query.register), find(connection, query), query.context)
    texts = [list(row.texts()) for row in rows]
    return sorted(texts) if query.order else texts  # ties are broken by identifiers, which differ


@pytest.mark.parametrize(
    "password", ["1", "пароль", 'а"б', "а'б", "%s%%", "\\", "  с краёв  ", "x'2f'", "🌷", "длинный " * 50]
)
def test_any_password_can_be_typed(tmp_path: Path, empty_file: Path, password: str) -> None:
    """Quotes, blanks, Cyrillic: what was set opens the base, however it was set, and nothing else does."""
    path = Path(shutil.copyfile(empty_file, tmp_path / "база.setvzaim"))
    with Base.open(path) as base:
        base.change_password(password)
        assert base.opened_by(password)
        assert not base.opened_by(password + "1")
        assert labels_of(base, "subjects") == []
    with Base.open(path, password) as base:
        assert labels_of(base, "subjects") == []
        base.change_password(None)
    Base.open(path).close()
    made = tmp_path / "новая.setvzaim"
    Base.create(made, password).close()
    Base.open(made, password).close()
    with pytest.raises(WrongPassword):
        Base.open(made, password + " ")


def test_a_letter_is_the_same_on_every_keyboard(tmp_path: Path) -> None:
    """«й» typed as one sign or as two opens the same base."""
    path = tmp_path / "база.setvzaim"
    Base.create(path, "тюлений").close()
    Base.open(path, unicodedata.normalize("NFD", "тюлений")).close()


@pytest.mark.parametrize("password", ["", "а\nб", "а\0б"])
def test_what_cannot_be_typed_again_is_no_password(base: Base, password: str) -> None:
    before = base.path.read_bytes()
    with pytest.raises(WorldError, match="Наберите"):
        base.change_password(password)
    assert base.path.read_bytes() == before
    assert not base.encrypted


def test_a_base_without_a_password_ignores_one(empty_file: Path, tmp_path: Path) -> None:
    with Base.open(Path(shutil.copyfile(empty_file, tmp_path / "база.setvzaim")), "лишний") as base:
        assert not base.encrypted


def spoil(path: Path, start: int, count: int) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(bytes(count))


def _foreign(path: Path) -> None:
    path.unlink()
    with rewrite._opened(path, PASSWORD) as connection:
        connection.execute("CREATE TABLE other (id INTEGER)")


def _noise(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(8 * 4096))  # noqa: S311 - noise


@pytest.mark.parametrize(
    ("change", "password", "kind", "said"),
    [
        (lambda _: None, None, PasswordNeeded, "защищена паролем"),
        (lambda _: None, "не тот", WrongPassword, "не подходит"),
        (lambda path: spoil(path, 3000, 50), PASSWORD, WorldError, "повреждён"),
        (lambda path: spoil(path, 3000, 50), "не тот", WrongPassword, "не подходит"),
        (lambda path: spoil(path, 0, 16), PASSWORD, WrongPassword, "начало файла повреждено"),
        (lambda path: os.truncate(path, 100_000), PASSWORD, WorldError, "не до конца"),
        (lambda path: os.truncate(path, 10 * 4096), PASSWORD, WorldError, "повреждён"),
        (_foreign, PASSWORD, WorldError, "не база"),
        (_noise, PASSWORD, WrongPassword, "не подходит"),
        (lambda path: path.write_bytes(bytes(8 * 4096)), PASSWORD, WorldError, "не база"),
    ],
    ids=["none", "wrong", "damaged", "damaged-and-wrong", "salt", "cut", "cut-at-page", "foreign", "noise", "zeros"],
)  # fmt: skip
def test_a_wrong_password_is_told_from_damage(
    locked: Path, change: Callable[[Path], object], password: str | None, kind: type[WorldError], said: str,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Who is told «wrong password» over a damaged file tries passwords instead of taking the backup, and vice versa."""
    change(locked)
    before = locked.read_bytes()
    with pytest.raises(WorldError) as refusal:
        Base.open(locked, password)
    assert type(refusal.value) is kind
    assert said in str(refusal.value)
    assert locked.read_bytes() == before
    assert list(locked.parent.iterdir()) == [locked]
    assert capfd.readouterr() == ("", ""), "the driver's own English goes nowhere"


def test_nothing_is_readable_beside_an_open_base(tmp_path: Path, scratch: Path) -> None:
    """Neither the file nor its journal nor a temporary file shows a name, while writing, importing, or after."""
    path = tmp_path / "база.setvzaim"
    book = tmp_path.parent / f"{tmp_path.name}.xlsx"
    xlsx(book, [["Школа", "Район", "Учеников"], *([f"СОШ {NAME} {n}", NAME, n] for n in range(3000))])
    seen: set[str] = set()

    def look() -> None:
        seen.update(file.name for file in tmp_path.iterdir())
        assert traces(tmp_path) == []

    with Base.create(path, PASSWORD) as base:
        add_person(base)
        with base.write() as connection:
            connection.exec_driver_sql("PRAGMA cache_spill = 10")
            connection.exec_driver_sql("PRAGMA cache_size = 20")
            connection.execute(sa.update(TABLES["staff"]).values(name=NAME * 100))
            for number in range(200):
                connection.exec_driver_sql(
                    "INSERT INTO subjects (id, version, name, name_fold) VALUES (?, 1, ?, ?)",
                    (str(number), f"{NAME} {number}" * 50, str(number)),
                )
            connection.exec_driver_sql("CREATE TEMP TABLE sorted AS SELECT name FROM subjects ORDER BY name DESC")
            look()
        with base.read() as connection:
            plan = prepare(connection, book, Context())
            look()
        apply_import(base, of=plan.register, writes=plan.writes, context=Context())
        look()
    look()
    assert "база.setvzaim-journal" in seen, "the journal was there to be looked at"
    assert list(scratch.iterdir()) == []
    book.unlink()


def test_setting_a_password_leaves_nothing_readable(base: Base, tmp_path: Path, scratch: Path) -> None:
    add_person(base)
    assert traces(tmp_path) == [base.path.name], "the search finds what is there"
    with base.path.open("rb") as before:  # the bytes of before, as somebody finds them who reads the disk itself
        wiped = base.change_password(PASSWORD)
        assert wiped
        assert set(before.read()) == {0}
    assert traces(tmp_path) == []
    assert {file.name for file in tmp_path.iterdir()} == {base.path.name, scratch.name}
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
    assert list(tmp_path.iterdir()) == [base.path]
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
    assert list(tmp_path.iterdir()) == [base.path]


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
    assert list(tmp_path.iterdir()) == [base.path]


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
        assert list(tmp_path.iterdir()) == [path], "opening takes away what was left"
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
