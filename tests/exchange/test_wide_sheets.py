"""Workbooks of exams, subjects from left to right: what an office loses is a year of results, or the wrong school's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from exchange.import_steps import Import, reasons
from exchange.workbook_samples import xlsx
from setvzaim.errors import WorldError
from setvzaim.exchange import ImportPlan, Verdict, describe, report
from setvzaim.storage import Base
from support import Adder, rows_of

DISTRICT = "Луговской район"
MEASURES = (
    "приняло участие", "не преодолен min порог", "высокобалльники (80-99 баллов)", "получили 100 баллов",
    "средний балл",
)  # fmt: skip
SUBJECTS = ("Русский язык", "Химия")
HEAD = [
    ("Информация о результатах ЕГЭ выпускников школ в 2022 году",),
    ("Район", "Школа", "Всего выпускников", SUBJECTS[0], *[""] * 4, SUBJECTS[1], *[""] * 4),
    ("", "", "", *MEASURES, *MEASURES),
]
MERGED = ("A2:A3", "B2:B3", "C2:C3", "D2:H2", "I2:M2")
ROWS = [
    (DISTRICT, "МБОУ «СОШ № 1»", 20, 20, "", 3, "", 61.5, 5, 2, "", "", 40),
    ("Управление образования Луговского района", "МБОУ «Зуевская СОШ»", 9, 9, 1, "", "", 55, "", "", 0, 0, ""),
    (DISTRICT, "МБОУ СОШ с. Талсай", 4, 4, 2, "", "", 40, 3, 1, "", "", 38),
]
TOTAL = ("Итого по району", "", 33, 33, 3, 3, 0, 58, 8, 3, 0, 0, 39)


def exam(path: Path, rows: Sequence[Sequence[object]] = ROWS, total: Sequence[object] = TOTAL) -> Path:
    return xlsx(path, [*HEAD, *rows, total], merged=MERGED, sheet="2022")


@pytest.fixture
def schools(adder: Adder) -> None:
    """Put two schools into the base as the office calls them, and a namesake of another district."""
    meadow, steppe = (adder("municipalities", name=name) for name in (DISTRICT, "Степной район"))
    for name, place in (("МБОУ «СОШ № 1»", meadow), ("МБОУ «Зуевская СОШ»", meadow), ("МБОУ «СОШ № 1»", steppe)):
        adder("schools", name=name, municipality=place)


def results(base: Base) -> dict[tuple[str, str], tuple[object, ...]]:
    keys = ("participants", "below", "high", "hundred", "mean")
    return {
        (row.text("school"), row.text("subject")): tuple(row[key] for key in keys) for row in rows_of(base, "results")
    }


@pytest.mark.usefixtures("schools")
def test_each_subject_of_a_school_becomes_a_result(base: Base, tmp_path: Path, bring_in: Import) -> None:
    plan = bring_in(exam(tmp_path / "ege.xlsx"))
    assert (plan.register.key, plan.guessed, plan.header.first, plan.header.depth) == ("results", True, 1, 2)
    assert results(base) == {
        ("МБОУ «СОШ № 1»", "Русский язык"): (20, None, 3, None, 61.5),
        ("МБОУ «СОШ № 1»", "Химия"): (5, 2, None, None, 40),
        ("МБОУ «Зуевская СОШ»", "Русский язык"): (9, 1, None, None, 55),
    }
    (one, *_) = rows_of(base, "results")
    assert (one["assessment"], one["school_year"]) == ("ege", 2021), "said in the title: the exams of summer 2022"
    assert plan.count(Verdict.TOTAL) == 1
    assert ("B6", "нет такой записи") in [(cell, said[:16]) for cell, said in reasons(plan)]


@pytest.mark.usefixtures("schools")
def test_totals_are_held_against_the_columns_and_means_are_not(tmp_path: Path, try_out: Import) -> None:
    wrong = (*TOTAL[:9], 4, *TOTAL[10:])
    plan = try_out(exam(tmp_path / "ege.xlsx", total=wrong))
    stated = {one.column: (one.stated, one.counted) for one in plan.subtotals}
    assert stated["Всего выпускников"] == (33, 33)
    assert stated["Русский язык / приняло участие"] == (33, 33)
    assert {one.column for one in plan.subtotals if not one.agrees} == {"Химия / не преодолен min порог"}
    assert not any("средний" in column for column in stated)


@pytest.mark.usefixtures("schools")
def test_an_empty_cell_is_nought_only_when_the_user_says_so(base: Base, tmp_path: Path, bring_in: Import) -> None:
    bring_in(exam(tmp_path / "ege.xlsx"), zeros=True)
    assert results(base)["МБОУ «СОШ № 1»", "Русский язык"] == (20, 0, 3, 0, 61.5)
    assert ("МБОУ «Зуевская СОШ»", "Химия") not in results(base), "nobody took part"


@pytest.mark.usefixtures("schools")
def test_the_same_file_again_changes_no_byte(base: Base, tmp_path: Path, bring_in: Import) -> None:
    path = exam(tmp_path / "ege.xlsx", ROWS[:2])
    bring_in(path)
    before = base.path.read_bytes()
    again = bring_in(path)
    assert [again.count(one) for one in (Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED)] == [0, 0, 3]
    assert base.path.read_bytes() == before
    changed = try_change(base, tmp_path, bring_in)
    assert [(change.cell, change.was, change.now) for row in changed.rows for change in row.changes] == [
        ("J4", "2", "3")
    ]


def try_change(base: Base, folder: Path, bring_in: Import) -> ImportPlan:  # noqa: ARG001 - the base is filled
    rows = [(*ROWS[0][:9], 3, *ROWS[0][10:]), ROWS[1]]
    return bring_in(exam(folder / "later.xlsx", rows))


def test_a_school_written_otherwise_is_offered_and_remembered(
    base: Base, tmp_path: Path, adder: Adder, try_out: Import, bring_in: Import
) -> None:
    known = adder(
        "schools",
        name="Муниципальное казённое учреждение «Талсайская средняя школа»",
        municipality=adder("municipalities", name=DISTRICT),
    )
    path = exam(tmp_path / "ege.xlsx", ROWS[2:])
    plan = try_out(path)
    (offered,) = plan.similar
    assert (offered.row, offered.name, offered.record, offered.sure) == (4, "МБОУ СОШ с. Талсай", known, True)
    assert plan.count(Verdict.NEW) == 0, "nothing is joined before the user says so"
    bring_in(path, names={offered.key: known})
    assert len(results(base)) == 2
    later = try_out(exam(tmp_path / "later.xlsx", ROWS[2:]))
    assert not later.similar
    assert later.count(Verdict.UNCHANGED) == 2, "the spelling is known from now on"


@pytest.mark.usefixtures("schools")
def test_a_file_without_merged_cells_reads_the_same(base: Base, tmp_path: Path, bring_in: Import) -> None:
    """CSV has no merged cells, and the names of shared columns may stand in the lower row."""
    head = [HEAD[0], ("", "", "", *HEAD[1][3:]), ("Район", "Школа", "Всего выпускников", *MEASURES, *MEASURES)]
    lines = [";".join(str(cell) for cell in row) for row in [*head, *ROWS]]
    path = tmp_path / "ege.csv"
    path.write_text("\n".join(lines), encoding="cp1251")
    plan = bring_in(path)
    assert (plan.register.key, len(results(base))) == ("results", 3)


def test_a_namesake_of_another_district_is_not_taken(tmp_path: Path, adder: Adder, try_out: Import) -> None:
    adder("schools", name="МБОУ «СОШ № 1»", municipality=adder("municipalities", name="Степной район"))
    plan = try_out(exam(tmp_path / "ege.xlsx", ROWS[:1]))
    assert plan.count(Verdict.NEW) == 0
    assert not plan.similar


@pytest.mark.usefixtures("schools")
def test_a_formula_that_sums_what_it_should_not_is_seen(tmp_path: Path, try_out: Import) -> None:
    rows = [(*ROWS[0][:11], 7, 40), (*ROWS[1][:8], 2, "", "", 2, 39.5)]
    said = [reason for _, reason in reasons(try_out(exam(tmp_path / "ege.xlsx", rows)))]
    assert said == [
        "получивших 100 баллов больше, чем участников: 7 из 5",
        "100 баллов получили 2 из 2, а средний балл 39,5: так не может быть",
    ]


def test_choices_of_exams_are_not_results(tmp_path: Path, try_out: Import) -> None:
    subjects = ("Русский язык", "Физика", "Химия", "Биология", "История")
    rows = [("Заявления на ЕГЭ 2024 года",), ("Район", "Школа", "Всего", *[""] * 5), ("", "", "", *subjects),
            (DISTRICT, "МБОУ «СОШ № 1»", 20, 20, 3, 4, 5, 6)]  # fmt: skip
    path = xlsx(tmp_path / "plan.xlsx", rows, merged=("A2:A3", "B2:B3", "C2:C3"))
    with pytest.raises(WorldError, match="кто какие экзамены выбрал"):
        try_out(path, register="results")


def test_both_years_of_a_region(real: Path, base: Base, bring_in: Import, try_out: Import) -> None:
    path = real / "ege-region" / "ege-2022-2024.xlsx"
    bring_in(path, register="schools", sheet="2023")
    wrong = "\n".join(describe(try_out(path, sheet="2023"), dry=True))
    assert "под «Химия»" in wrong, "what is wrong in a whole column is told as such"
    broken = {"Химия / получили 100 баллов": None}
    later = bring_in(path, sheet="2023", columns=broken)
    assert (later.register.key, later.count(Verdict.NEW), later.count(Verdict.REFUSED)) == ("results", 2348, 0)
    graduates = [one for one in later.subtotals if one.column.startswith("Всего выпускников")]
    assert [(one.stated, one.counted) for one in graduates] == [(5072, 5072)]
    earlier = try_out(path, sheet="2022")
    assert all(one.sure for one in earlier.similar)
    assert len(earlier.similar) == 16
    done = bring_in(path, sheet="2022", names={one.key: one.record for one in earlier.similar if one.record})
    closed = {row.name.split()[3] for row in done.rows if row.verdict is Verdict.REFUSED}
    assert closed == {"Верх-Хилинская", "Номоконовская"}, "schools that were not there a year later"
    graduates = [one for one in done.subtotals if one.column.startswith("Всего выпускников")]
    assert [(one.stated, one.counted) for one in graduates] == [(5327, 5327)]
    before = base.path.read_bytes()
    bring_in(path, sheet="2022")
    assert base.path.read_bytes() == before
    assert report(done)["register"] == "results"
    assert "Муниципальное образование" not in "\n".join(describe(done, dry=True)).partition("Отказано")[0]
