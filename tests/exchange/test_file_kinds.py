"""Offices keep their registers in whatever program they have: each kind of file gives the same rows."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from openpyxl import Workbook

from exchange.import_steps import Import, reasons, verdicts
from exchange.workbook_samples import DISTRICT, ods, xls, xlsx
from setvzaim.exchange import Verdict
from setvzaim.storage import Base
from support import rows_of

ROWS = [
    ("Отчёт за год", "", "", ""),
    ("Школа", "Район", "Учеников", "Широта"),
    ("Школа «№ 1», ёлочки; и запятая", DISTRICT, 120, 46.5),
    ("Школа № 2", DISTRICT, "", ""),
]


def _values(base: Base) -> list[tuple[object, ...]]:
    return [tuple(row[key] for key in ("name", "pupils", "latitude")) for row in rows_of(base, "schools")]


EXPECTED = [("Школа «№ 1», ёлочки; и запятая", 120, 46.5), ("Школа № 2", None, None)]


@pytest.mark.parametrize("write", [xlsx, xls, ods])
def test_workbooks(write: object, tmp_path: Path, base: Base, bring_in: Import) -> None:
    name = getattr(write, "__name__", "")
    assert callable(write)
    write(tmp_path / f"файл.{name}", ROWS)
    plan = bring_in(tmp_path / f"файл.{name}")
    assert plan.header.first == 1
    assert _values(base) == EXPECTED


ENCODINGS = ("utf-8", "utf-8-sig", "cp1251")


@pytest.mark.parametrize(("encoding", "sign", "end"), list(itertools.product(ENCODINGS, ";,\t", ("\r\n", "\n"))))
def test_csv(encoding: str, sign: str, end: str, tmp_path: Path, base: Base, bring_in: Import) -> None:
    lines = (sign.join(f'"{cell}"' if str(cell) else "" for cell in row) for row in ROWS)
    path = tmp_path / "файл.csv"
    path.write_bytes((end.join(lines) + end).encode(encoding))
    assert bring_in(path).header.first == 1
    assert _values(base) == EXPECTED


def test_quoted_line_breaks_stay_in_their_cell(tmp_path: Path, base: Base, bring_in: Import) -> None:
    path = tmp_path / "x.csv"
    path.write_text('Школа;Район;"Полное\nнаименование"\n"Школа\n№ 1";Горный;"МБОУ\n«Школа»"\n', "utf-8")
    assert verdicts(bring_in(path)) == {2: Verdict.NEW}
    (row,) = rows_of(base, "schools")
    assert (row["name"], row["full_name"]) == ("Школа № 1", "МБОУ\n«Школа»")


def test_numbers_of_a_csv_are_typed_as_people_type_them(tmp_path: Path, base: Base, bring_in: Import) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Школа;Район;Учеников;Широта;Долгота\nШкола;Горный;1 234;46,25;45.5,\n", "utf-8")
    bring_in(path)
    (row,) = rows_of(base, "schools")
    assert (row["pupils"], row["latitude"], row["longitude"]) == (1234, 46.25, 45.5)


def test_refused_cells_are_named_with_the_reason(tmp_path: Path, try_out: Import) -> None:
    rows = [
        ("Школа", "Район", "Учеников", "Сельская"),
        ("Школа", DISTRICT, "много", "может быть"),
        ("", DISTRICT, 5, ""),
    ]
    plan = try_out(xlsx(tmp_path / "x.xlsx", rows))
    assert reasons(plan) == [
        ("C2", "нужно число, а записано «много»"),
        ("D2", "нужно «да» или «нет», а записано «может быть»"),
        ("A3", "не заполнено: школа"),
    ]
    assert not plan.writes.ids
    assert not plan.writes.grown, "a refused row makes no district"


def test_names_are_parted_and_found_once(tmp_path: Path, base: Base, bring_in: Import) -> None:
    schools = xlsx(tmp_path / "s.xlsx", [("Школа", "Район"), ("Школа № 1", DISTRICT)])
    bring_in(schools)
    rows = [
        ("ФИО", "Школа", "Предметы"),
        ("Иванова А. Б.", "ШКОЛА №1", "Физика; Химия\nфизика"),
        ("Кто", "Школа № 9", ""),
    ]
    plan = bring_in(xlsx(tmp_path / "p.xlsx", rows))
    assert plan.register.key == "staff"
    assert [str(link) for link in rows_of(base, "staff")[0]["subjects"]] == ["Физика", "Химия"]  # type: ignore[attr-defined]
    ((cell, reason),) = reasons(plan)
    assert cell == "B3"
    assert "нет такой записи в реестре «Школы»: «Школа № 9»; похоже на «Школа № 1»" in reason


def test_district_merged_over_its_schools_is_theirs(tmp_path: Path, base: Base, bring_in: Import) -> None:
    names = [("Школа № 1", 1), ("Школа № 2", 2), ("Школа № 3", 3), ("Школа № 4", 4)]
    rows = [("Район", "Школа", "Учеников"), *(("" if at else DISTRICT, *name) for at, name in enumerate(names))]
    plan = bring_in(xlsx(tmp_path / "x.xlsx", rows, ["A2:A4"]))
    assert [row.verdict for row in plan.rows] == [Verdict.NEW] * 3 + [Verdict.REFUSED]
    assert {str(row["municipality"]) for row in rows_of(base, "schools")} == {DISTRICT}


def test_sheet_with_a_chart_is_passed_over(tmp_path: Path, try_out: Import) -> None:
    book = Workbook()
    book.create_chartsheet("Диаграмма")
    page = book.worksheets[0]
    for row in ROWS:
        page.append(row)
    book.save(tmp_path / "x.xlsx")
    assert try_out(tmp_path / "x.xlsx").count(Verdict.NEW) == 2


def test_other_sheets_are_named(tmp_path: Path, try_out: Import) -> None:
    """Else somebody believes that all three years of a workbook were taken."""
    book = Workbook()
    for name, number in (("2025", 1), ("2026", 2)):
        page = book.create_sheet(name)
        page.append(("Школа", "Район", *(("Учеников",) if number == 2 else ())))
        page.append(("Школа", DISTRICT))
    book.save(tmp_path / "x.xlsx")
    plan = try_out(tmp_path / "x.xlsx")
    assert (plan.sheet, plan.others) == ("2026", ("2025",))
