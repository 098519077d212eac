"""A password at the command line: never in the arguments, where every user of the computer could read it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from cli.calls import Command
from setvzaim.storage import Base

PASSWORD = "Степь 'и' \"тюльпаны\""  # noqa: S105 - of the tests alone


@pytest.fixture
def plain(example_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "база.setvzaim"
    path.write_bytes(example_file.read_bytes())
    return path


@pytest.fixture
def locked(plain: Path) -> Path:
    with Base.open(plain) as base:
        base.change_password(PASSWORD)
    return plain


class Terminal(io.StringIO):
    """Standard input with a person at it."""

    def isatty(self) -> bool:
        return True


def answers(monkeypatch: pytest.MonkeyPatch, *typed: str) -> list[str]:
    """Let a person type answers; return the questions, filled as they are asked."""
    questions: list[str] = []
    left = list(typed)

    def ask(question: str = "") -> str:
        questions.append(question)
        return left.pop(0)

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", ask)
    return questions


def test_every_command_opens_a_base_with_a_password(
    locked: Path, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SETVZAIM_PASSWORD", PASSWORD)
    calls: list[tuple[object, ...]] = [
        ("list", "schools", "--from", locked),
        ("export", "schools", "--from", locked, "--to", tmp_path / "школы.xlsx"),
        ("import", tmp_path / "школы.xlsx", "--to", locked),
        ("print", "schools", "--from", locked, "--to", tmp_path / "школы.pdf"),
        ("check", locked),
    ]
    for call in calls:
        answer = command(*call)
        assert (answer.status, answer.err) == (0, ""), call
    monkeypatch.setenv("SETVZAIM_PASSWORD", "не тот")
    for call in calls:
        answer = command(*call)
        assert answer.status == 2, call
        assert "не подходит" in answer.err
        assert answer.err.count("\n") == 1


def test_a_person_is_asked(locked: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    questions = answers(monkeypatch, PASSWORD)
    assert json.loads(command("list", "schools", "--from", locked, "--json").out)["count"] == 14
    assert questions == ["Пароль базы «база.setvzaim»: "]


def test_a_script_may_hand_it_in_a_line(locked: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\r\n"))
    assert command("check", locked).status == 0
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    answer = command("check", locked)
    assert answer.status == 2
    assert "защищена паролем" in answer.err
    assert "SETVZAIM_PASSWORD" in answer.err


def test_set_change_and_remove(plain: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole way, typed at a terminal: afterwards the base is as it was."""
    before = command("list", "staff", "--from", plain).out
    answers(monkeypatch, "первый", "первый")
    answer = command("password", "set", plain)
    assert answer.status == 0
    assert "восстановить нельзя" in answer.out
    assert "Резервные копии переписаны" in answer.out
    assert "Троицк".encode() not in plain.read_bytes()
    answers(monkeypatch, "первый", "второй", "второй")
    assert command("password", "change", plain).status == 0
    answers(monkeypatch, "второй")
    assert command("list", "staff", "--from", plain).out == before
    answers(monkeypatch, "второй")
    assert command("password", "remove", plain).status == 0
    assert command("list", "staff", "--from", plain).out == before


def test_set_and_change_from_the_environment(plain: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SETVZAIM_NEW_PASSWORD", "первый")
    assert command("password", "set", plain).status == 0
    monkeypatch.setenv("SETVZAIM_PASSWORD", "первый")
    monkeypatch.setenv("SETVZAIM_NEW_PASSWORD", "второй")
    assert command("password", "change", plain).status == 0
    assert command("check", plain).status == 2
    monkeypatch.setenv("SETVZAIM_PASSWORD", "второй")
    assert command("check", plain).status == 0


@pytest.mark.parametrize(
    ("what", "typed", "said"),
    [
        ("set", ("раз", "два"), "по-разному"),
        ("set", ("", ""), "пустой"),
        ("change", (), "нет пароля"),
        ("remove", (), "нет пароля"),
        ("drop", (), "нет такого значения"),
    ],
)
def test_a_refused_call_changes_nothing(
    plain: Path, command: Command, monkeypatch: pytest.MonkeyPatch, what: str, typed: tuple[str, ...], said: str
) -> None:
    before = plain.read_bytes()
    answers(monkeypatch, *typed)
    answer = command("password", what, plain)
    assert answer.status == 2
    assert said in answer.err
    assert plain.read_bytes() == before
    assert list(plain.parent.iterdir()) == [plain]


def test_a_base_with_a_password_gets_no_second_one(
    locked: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = answers(monkeypatch, PASSWORD)
    answer = command("password", "set", locked)
    assert answer.status == 2
    assert "уже есть пароль" in answer.err
    assert len(questions) == 1, "the new one is not asked for"


def test_a_password_among_the_arguments_is_not_taken(plain: Path, command: Command) -> None:
    answer = command("password", "set", plain, "секрет")
    assert answer.status == 2
    assert "непонятно" in answer.err


def test_nothing_english_is_said_about_a_wrong_password(locked: Path) -> None:
    """The driver of encrypted bases writes to standard error by itself; a process of its own shows it."""
    call = [sys.executable, "-m", "setvzaim", "list", "schools", "--from", str(locked)]
    done = subprocess.run(call, input="не тот\n", capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("setvzaim list: Пароль к базе")
    assert done.stderr.count("\n") == 1
