"""Bytes kept once: there as long as anything names them, and never handed out damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.operations.archive import archive
from setvzaim.operations.attachments import NewFile, attach, detach
from setvzaim.operations.history import undo
from setvzaim.queries.soundness import findings
from setvzaim.registers import register
from setvzaim.storage import Base, Changes
from setvzaim.storage.backup import copy_to
from setvzaim.storage.blobs import BLOBS, keep_blob, read_blob, sweep_blobs
from setvzaim.storage.journal import ENTRIES
from setvzaim.storage.rescue import rescue
from support import Adder

DOCUMENTS = register("documents")
SCAN = b"%PDF-1.4 scan" * 100


@pytest.fixture
def order(adder: Adder) -> str:
    """A legal document in the empty base."""
    return adder("documents", title="Приказ", kind="приказ")


def _blobs(base: Base) -> int:
    with base.read() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(BLOBS)).scalar_one()


def _spoil(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(statement)
        raw.commit()


def _attach(base: Base, record: str, content: bytes = SCAN, name: str = "скан.pdf") -> str:
    return attach(base, of=DOCUMENTS, record=record, files=[NewFile(name, content)]).value.ids[0]


def test_equal_bytes_are_kept_once(base: Base) -> None:
    with base.write() as connection:
        one, other = Changes(connection).keep_blob(SCAN), keep_blob(connection, SCAN)
        assert one == other
        assert read_blob(connection, one) == SCAN
    assert _blobs(base) == 1


def test_missing_and_damaged_bytes_are_refused_in_words_and_found_by_check(base: Base, order: str) -> None:
    _attach(base, order)
    _attach(base, order, b"other", "другой.pdf")
    _spoil(base.path, "UPDATE blobs SET content = x'00' WHERE size = 5")
    _spoil(base.path, "DELETE FROM blobs WHERE size <> 5")
    with base.read() as connection:
        said = {one.name: one.reason for one in findings(connection)}
        assert said == {
            "скан.pdf": "приложенный файл: его содержимого в базе нет",
            "другой.pdf": "приложенный файл: его содержимое повреждено",
        }
        digest = connection.execute(sa.select(BLOBS.c.digest)).scalar_one()
        with pytest.raises(WorldError, match="повреждено"):
            read_blob(connection, digest)
        with pytest.raises(WorldError, match="в базе нет"):
            read_blob(connection, "0" * 64)


def test_attaching_again_mends_what_was_damaged(base: Base, order: str, adder: Adder) -> None:
    _attach(base, order)
    _spoil(base.path, "UPDATE blobs SET content = x'00'")
    _attach(base, adder("documents", title="Второй", kind="приказ"))
    with base.read() as connection:
        assert not list(findings(connection))


def test_bytes_stay_while_a_row_or_the_journal_names_them(base: Base, order: str) -> None:
    file = _attach(base, order)
    detach(base, files=[file])
    with base.write() as connection:
        assert sweep_blobs(connection) == 0
    undo(base)
    with base.write() as connection:
        assert sweep_blobs(connection) == 0
        assert not list(findings(connection))
        keep_blob(connection, b"nobody names it")
        assert sweep_blobs(connection) == 1
    assert _blobs(base) == 1


def test_archiving_the_journal_takes_the_bytes_that_only_it_named(base: Base, order: str, tmp_path: Path) -> None:
    kept = _attach(base, order)
    gone = _attach(base, order, b"old", "старый.pdf")
    detach(base, files=[gone])
    with base.write() as connection:
        connection.execute(sa.update(ENTRIES).values(at="2020-01-01T00:00:00+00:00"))
    archive(base, before=2026, to=tmp_path / "архив.zip")
    assert _blobs(base) == 1
    with base.read() as connection:
        assert not list(findings(connection))
    assert kept


def test_the_bytes_of_plan_versions_are_named_too(base: Base, adder: Adder) -> None:
    network = adder("networks", name="Сеть")
    plan = adder("plans", title="План", network=network, school_year="2026/27")
    with base.write() as connection:
        digest = keep_blob(connection, b"the plan as it was sent")
    version = adder("plan_versions", plan=plan, number=1, code="AB12", state="на согласовании", digest=digest)
    with base.write() as connection:
        assert sweep_blobs(connection) == 0
        assert not list(findings(connection))
    _spoil(base.path, "DELETE FROM blobs")
    with base.read() as connection:
        assert [(one.record, one.reason) for one in findings(connection)] == [
            (version, "план этой версии: его содержимого в базе нет")
        ]


def test_copies_and_rescued_bases_hold_the_files(base: Base, order: str, tmp_path: Path) -> None:
    big = bytes(range(256)) * 4000
    _attach(base, order, big)
    base.close()
    copy_to(base.path, tmp_path / "копия.setvzaim")
    rescue(base.path, tmp_path / "спасённая.setvzaim")
    for name in ("копия.setvzaim", "спасённая.setvzaim"):
        with Base.open(tmp_path / name) as other, other.read() as connection:
            digest = connection.execute(sa.select(BLOBS.c.digest)).scalar_one()
            assert read_blob(connection, digest) == big
            assert not list(findings(connection))


@pytest.mark.parametrize("change", [("ключ", None), (None, "ключ")])
def test_files_survive_a_change_of_the_password(base: Base, order: str, change: tuple[str | None, str | None]) -> None:
    if change[0]:
        base.change_password("прежний ключ")
    _attach(base, order)
    base.change_password("новый ключ" if change[1] else None)
    with base.read() as connection:
        digest = connection.execute(sa.select(BLOBS.c.digest)).scalar_one()
        assert read_blob(connection, digest) == SCAN
