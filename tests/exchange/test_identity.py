"""The same school is met again, and never another one; else an import doubles schools or overwrites a stranger."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.import_steps import CONTEXT, Import, bring, dry, verdicts, write
from exchange.workbook_samples import DISTRICT, SCHOOLS, xlsx
from setvzaim.errors import WorldError
from setvzaim.exchange import Verdict, Wishes
from setvzaim.exchange.similar import _MOST_CAREFUL, _Comparison
from setvzaim.model import NameMemory
from setvzaim.operations.records import change, remove
from setvzaim.registers import register
from setvzaim.storage import Base
from support import labels_of, rows_of, value_of

NUMBERED = ("Номер в реестре", *SCHOOLS)
OF = register("schools")


def school(base: Base, name: str) -> str:
    return next(str(row.id) for row in rows_of(base, "schools") if row["name"] == name)


def test_number_comes_before_the_name(tmp_path: Path, base: Base, bring_in: Import) -> None:
    bring_in(xlsx(tmp_path / "a.xlsx", [NUMBERED, (7, "Школа № 1", DISTRICT, 10)]))
    plan = bring_in(xlsx(tmp_path / "b.xlsx", [NUMBERED, ("7", "Лицей № 1", "Горный район", 11)]))
    assert plan.count(Verdict.CHANGED) == 1
    assert labels_of(base, "schools") == ["Лицей № 1"]


def test_same_name_with_another_number_is_another_school(tmp_path: Path, base: Base, bring_in: Import) -> None:
    bring_in(xlsx(tmp_path / "a.xlsx", [NUMBERED, (7, "Школа № 1", DISTRICT, 10)]))
    plan = bring_in(xlsx(tmp_path / "b.xlsx", [NUMBERED, (8, "Школа № 1", DISTRICT, 11)]))
    assert plan.count(Verdict.NEW) == 1
    assert len(labels_of(base, "schools")) == 2


def test_name_is_met_however_it_is_spelt(tmp_path: Path, bring_in: Import) -> None:
    bring_in(xlsx(tmp_path / "a.xlsx", [SCHOOLS, ("МБОУ «Берёзовская СОШ № 3»", DISTRICT, 10)]))
    again = [SCHOOLS, ('  МБОУ "БЕРЕЗОВСКАЯ CОШ №3"', "Степной р-н", 10)]  # a Latin C
    plan = bring_in(xlsx(tmp_path / "b.xlsx", again))
    (row,) = plan.rows
    assert [(one.column.key, one.cell) for one in row.changes] == [("name", "A2")]
    assert not plan.writes.grown


def test_number_is_taken_over_from_a_row_met_by_its_name(tmp_path: Path, base: Base, bring_in: Import) -> None:
    bring_in(xlsx(tmp_path / "a.xlsx", [SCHOOLS, ("Школа № 1", DISTRICT, 10)]))
    plan = bring_in(xlsx(tmp_path / "b.xlsx", [NUMBERED, (7, "Школа № 1", DISTRICT, 10)]))
    assert plan.count(Verdict.CHANGED) == 1
    assert value_of(base, "schools", school(base, "Школа № 1"), "number") == "7"


def test_row_without_number_does_not_take_the_record_of_a_row_with_it(tmp_path: Path, bring_in: Import) -> None:
    """Whatever the order of the rows, the record with the number goes to the row with the number."""
    rows = [(7, "Школа № 1", DISTRICT, 10), ("", "Школа № 1", DISTRICT, 20)]
    bring_in(xlsx(tmp_path / "a.xlsx", [NUMBERED, *rows]))
    plan = bring_in(xlsx(tmp_path / "b.xlsx", [NUMBERED, *reversed(rows)]))
    assert plan.count(Verdict.UNCHANGED) == 2


def test_repeats_stay_rows_of_their_own_and_are_reported(tmp_path: Path, base: Base, bring_in: Import) -> None:
    path = xlsx(tmp_path / "a.xlsx", [SCHOOLS, ("Школа", DISTRICT, 1), ("Школа", DISTRICT, 2)])
    plan = bring_in(path)
    assert [(one.row, one.record, one.reason) for one in plan.similar] == [
        (3, None, "повторяет строку 2: те же район, школа")
    ]
    assert len(labels_of(base, "schools")) == 2
    assert bring_in(path).count(Verdict.UNCHANGED) == 2


def test_refused_row_takes_no_record_from_a_sound_one(tmp_path: Path, bring_in: Import) -> None:
    """Else each import of the same file would make the sound row anew."""
    for column, bad in (("Количество", "много"), ("Исправно", 9)):
        rows = [("Школа № 1", "Проектор", 1, bad) if column == "Исправно" else ("Школа № 1", "Проектор", bad, 1)]
        rows.append(("Школа № 1", "Проектор", 2, 1))
        bring_in(xlsx(tmp_path / "s.xlsx", [("Школа", "Район"), ("Школа № 1", DISTRICT)]), register="schools")
        path = xlsx(tmp_path / "x.xlsx", [("Школа", "Наименование", "Количество", "Исправно"), *rows])
        bring_in(path, register="equipment")
        again = bring_in(path, register="equipment")
        assert [row.verdict for row in again.rows] == [Verdict.REFUSED, Verdict.UNCHANGED]


def test_similar_name_is_offered_and_not_joined(tmp_path: Path, base: Base, bring_in: Import) -> None:
    bring_in(xlsx(tmp_path / "a.xlsx", [SCHOOLS, ("Троицкая средняя школа", DISTRICT, 10)]))
    known = school(base, "Троицкая средняя школа")
    plan = bring_in(xlsx(tmp_path / "b.xlsx", [SCHOOLS, ("Троицкая средняя школ", DISTRICT, 10)]))
    (like,) = plan.similar
    assert (like.row, like.record, like.candidate) == (2, known, "Троицкая средняя школа")
    assert plan.count(Verdict.NEW) == 1
    assert len(labels_of(base, "schools")) == 2


def test_names_that_differ_in_a_number_are_not_alike(tmp_path: Path, bring_in: Import) -> None:
    bring_in(xlsx(tmp_path / "a.xlsx", [SCHOOLS, ("Городская средняя школа № 1", DISTRICT, 10)]))
    plan = bring_in(xlsx(tmp_path / "b.xlsx", [SCHOOLS, ("Городская средняя школа № 2", DISTRICT, 10)]))
    assert not plan.similar


def test_same_name_in_another_district_is_offered(tmp_path: Path, bring_in: Import) -> None:
    bring_in(xlsx(tmp_path / "a.xlsx", [SCHOOLS, ("Троицкая школа", DISTRICT, 10)]))
    plan = bring_in(xlsx(tmp_path / "b.xlsx", [SCHOOLS, ("Троицкая школа", "Горный район", 10)]))
    assert [one.reason for one in plan.similar] == ["название то же, другой район"]


def test_confirmed_spelling_is_remembered(tmp_path: Path, base: Base, bring_in: Import, try_out: Import) -> None:
    bring_in(xlsx(tmp_path / "a.xlsx", [SCHOOLS, ("Троицкая средняя школа", DISTRICT, 10)]))
    known = school(base, "Троицкая средняя школа")
    path = xlsx(tmp_path / "b.xlsx", [SCHOOLS, ("ТСШ", DISTRICT, 12)])
    plan = bring_in(path, confirmed={2: known})
    assert verdicts(plan) == {2: Verdict.CHANGED}
    assert value_of(base, "schools", known, "pupils") == 12
    write_back = {"name": "Троицкая средняя школа"}
    change(base, of=OF, record=known, values=write_back, context=CONTEXT)
    plan = try_out(xlsx(tmp_path / "c.xlsx", [SCHOOLS, ("тсш", DISTRICT, 13), ("ТСШ", DISTRICT, 14)]))
    assert [(row.verdict, row.record) for row in plan.rows] == [(Verdict.CHANGED, known), (Verdict.NEW, None)]


def test_spelling_of_a_deleted_record_is_forgotten(tmp_path: Path, base: Base, bring_in: Import) -> None:
    """Else the next import of the same file breaks off on a record that is no more."""
    bring_in(xlsx(tmp_path / "a.xlsx", [SCHOOLS, ("Троицкая средняя школа", DISTRICT, 10)]))
    known = school(base, "Троицкая средняя школа")
    path = xlsx(tmp_path / "b.xlsx", [SCHOOLS, ("ТСШ", DISTRICT, 12)])
    bring_in(path, confirmed={2: known})
    with base.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(NameMemory)) == 1
    remove(base, of=OF, records=[known])
    assert verdicts(bring_in(path)) == {2: Verdict.NEW}
    with pytest.raises(WorldError, match="уже нет: её удалили"):
        bring_in(path, confirmed={2: known})


def test_plan_is_refused_when_the_base_changed_meanwhile(tmp_path: Path, base: Base, bring_in: Import) -> None:
    """What the user agreed to is what is written, or nothing: no half of it, no other."""
    bring_in(xlsx(tmp_path / "a.xlsx", [SCHOOLS, ("Школа № 1", DISTRICT, 10)]))
    path = xlsx(tmp_path / "b.xlsx", [SCHOOLS, ("Школа № 1", DISTRICT, 11), ("Школа № 2", "Горный район", 5)])
    plan = dry(base, path)
    change(base, of=OF, record=school(base, "Школа № 1"), values={"pupils": 99}, context=CONTEXT)
    with pytest.raises(WorldError, match="базу изменили"):
        write(base, plan)
    assert labels_of(base, "schools") == ["Школа № 1"]
    assert len(labels_of(base, "municipalities")) == 1
    assert value_of(base, "schools", school(base, "Школа № 1"), "pupils") == 99


def test_plan_is_refused_when_its_record_was_deleted_meanwhile(tmp_path: Path, base: Base, bring_in: Import) -> None:
    bring_in(xlsx(tmp_path / "a.xlsx", [SCHOOLS, ("Школа № 1", DISTRICT, 10)]))
    plan = dry(base, xlsx(tmp_path / "b.xlsx", [SCHOOLS, ("Школа № 1", DISTRICT, 11)]))
    remove(base, of=OF, records=[school(base, "Школа № 1")])
    with pytest.raises(WorldError, match="базу изменили"):
        write(base, plan)


RECORDS = st.lists(st.tuples(st.sampled_from(["", "1", "2"]), st.sampled_from(["А", "Б"])), max_size=6)


@settings(max_examples=20)
@given(before=RECORDS, now=RECORDS)
def test_whatever_is_imported_is_met_the_next_time(
    empty_file: Path, tmp_path_factory: pytest.TempPathFactory, before: list[tuple[str, str]],
    now: list[tuple[str, str]],
) -> None:  # fmt: skip
    """Rows with and without numbers, equal and unequal names, in any order: importing again changes nothing."""
    folder = tmp_path_factory.mktemp("again")
    copy = folder / "b.setvzaim"
    copy.write_bytes(empty_file.read_bytes())
    with Base.open(copy) as base:
        for place, rows in enumerate((before, now)):
            cells = [(number, name, DISTRICT, at) for at, (number, name) in enumerate(rows)]
            bring(base, xlsx(folder / f"{place}.xlsx", [NUMBERED, *cells]), Wishes(register="schools"))
        again = dry(base, folder / "1.xlsx", Wishes(register="schools"))
        assert again.count(Verdict.UNCHANGED) == len(now)
        assert {value: count for value, count in _numbers(base).items() if value} == _most(before, now)


def _numbers(base: Base) -> dict[object, int]:
    found: dict[object, int] = {}
    for row in rows_of(base, "schools"):
        found[row["number"]] = found.get(row["number"], 0) + 1
    return found


def _most(*files: list[tuple[str, str]]) -> dict[str, int]:
    """Return how many records of each number there must be: as many as the file that has it the most often."""
    numbers = {number for rows in files for number, _ in rows if number}
    return {number: max([one for one, _ in rows].count(number) for rows in files) for number in numbers}


def test_search_for_similar_names_is_bounded() -> None:
    """All names alike in one large district: the import must end."""
    comparison = _Comparison()
    keys = {str(at): "общеобразовательнаяшкола" + "абвгд"[at % 5] for at in range(400)}
    for _ in range(1000):
        comparison.best("общеобразовательнаяшколая", list(keys), keys)
    assert -len(keys) <= comparison._careful < _MOST_CAREFUL
