"""The settings without the window: listed, changed by KEY=VALUE, refused in one line with nothing written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.calls import Command
from setvzaim.registers.settings import all_settings


@pytest.fixture
def path(empty_file: Path, tmp_path: Path) -> Path:
    found = tmp_path / "база.setvzaim"
    found.write_bytes(empty_file.read_bytes())
    return found


def test_all_are_listed_for_a_person_and_for_a_machine(command: Command, path: Path) -> None:
    said = command("settings", "--from", path)
    found = json.loads(command("settings", "--from", path, "--json").out)
    assert said.status == 0
    assert [one["key"] for one in found["settings"]] == [one.key for one in all_settings()]
    for one in found["settings"]:
        assert f"  {one['key']}\t{one['words']}: " in said.out
        assert one["value"] == one["usual"]
        assert one["own"] is False
        named = "choices" in one or isinstance(one["value"], bool)
        assert named or one["least"] <= one["value"] <= one["most"]
    assert (found["own"], found["road_factor"]) == (0, {"distances": 0})


def test_what_is_set_is_kept_as_one_step_and_empty_makes_it_usual_again(command: Command, path: Path) -> None:
    done = command("settings", "--from", path, "--set", "partners/minutes=60", "--set", "travel/season=зима")
    assert done.status == 0
    assert "Дорога в один конец не дольше: 60 мин (обычно 90)" in done.out
    assert "Время года для расчётов: зима (обычно сухая дорога)" in done.out
    names = [one["name"] for one in json.loads(command("history", path, "--json").out)["operations"]]
    assert names == ["изменить 2 настройки"]
    command("settings", "--from", path, "--set", "partners/minutes=")
    found = json.loads(command("settings", "--from", path, "--json").out)
    assert [one["key"] for one in found["settings"] if one["own"]] == ["travel/season"]
    again = json.loads(command("settings", "--from", path, "--reset", "--set", "partners/most=7", "--json").out)
    assert [(one["key"], one["value"]) for one in again["settings"] if one["own"]] == [("partners/most", 7)]
    assert command("undo", path).status == 0
    assert json.loads(command("settings", "--from", path, "--json").out) == found


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("partners/most=0", "partners/most: число 0 меньше наименьшего возможного 1"),
        ("partners/most=много", "partners/most: нужно число"),
        ("travel/season=осень", "travel/season: нет такого значения"),
        ("partners/mots=3", "Похоже на «partners/most»."),
        ("совсем не то=3", "Все ключи: setvzaim settings"),
        ("partners/most", "нужно КЛЮЧ=ЗНАЧЕНИЕ"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_and_nothing_is_written(
    command: Command, path: Path, typed: str, words: str
) -> None:
    before = path.read_bytes()
    refused = command("settings", "--from", path, "--set", "partners/minutes=60", "--set", typed)
    assert (refused.status, refused.out) == (2, "")
    assert words in refused.err
    assert refused.err.count("\n") == 1
    assert path.read_bytes() == before
