"""Who did what and when, in words; what became of a record; where the deleted ones are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Self

import pytest

from setvzaim.exchange.example import ORDER
from setvzaim.operations.history import redo, undo
from setvzaim.operations.records import change, remove
from setvzaim.operations.signing import sign
from setvzaim.queries.deleted import deleted
from setvzaim.queries.history import changes_of, history_of, operations
from setvzaim.registers import Named, all_registers, register
from setvzaim.storage import Base, journal
from support import NOWHERE, Adder, rows_of

STAFF, SCHOOLS, SUBJECTS = (register(key) for key in ("staff", "schools", "subjects"))


@pytest.fixture
def person(adder: Adder) -> str:
    school = adder("schools", name="Озёрная СОШ", municipality=adder("municipalities", name="Район"))
    return adder("staff", name="Иванова", school=school, subjects=(Named("Физика"),), free_hours=2)


def test_a_line_says_what_who_when_and_where(base: Base, adder: Adder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_user", lambda: "Манджиева")
    monkeypatch.setattr(journal, "_computer", lambda: "РОНО-2")
    adder("subjects", name="Физика")
    with base.read() as connection:
        (done,) = operations(connection)
    assert (done.sequence, done.name, done.about) == (1, "добавить предмет", "Физика")
    assert (done.who, done.computer, done.rows, done.kind, done.undone) == ("Манджиева", "РОНО-2", 1, "do", False)
    assert abs(datetime.now(UTC) - done.at) < timedelta(minutes=1)


def test_the_base_may_say_who_works_with_it(base: Base, adder: Adder) -> None:
    sign(base, name="Петрова")
    sign(base, name=" Очирова ")
    adder("subjects", name="Физика")
    with base.read() as connection:
        assert operations(connection)[0].who == "Очирова"
        assert changes_of(connection, 1)[0].title == "Настройки базы"
    sign(base, name="")
    adder("subjects", name="Химия")
    with base.read() as connection:
        assert operations(connection)[0].who not in ("", "Очирова")


def test_a_clock_set_back_disorders_nothing(base: Base, adder: Adder, monkeypatch: pytest.MonkeyPatch) -> None:
    days = [3, 1, 2, 1]

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls(2026, 9, days.pop(0), tzinfo=tz)

    monkeypatch.setattr(journal, "datetime", Clock)
    for day in (3, 1, 2):
        adder("subjects", name=str(day))
    with base.read() as connection:
        assert [done.at.day for done in operations(connection)] == [2, 1, 3]
    undo(base)
    assert [row["name"] for row in rows_of(base, "subjects")] == ["1", "3"]


def test_it_is_searched_and_read_page_by_page(base: Base, person: str, adder: Adder) -> None:
    adder("subjects", name="Химия")
    with base.read() as connection:
        assert [done.about for done in operations(connection, "озерная")] == ["Озёрная СОШ"]
        assert [done.about for done in operations(connection, "предмет ХИМИЯ")] == ["Химия"]
        assert operations(connection, "100%") == ()
        first = operations(connection, limit=2)
        rest = operations(connection, before=first[-1].sequence)
        assert [done.sequence for done in (*first, *rest)] == [4, 3, 2, 1]
    assert person


def test_a_change_is_told_by_the_columns_of_the_register(base: Base, person: str, adder: Adder) -> None:
    other = adder("schools", name="Лесная", municipality=rows_of(base, "municipalities")[0].id)
    values = {"school": other, "free_hours": 2.5, "subjects": (Named("Химия"),)}
    outcome = change(base, of=STAFF, record=person, values=values, context=NOWHERE)
    with base.read() as connection:
        *grown, row = changes_of(connection, outcome.sequence or 0)
        assert [(one.kind, one.name) for one in grown] == [("added", "Химия")]
        assert (row.kind, row.title, row.name, row.record) == ("changed", STAFF.title, "Иванова", person)
        assert {cell.label: (cell.was, cell.now) for cell in row.cells} == {
            STAFF["school"].label: ("Озёрная СОШ", "Лесная"),
            STAFF["free_hours"].label: ("2", "2,5"),
            STAFF["subjects"].label: ("Физика", "Химия"),
        }


def test_an_undoing_tells_the_opposite(base: Base, person: str) -> None:
    change(base, of=STAFF, record=person, values={"name": "Петрова"}, context=NOWHERE)
    undone = undo(base)
    redone = redo(base)
    with base.read() as connection:
        names = {}
        for outcome in (undone, redone):
            (row,) = changes_of(connection, outcome.sequence or 0)
            names[outcome.name] = [(cell.was, cell.now) for cell in row.cells]
        assert names == {
            "отменено: изменить педагога": [("Петрова", "Иванова")],
            "возвращено: изменить педагога": [("Иванова", "Петрова")],
        }
        story = [(done.kind, row.kind) for done, row in history_of(connection, STAFF, person)]
        assert story == [("redo", "changed"), ("undo", "changed"), ("do", "changed"), ("do", "added")]
        assert changes_of(connection, 99) == ()


def test_what_is_gone_is_still_called_by_its_name(base: Base, person: str) -> None:
    """A teacher of a deleted school: what he was changed from has a name, and so has what went with it."""
    school = rows_of(base, "schools")[0].id
    outcome = remove(base, of=SCHOOLS, records=[school])
    with base.read() as connection:
        told = {row.register: row for row in changes_of(connection, outcome.sequence or 0)}
        assert told["schools"].name == "Озёрная СОШ"
        assert told["staff"].kind == "deleted"
        cells = {cell.label: (cell.was, cell.now) for cell in told["staff"].cells}
        assert cells[STAFF["school"].label] == ("Озёрная СОШ", "")
        assert cells[STAFF["subjects"].label] == ("Физика", "")
        (found,) = deleted(connection, SCHOOLS, "озерн")
        assert (found.name, found.done.sequence, found.before) == ("Озёрная СОШ", outcome.sequence, 3)
        assert [done.kind for done, _ in history_of(connection, STAFF, person)] == ["do", "do"]
    undo(base)
    with base.read() as connection:
        assert deleted(connection, SCHOOLS) == ()
    redo(base)
    with base.read() as connection:
        assert deleted(connection, SCHOOLS)[0].before == 5


def test_a_long_import_is_told_in_part(example: Base) -> None:
    with example.read() as connection:
        imports = [one for one in operations(connection, "импорт") if one.name.startswith("импорт")]
        assert len(imports) == len(ORDER)
        for done in imports:
            rows = changes_of(connection, done.sequence, limit=5)
            assert 0 < len(rows) <= min(5, done.rows)
            assert all(row.kind == "added" and row.register in all_registers() for row in rows)
