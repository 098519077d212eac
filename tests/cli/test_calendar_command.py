"""`setvzaim calendar`: a file for each school, and what stands in none of them is said."""

from __future__ import annotations

import json
from pathlib import Path

from icalendar import Calendar

from cli.calls import Command
from setvzaim.operations.records import add, change
from setvzaim.queries import Context, Query, find
from setvzaim.registers import Named, register
from setvzaim.storage import Base


def test_a_file_for_each_school(command: Command, example_file: Path, tmp_path: Path) -> None:
    answer = command("calendar", "--from", example_file, "--to", "Календари", "--json")
    assert answer.status == 0, answer.err
    told = json.loads(answer.out)["calendars"]
    assert len(told) == 14
    for one in told:
        events = Calendar.from_ical((tmp_path / one["file"]).read_bytes()).walk("VEVENT")
        assert {str(event["UID"]).split("@")[0].split("-")[0] for event in events}
        assert len({str(event["UID"]).split("@")[0].split("-")[0] for event in events}) == one["measures"]
    before = sorted((tmp_path / "Календари").iterdir())
    assert command("calendar", "--from", example_file, "--to", "Календари").status == 0
    assert sorted((tmp_path / "Календари").iterdir()) == before, "a second time must bring no second files"


def test_one_school_into_one_file(command: Command, example_file: Path, tmp_path: Path) -> None:
    answer = command("calendar", "--from", example_file, "--to", "школа.ics", "--school", "МБОУ «Ветровская СОШ»")
    assert (answer.status, answer.err) == (0, "")
    assert "Ветровская" in (tmp_path / "школа.ics").read_text("utf-8").replace("\n ", "")
    several = command("calendar", "--from", example_file, "--to", "все.ics")
    assert several.status == 2
    assert "--school" in several.err
    assert not (tmp_path / "все.ics").exists()


def test_a_school_that_is_not_there(command: Command, example_file: Path, tmp_path: Path) -> None:
    answer = command("calendar", "--from", example_file, "--to", "сюда", "--school", "Хогвартс")
    assert answer.status == 2
    assert "не найдена" in answer.err
    assert not (tmp_path / "сюда").exists()


def test_what_stands_in_no_calendar_is_said(command: Command, example: Base, tmp_path: Path) -> None:
    """A measure «по графику» and one of no school are named, in words and for a machine; the status is 1."""
    of = register("measures")
    with example.read() as connection:
        record, *_ = find(connection, Query("measures"))
        plan, *_ = find(connection, Query("plans"))
    undated = {"term": "по графику", "starts_on": None, "ends_on": None, "repeats": None}
    change(example, of=of, record=record, values=undated, context=Context())
    nobody = {"plan": plan, "section": Named("Документы и управление сетью"), "title": "Ничьё дело", "term": "май"}
    add(example, of=of, values=nobody, context=Context())
    path = example.path
    example.close()
    answer = command("calendar", "--from", path, "--to", "Календари")
    assert answer.status == 1
    assert "Без дат, в календари не вошли: 1" in answer.err
    assert "(по графику)" in answer.err
    assert "Ничьё дело" in answer.err
    told = json.loads(command("calendar", "--from", path, "--to", "Календари", "--json").out)
    assert told["without_schools"][0]["title"] == "Ничьё дело"
    assert {one["left_out"][0]["term"] for one in told["calendars"]} == {"по графику"}
    assert len(list((tmp_path / "Календари").iterdir())) == 14


def test_a_base_without_measures_writes_nothing(command: Command, empty_file: Path, tmp_path: Path) -> None:
    answer = command("calendar", "--from", empty_file, "--to", "Календари")
    assert answer.status == 2
    assert "Ни одна школа" in answer.err
    assert not (tmp_path / "Календари").exists()
