"""The whole way of an approval without the window, as a script would go it."""

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


def test_the_whole_way(command: Command, demo: Path) -> None:
    """Sent, answered, changed, sent again to those it concerns, approved, the next version begun, the next year."""
    told = command("plan", "status", "--from", demo)
    assert (told.status, "Согласовали 9 из 14 · с замечаниями 1 · не согласовали 1 · ждём 3" in told.out) == (1, True)
    state = json.loads(command("plan", "status", "--from", demo, "--json").out)
    late = [one["school"] for one in state["schools"] if one["decision"] is None]
    assert (len(late), state["late"], state["version"]["number"]) == (3, 3, 1)
    schools = [word for name in late for word in ("--school", name)]
    done = command("plan", "answer", "--from", demo, *schools, "--decision", "согласовано", "--day", "12.09.2026")
    assert (done.status, "Согласовали 12 из 14" in done.out) == (0, True)
    refused = command("plan", "approve", "--from", demo, "--day", "15.09.2026")
    assert (refused.status, "согласовали не все школы: 13 из 14" in refused.err) == (2, True)
    approved = command("plan", "approve", "--from", demo, "--day", "15.09.2026", "--reason", "Отказ отклонён")
    assert (approved.status, "утверждена" in approved.out) == (0, True)
    refused = command("plan", "send", "--from", demo)
    assert (refused.status, "начните следующую версию" in refused.err) == (2, True)
    assert command("plan", "next-version", "--from", demo).status == 0
    refused = command("plan", "send", "--from", demo)
    assert (refused.status, "тот же, что в версии 1" in refused.err) == (2, True)
    assert "Различий нет." in command("plan", "diff", "--from", demo).out
    year = command("plan", "next-year", "--from", demo, "--json", "--without-done")
    assert year.status == 0
    assert json.loads(year.out)["plan"].startswith("Совместный план")
    several = command("plan", "status", "--from", demo)
    assert (several.status, "Планов несколько" in several.err) == (2, True)
    own = command("plan", "status", "--from", demo, "--school-year", "2027/28")
    assert (own.status, "ещё не отправляли" in own.out) == (0, True)


def test_two_versions_are_compared(command: Command, demo: Path, tmp_path: Path) -> None:
    workbook = tmp_path / "план.csv"
    plan = json.loads(command("list", "plans", "--from", demo, "--json").out)["rows"][0]["title"]
    row = json.loads(command("list", "measures", "--from", demo, "--json").out)["rows"][0]
    workbook.write_text(
        f"План;Раздел;Мероприятие;Срок\n{plan};{row['section']};{row['title']};октябрь\n", encoding="utf-8"
    )
    assert command("import", workbook, "--to", demo, "--register", "measures").status == 0
    assert command("plan", "send", "--from", demo, "--day", "20.09.2026", "--due", "27.09.2026").status == 0
    told = command("plan", "diff", "--from", demo, "--was", "1", "--now", "2", "--to", tmp_path / "сравнение.pdf")
    assert (told.status, "Мероприятие 1.1: Срок: «сентябрь» → «октябрь»" in told.out) == (0, True)
    assert (tmp_path / "сравнение.pdf").read_bytes().startswith(b"%PDF")
    (change,) = json.loads(command("plan", "diff", "--from", demo, "--was", "1", "--json").out)["changes"]
    assert (change["kind"], change["was"], change["now"]) == ("changed", "сентябрь", "октябрь")
    state = json.loads(command("plan", "status", "--from", demo, "--json").out)
    assert {one["reopened"] for one in state["schools"] if one["reopened"]} == {
        "изменён срок мероприятия 1.1: было «сентябрь», стало «октябрь»"
    }
    refused = command("plan", "diff", "--from", demo, "--was", "7")
    assert (refused.status, "Версии 7" in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (("send", "--day", "когда-нибудь"), "непонятна"),
        (("answer",), "Назовите школу"),
        (("answer", "--school", "МБОУ", "--decision", "да"), "неясно"),
        (("answer", "--school", "Нигде", "--decision", "да"), "не спрашивали"),
        (("answer", "--school", "Озёрная", "--decision", "может быть"), "нет такого значения"),
        (("approve", "--plan", "Другой"), "Такого плана в базе нет"),
        (("burn",), "нет такого значения"),
    ],
)
def test_what_cannot_be_done_is_one_line(command: Command, demo: Path, call: tuple[str, ...], why: str) -> None:
    answer = command("plan", *call, "--from", demo)
    assert (answer.status, answer.out, len(answer.err.splitlines())) == (2, "", 1)
    assert why in answer.err


def test_the_papers_name_what_was_sent(command: Command, demo: Path, tmp_path: Path) -> None:
    for form in ("plan", "approval-sheet", "plan-diff"):
        done = command("print", form, "--from", demo, "--to", tmp_path / f"{form}.xlsx")
        assert (done.status, done.err) == (0, "")


def test_approvals_are_exported_with_their_schools(command: Command, demo: Path, tmp_path: Path) -> None:
    """What the program keeps is not typed, and yet belongs to the row."""
    path = tmp_path / "согласования.csv"
    assert command("export", "approvals", "--from", demo, "--to", path).status == 0
    head, first, *_ = path.read_text("utf-8-sig").splitlines()
    assert head.startswith("Версия плана;Школа;Решение")
    assert "«Ветровская СОШ»" in first
    told = json.loads(
        command("list", "plan_versions", "--from", demo, "--where", "state=на согласовании", "--json").out
    )
    assert told["count"] == 1
    refused = command("import", path, "--to", demo, "--register", "approvals")
    assert (refused.status, "из файла не берут" in refused.err) == (2, True)
