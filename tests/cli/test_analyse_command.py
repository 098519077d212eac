"""Readiness and attached files without the window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.calls import Command


@pytest.fixture
def demo(example_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "база.setvzaim"
    path.write_bytes(example_file.read_bytes())
    return path


def test_readiness_is_said_clause_by_clause(command: Command, demo: Path) -> None:
    answer = command("analyse", "readiness", "--from", demo, "--school-year", "2026/27")
    assert (answer.status, answer.err) == (1, "")
    assert answer.out.startswith("1.3  есть — Центры сетевого взаимодействия")
    assert "методист: Приложите сканы к документам, у которых файла нет." in answer.out


def test_readiness_for_a_machine(command: Command, demo: Path) -> None:
    answer = command("analyse", "readiness", "--from", demo, "--school-year", "2026/27", "--json")
    found = json.loads(answer.out)["findings"]
    assert found[0] == {
        "clause": "1.3",
        "demand": "Центры сетевого взаимодействия созданы на базе школ со стабильными результатами",
        "state": "there",
        "facts": [
            {"label": "центров", "part": 2, "whole": None},
            {"label": "на школах со статусом «стабильная»", "part": 2, "whole": 2},
            {"label": "с приказом о создании", "part": 2, "whole": 2},
        ],
        "todo": "",
        "who": "начальник отдела",
        "register": "centers",
    }
    assert {one["state"] for one in found} <= {"there", "partly", "missing", "unknown"}


def test_what_cannot_be_analysed_is_refused_in_russian(command: Command, demo: Path) -> None:
    answer = command("analyse", "погода", "--from", demo)
    assert answer.status == 2
    assert "нет такого значения «погода»" in answer.err


def test_files_are_listed_and_their_limit_is_changed(command: Command, demo: Path) -> None:
    answer = command("files", demo)
    assert (answer.status, answer.err) == (0, "")
    assert "Документы «Договор о сотрудничестве № 1»\tДоговор № 1 с подписями.pdf\t1 КБ\n" in answer.out
    assert "один файл до 20 МБ, все вместе до 500 МБ" in answer.out
    assert "один файл до 30 МБ, все вместе до 500 МБ" in command("files", demo, "--limit", "30").out
    said = json.loads(command("files", demo, "--limit-all", "800", "--json").out)
    assert (said["limit"], said["limit_all"], len(said["files"])) == (30_000_000, 800_000_000, 6)
    assert command("files", demo, "--limit", "900").status == 2
    assert "целое число" in command("files", demo, "--limit", "много").err


def test_the_check_keeps_what_is_named(command: Command, demo: Path) -> None:
    before = json.loads(command("files", demo, "--json").out)["size"]
    assert command("check", demo).out == "Замечаний нет.\n"
    assert json.loads(command("files", demo, "--json").out)["size"] == before


def test_statuses_by_the_numbers_stand_beside_the_acts(command: Command, demo: Path) -> None:
    answer = command("analyse", "status", "--from", demo, "--school-year", "2026/27")
    assert answer.err == ""
    assert "по акту — " in answer.out
    assert " из " in answer.out
    found = json.loads(command("analyse", "status", "--from", demo, "--school-year", "2026/27", "--json").out)
    assert answer.status == int(any(one["differs"] for one in found["schools"]))
    reached = [each for one in found["schools"] for each in one["low_results"]["reached"]]
    assert reached
    assert all(each["part"] / each["whole"] >= 0.3 for each in reached)


def test_needs_are_set_against_what_the_network_can_lend(command: Command, demo: Path) -> None:
    answer = command("analyse", "needs", "--from", demo, "--school-year", "2026/27")
    assert answer.err == ""
    assert "не хватает" in answer.out
    found = json.loads(command("analyse", "needs", "--from", demo, "--school-year", "2026/27", "--json").out)
    lacking = [one for one in found["categories"] if one["lacking"]]
    assert answer.status == int(bool(lacking))
    for one in found["categories"]:
        assert one["needs"] == sum(cell["needs"] for cell in one["schools"])
        told = [cell["needed"] for cell in one["schools"] if cell["needed"] is not None]
        assert one["needed"] == (sum(told) if told else None)
        assert all(cell["records"] for cell in one["schools"])
    assert {one["resource"] for one in found["covered"]} <= {"staff", "methodical", "material"}
