"""`check` finds what was changed past the program, and finds nothing where nothing was."""

from __future__ import annotations

import pytest

from setvzaim.operations.records import change, remove
from setvzaim.queries.journal_check import journal_findings
from setvzaim.registers import register
from setvzaim.storage import Base
from support import NOWHERE, rows_of


def _told(base: Base) -> list[tuple[str, str, str]]:
    with base.read() as connection:
        return [(found.register, found.name, found.reason) for found in journal_findings(connection)]


def test_the_example_stands_as_its_journal_says(example: Base) -> None:
    assert _told(example) == []
    remove(example, of=register("schools"), records=[row.id for row in rows_of(example, "schools")[:3]])
    person = rows_of(example, "staff")[0].id
    change(example, of=register("staff"), record=person, values={"subjects": ()}, context=NOWHERE)
    assert _told(example) == []


@pytest.mark.parametrize(
    ("sql", "register_key", "reason"),
    [
        ("UPDATE schools SET pupils = 5000 WHERE rowid = 1", "schools", "изменили в обход программы"),
        ("UPDATE schools SET phone = 'x' WHERE rowid = 1", "schools", "в обход программы"),
        ("DELETE FROM meetings WHERE rowid = 1", "meetings", "в базе её нет"),
        ("DELETE FROM staff_subjects WHERE rowid = 1", "staff", "Предметы: по журналу запись есть, а в базе её нет"),
        ("UPDATE staff_subjects SET position = 9 WHERE rowid = 1", "staff", "Предметы: в базе не то"),
    ],
)
def test_a_change_past_the_program_is_named(example: Base, sql: str, register_key: str, reason: str) -> None:
    with example.write() as connection:
        connection.exec_driver_sql(sql)
    ((key, name, told),) = _told(example)
    assert key == register_key
    assert name
    assert reason in told


def test_a_damaged_journal_is_told(example: Base) -> None:
    with example.write() as connection:
        connection.exec_driver_sql("UPDATE journal_chunks SET body = x'00ff' WHERE table_name = 'schools'")
    assert ("", "", "журнал повреждён: записи об изменениях «Школы» не читаются") in _told(example)


def test_rows_the_journal_does_not_know_are_passed_over(base: Base) -> None:
    """Those of a base that an older program has filled."""
    with base.write() as connection:
        connection.exec_driver_sql("INSERT INTO subjects (id, version, name, name_fold) VALUES ('x', 1, 'А', 'а')")
    assert _told(base) == []
    change(base, of=register("subjects"), record="x", values={"name": "Б"}, context=NOWHERE)
    assert _told(base) == []
    with base.write() as connection:
        connection.exec_driver_sql("UPDATE subjects SET name = 'В'")
    assert [reason for _, _, reason in _told(base)] == [
        "в базе не то, что записано в журнале: её изменили в обход программы"
    ]
