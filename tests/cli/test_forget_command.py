"""Removing a person's data without the window: never by mistake, never the wrong one."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cli.calls import Command
from setvzaim.operations.records import add, change, remove
from setvzaim.queries import Context
from setvzaim.registers import register
from setvzaim.storage import Base
from setvzaim.storage.backup import keep_copies
from support import labels_of, rows_of

STAFF = register("staff")


@pytest.fixture
def demo(example_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "база.setvzaim"
    path.write_bytes(example_file.read_bytes())
    with Base.open(path) as base:
        school = rows_of(base, "schools")[0].id
        for code in ("Т-1", "Т-2"):
            values = {"name": "Тюльпанникова Зоя Юрьевна", "school": school, "code": code}
            add(base, of=STAFF, values=values, context=Context())
    return path


def _names(path: Path) -> list[str]:
    with Base.open(path) as base:
        return labels_of(base, "staff")


def test_a_person_is_forgotten_by_code_and_what_is_left_is_said(command: Command, demo: Path) -> None:
    answer = command("forget", demo, "--person", "т-2", "--copies", "--yes")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == (
        "Данные педагога удалены из базы и её истории.\n"
        "Фамилия ещё встречается в текстах, проверьте, об этом ли человеке речь: «Педагоги» — 1.\n"
        "Прежние тексты с этой фамилией хранит история: 1 операция.\n"
    )
    assert _names(demo).count("Тюльпанникова Зоя Юрьевна") == 1
    (newest,) = json.loads(command("history", demo, "--json", "--limit", "1").out)["operations"]
    assert (newest["name"], newest["kind"]) == ("удалены данные педагога по запросу", "forget")
    assert command("check", demo).out == "Замечаний нет.\n"


def test_old_copies_go_when_that_is_asked(command: Command, demo: Path) -> None:
    keep_copies(demo, datetime.now() - timedelta(hours=1))  # noqa: DTZ005 - the office's own clock
    told = command("forget", demo, "--person", "Т-1", "--yes").out
    assert told.endswith("Эти данные ещё хранят прежние резервные копии: 1 копия.\n")
    told = command("forget", demo, "--person", "Т-2", "--copies", "--yes").out
    assert told.endswith("Новая копия сделана и проверена, 2 копии удалены.\n")  # both held the second one


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--person", "Т-2"), "навсегда, отменить это нельзя. Если так и нужно, повторите с ключом --yes"),
        (("--person", "Тюльпанникова Зоя Юрьевна", "--yes"), "это 2 педагога, неясно, о ком речь. Назовите код"),
        (("--person", "Тюльпанникова", "--yes"), "в базе нет. Назовите ФИО полностью"),
    ],
)
def test_in_doubt_nothing_is_removed(command: Command, demo: Path, arguments: tuple[str, ...], reason: str) -> None:
    before = _names(demo)
    answer = command("forget", demo, *arguments)
    assert (answer.status, answer.out) == (2, "")
    assert reason in answer.err
    assert _names(demo) == before


def test_a_person_who_was_only_deleted_can_be_forgotten_too(command: Command, demo: Path) -> None:
    with Base.open(demo) as base:
        record = next(row.id for row in rows_of(base, "staff") if row["code"] == "Т-1")
        change(base, of=STAFF, record=record, values={"name": "Верблюжатникова Ия"}, context=Context())
        remove(base, of=STAFF, records=[record])
    assert command("forget", demo, "--person", "Верблюжатникова Ия", "--yes").status == 0
    assert command("forget", demo, "--person", "Верблюжатникова Ия", "--yes").status == 2
    assert command("history", demo, "--search", "верблюжатникова").out == "В истории ничего нет.\n"
