"""The registers that officials really keep, to the last row; each skips where the files are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.import_steps import Import, reasons
from setvzaim.exchange import Verdict, describe, report
from setvzaim.storage import Base
from support import rows_of

WRONG_SUMS = {169: (16_254, 4_371), 382: (88_850, 39_808), 583: (12_932, 13_993)}
"""Row, stated and counted pupils of the three subtotals that disagree."""


def _june(real: Path) -> Path:
    return real / "oo1-region" / "oo1-2026-06.xlsx"


def test_june_is_accounted_for_to_the_last_row(real: Path, base: Base, bring_in: Import) -> None:
    plan = bring_in(_june(real))
    answer = report(plan)
    assert (answer["rows"], answer["header_row"], answer["created"]) == (610, 3, 589)
    assert plan.count(Verdict.TOTAL) == 18
    assert [row.number for row in plan.rows if row.verdict is Verdict.REFUSED] == [68, 611, 613]
    assert [cell for cell, _ in reasons(plan)] == ["L68", "L611", "L613"]
    assert sum(plan.count(verdict) for verdict in Verdict) == 610
    schools = rows_of(base, "schools")
    assert len(schools) == 589
    assert all(row["municipality"] for row in schools)
    assert sum(int(str(row["pupils"] or 0)) for row in schools) == 310_461
    assert sum(int(str(row["teachers"] or 0)) for row in schools) == 30_000
    assert sum(row["low_results"] is True for row in schools) == 71
    assert sum(row["biased"] is True for row in schools) == 23
    assert sum(row["latitude"] is not None and row["longitude"] is not None for row in schools) == 589


def test_june_subtotals(real: Path, try_out: Import) -> None:
    plan = try_out(_june(real))
    pupils = [one for one in plan.subtotals if one.column == "Количество обучающихся"]
    assert len(pupils) == 18
    assert {one.row: (one.stated, one.counted) for one in pupils if not one.agrees} == WRONG_SUMS
    words = "\n".join(describe(plan, dry=True))
    for name in ("Веденский", "Гудермесского", "Шелковского"):
        assert name in words
    assert "88\u202f850, а по строкам 39\u202f808" in words


def test_june_again_changes_nothing(real: Path, base: Base, bring_in: Import) -> None:
    bring_in(_june(real))
    before = base.path.read_bytes()
    again = bring_in(_june(real))
    assert [again.count(one) for one in (Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED)] == [0, 0, 589]
    assert base.path.read_bytes() == before


def test_february_then_june_lists_what_was_added_and_changed(real: Path, base: Base, bring_in: Import) -> None:
    bring_in(real / "oo1-region" / "oo1-2026-02.xlsx")
    plan = bring_in(_june(real))
    answer = report(plan)
    assert [one["name"] for one in answer["added"]] == [  # type: ignore[attr-defined]
        "ГБОУ 'С(к)ОШИ для слепых и слабовидящих'",
        "ОО при ГБПОУ 'Грозненский педколледж'",
        'ГБОУ "ЦО г. Шали"',
    ]
    assert answer["updated"] == len(answer["changes"]) == 232  # type: ignore[arg-type]
    assert not plan.writes.grown, "the districts are the same, spelt in two ways"
    assert len(rows_of(base, "schools")) == 592
    words = list(describe(plan, dry=False))
    assert "Новые:" in words
    assert any("ШНОР — пусто → «да»" in line for line in words)


@pytest.mark.parametrize(("sheet", "schools"), [("2022", 371), ("2023", 373), ("2024", 369)])
def test_results_by_school_are_schools_only_when_asked(real: Path, try_out: Import, sheet: str, schools: int) -> None:
    """Two-row merged header, 21 subjects, a total row in the column of districts."""
    path = real / "ege-region" / "ege-2022-2024.xlsx"
    plan = try_out(path, sheet=sheet, register="schools")
    assert (plan.header.first, plan.header.depth) == (5, 2)
    assert plan.count(Verdict.NEW) == schools
    assert plan.count(Verdict.TOTAL) == 1
    assert not plan.count(Verdict.REFUSED)
    assert not any("по Забайкальскому" in str(grown.values["name"]) for grown in plan.writes.grown)
