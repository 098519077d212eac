"""`setvzaim import`: what an office and a script read, and that nothing is written that was not said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.calls import Command
from exchange.import_steps import real_folder
from exchange.workbook_samples import DISTRICT, SCHOOLS, compound, xlsx
from setvzaim.storage import Base
from support import labels_of

KEYS = ["rows", "header_row", "columns", "created", "updated", "unchanged", "refused", "subtotals", "similar"]
ROWS = [
    ("Сведения",),
    (*SCHOOLS, "Своё"),
    ("Отдел образования", "", 30, ""),
    ("Школа № 1", DISTRICT, 10, "а"),
    ("Школа № 2", DISTRICT, 20, "б"),
    ("Школа № 2", DISTRICT, 20, "в"),
    ("Школа № 3", DISTRICT, "много", "г"),
]


@pytest.fixture
def path(base: Base) -> Path:
    """Give the file of an empty base that nobody holds open."""
    base.close()
    return base.path


def test_json_has_the_keys_of_the_issue(path: Path, tmp_path: Path, command: Command) -> None:
    answer = command("import", xlsx(tmp_path / "x.xlsx", ROWS), "--to", path, "--json")
    said = json.loads(answer.out)
    assert answer.status == 1
    assert not answer.err
    assert set(KEYS) <= set(said)
    assert {key: said[key] for key in KEYS if key not in ("similar", "subtotals")} == {
        "rows": 5,
        "header_row": 2,
        "columns": {"Школа": "name", "Район": "municipality", "Учеников": "pupils", "Своё": None},
        "created": 3,
        "updated": 0,
        "unchanged": 0,
        "refused": [{"row": 7, "cell": "C7", "reason": "нужно число, а записано «много»"}],
    }
    assert said["subtotals"] == [
        {"row": 3, "label": "Отдел образования", "column": "Учеников", "stated": 30, "counted": 50, "agrees": False}
    ]
    assert [(one["row"], one["candidate"]) for one in said["similar"]] == [(6, "Школа № 2")]


def test_dry_run_answers_the_same_and_writes_nothing(path: Path, tmp_path: Path, command: Command) -> None:
    book = xlsx(tmp_path / "x.xlsx", ROWS)
    before = path.read_bytes()
    dry = command("import", book, "--to", path, "--dry-run", "--json")
    assert path.read_bytes() == before
    assert command("import", book, "--to", path, "--json") == dry
    assert path.read_bytes() != before
    again = json.loads(command("import", book, "--to", path, "--json").out)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 3)


def test_words_for_a_person(path: Path, tmp_path: Path, command: Command) -> None:
    lines = command("import", xlsx(tmp_path / "x.xlsx", ROWS), "--to", path).out.splitlines()
    assert lines == [
        "Файл «x.xlsx», лист «Лист1», названия столбцов в строке 2, строк ниже — 5.",
        "Не взяты столбцы: «Своё».",
        "Школы (записано): новых — 3, изменено — 0, без изменений — 0, отказано — 1, итоговых строк — 1, пустых — 0.",
        "Отказано:",
        "  строка 7 «Школа № 3», ячейка C7: нужно число, а записано «много»",
        "Итоги не сходятся с суммой строк:",
        "  строка 3 «Отдел образования»: «Учеников» — 30, а по строкам 50",
        "Похоже на повтор; программа ничего не объединяла:",
        "  строка 6 «Школа № 2»: повторяет строку 5: те же район, школа",
    ]
    changed = xlsx(tmp_path / "y.xlsx", [SCHOOLS, ("Школа № 1", DISTRICT, 12), ("Лицей", DISTRICT, 5)])
    answer = command("import", changed, "--to", path)
    assert answer.status == 0
    assert answer.out.splitlines()[-4:] == [
        "Новые:",
        "  строка 3 «Лицей»",
        "Изменено:",
        "  строка 2 «Школа № 1»: Учеников — «10» → «12»",
    ]


@pytest.mark.parametrize("name", ["x.xlsx", "folder", "нет.xlsx"])
def test_unusable_file_is_one_line_and_status_2(name: str, path: Path, tmp_path: Path, command: Command) -> None:
    compound(tmp_path / "x.xlsx", "EncryptedPackage", b"")
    (tmp_path / "folder").mkdir()
    before = path.read_bytes()
    answer = command("import", tmp_path / name, "--to", path)
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert answer.err.startswith("setvzaim import: ")
    assert path.read_bytes() == before


def test_table_that_only_looks_like_schools_is_not_imported_unasked(
    path: Path, tmp_path: Path, command: Command
) -> None:
    """Results of 21 subjects must not become a register of schools without their results."""
    subjects = [f"Предмет {number}" for number in range(10)]
    book = xlsx(tmp_path / "x.xlsx", [("Школа", "Район", *subjects), ("Школа № 1", DISTRICT, *range(10))])
    answer = command("import", book, "--to", path)
    assert answer.status == 2
    assert "из 12 столбцов узнано только 2" in answer.err
    assert "--register schools" in answer.err
    assert command("import", book, "--to", path, "--register", "schools").status == 0


def test_register_without_its_columns_is_refused_whole(path: Path, tmp_path: Path, command: Command) -> None:
    book = xlsx(tmp_path / "x.xlsx", [("Предмет", "Средний балл", "Участников"), ("Физика", 4, 10)])
    answer = command("import", book, "--to", path, "--register", "results")
    assert answer.status == 2
    assert "не хватает столбцов «Школа», «Процедура»" in answer.err


def test_real_results_find_no_school_in_an_empty_base(path: Path, command: Command) -> None:
    answer = command("import", real_folder() / "ege-region" / "ege-2022-2024.xlsx", "--to", path)
    assert answer.status == 2
    assert "--register schools" in answer.err


MAP = """
register = "schools"
sheet = "Лист1"
header_row = 2
[columns]
"Ребятишек" = "pupils"
"Учеников" = ""
[constants]
municipality = "Горный район"
"""


def test_map_says_what_the_program_cannot_know(path: Path, tmp_path: Path, command: Command) -> None:
    book = xlsx(tmp_path / "x.xlsx", [("Школа",), ("Школа", "Учеников", "Ребятишек"), ("Школа № 1", 5, 7)])
    (tmp_path / "m.toml").write_text(MAP, "utf-8")
    said = json.loads(command("import", book, "--to", path, "--map", tmp_path / "m.toml", "--json").out)
    assert said["columns"] == {"Школа": "name", "Учеников": None, "Ребятишек": "pupils"}
    assert (said["created"], said["refused"]) == (1, [])
    with Base.open(path) as base:
        assert labels_of(base, "municipalities") == ["Горный район"]
    next_book = xlsx(tmp_path / "y.xlsx", [("Школа", "Район", "Ребятишек"), ("Школа № 2", DISTRICT, 8)])
    said = json.loads(command("import", next_book, "--to", path, "--json").out)
    assert said["columns"]["Ребятишек"] == "pupils", "the correspondence is remembered"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("register = ", "ошибка в последней строке"),
        ('register schools\nsheet = "x"', "ошибка в строке 1"),
        ("colums = 1", "неизвестно «colums»"),
        ("register = 5", "register и sheet — это текст"),
        ('register = "pupils"', "Нет реестра «pupils»"),
        ("header_row = 0", "header_row — это номер строки"),
        ("header_row = true", "header_row — это номер строки"),
        ("columns = 3", "columns — это таблица"),
        ('[columns]\n"Школа" = ["name"]', "columns — это таблица"),
        ('[columns]\n"Школа" = "nmae"', "нет столбца «nmae»"),
        ('[constants]\npupils = "x"', "«Учеников»: нужно число"),
        ('sheet = "Лист9"', "нет листа «Лист9»"),
    ],
)
def test_mistake_in_the_map_is_named(text: str, words: str, path: Path, tmp_path: Path, command: Command) -> None:
    book = xlsx(tmp_path / "x.xlsx", ROWS)
    (tmp_path / "m.toml").write_text(text, "utf-8")
    answer = command("import", book, "--to", path, "--map", tmp_path / "m.toml", "--register", "schools")
    if "register" in text:
        answer = command("import", book, "--to", path, "--map", tmp_path / "m.toml")
    assert answer.status == 2
    assert words in answer.err
    assert answer.err.count("\n") == 1


def test_each_doubt_is_listed_confirmed_or_refused_and_remembered(path: Path, tmp_path: Path, command: Command) -> None:
    """Without the window too: what is listed with its score is said to be the same or another, and stays said."""
    schools = xlsx(tmp_path / "s.xlsx", [("Школа", "Район"), ("МКОУ «Талсайская СОШ»", DISTRICT),
                                         ("СОШ № 1 с. Зуевка", DISTRICT), ("СОШ № 2 с. Зуевка", DISTRICT)])  # fmt: skip
    measures = ("Приняло участие", "Не преодолели порог")
    rows = [("Результаты ОГЭ 2025 года",),
            ("Район", "Школа", "Химия", "", "Физика", ""), ("", "", *measures, *measures),
            (DISTRICT, "Талсайская средняя школа", 5, 0, 6, 1), (DISTRICT, "Зуевская СОШ", 7, 2, "", "")]  # fmt: skip
    book = xlsx(tmp_path / "x.xlsx", rows)
    assert command("import", schools, "--to", path).status == 0
    first, second = command("import", book, "--to", path, "--doubts").out.replace("\u00a0", " ").splitlines()
    assert first == (
        "строка 4 «Талсайская средняя школа»: название школы то же, написано иначе, сходство 100 %, уверенно "
        "(«МКОУ «Талсайская СОШ»»)"
    )
    assert second == (
        "строка 5 «Зуевская СОШ»: название школы похоже; номер есть только в одном названии, сходство 70 % "
        "(«СОШ № 1 с. Зуевка»)"
    )
    assert "--same СТРОКИ" in command("import", book, "--to", path, "--dry-run").out
    for wrong, words in (
        (("--same", "3"), "Строка 3 ни на какую запись не похожа. Похожие есть у строк: 4, 5."),
        (("--same", "4", "--other", "4,5"), "О строке 4 сказано и «та же запись», и «другая»."),
        (("--same", "вторая"), "«вторая» — не номера строк через запятую"),
    ):
        answer = command("import", book, "--to", path, *wrong)
        assert answer.status == 2
        assert words in answer.err
        assert "argument" not in answer.err
    done = json.loads(command("import", book, "--to", path, "--same", "4", "--other", "5", "--json").out)
    assert done["created"] == 2
    assert [like["candidate"] for like in done["similar"]] == ["СОШ № 2 с. Зуевка"], "the next one like it is offered"
    assert "СОШ № 2" in command("import", book, "--to", path, "--doubts").out, "both words are remembered"
    assert "СОШ № 1" not in command("import", book, "--to", path, "--doubts").out
    last = json.loads(command("import", book, "--to", path, "--same", "5", "--json").out)
    assert (last["created"], last["unchanged"], last["similar"]) == (1, 2, [])
    found = json.loads(command("list", "results", "--from", path, "--school-year", "2024/25", "--json").out)
    assert {row["school"] for row in found["rows"]} == {"МКОУ «Талсайская СОШ»", "СОШ № 2 с. Зуевка"}


def test_results_with_schools_written_otherwise(path: Path, tmp_path: Path, command: Command) -> None:
    """`--accept-similar` joins what is beyond doubt and nothing else; `--blank-is-zero` is the user's word."""
    schools = xlsx(tmp_path / "s.xlsx", [("Школа", "Район"), ("МКОУ «Талсайская СОШ»", DISTRICT),
                                         ("СОШ № 1 с. Зуевка", DISTRICT), ("СОШ № 2 с. Зуевка", DISTRICT)])  # fmt: skip
    measures = ("Приняло участие", "Не преодолели порог")
    rows = [("Результаты ОГЭ 2025 года",),
            ("Район", "Школа", "Химия", "", "Физика", ""), ("", "", *measures, *measures),
            (DISTRICT, "Талсайская средняя школа", 5, "", 6, 1), (DISTRICT, "Зуевская СОШ", 7, 2, "", "")]  # fmt: skip
    book = xlsx(tmp_path / "x.xlsx", rows)
    assert command("import", schools, "--to", path).status == 0
    said = json.loads(command("import", book, "--to", path, "--dry-run", "--json").out)
    assert (said["register"], said["created"]) == ("results", 0)
    assert [(like["name"], like["column"], like["sure"]) for like in said["similar"]] == [
        ("Талсайская средняя школа", "school", True), ("Зуевская СОШ", "school", False),
    ]  # fmt: skip
    again = command("import", book, "--to", path, "--accept-similar", "--blank-is-zero", "--json")
    assert (again.status, json.loads(again.out)["created"]) == (1, 2)
    listed = json.loads(command("list", "results", "--from", path, "--school-year", "2024/25", "--json").out)
    found = listed["rows"] if isinstance(listed, dict) else listed
    assert sorted(row["below"] for row in found) == [0, 1]
