"""Old years of the journal go into a file that anybody can read, and nothing else goes."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.operations.archive import NAME, archive
from setvzaim.operations.history import undo, undo_one
from setvzaim.operations.records import change
from setvzaim.queries.history import changes_of, operations
from setvzaim.queries.journal_check import journal_findings
from setvzaim.registers import register
from setvzaim.storage import Base
from setvzaim.storage.journal import ENTRIES
from support import NOWHERE, Adder, dump

SUBJECTS = register("subjects")


@pytest.fixture
def years(base: Base, adder: Adder) -> str:
    """One subject: added in 2024, changed on the last evening of August 2025 and after it; its record."""
    subject = adder("subjects", name="А")
    for name in "БВ":
        change(base, of=SUBJECTS, record=subject, values={"name": name}, context=NOWHERE)
    times = {1: (2024, 10, 1), 2: (2025, 8, 31, 23, 59), 3: (2025, 9, 1)}
    with base.write() as connection:
        for sequence, time in times.items():
            at = datetime(*time, tzinfo=UTC).isoformat(timespec="seconds")  # type: ignore[arg-type, misc]
            connection.execute(sa.update(ENTRIES).where(ENTRIES.c.sequence == sequence).values(at=at))
    return subject


def _lines(path: Path) -> list[dict[str, object]]:
    with zipfile.ZipFile(path) as packed:
        assert packed.namelist() == [NAME]
        return [json.loads(line) for line in packed.read(NAME).decode().splitlines()]


def test_what_was_before_a_school_year_goes_into_the_file(base: Base, years: str, tmp_path: Path) -> None:
    before = dump(base)
    outcome = archive(base, before=2025, to=tmp_path / "архив.zip")
    assert outcome.value == 2
    lines = _lines(tmp_path / "архив.zip")
    assert [(line["sequence"], line["name"]) for line in lines] == [(1, "добавить предмет"), (2, "изменить предмет")]
    assert lines[1]["changes"] == [
        {
            "table": "subjects",
            "kind": "update",
            "columns": {"id": [years], "-name": ["А"], "+name": ["Б"], "-version": [1], "+version": [2]},
        }
    ]
    with base.read() as connection:
        assert [done.kind for done in operations(connection)] == ["archive", "do"]
        assert changes_of(connection, 1) == ()
        assert not list(journal_findings(connection))
    assert dump(base) == before
    assert not list(tmp_path.glob("*.part"))


def test_what_is_archived_cannot_be_undone_and_that_is_said(base: Base, years: str, tmp_path: Path) -> None:
    archive(base, before=2025, to=tmp_path / "архив.zip")
    undo(base)
    for doing in (undo, lambda base: undo_one(base, 1)):
        with pytest.raises(WorldError, match="перенесены в архив"):
            doing(base)
    with pytest.raises(WorldError, match="это не изменение данных"):
        undo_one(base, 4)
    assert years


def test_sequences_are_not_given_twice(base: Base, years: str, tmp_path: Path) -> None:
    archive(base, before=2030, to=tmp_path / "архив.zip")
    assert change(base, of=SUBJECTS, record=years, values={"name": "Г"}, context=NOWHERE).sequence == 5
    archive(base, before=2030, to=tmp_path / "второй.zip")
    assert [line["sequence"] for line in _lines(tmp_path / "второй.zip")] == [4, 5]


@pytest.mark.usefixtures("years")
def test_where_it_cannot_be_written_the_journal_stays(base: Base, tmp_path: Path) -> None:
    there = tmp_path / "есть.zip"
    there.write_bytes(b"x")
    for path, year, why in (
        (there, 2025, "уже есть"),
        (tmp_path / "нет папки" / "а.zip", 2025, "История осталась в базе"),
        (tmp_path / "а.zip", 2020, "переносить нечего"),
    ):
        with pytest.raises(WorldError, match=why):
            archive(base, before=year, to=path)
    with base.read() as connection:
        assert len(operations(connection)) == 3
    assert [path.name for path in tmp_path.glob("*.zip")] == ["есть.zip"]
    assert there.read_bytes() == b"x"
