"""Whatever was done can be undone and done again, to the last byte; nothing later is torn down unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from exchange.workbook_samples import xlsx
from setvzaim.errors import Refusal, WorldError
from setvzaim.exchange import prepare
from setvzaim.exchange.example import build_example
from setvzaim.model import HeaderMemory, NameMemory
from setvzaim.operations import Outcome
from setvzaim.operations.bringing import bring_back
from setvzaim.operations.history import StoodUpon, redo, undo, undo_one
from setvzaim.operations.imports import Writes, apply_import
from setvzaim.operations.records import add, change, change_block, change_many, duplicate, place, remove
from setvzaim.queries import Context, Query, find
from setvzaim.queries.deleted import deleted
from setvzaim.queries.history import next_redo, operations, redo_name, undo_name
from setvzaim.queries.journal_check import journal_findings
from setvzaim.registers import LinkTo, Named, register
from setvzaim.storage import Base
from support import NOWHERE, YEAR, Adder, dump, labels_of, rows_of, value_of

IN_YEAR = Context(school_year=YEAR)
SCHOOLS, STAFF, MEASURES, SUBJECTS = (register(key) for key in ("schools", "staff", "measures", "subjects"))
Doing = Callable[[Base], Outcome[Any]]


def _ids(base: Base, key: str) -> tuple[str, ...]:
    with base.read() as connection:
        return find(connection, Query(key))


def _add(base: Base) -> Outcome[str]:
    values = {
        "name": "Новая",
        "school": _ids(base, "schools")[0],
        "subjects": (Named("Астрономия"), Named("Физика")),
    }
    return add(base, of=STAFF, values=values, context=IN_YEAR)


def _change(base: Base) -> Outcome[None]:
    values = {"subjects": (Named("Астрономия"),), "name": "Иная", "free_hours": 1.5, "note": None}
    return change(base, of=STAFF, record=_ids(base, "staff")[0], values=values, context=IN_YEAR)


def _change_many(base: Base) -> Outcome[None]:
    values = {"pupils": 7, "low_results": True}
    return change_many(base, of=SCHOOLS, records=_ids(base, "schools"), values=values, context=IN_YEAR)


def _change_block(base: Base) -> Outcome[None]:
    some: list[dict[str, object]] = [{"name": "Ё"}, {"pupils": 3, "rural": None}]
    rows = [(record, some[at % 2]) for at, record in enumerate(_ids(base, "schools"))]
    return change_block(base, of=SCHOOLS, rows=rows, context=IN_YEAR)


def _remove(base: Base) -> Outcome[None]:
    return remove(base, of=SCHOOLS, records=_ids(base, "schools")[:5])


def _remove_subjects(base: Base) -> Outcome[None]:
    return remove(base, of=SUBJECTS, records=_ids(base, "subjects"))


def _remove_all(base: Base) -> Outcome[None]:
    return remove(base, of=register("municipalities"), records=_ids(base, "municipalities"))


def _duplicate(base: Base) -> Outcome[str]:
    return duplicate(base, of=MEASURES, record=_ids(base, "measures")[0], context=IN_YEAR)


def _place(base: Base) -> Outcome[None]:
    measures = _ids(base, "measures")
    return place(base, of=MEASURES, records=[measures[-1], measures[3]], before=measures[0])


def _import(base: Base) -> Outcome[None]:
    path = base.path.parent / "книга.xlsx"
    schools = rows_of(base, "schools")
    known = [[row["name"], "Тюльпанный район", 1, "да"] for row in schools[:3]]
    fresh = [[f"Школа {n}", f"Район {n % 3}", n, "да" if n % 2 else None] for n in range(300)]
    xlsx(path, [["Наименование ОО", "Район", "Обучающихся", "ШНОР"], *known, *fresh])
    with base.read() as connection:
        plan = prepare(connection, path, IN_YEAR)
    taught = Writes(
        plan.writes.ids, plan.writes.created, plan.writes.updated, plan.writes.grown,
        {"ооо": "name", "лишнее": None}, {"троицк": schools[0].id},
    )  # fmt: skip
    return apply_import(base, of=plan.register, writes=taught, context=IN_YEAR)


DOINGS: dict[str, Doing] = {
    doing.__name__.strip("_"): doing
    for doing in (_add, _change, _change_many, _change_block, _remove, _remove_subjects, _remove_all, _duplicate,
                  _place, _import)
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(DOINGS))
def test_what_was_done_is_undone_and_done_again_to_the_last_byte(example: Base, name: str) -> None:
    before = dump(example)
    done = DOINGS[name](example)
    after = dump(example)
    assert before != after
    path = example.path
    example.close()
    with Base.open(path) as again:
        undone = undo(again)
        assert dump(again) == before
        assert (undone.name, undone.touched, undone.rows) == (f"отменено: {done.name}", done.touched, done.rows)
        with again.read() as connection:
            assert not list(journal_findings(connection))
        redone = redo(again)
        assert dump(again) == after
        assert (redone.name, redone.touched) == (f"возвращено: {done.name}", done.touched)
        with again.read() as connection:
            assert not list(journal_findings(connection))
        undo(again)
        assert dump(again) == before


def test_a_whole_example_is_undone_to_an_empty_base_and_back(base: Base) -> None:
    states = [dump(base)]
    build_example(base)
    with base.read() as connection:
        count = len(operations(connection))
    whole = dump(base)
    for _ in range(count):
        undo(base)
    assert dump(base) == states[0]
    with pytest.raises(WorldError, match="Отменять нечего"):
        undo(base)
    for _ in range(count):
        redo(base)
    assert dump(base) == whole
    with pytest.raises(WorldError, match="Возвращать нечего"):
        redo(base)


def test_what_is_remembered_by_an_import_is_undone_with_it(example: Base) -> None:
    _import(example)
    with example.read() as connection:
        assert connection.scalars(sa.select(HeaderMemory.header)).all()
        assert connection.scalars(sa.select(NameMemory.spelling)).all()
    undo(example)
    with example.read() as connection:
        assert not connection.scalars(sa.select(HeaderMemory.header)).all()
        assert not connection.scalars(sa.select(NameMemory.spelling)).all()


class TestTheRedoLine:
    """What «Вернуть» offers."""

    def test_the_menu_names_what_it_would_do(self, base: Base, adder: Adder) -> None:
        adder("subjects", name="Физика")
        with base.read() as connection:
            assert (undo_name(connection), redo_name(connection)) == ("добавить предмет", None)
        undo(base)
        with base.read() as connection:
            assert (undo_name(connection), redo_name(connection)) == (None, "добавить предмет")

    def test_something_new_ends_it_but_the_history_stays(self, base: Base, adder: Adder) -> None:
        adder("subjects", name="А")
        adder("subjects", name="Б")
        undo(base)
        adder("subjects", name="В")
        with pytest.raises(WorldError, match="Возвращать нечего"):
            redo(base)
        assert labels_of(base, "subjects") == ["А", "В"]
        with base.read() as connection:
            assert [(done.kind, done.undone) for done in operations(connection)] == [
                ("do", False), ("undo", False), ("do", True), ("do", False),
            ]  # fmt: skip
        undo(base)
        undo(base)
        redo(base)
        assert labels_of(base, "subjects") == ["А"]

    def test_what_changed_nothing_neither_ends_it_nor_stands_in_the_history(self, base: Base, adder: Adder) -> None:
        adder("subjects", name="А")
        undo(base)
        assert change_many(base, of=SUBJECTS, records=[], values={}, context=NOWHERE).sequence is None
        redo(base)
        assert labels_of(base, "subjects") == ["А"]

    def test_a_refused_operation_leaves_no_line(self, base: Base, adder: Adder) -> None:
        with pytest.raises(Refusal):
            adder("schools", name="Ничья")
        with base.read() as connection:
            assert operations(connection) == ()


class TestOneOfTheHistory:
    """Undoing something that was not done last."""

    def test_alone_when_nothing_stands_on_it(self, base: Base, adder: Adder) -> None:
        adder("subjects", name="А")
        adder("subjects", name="Б")
        undo_one(base, 1)
        assert labels_of(base, "subjects") == ["Б"]
        redo(base)
        assert labels_of(base, "subjects") == ["А", "Б"]

    def test_refused_where_the_same_row_was_changed_later(self, base: Base, adder: Adder) -> None:
        subject = adder("subjects", name="А")
        change(base, of=SUBJECTS, record=subject, values={"name": "Б"}, context=NOWHERE)
        before = dump(base)
        with pytest.raises(StoodUpon, match="изменить предмет") as refused:
            undo_one(base, 1)
        assert [done.name for done in refused.value.later] == ["изменить предмет"]
        assert dump(base) == before
        undo_one(base, 1, with_later=True)
        assert labels_of(base, "subjects") == []
        redo(base)
        redo(base)
        assert dump(base) == before

    def test_refused_where_something_links_to_what_it_made(self, base: Base, adder: Adder) -> None:
        """And to what that made, and so on: a district, its school, a teacher of that, his subject."""
        empty = dump(base)
        school = adder("schools", name="Ш", municipality=adder("municipalities", name="Р"))
        person = adder("staff", name="И", school=school)
        subject = adder("subjects", name="Физика")
        change(base, of=STAFF, record=person, values={"subjects": (subject,)}, context=NOWHERE)
        with pytest.raises(StoodUpon) as refused:
            undo_one(base, 1)
        assert [done.sequence for done in refused.value.later] == [5, 3, 2]
        with pytest.raises(StoodUpon) as refused:
            undo_one(base, 4)
        assert [done.sequence for done in refused.value.later] == [5]
        undo_one(base, 1, with_later=True)
        assert labels_of(base, "subjects") == ["Физика"]
        undo(base)
        assert dump(base) == empty

    def test_refused_where_what_it_needs_was_deleted_later(self, base: Base, adder: Adder) -> None:
        school = adder("schools", name="Ш", municipality=adder("municipalities", name="Р"))
        person = adder("staff", name="И", school=school)
        remove(base, of=STAFF, records=[person])
        remove(base, of=SCHOOLS, records=[school])
        with pytest.raises(StoodUpon) as refused:
            undo_one(base, 4)
        assert [done.sequence for done in refused.value.later] == [5]

    def test_what_was_redone_stands_after_what_was_done_before_it(self, base: Base, adder: Adder) -> None:
        subject = adder("subjects", name="А")
        other = adder("subjects", name="Б")
        undo_one(base, 1)
        redo(base)
        change(base, of=SUBJECTS, record=other, values={"name": "В"}, context=NOWHERE)
        undo(base)
        assert undo(base).value == 1
        assert [row.id for row in rows_of(base, "subjects")] == [other]
        assert subject != other

    @pytest.mark.parametrize(("sequence", "why"), [(1, "уже отменена"), (2, "саму операцию"), (9, "уже нет")])
    def test_refused_where_there_is_nothing_to_undo(self, base: Base, adder: Adder, sequence: int, why: str) -> None:
        adder("subjects", name="А")
        undo(base)
        with pytest.raises(WorldError, match=why):
            undo_one(base, sequence)


class TestPastTheProgram:
    """Somebody has changed the file with another program: nothing of his is torn down."""

    def _past(self, base: Base, sql: str, *values: str) -> None:
        with base.write() as connection:
            connection.exec_driver_sql(sql, values)

    @pytest.mark.parametrize(
        "sql",
        ["UPDATE subjects SET name = 'Чужое'", "DELETE FROM subjects", "UPDATE subjects SET version = 9"],
    )
    def test_a_changed_row_is_refused(self, base: Base, adder: Adder, sql: str) -> None:
        adder("subjects", name="А")
        self._past(base, sql)
        before = dump(base)
        with pytest.raises(Refusal, match=r"«добавить предмет».*«Предметы».*в обход программы"):
            undo(base)
        assert dump(base) == before
        with base.read() as connection:
            assert [finding.register for finding in journal_findings(connection)] == ["subjects"]
            assert len(operations(connection)) == 1

    def test_a_row_that_stands_there_again_is_refused(self, base: Base, adder: Adder) -> None:
        subject = adder("subjects", name="А")
        remove(base, of=SUBJECTS, records=[subject])
        self._past(base, "INSERT INTO subjects (id, version, name, name_fold) VALUES (?, 1, 'А', 'а')", subject)
        with pytest.raises(Refusal, match="в обход программы"):
            undo(base)
        with base.read() as connection:
            assert [finding.reason for finding in journal_findings(connection)] == [
                "по журналу запись удалена, а в базе она есть"
            ]

    def test_a_link_to_what_would_go_is_refused(self, base: Base, adder: Adder) -> None:
        adder("municipalities", name="Р")
        district = adder("municipalities", name="Другой")
        insert = "INSERT INTO schools (id, version, name, name_fold, municipality) VALUES ('x', 1, 'Ш', 'ш', ?)"
        self._past(base, insert, district)
        before = dump(base)
        with pytest.raises(Refusal, match="в обход программы"):
            undo(base)
        assert dump(base) == before
        assert labels_of(base, "municipalities") == ["Другой", "Р"]


class TestBringingBack:
    """A record as it was then."""

    def test_a_changed_one_with_its_links(self, base: Base, adder: Adder) -> None:
        school = adder("schools", name="Ш", municipality=adder("municipalities", name="Р"))
        person = adder("staff", name="И", school=school, subjects=(Named("Физика"), Named("Химия")), free_hours=2)
        other = {"name": "Я", "subjects": None, "free_hours": None}
        change(base, of=STAFF, record=person, values=other, context=NOWHERE)
        adder("subjects", name="Биология")
        changed = dump(base)
        outcome = bring_back(base, of=STAFF, record=person, sequence=3)
        (row,) = rows_of(base, "staff")
        assert (row["name"], row["free_hours"]) == ("И", 2.0)
        assert STAFF["subjects"].kind.write(row["subjects"]) == "Физика; Химия"
        assert outcome.name == "вернуть педагога как было"
        undo(base)
        assert dump(base) == changed

    def test_a_deleted_one_with_what_it_must_lead_to(self, base: Base, adder: Adder) -> None:
        school = adder("schools", name="Ш", municipality=adder("municipalities", name="Р"))
        subject = adder("subjects", name="Физика")
        person = adder("staff", name="И", school=school, subjects=(Named("Физика"),))
        remove(base, of=SUBJECTS, records=[subject])
        remove(base, of=SCHOOLS, records=[school])
        assert not rows_of(base, "staff")
        with base.read() as connection:
            (found,) = deleted(connection, STAFF, "и")
            assert deleted(connection, STAFF, "нет такого") == ()
        bring_back(base, of=STAFF, record=found.record, sequence=found.before)
        (row,) = rows_of(base, "staff")
        assert (row.id, row["school"], row["subjects"]) == (person, LinkTo(school, "Ш"), None)
        with base.read() as connection:
            assert deleted(connection, STAFF) == ()
            assert not list(journal_findings(connection))

    def test_through_what_was_undone_and_redone(self, base: Base, adder: Adder) -> None:
        subject = adder("subjects", name="А")
        for name in "БВ":
            change(base, of=SUBJECTS, record=subject, values={"name": name}, context=NOWHERE)
        undo(base)
        undo(base)
        redo(base)
        wanted = {1: "А", 2: "Б", 3: "В", 4: "Б", 5: "А", 6: "Б"}
        for sequence, name in wanted.items():
            bring_back(base, of=SUBJECTS, record=subject, sequence=sequence)
            assert value_of(base, "subjects", subject, "name") == name

    def test_one_that_was_not_there_then_is_refused(self, base: Base, adder: Adder) -> None:
        adder("subjects", name="А")
        late = adder("subjects", name="Б")
        with pytest.raises(Refusal, match="«Б» тогда не было"):
            bring_back(base, of=SUBJECTS, record=late, sequence=1)


def test_what_stands_in_a_copied_file_can_be_undone_there(example: Base, tmp_path: Path) -> None:
    before = dump(example)
    _remove(example)
    example.close()
    copy = tmp_path / "на флешке.setvzaim"
    copy.write_bytes(example.path.read_bytes())
    with Base.open(copy) as other:
        with other.read() as connection:
            assert next_redo(connection) is None
        undo(other)
        assert dump(other) == before
