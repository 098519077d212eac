"""History, undo and redo without the window."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from cli.calls import Command
from setvzaim.text.plural import Noun


@pytest.fixture
def demo(example_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "база.setvzaim"
    path.write_bytes(example_file.read_bytes())
    return path


def test_the_history_is_told(command: Command, demo: Path) -> None:
    answer = command("history", demo, "--search", "14 школ")
    assert (answer.status, answer.err) == (0, "")
    assert re.search(r"3  \d\d\.\d\d\.\d{4} \d\d:\d\d  .*: импорт: 14 школ \(.+\)\nСтрок: 1\.\n", answer.out)
    assert command("history", demo, "--search", "такого нет").out == "В истории ничего нет.\n"


def test_a_machine_is_told_all_of_it(command: Command, demo: Path) -> None:
    before = len(json.loads(command("history", demo, "--json").out)["operations"])
    command("undo", demo)
    told = json.loads(command("history", demo, "--json").out)["operations"]
    assert [(one["name"], one["rows"], one["undone"]) for one in told[:2]] == [
        ("отменено: отметить ответ школы", 1, False),
        ("отметить ответ школы", 1, True),
    ]
    assert len(told) == before + 1
    assert all({"name", "at", "who", "rows", "computer"} <= one.keys() for one in told)
    assert len(json.loads(command("history", demo, "--json", "--limit", "3").out)["operations"]) == 3


def test_undo_and_redo_say_what_they_did(command: Command, demo: Path) -> None:
    def answered() -> int:
        rows = json.loads(command("list", "approvals", "--from", demo, "--json").out)["rows"]
        return sum(row["decision"] is not None for row in rows)

    count = answered()
    assert command("undo", demo).out == "Сделано: отменено: отметить ответ школы.\n"
    assert answered() == count - 1
    assert command("redo", demo).out == "Сделано: возвращено: отметить ответ школы.\n"
    assert answered() == count
    answer = command("redo", demo)
    assert (answer.status, answer.out) == (2, "")
    assert "Возвращать нечего" in answer.err


def test_check_holds_the_journal_against_the_data(command: Command, demo: Path) -> None:
    assert command("check", demo).status == 0
    with closing(sqlite3.connect(demo)) as raw:
        raw.execute("UPDATE schools SET pupils = 1 WHERE rowid = 1")
        raw.commit()
    answer = command("check", demo)
    assert answer.status == 1
    assert "изменили в обход программы" in answer.out


def test_old_years_go_into_a_file(command: Command, demo: Path, tmp_path: Path) -> None:
    count = len(json.loads(command("history", demo, "--json").out)["operations"])
    answer = command("history", demo, "--archive-before", "2099/00", "--to", "архив.zip")
    moved = Noun("операция", "операции", "операций").counted(count)
    assert answer.out == f"В архив архив.zip перенесено: {moved}. Отменить эти операции уже нельзя.\n"
    assert zipfile.is_zipfile(tmp_path / "архив.zip")
    refused = command("undo", demo)
    assert (refused.status, "перенесены в архив" in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--archive-before", "2026/27"), "нужны оба ключа"),
        (("--to", "а.zip"), "нужны оба ключа"),
        (("--archive-before", "давно", "--to", "а.zip"), "непонятен"),
        (("--archive-before", "2001/02", "--to", "а.zip"), "переносить нечего"),
    ],
)
def test_a_wrong_call_changes_nothing(command: Command, demo: Path, options: tuple[str, ...], why: str) -> None:
    before = demo.read_bytes()
    answer = command("history", demo, *options)
    assert (answer.status, answer.out, len(answer.err.splitlines())) == (2, "", 1)
    assert why in answer.err
    assert demo.read_bytes() == before
