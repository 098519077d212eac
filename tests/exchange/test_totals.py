"""Subtotal rows never become schools, and a sum that is wrong is named; else pupils are counted twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.import_steps import Import, dry, verdicts
from exchange.workbook_samples import DISTRICT, SCHOOLS, xlsx
from setvzaim.exchange import Verdict, Wishes
from setvzaim.exchange.totals import Numbers, count_groups, find_totals, says_total
from setvzaim.storage import Base

GROUP = st.lists(st.tuples(st.integers(1, 900), st.integers(1, 90)), min_size=1, max_size=6)
GROUPS = st.lists(GROUP, min_size=1, max_size=5)


@settings(max_examples=20)
@given(groups=GROUPS, wrong=st.lists(st.booleans(), min_size=5, max_size=5), layout=st.data())
def test_generated_groups(
    base: Base, tmp_path: Path, groups: list[list[tuple[int, int]]], wrong: list[bool], layout: st.DataObject
) -> None:
    """Every school is new, every total a total; its sum is compared with the one a person would reckon."""
    below, grand = layout.draw(st.booleans()), layout.draw(st.booleans())
    rows: list[tuple[object, ...]] = [("Школа", "Район", "Учеников", "Педагогов")]
    stated: dict[int, tuple[int, int, bool]] = {}
    for order, (group, mistaken) in enumerate(zip(groups, wrong, strict=False)):
        off = 1_000_000 * (mistaken and below)
        pupils, teachers = (sum(column) for column in zip(*group, strict=True))
        schools = [(f"Школа {order}-{at}", f"Район {order}", *numbers) for at, numbers in enumerate(group)]
        label = "Итого по району" if below else f"Отдел образования № {order}"
        stated[len(rows) + 1 + len(schools) * below] = (pupils + off, pupils, not off)
        summed = (label, "", pupils + off, teachers + off)
        rows += [*schools, summed] if below else [summed, *schools]
    if grand:
        everyone = sum(number for group in groups for number, _ in group)
        rows.append(("ВСЕГО", "", everyone, ""))
        stated[len(rows)] = (everyone, everyone, True)
    plan = dry(base, xlsx(tmp_path / "groups.xlsx", rows))
    for number, verdict in verdicts(plan).items():
        assert verdict is (Verdict.TOTAL if number in stated else Verdict.NEW)
    for total in plan.subtotals:
        if total.column == "Учеников" and (not below or not grand or total.label != "ВСЕГО"):
            said, counted, agrees = stated[total.row]
            assert total.stated == said
            assert total.agrees == agrees
            if not below:
                assert total.counted == counted


@given(st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=3, max_size=12), st.integers(1, 20))
def test_a_sum_is_found_exactly_where_brute_force_finds_it(values: list[int | None], stated: int) -> None:
    column = Numbers("Учеников", [stated, *values])
    twice = Numbers("Педагогов", [stated * 2, *(None if value is None else value * 2 for value in values)])
    found = find_totals(["?"] * len(column.values), [0], set(), [column, twice], belongs=None)
    sums = [sum(value or 0 for value in values[:run]) for run in range(2, len(values) + 1)]
    assert bool(found) == (stated in sums)


@given(st.lists(st.one_of(st.none(), st.floats(0, 1e6)), min_size=1, max_size=30), st.data())
def test_counted_sums_equal_brute_force(values: list[float | None], data: st.DataObject) -> None:
    totals = sorted(data.draw(st.sets(st.integers(0, len(values) - 1))))
    labels = ["Итого" if data.draw(st.booleans()) else "Отдел" for _ in values]
    counted_rows = [row not in totals for row in range(len(values))]
    for row, column, stated, counted in count_groups(totals, labels, [Numbers("", values)], counted_rows):
        assert stated == values[row] == column.values[row]
        after = min((at for at in totals if at > row), default=len(values))
        before = max((at for at in totals if at < row), default=-1)
        spans = [range(before + 1, row), range(row)] if labels[row] == "Итого" else [range(row + 1, after)]
        sums = [sum(values[at] or 0 for at in span if counted_rows[at]) for span in spans]
        assert any(counted == pytest.approx(one, abs=1e-5) for one in sums)


@pytest.mark.parametrize("label", ["Итого", "ИТОГО:", "  Всего по району", "Ахматовский район, всего", "в том числе"])
def test_words_that_say_total(label: str) -> None:
    assert says_total(label)


@pytest.mark.parametrize("label", ["Итоговая аттестация", "Школа № 1", "Всеволодовская СОШ", "Итум-Калинский РОО", ""])
def test_words_that_do_not(label: str) -> None:
    """A school whose name only begins like a total must not vanish."""
    assert not says_total(label)


def test_total_with_its_district_filled_in_is_no_school(tmp_path: Path, try_out: Import) -> None:
    rows = [SCHOOLS, ("Школа № 1", DISTRICT, 10), ("Школа № 2", DISTRICT, 20), ("Итого", DISTRICT, 31)]
    plan = try_out(xlsx(tmp_path / "x.xlsx", rows))
    assert verdicts(plan)[4] is Verdict.TOTAL
    assert [(one.row, one.stated, one.counted, one.agrees) for one in plan.subtotals] == [(4, 31, 30, False)]


def test_total_written_in_another_column_makes_no_district(tmp_path: Path, try_out: Import) -> None:
    """«Всего по краю» stands in the column of districts: it is neither a school nor a new district."""
    rows = [("Район", "Школа", "Учеников"), (DISTRICT, "Школа № 1", 10), ("Всего по краю", "", 10)]
    plan = try_out(xlsx(tmp_path / "x.xlsx", rows))
    assert verdicts(plan) == {2: Verdict.NEW, 3: Verdict.TOTAL}
    assert [grown.values["name"] for grown in plan.writes.grown] == [DISTRICT]
    assert plan.subtotals[0].label == "Всего по краю"
    assert plan.subtotals[0].agrees


def test_headings_of_groups_are_no_schools(tmp_path: Path, try_out: Import) -> None:
    """A district merged across the sheet stands above its schools, in the first column or that of names."""
    rows = [
        ("№", "Школа", "Район", "Учеников"),
        ("Степной район", "", "", ""),
        (1, "Школа № 1", DISTRICT, 10),
        ("", "Городские школы", "", ""),
        (2, "Школа № 2", DISTRICT, 20),
    ]
    plan = try_out(xlsx(tmp_path / "x.xlsx", rows, ["A2:D2"]))
    assert verdicts(plan) == {2: Verdict.TOTAL, 3: Verdict.NEW, 4: Verdict.TOTAL, 5: Verdict.NEW}
    assert plan.rows[0].name == "Степной район"


def test_heading_merged_across_a_sheet_without_districts(tmp_path: Path, try_out: Import) -> None:
    rows = [("Школа", "Учеников"), ("Городские", ""), ("Школа № 1", 10), ("Школа № 2", 20)]
    path = xlsx(tmp_path / "x.xlsx", rows, ["A2:B2"])
    plan = try_out(path, register="schools", constants={"municipality": DISTRICT})
    assert verdicts(plan) == {2: Verdict.TOTAL, 3: Verdict.NEW, 4: Verdict.NEW}


def test_wrong_sum_at_the_start_of_a_district_is_named(tmp_path: Path, try_out: Import) -> None:
    """Whoever mistyped a subtotal learns of it, instead of reading that «a school lacks its district»."""
    rows = [
        ("Школа", "Район", "Учеников", "Педагогов"),
        ("Школа А", "Горный", 10, 3),
        ("Отдел Степного", "", 77, 9),
        ("Школа Б", "Степной", 20, 4),
        ("Школа В", "Степной", 30, 5),
    ]
    plan = try_out(xlsx(tmp_path / "x.xlsx", rows))
    assert verdicts(plan)[3] is Verdict.TOTAL
    assert [(one.stated, one.counted, one.agrees) for one in plan.subtotals] == [(77, 50, False), (9, 9, True)]


def test_school_without_a_district_is_refused_and_not_taken_for_a_total(tmp_path: Path, try_out: Import) -> None:
    rows = [
        ("Школа", "Район", "Учеников", "Педагогов"),
        ("Школа А", DISTRICT, 10, 3),
        ("Школа Б", "", 17, 9),
        ("Школа В", DISTRICT, 20, 4),
        ("Школа Г", DISTRICT, 30, 5),
    ]
    plan = try_out(xlsx(tmp_path / "x.xlsx", rows))
    assert verdicts(plan)[3] is Verdict.REFUSED
    assert not plan.subtotals


def test_totals_of_a_csv_are_compared_too(tmp_path: Path, try_out: Import) -> None:
    """In a CSV every number is a text."""
    path = tmp_path / "x.csv"
    text = "Школа;Район;Учеников\nШкола А;Горный;1 200\nШкола Б;Горный;300\nИтого;;1 501\n"
    path.write_text(text, encoding="utf-8")
    plan = try_out(path)
    assert [(one.stated, one.counted, one.agrees) for one in plan.subtotals] == [(1501, 1500, False)]


def test_rows_that_name_themselves_a_sum_in_words_stay_measures(example: Base, tmp_path: Path) -> None:
    """In a register without numbers «Итог работы за год» is what somebody will do, not a subtotal."""
    path = xlsx(tmp_path / "x.xlsx", [("Мероприятие", "Раздел"), ("Итоги года: итог", "Организационный раздел")])
    plan = dry(example, path, Wishes(register="measures"))
    assert verdicts(plan) == {2: Verdict.NEW}
