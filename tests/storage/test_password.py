"""A base with a password: read by nobody without it, lost to nobody with it."""

from __future__ import annotations

import os
import random
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from exchange.workbook_samples import xlsx
from setvzaim.errors import Damaged, PasswordNeeded, WorldError, WrongPassword
from setvzaim.exchange import prepare
from setvzaim.model import TABLES
from setvzaim.operations.imports import apply_import
from setvzaim.queries import Context, Filter, Query, fetch, find
from setvzaim.queries.soundness import findings
from setvzaim.registers import all_registers, register
from setvzaim.storage import Base, rewrite
from setvzaim.storage.base import APPLICATION_ID, SCHEMA
from storage.password_samples import NAME, PASSWORD, add_person, traces
from support import labels_of


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
        (lambda path: spoil(path, 3000, 50), PASSWORD, Damaged, "повреждён"),
        (lambda path: spoil(path, 3000, 50), "не тот", WrongPassword, "не подходит"),
        (lambda path: spoil(path, 0, 16), PASSWORD, WrongPassword, "начало файла повреждено"),
        (lambda path: os.truncate(path, 100_000), PASSWORD, WorldError, "не до конца"),
        (lambda path: os.truncate(path, 10 * 4096), PASSWORD, Damaged, "повреждён"),
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
