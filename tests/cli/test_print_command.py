"""`setvzaim print`: which documents there are, one of them, one for each school, all of them.

Lost when this fails: the evening before the papers go out, when all of them are printed by one command.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from cli.calls import Command
from setvzaim.operations.wording import change_wording
from setvzaim.queries.forms import all_forms
from setvzaim.registers import all_registers
from setvzaim.storage import Base

YEAR = ("--school-year", "2026/27")


@pytest.fixture
def demo(tmp_path: Path, example_file: Path) -> Path:
    """A base with the example, closed."""
    return Path(shutil.copyfile(example_file, tmp_path / "пример.setvzaim"))


def said(path: Path) -> str:
    """Return the text of a PDF in one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_list_names_every_document_with_what_it_needs(command: Command) -> None:
    listed = json.loads(command("print", "--list", "--json").out)
    assert [one["document"] for one in listed] == [*all_forms(), *all_registers()]
    assert {one["document"]: one["needs"] for one in listed if one["needs"]} == {
        key: one.subject for key, one in all_forms().items() if one.subject
    }
    assert [one["document"] for one in listed if one["per_school"]] == [
        key for key, one in all_forms().items() if one.subject == "schools"
    ]
    lines = command("print", "--list").out.splitlines()
    assert len([line for line in lines if line.split(" ", 1)[0] in all_forms()]) == len(all_forms())
    assert any("нужно: школа (--school или --all-schools)" in line for line in lines)


def test_a_school_is_named_by_its_name_or_a_part_of_it(demo: Path, command: Command, tmp_path: Path) -> None:
    call = ("print", "cover-letter", "--from", demo, "--to", tmp_path / "п.pdf", *YEAR, "--school")
    assert command(*call, "мбоу ветровская сош").status == 0
    assert "Ветровская СОШ" in said(tmp_path / "п.pdf")
    assert command(*call, "ковыльн").status == 0
    assert "Ковыльненская СОШ" in said(tmp_path / "п.pdf")


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ((), "нужно выбрать: «"),
        (("--school", "нигде"), "не найдено: школа «нигде»"),
        (("--school", "СОШ"), "и ещё"),
        (("--school", "Ветровская", "--day", "вчера"), "День «вчера» непонятен"),
    ],
)
def test_what_is_not_said_rightly_is_refused(
    options: tuple[str, ...], why: str, demo: Path, command: Command, tmp_path: Path
) -> None:
    answer = command("print", "cover-letter", "--from", demo, "--to", tmp_path / "п.pdf", *YEAR, *options)
    assert (answer.status, answer.out) == (2, "")
    assert why in answer.err
    assert not (tmp_path / "п.pdf").exists()


def test_a_document_for_each_school_into_a_folder(demo: Path, command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "письма"
    call = ("print", "cover-letter", "--from", demo, "--to", folder, "--all-schools", *YEAR)
    assert "не папка. Создайте её" in command(*call).err
    folder.mkdir()
    answer = command(*call)
    assert (answer.status, answer.err) == (0, "")
    assert "Напечатано документов: 14 из 14" in answer.out
    assert len(list(folder.glob("Сопроводительное письмо школе — *.pdf"))) == 14
    answer = command("print", "order-centers", "--from", demo, "--to", folder, "--all-schools", *YEAR)
    assert (answer.status, "не о школе" in answer.err) == (2, True)


def test_values_that_are_missing_must_be_allowed(demo: Path, command: Command, tmp_path: Path) -> None:
    """A paper with a gap in it goes out by somebody's will alone."""
    with Base.open(demo) as base, base.write() as connection:
        connection.exec_driver_sql("UPDATE networks SET coordinator = NULL")
    call = ("print", "order-centers", "--from", demo, "--to", tmp_path / "п.pdf", *YEAR)
    answer = command(*call)
    assert (answer.status, "Не хватает сведений: «координатор»" in answer.err) == (2, True)
    assert not (tmp_path / "п.pdf").exists()
    assert command(*call, "--blanks").status == 0
    assert "Назначить" in said(tmp_path / "п.pdf")


def test_one_paper_of_a_pack_that_cannot_be_made_does_not_stop_the_others(
    demo: Path, command: Command, tmp_path: Path
) -> None:
    with Base.open(demo) as base:
        change_wording(base, key="order-centers", title="Приказ", text="# ПРИКАЗ\n{нет такого}")
    folder = tmp_path / "всё"
    folder.mkdir()
    answer = command("print", "all", "--from", demo, "--to", folder, "--blanks", "--as", "xlsx", *YEAR, "--json")
    told = json.loads(answer.out)
    assert answer.status == 1
    assert [left["name"] for left in told["left"]] == ["Приказ о координаторе и центрах"]
    assert "неизвестные названия: «нет такого»" in told["left"][0]["why"]
    assert sorted(Path(path).name for path in told["printed"]) == sorted(path.name for path in folder.glob("*.xlsx"))
    assert len(told["printed"]) > 14


def test_a_day_is_printed_as_the_day_of_the_paper(demo: Path, command: Command, tmp_path: Path) -> None:
    path = tmp_path / "п.pdf"
    assert command("print", "order-centers", "--from", demo, "--to", path, *YEAR, "--day", "07.09.2026").status == 0
    assert "от 07.09.2026" in said(path)
