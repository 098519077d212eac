"""The header is found where officials put it; otherwise whole columns of their work are silently lost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.import_steps import Import
from exchange.workbook_samples import DISTRICT, SCHOOLS, xlsx
from setvzaim.errors import WorldError
from setvzaim.exchange import ImportPlan, Verdict
from setvzaim.exchange.header import SEARCHED, Header, find_header
from setvzaim.exchange.joining import join
from setvzaim.exchange.workbook import Sheet
from setvzaim.registers import register

OF = register("schools")
ROW = ("Средняя школа № 1", DISTRICT, 120)


def keys(found: ImportPlan | Header) -> list[str | None]:
    header = found.header if isinstance(found, ImportPlan) else found
    return [column.key if column is not None else None for column in header.joined]


@given(above=st.integers(0, SEARCHED - 1), blanks=st.integers(0, 3), heading=st.text(max_size=30))
def test_header_is_found_in_any_of_the_first_rows(above: int, blanks: int, heading: str) -> None:
    blank: list[object] = [""] * blanks
    title: list[object] = [heading]
    rows = [title, *[blank] * above]
    cells: list[list[object]] = [*rows[:above], list(SCHOOLS), list(ROW)]
    header = find_header(Sheet("Лист1", lambda: iter(cells)), OF, {})
    assert header is not None
    assert (header.first, header.data, keys(header)) == (above, above + 1, ["name", "municipality", "pupils"])


def test_header_below_the_searched_rows_is_not_taken_for_one(tmp_path: Path, try_out: Import) -> None:
    path = xlsx(tmp_path / "deep.xlsx", [["Отчёт"]] + [["x"]] * (SEARCHED - 1) + [SCHOOLS, ROW])
    with pytest.raises(WorldError, match="в первых 40 строках нет названий столбцов"):
        try_out(path)
    plan = try_out(path, register="schools", header_row=SEARCHED + 1)
    assert plan.count(Verdict.NEW) == 1


def test_header_over_two_merged_rows(tmp_path: Path, try_out: Import) -> None:
    rows: list[Sequence[object]] = [
        ["Сведения о школах"],
        ["Школа", "Район", "Численность", ""],
        ["", "", "Обучающихся", "Педагогических работников"],
        [*ROW, 14],
    ]
    plan = try_out(xlsx(tmp_path / "two.xlsx", rows, ["A2:A3", "B2:B3", "C2:D2"]), register="schools")
    assert (plan.header.first, plan.header.depth) == (1, 2)
    assert keys(plan) == ["name", "municipality", "pupils", "teachers"]
    assert [(row.number, row.verdict) for row in plan.rows] == [(4, Verdict.NEW)]


def test_header_over_three_merged_rows_with_totals_of_the_part(tmp_path: Path, try_out: Import) -> None:
    rows: list[Sequence[object]] = [
        ["Школа", "Район", "Контингент", "", ""],
        ["", "", "Обучающихся", "", "Обуч. во 2 смену"],
        ["", "", "всего", "из них девочек", ""],
        [*ROW, 60, 30],
    ]
    merged = ["A1:A3", "B1:B3", "C1:E1", "C2:D2", "E2:E3"]
    plan = try_out(xlsx(tmp_path / "three.xlsx", rows, merged), register="schools")
    assert plan.header.depth == 3
    assert keys(plan) == ["name", "municipality", "pupils", None, "second_shift"]
    assert plan.header.labels[2] == "Контингент / Обучающихся / всего"


def test_merged_title_above_does_not_swallow_the_header(tmp_path: Path, try_out: Import) -> None:
    plan = try_out(xlsx(tmp_path / "title.xlsx", [["Школы района", "", ""], SCHOOLS, ROW], ["A1:C1"]))
    assert (plan.header.first, plan.header.depth, plan.count(Verdict.NEW)) == (1, 1, 1)


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Учеников, чел.", "pupils"),
        ("Учеников (на 1 сентября)", "pupils"),
        ("  УЧЕНИКОВ:", "pupils"),
        ("Контингент / Обучающихся", "pupils"),
        ("Обучающихся / всего", "pupils"),
        ("\tШНОР", "low_results"),
        ("Наименование\nОО", "name"),
        ("Мощность, мест", "capacity"),
        ("Статус", None),  # worked out by the program: nobody types it
        ("Учеников и педагогов", None),
    ],
)
def test_headers_go_with_units_notes_and_parts(label: str, key: str | None) -> None:
    (column,) = join([label], OF, {})
    assert (column.key if column else None) == key


def test_what_the_user_joined_comes_before_what_is_guessed() -> None:
    remembered = {"полноеназвание": "name", "учеников": None}
    joined = join(["Школа", "Полное название", "Учеников", "Контингент"], OF, remembered)
    assert [column.key if column else None for column in joined] == [None, "name", None, "pupils"]


def test_joined_headers_are_remembered_for_the_next_file(tmp_path: Path, bring_in: Import, try_out: Import) -> None:
    first = xlsx(tmp_path / "first.xlsx", [["ОУ", "Район", "Ребятишек", "Учеников"], [*ROW, 5]])
    plan = bring_in(first, register="schools", columns={"ОУ": "name", "Ребятишек": "pupils", "Учеников": None})
    assert keys(plan) == ["name", "municipality", "pupils", None]
    second = xlsx(tmp_path / "second.xlsx", [["Район", "оу", "Ребятишек", "Учеников"], [DISTRICT, "Школа № 2", 7, 8]])
    assert keys(try_out(second)) == ["municipality", "name", "pupils", None]


def test_row_said_by_the_user_is_the_header_even_if_another_fits_better(tmp_path: Path, try_out: Import) -> None:
    rows = [("Школа", "Район"), SCHOOLS, ROW]
    path = xlsx(tmp_path / "said.xlsx", rows)
    assert try_out(path).header.first == 1
    assert try_out(path, header_row=1).header.first == 0
    with pytest.raises(WorldError, match="в строке 50 нет названий"):
        try_out(path, header_row=50)


def test_sheet_said_by_the_user(tmp_path: Path, try_out: Import) -> None:
    path = xlsx(tmp_path / "sheet.xlsx", [SCHOOLS, ROW], sheet="Школы")
    assert try_out(path, sheet="Школы").sheet == "Школы"
    with pytest.raises(WorldError, match=r"нет листа «Лист7»\. Есть: «Школы»"):
        try_out(path, sheet="Лист7")


def test_unknown_register_or_column_is_named(tmp_path: Path, try_out: Import) -> None:
    path = xlsx(tmp_path / "x.xlsx", [SCHOOLS, ROW])
    with pytest.raises(WorldError, match="Нет реестра «pupils»"):
        try_out(path, register="pupils")
    with pytest.raises(WorldError, match="нет столбца «children»"):
        try_out(path, register="schools", columns={"Учеников": "children"})
    with pytest.raises(WorldError, match="нет столбца «status»"):
        try_out(path, register="schools", constants={"status": "ШНОР"})
    with pytest.raises(WorldError, match="«Сельская»: нужно «да» или «нет»"):
        try_out(path, register="schools", constants={"rural": "наверное"})


def test_constant_stands_in_every_new_row(tmp_path: Path, bring_in: Import) -> None:
    path = xlsx(tmp_path / "x.xlsx", [("Школа", "Учеников"), ("Школа № 1", 5), ("Школа № 2", 6)])
    plan = bring_in(path, register="schools", constants={"municipality": DISTRICT, "rural": "да"})
    assert plan.count(Verdict.NEW) == 2
    assert plan.writes.created["rural"] == [True, True]
    assert len(set(plan.writes.created["municipality"])) == 1
