"""Every job without the window, as a script would call it; a wrong call costs one line and nothing else."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from cli.calls import Command
from setvzaim.cli import COMMANDS
from setvzaim.exchange.csv_file import csv_rows


@pytest.fixture
def demo(example_file: Path, tmp_path: Path) -> Path:
    """Give the example district, to change."""
    path = tmp_path / "пример.setvzaim"
    path.write_bytes(example_file.read_bytes())
    return path


def test_new_makes_a_base_and_never_writes_over_one(command: Command, tmp_path: Path) -> None:
    assert command("new", "б.setvzaim").status == 0
    assert json.loads(command("list", "schools", "--from", "б.setvzaim", "--json").out) == {"count": 0, "rows": []}
    before = (tmp_path / "б.setvzaim").read_bytes()
    for name in ("new", "demo"):
        answer = command(name, "б.setvzaim")
        assert answer.status == 2
        assert "уже есть" in answer.err
    assert (tmp_path / "б.setvzaim").read_bytes() == before


def test_demo_is_filled_and_sound(command: Command) -> None:
    assert command("demo", "д.setvzaim").status == 0
    assert json.loads(command("list", "schools", "--from", "д.setvzaim", "--json").out)["count"] == 14
    answer = command("check", "д.setvzaim")
    assert (answer.status, answer.out) == (0, "Замечаний нет.\n")
    assert json.loads(command("check", "д.setvzaim", "--json").out) == {"findings": []}


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_export_is_read_back(suffix: str, demo: Path, command: Command, tmp_path: Path) -> None:
    path = tmp_path / f"школы{suffix}"
    answer = command("export", "schools", "--from", demo, "--to", path)
    assert answer.status == 0
    assert "14 школ" in answer.out
    if suffix == ".csv":
        rows = list(csv_rows(path)())
        assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel in Russia knows UTF-8 by its mark"
    else:
        rows = [list(row) for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True)]
    assert rows[0][:2] == ["Школа", "Район"]
    listed = json.loads(command("list", "schools", "--from", demo, "--json").out)["rows"]
    assert [row[0] for row in rows[1:]] == [row["name"] for row in listed]
    assert json.loads(command("import", path, "--to", demo, "--json").out)["unchanged"] == 14


def test_list_narrows_by_conditions_and_words(demo: Path, command: Command) -> None:
    rows = json.loads(command("list", "schools", "--from", demo, "--json").out)["rows"]
    large = json.loads(command("list", "schools", "--from", demo, "--json", "--where", "pupils>=150").out)
    wanted = [row["name"] for row in rows if row["pupils"] is not None and row["pupils"] >= 150]
    assert 0 < large["count"] < len(rows)
    assert [row["name"] for row in large["rows"]] == wanted
    low = json.loads(command("list", "schools", "--from", demo, "--json", "--where", "статус=ШНОР").out)
    assert [row["name"] for row in low["rows"]] == [row["name"] for row in rows if "ШНОР" in (row["status"] or [])]
    both = ("--where", "pupils>=150", "--where", "статус=ШНОР")
    narrow = json.loads(command("list", "schools", "--from", demo, "--json", *both).out)
    assert {row["id"] for row in narrow["rows"]} == {r["id"] for r in large["rows"]} & {r["id"] for r in low["rows"]}
    word = rows[0]["name"].split()[0].upper().replace("Ё", "Е")
    found = json.loads(command("list", "schools", "--from", demo, "--json", "--search", word).out)["rows"]
    assert rows[0]["id"] in [row["id"] for row in found]
    assert json.loads(command("list", "schools", "--from", demo, "--json", "--search", "нетакой").out)["count"] == 0


def test_list_for_a_person(demo: Path, command: Command) -> None:
    lines = command("list", "schools", "--from", demo).out.splitlines()
    assert lines[0].startswith("Школа\tРайон\t")
    assert lines[-1] == "Всего: 14 школ"
    assert len(lines) == 16


@pytest.mark.parametrize("document", ["plan", "schools", "staff", "measures", "groups"])
def test_print_to_pdf_and_excel(document: str, demo: Path, command: Command, tmp_path: Path) -> None:
    for suffix in (".pdf", ".xlsx"):
        path = tmp_path / f"лист{suffix}"
        answer = command("print", document, "--from", demo, "--to", path)
        assert (answer.status, answer.err) == (0, "")
        assert str(path) in answer.out
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "лист.pdf").pages)
    cells = [str(cell) for row in openpyxl.load_workbook(tmp_path / "лист.xlsx").active.values for cell in row if cell]
    assert len(text) > 300
    words = re.findall(r"[а-яё]{6,}", " ".join(cells).lower())[:5]
    assert words
    assert all(word in text.lower() for word in words)


def test_print_with_title_and_columns(demo: Path, command: Command, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    options = ("--title", "Мои школы", "--columns", "pupils,name", "--orientation", "landscape", "--profile", "2025")
    assert command("print", "schools", "--from", demo, "--to", path, *options).status == 0
    values = [cell for row in openpyxl.load_workbook(path).active.values for cell in row if cell]
    assert "Мои школы" in values
    assert values.index("Учеников") < values.index("Школа")
    assert "Район" not in values


def test_check_names_what_is_wrong(demo: Path, command: Command) -> None:
    """Findings are status 1; a base damaged inside is found before the office relies on it."""
    with sqlite3.connect(demo) as connection:
        connection.execute("UPDATE schools SET pupils = -5 WHERE id = (SELECT min(id) FROM schools)")
        connection.execute("UPDATE staff SET school = 'nowhere' WHERE id = (SELECT min(id) FROM staff)")
    connection.close()
    answer = command("check", demo)
    assert answer.status == 1
    assert "меньше наименьшего возможного" in answer.out
    assert "ссылается на запись, которой нет" in answer.out
    assert answer.out.splitlines()[-1] == "Замечаний: 4."
    assert "schools" not in answer.out.replace("в «schools»", ""), "registers go by their Russian names"
    assert len(json.loads(command("check", demo, "--json").out)["findings"]) == 4


BASE = ("--from", "б.setvzaim")
WRONG = [
    (("import",), "не хватает: ФАЙЛ, --to"),
    (("import", "x.xlsx"), "не хватает: --to"),
    (("import", "x.xlsx", "--to"), "после --to нужно значение"),
    (("import", "x.xlsx", "--to", "б.setvzaim", "--fast"), "непонятно: --fast"),
    (("import", "x.xlsx", "--to", "б.setvzaim", "--json=1"), "после --json не бывает значения «1»"),
    (("import", "x.xlsx", "--to", "б.setvzaim", "--register", "школы"), "Нет реестра «школы»"),
    (("import", "x.xlsx", "--to", "б.setvzaim", "--map", "нет.toml"), "Нет файла соответствия"),
    (("import", "x.xlsx", "--to", "б.setvzaim"), "Нет файла «x.xlsx»"),
    (("import", "x.xlsx", "--to", "нет.setvzaim"), "Нет файла «нет.setvzaim»"),
    (("list", "schools", "--from", "."), "папка, а нужен файл базы"),
    (("list", "schools", *BASE, "--where", "pupils"), "Условие «pupils» непонятно"),
    (("list", "schools", *BASE, "--where", "рост>1"), "нет столбца «рост»"),
    (("list", "schools", *BASE, "--where", "pupils>много"), "нужно число"),
    (("list", "schools", *BASE, "--network", "Сеть"), "не найдена"),
    (("list", "schools", *BASE, "--school-year", "год"), "Учебный год «год» непонятен"),
    (("list", "schools", "list", *BASE), "непонятно: list"),
    (("print", "plan", *BASE, "--to", "x.pdf"), "не найдено: план"),
    (("print", "schools", *BASE, "--to", "x.doc"), "такой вид файла не пишется"),
    (("print", "schools", *BASE, "--to", "нет/x.pdf"), "такой папки нет"),
    (("print", "schools", *BASE, "--to", "x.pdf", "--columns", "height"), "нет столбцов height"),
    (("print", "schools", *BASE, "--to", "x.pdf", "--orientation", "up"), "нет такого значения «up», есть portrait"),
    (("export", "schools", *BASE, "--to", "x.ods"), "выгрузить можно в .xlsx или .csv"),
    (("export", "schools", *BASE, "--to", "нет/x.csv"), "Нет папки"),
    (("export", "schools", *BASE, "--to", "нет/x.xlsx"), "такой папки нет"),
    (("check", "нет.setvzaim"), "Нет файла"),
    (("check", "x.txt"), "не база setvzaim"),
    (("new", "нет/б.setvzaim"), "Нет папки"),
    (("--help-me",), "нет команды «--help-me»"),
    (("imoprt", "file.xlsx", "--to", "база.setvzaim"), "нет команды «imoprt». Похоже на «import»"),
    (("check1",), "нет команды «check1». Похоже на «check»"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG, ids=[" ".join(call) for call, _ in WRONG])
def test_wrong_call(arguments: tuple[str, ...], words: str, command: Command, tmp_path: Path) -> None:
    command("new", "б.setvzaim")
    (tmp_path / "x.txt").write_text("не база", "utf-8")
    before = (tmp_path / "б.setvzaim").read_bytes()
    answer = command(*arguments)
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert words in answer.err
    assert not re.search(r"argument|error|invalid|usage|required|No such|expected", answer.err)
    assert (tmp_path / "б.setvzaim").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} <= {"б.setvzaim", "x.txt", "empty0", "example0"}


@pytest.mark.parametrize("name", [*sorted(COMMANDS), ""])
def test_help_is_russian(name: str, command: Command) -> None:
    answer = command(*filter(None, [name]), "--help")
    assert (answer.status, answer.err) == (0, "")
    assert "Вызов: setvzaim" in answer.out
    assert not re.search(r"usage|options|positional|show this|optional", answer.out)


def _python(*arguments: object, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    env = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "0"}
    call = [sys.executable, "-m", "setvzaim", *map(str, arguments)]
    return subprocess.run(call, capture_output=True, check=False, env=env)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp1251"])
def test_output_on_any_console(encoding: str, demo: Path) -> None:
    """A Windows console in another encoding must not break off the work."""
    done = _python("list", "schools", "--from", demo, encoding=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Всего: 14\u202fшкол".replace("\u202f", " ") in done.stdout.decode("utf-8")
    wrong = _python("list", "школы", "--from", demo, encoding=encoding)
    assert wrong.returncode == 2
    assert "Нет реестра «школы»" in wrong.stderr.decode("utf-8")


def test_reader_that_has_seen_enough(demo: Path) -> None:
    """`setvzaim list … | head` ends quietly."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    call = [sys.executable, "-m", "setvzaim", "list", "staff", "--from", str(demo), "--json"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_mistake_of_ours_leaves_a_report(
    demo: Path, command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A bug is status 3 and one line that says where the report lies; no traceback in the face of the office."""
    monkeypatch.setattr("platformdirs.user_state_dir", lambda *_args, **_kwargs: str(tmp_path / "state"))
    monkeypatch.setattr("setvzaim.cli.check.findings", lambda _connection: 1 / 0)
    answer = command("check", demo)
    assert (answer.status, answer.out, answer.err.count("\n")) == (3, "", 1)
    assert "ZeroDivisionError" in (tmp_path / "state" / "report.txt").read_text("utf-8")


@pytest.mark.parametrize("call", [("export", "staff"), ("print", "staff")], ids=["export", "print"])
def test_a_paper_without_names(call: tuple[str, str], demo: Path, command: Command, tmp_path: Path) -> None:
    """`--without-names`: the same rows, no surname."""
    path = tmp_path / "педагоги.xlsx"
    people = json.loads(command("list", "staff", "--from", demo, "--json").out)["rows"]
    assert command(*call, "--from", demo, "--to", path, "--without-names").status == 0
    text = str(list(openpyxl.load_workbook(path).active.iter_rows(values_only=True)))
    assert not [person["name"] for person in people if person["name"].split()[0] in text]
    assert text.count("СОШ") > 10


def test_a_list_of_few_people_is_warned_of(demo: Path, command: Command, tmp_path: Path) -> None:
    """They are known by school and post; whoever prints for the notice board is told. Few schools are no people."""
    person = json.loads(command("list", "staff", "--from", demo, "--json").out)["rows"][0]
    one = command("print", "staff", "--from", demo, "--to", tmp_path / "1.pdf", "--where", f"ФИО={person['name']}")
    assert (one.status, one.err) == (0, "⚠ Людей меньше пяти: их узнают и без фамилий.\n")
    for register in ("staff", "networks"):
        answer = command("print", register, "--from", demo, "--to", tmp_path / "все.pdf")
        assert (answer.status, answer.err) == (0, "")
