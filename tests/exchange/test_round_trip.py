"""What is exported comes back unchanged: the office edits in Excel and loses nothing it did not touch."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.import_steps import CONTEXT, bring, dry, write
from exchange.workbook_samples import xlsx
from setvzaim.exchange import ImportPlan, Verdict, Wishes
from setvzaim.exchange.csv_file import csv_rows, guarded
from setvzaim.exchange.export import write_csv
from setvzaim.queries import Query, count, stream
from setvzaim.queries.papers import export_document
from setvzaim.registers import Presence, all_registers, register
from setvzaim.rendering import render
from setvzaim.storage import Base
from support import rows_of


def _export(base: Base, key: str, path: Path) -> int:
    query = Query(key, context=CONTEXT if key == "schools" else Query(key).context)
    with base.read() as connection:
        if path.suffix == ".csv":
            columns = tuple(column for column in register(key).columns if column.editable)
            write_csv(columns, stream(connection, query, columns), path)
        else:
            render(export_document(connection, query), path)
        return count(connection, query)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize("key", sorted(key for key, of in all_registers().items() if not of.kept))
def test_export_comes_back_unchanged(key: str, suffix: str, example: Base, tmp_path: Path) -> None:
    path = tmp_path / f"{key}{suffix}"
    number = _export(example, key, path)
    before = example.path.read_bytes()
    plan = bring(example, path, Wishes(register=key))
    assert (plan.count(Verdict.UNCHANGED), len(plan.rows)) == (number, number)
    assert example.path.read_bytes() == before
    if number:
        guessed = dry(example, path)
        assert (guessed.register.key, guessed.rivals) == (key, ()), "its own export is known without being told"


CELL = st.text(st.sampled_from("=+-@'\"; \t\nабв1,"), max_size=12)


@given(st.lists(CELL, min_size=1, max_size=5))
def test_guarded_cells_come_back(tmp_path_factory: pytest.TempPathFactory, cells: list[str]) -> None:
    """No cell of ours is run as a formula, and none is changed by the guard."""
    path = tmp_path_factory.mktemp("guard") / "x.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow(["a", "b"])
        for cell in cells:
            assert not guarded(cell).startswith(("=", "+", "-", "@", "\t"))
            writer.writerow([guarded(cell), "б"])
    assert [row[0] for row in csv_rows(path)()][1:] == cells


NAME = st.text(st.sampled_from("абвё№ 12«»"), min_size=1, max_size=4).filter(str.strip)
ROW = st.tuples(NAME, st.sampled_from(["Горный", "Степной р-н", ""]), st.sampled_from([1, 2, "3", "x", ""]),
                st.sampled_from(["да", "нет", ""]))  # fmt: skip
COUNTED = (Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED, Verdict.REFUSED, Verdict.TOTAL, Verdict.EMPTY)


@settings(max_examples=30)
@given(files=st.lists(st.lists(ROW, max_size=6), min_size=1, max_size=3))
def test_dry_run_says_what_the_real_run_does(
    empty_file: Path, tmp_path_factory: pytest.TempPathFactory, files: list[list[tuple[object, ...]]]
) -> None:
    """New rows are as many as the base gains, changed ones those that differ after; a second run finds nothing."""
    folder = tmp_path_factory.mktemp("dry")
    copy = folder / "b.setvzaim"
    copy.write_bytes(empty_file.read_bytes())
    with Base.open(copy) as base:
        for rows in files:
            path = xlsx(folder / "x.xlsx", [("Школа", "Район", "Учеников", "ШНОР"), *rows])
            before = _texts(base)
            plan = dry(base, path, Wishes(register="schools"))
            assert _texts(base) == before
            write(base, plan)
            after = _texts(base)
            assert len(after) - len(before) == plan.count(Verdict.NEW)
            assert sum(before[id_] != after[id_] for id_ in before) == plan.count(Verdict.CHANGED)
            assert set(after) - set(before) == set(plan.writes.ids)
            for row in plan.rows:
                for change in row.changes:
                    place = register("schools").places[change.column.key]
                    gone = isinstance(change.column.kind, Presence) and change.now == "нет"  # no status at all, then
                    assert after[row.record or ""][place] == ("" if gone else change.now)
            _sums_up(plan)
            again = dry(base, path, Wishes(register="schools"))
            assert not again.count(Verdict.NEW)
            assert not again.count(Verdict.CHANGED)
            assert not again.writes.grown


def _sums_up(plan: ImportPlan) -> None:
    assert sum(plan.count(verdict) for verdict in COUNTED) == len(plan.rows)
    used = {str(value) for values in plan.writes.created.values() for value in values}
    used |= {str(value) for _, _, values in plan.writes.updated for value in values.values()}
    assert {grown.id for grown in plan.writes.grown} <= used


def _texts(base: Base) -> dict[str, tuple[str, ...]]:
    return {row.id: tuple(row.texts()) for row in rows_of(base, "schools", CONTEXT)}
