"""Backups and restores without the window, as a scheduled task makes them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.calls import Command
from setvzaim.storage import Base


@pytest.fixture
def demo(example_file: Path, tmp_path: Path) -> Path:
    """Give the example district, to change."""
    path = tmp_path / "пример.setvzaim"
    path.write_bytes(example_file.read_bytes())
    return path


def _do(path: Path, *statements: str) -> None:
    with Base.open(path) as base, base.write() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def _change(path: Path) -> None:
    """One school renamed, one row of the results gone, one subject new."""
    _do(
        path,
        "UPDATE schools SET pupils = 641, version = 2 WHERE name LIKE '%Ветровская%'",
        "DELETE FROM results WHERE id = (SELECT min(id) FROM results)",
        "INSERT INTO subjects (id, version, name, name_fold) VALUES ('1', 1, 'Шахматы', 'шахматы')",
    )


def test_a_copy_is_made_proved_and_restored(command: Command, demo: Path, tmp_path: Path) -> None:
    before = command("list", "schools", "--from", demo, "--json").out
    answer = command("backup", demo, "--to", "копия.setvzaim")
    assert (answer.status, answer.err) == (0, "")
    assert "сделана и проверена" in answer.out
    _change(demo)
    assert command("list", "schools", "--from", demo, "--json").out != before
    answer = command("restore", "копия.setvzaim", "--to", demo, "--json")
    kept = Path(json.loads(answer.out)["kept"])
    assert command("list", "schools", "--from", demo, "--json").out == before
    assert json.loads(command("list", "subjects", "--from", kept, "--json").out)["rows"]
    assert {path.name for path in tmp_path.iterdir()} == {"копия.setvzaim", demo.name, kept.name}


def test_what_would_be_lost_is_told_record_by_record_and_nothing_is_written(command: Command, demo: Path) -> None:
    """Whoever restores yesterday's copy must know that today's work goes."""
    command("backup", demo, "--to", "копия.setvzaim")
    _change(demo)
    before = demo.read_bytes()
    answer = command("restore", "копия.setvzaim", "--to", demo, "--dry-run")
    assert answer.status == 0
    assert "есть только в базе, 1: Шахматы" in answer.out
    assert "Ветровская СОШ», Учеников: " in answer.out
    assert "в базе «641», в копии «" in answer.out
    assert "есть только в копии, 1:" in answer.out
    assert "Ничего не записано" in answer.out
    registers = {
        one["key"]: one
        for one in json.loads(command("restore", "копия.setvzaim", "--to", demo, "--dry-run", "--json").out)[
            "registers"
        ]
    }
    assert set(registers) == {"schools", "results", "subjects"}
    assert registers["subjects"]["only_here"] == ["Шахматы"]
    assert len(registers["results"]["only_there"]) == 1
    assert [(c["here"]) for c in registers["schools"]["changed"]] == ["641"]
    assert demo.read_bytes() == before


def test_a_changed_link_is_a_change_and_a_renamed_target_is_not(command: Command, demo: Path) -> None:
    """Renaming a district must not show every school of it as changed."""
    command("backup", demo, "--to", "копия.setvzaim")
    _do(demo, "UPDATE municipalities SET name = name || ' (новый)', name_fold = name_fold || ' новыи'")
    told = json.loads(command("restore", "копия.setvzaim", "--to", demo, "--dry-run", "--json").out)
    assert {one["key"] for one in told["registers"]} == {"municipalities"}


def test_equal_bases_have_no_differences(command: Command, demo: Path) -> None:
    command("backup", demo, "--to", "копия.setvzaim")
    assert "не отличается" in command("restore", "копия.setvzaim", "--to", demo, "--dry-run").out


def test_a_base_that_is_gone_comes_back(command: Command, demo: Path) -> None:
    command("backup", demo, "--to", "копия.setvzaim")
    demo.unlink()
    answer = command("restore", "копия.setvzaim", "--to", demo)
    assert answer.status == 0
    assert "Сравнить не с чем" in answer.out
    assert json.loads(command("list", "schools", "--from", demo, "--json").out)["count"] == 14


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("backup", "нет.setvzaim", "--to", "к.setvzaim"), "Нет файла"),
        (("backup", "пример.setvzaim", "--to", "пример.setvzaim"), "уже есть"),
        (("backup", "пример.setvzaim", "--to", "нет/к.setvzaim"), "Нет папки"),
        (("backup", "пример.setvzaim"), "не хватает"),
        (("restore", "нет.setvzaim", "--to", "пример.setvzaim"), "Нет файла"),
        (("restore", "пример.setvzaim", "--to", "пример.setvzaim"), "один и тот же"),
    ],
)
def test_a_call_that_cannot_be_done_costs_one_line(
    command: Command, demo: Path, tmp_path: Path, call: tuple[str, ...], said: str
) -> None:
    before = demo.read_bytes()
    answer = command(*call)
    assert answer.status == 2
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert demo.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [demo.name]


def test_a_base_open_elsewhere_is_read_but_not_written(command: Command, demo: Path, tmp_path: Path) -> None:
    workbook = tmp_path / "ввоз.csv"
    workbook.write_text("Предмет\nШахматы\n", "utf-8")
    with Base.open(demo):
        assert command("list", "schools", "--from", demo).status == 0
        assert command("backup", demo, "--to", "копия.setvzaim").status == 0
        for call in (
            ("import", workbook, "--to", demo, "--register", "subjects"),
            ("restore", "копия.setvzaim", "--to", demo),
        ):
            answer = command(*call)
            assert answer.status == 2
            assert "База уже открыта" in answer.err
    assert command("import", workbook, "--to", demo, "--register", "subjects").status == 0


def test_check_says_what_is_damaged(command: Command, demo: Path) -> None:
    with demo.open("r+b") as file:
        file.seek(4096 * 5)
        file.write(b"\xff" * 4096 * 3)
    answer = command("check", demo)
    assert answer.status == 1
    assert "повреждён" in answer.out
    assert len(json.loads(command("check", demo, "--json").out)["findings"]) > 1
