"""Statuses and resources counted again from the workbooks, in plain Python and by nothing of the program.

Lost when this fails: a number somebody signs, and nobody can say where it came from.
"""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exchange.import_steps import bring, dry, real_folder
from setvzaim.exchange import Wishes
from setvzaim.queries import Context
from setvzaim.queries.resources import resources
from setvzaim.queries.status_words import told
from setvzaim.resource_files import resource
from setvzaim.storage import Base
from support import rows_of

BROKEN = {"Химия / получили 100 баллов": None}
"""A column of 2023 that its makers filled by a wrong formula."""
Found = dict[tuple[str, str], dict[str, tuple[int, int | None]]]
"""Participants and those below by subject, by municipality and school."""


def plain(text: object) -> str:
    return re.sub(r"[\W_]", "", str(text).lower().replace("ё", "е"))


def sheet(path: Path, year: str) -> Found:
    """Read a sheet of exams: a subject over every five columns, schools from the eighth row to the total."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = list(load_workbook(path, data_only=True)[year].iter_rows(values_only=True))
    subjects = {at: str(name) for at, name in enumerate(rows[5]) if name and at > 3}
    found: Found = {}
    for row in rows[7:]:
        if not row[0] or not row[1]:
            continue
        own = {
            plain(subject): (int(row[at]), None if row[at + 1] is None else int(row[at + 1]))
            for at, subject in subjects.items()
            if any(row[at : at + 5])
        }
        found[plain(row[0]), plain(row[1])] = own
    return found


def filled(results: dict[str, tuple[int, int | None]], *, zeros: bool) -> dict[str, tuple[int, int | None]]:
    return {name: (whole, part or 0 if zeros else part) for name, (whole, part) in results.items()}


def verdict(now: dict[str, tuple[int, int | None]], before: dict[str, tuple[int, int | None]]) -> str:
    """Say by the rule read aloud whether results are low: as if all unknown were nought, and as if all were below."""

    def low(*, worst: bool) -> bool:
        def bad(result: tuple[int, int | None] | None) -> bool:
            if result is None:
                return False
            whole, part = result
            return whole > 0 and 10 * ((whole if worst else 0) if part is None else part) >= 3 * whole

        return sum(map(bad, now.values())) >= 2 or any(bad(now[one]) and bad(before.get(one)) for one in now)

    if not any(part is not None and whole for whole, part in now.values()):
        return "low" if low(worst=False) else "unknown"
    return "low" if low(worst=False) else "unknown" if low(worst=True) else "not_low"


@pytest.mark.parametrize("zeros", [False, True])
def test_statuses_of_a_region_are_what_its_workbook_says(base: Base, *, zeros: bool) -> None:
    """Two years of exams of 370 schools: verdict, counts and shares of each school, counted again."""
    path = real_folder() / "ege-region" / "ege-2022-2024.xlsx"
    bring(base, path, Wishes(register="schools", sheet="2023"))
    bring(base, path, Wishes(sheet="2023", columns=BROKEN, zeros=zeros))
    like = dry(base, path, Wishes(sheet="2022", zeros=zeros)).similar
    bring(base, path, Wishes(sheet="2022", zeros=zeros).accepting(like))
    renamed = {plain(one.name): plain(one.candidate) for one in like}
    now, before = sheet(path, "2023"), sheet(path, "2022")
    earlier: defaultdict[str, Found] = defaultdict(dict)
    for (place, name), own in before.items():
        earlier[renamed.get(name, name)][place, name] = own
    with base.read() as connection:
        said = {one.school.id: one for one in told(connection, Context(school_year=2022), 2022)}
    compared = low = 0
    for row in rows_of(base, "schools"):
        mine = [own for (_, name), own in now.items() if name == plain(row["name"])]
        past = list(earlier[plain(row["name"])].values())
        if len(mine) != 1 or len(past) > 1 or not mine[0]:
            continue  # namesakes of two municipalities, and schools without results
        known, old = (filled(one, zeros=zeros) for one in (mine[0], past[0] if past else {}))
        sign = said[row.id].status.sign
        assert said[row.id].status.procedures == len(known), row["name"]
        assert said[row.id].status.known == sum(part is not None and whole > 0 for whole, part in known.values())
        assert sign.verdict.value == verdict(known, old), (row["name"], known, old)
        shares = sorted((one.outcome.below, one.outcome.participants) for one in sign.first)
        assert shares == sorted(
            (part, whole) for whole, part in known.values() if part is not None and whole and part / whole >= 0.3
        )
        compared += 1
        low += sign.verdict.value == "low"
    assert compared > 300
    assert low > 100


def _example(key: str) -> Iterator[dict[str, object]]:
    rows = list(load_workbook(resource("example", f"{key}.xlsx")).active.iter_rows(values_only=True))
    head = next(at for at, row in enumerate(rows) if "Школа" in row)
    for row in rows[head + 1 :]:
        if any(cell is not None for cell in row):
            yield {str(name): cell for name, cell in zip(rows[head], row, strict=True)}


def test_hours_of_the_example_are_what_its_workbooks_say(example: Base, context: Context) -> None:
    """For each subject and school: needed, free, and all that is there; then the network's own numbers."""
    needed: defaultdict[tuple[str, str], float] = defaultdict(float)
    free: defaultdict[tuple[str, str], float] = defaultdict(float)
    there: defaultdict[tuple[str, str], float] = defaultdict(float)
    for row in _example("needs"):
        if row["Вид ресурса"] == "кадровый" and row["Предмет"]:
            needed[str(row["Предмет"]), str(row["Школа"])] += float(str(row["Сколько"] or 0))
    for row in _example("staff"):
        for subject in filter(None, (part.strip() for part in re.split("[;,]", str(row["Предметы"] or "")))):
            free[subject, str(row["Школа"])] += float(str(row["Свободные часы"] or 0))
            there[subject, str(row["Школа"])] += float(str(row["Свободные часы"] or 0))
            there[subject, str(row["Школа"])] += float(str(row["Нагрузка"] or 0))
    with example.read() as connection:
        found = resources(connection, context)
    names = {school.id: school.label for school in found.schools}
    staff = [one for one in found.categories if one.resource == "staff" and one.unit == "ч/нед"]
    assert len(staff) > 8
    for one in staff:
        for cell in one.cells:
            key = one.what, names[cell.school]
            assert (cell.needed or 0, cell.spare or 0, cell.has or 0) == (needed[key], free[key], there[key]), key
        wanting = {school for (what, school), hours in needed.items() if what == one.what and hours}
        lent = sum(hours for (what, school), hours in free.items() if what == one.what and school not in wanting)
        want = sum(hours for (what, _), hours in needed.items() if what == one.what)
        if one.needs:
            assert (one.needed, one.available or 0, one.lacking) == (want, lent, max(0, want - lent)), one.what
            assert one.coverable == min(want, lent)
        else:
            assert (want, one.available, one.surplus) == (0, lent, lent), one.what
