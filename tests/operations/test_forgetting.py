"""Who asks to be forgotten is: no name is left in base, history or new copies, and all other work stays undoable."""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.workbook_samples import xlsx
from setvzaim.errors import Refusal, WorldError
from setvzaim.exchange import Wishes, prepare
from setvzaim.operations.forgetting import NAME, forget_person
from setvzaim.operations.history import redo, undo, undo_one
from setvzaim.operations.imports import Writes, apply_import
from setvzaim.operations.records import add, change, change_block, duplicate, remove
from setvzaim.queries import Context, Query, find
from setvzaim.queries.history import history_of, operations
from setvzaim.queries.journal_check import journal_findings
from setvzaim.queries.past import state_at
from setvzaim.queries.soundness import findings
from setvzaim.registers import LinkTo, register
from setvzaim.storage import Base
from setvzaim.storage.backup import keep_copies, present_shelf
from setvzaim.storage.copies_with import copies_with
from setvzaim.storage.scrubbing import STAND_IN
from support import YEAR, dump, labels_of, value_of

IN_YEAR = Context(school_year=YEAR)
STAFF, MEMBERS, MOVEMENTS, DEFICITS, MEASURES = map(register, ("staff", "members", "movements", "deficits", "measures"))
FULL, BEFORE, SURNAME = "Тюльпанникова Зоя Юрьевна", "Верблюжатникова Зоя Юрьевна", "тюльпанников"
_TURNS = 8
"""As many operations as a person's story here has, and a few of the example's own."""
SECRETS = ("тюльпанников", "верблюжатников")


def in_file(path: Path) -> str:
    """Return all text a base file and its journal hold, also what is packed in its history, without case."""
    found = [one.read_bytes().decode("utf-8", "ignore") for one in path.parent.glob(f"{path.name}*")]
    with closing(sqlite3.connect(path)) as raw:
        found += [zlib.decompress(body).decode() for (body,) in raw.execute("SELECT body FROM journal_chunks")]
    return "\n".join(found).casefold()


def told(base: Base) -> list[str]:
    """Return what is wrong with the base, its journal included."""
    with base.read() as connection:
        return [one.reason for one in (*findings(connection), *journal_findings(connection))]


def _first(base: Base, key: str, at: int = 0) -> str:
    with base.read() as connection:
        return find(connection, Query(key))[at]


def _school(base: Base) -> LinkTo:
    return LinkTo(_first(base, "schools"), "")


def add_person(base: Base) -> str:
    values = {"name": FULL, "school": _first(base, "schools"), "note": f"{FULL}, стаж"}
    return add(base, of=STAFF, values=values, context=IN_YEAR).value


def import_person(base: Base) -> str:
    path = base.path.parent / "книга.xlsx"
    with base.read() as connection:
        school = connection.exec_driver_sql("SELECT name FROM schools").scalars().first()
    rows = [[FULL, school], *([f"Новый {n} Ильич", school] for n in range(250))]
    xlsx(path, [["ФИО", "Школа"], *rows])
    with base.read() as connection:
        plan = prepare(connection, path, IN_YEAR, Wishes(register="staff"))
    made = plan.writes
    place = list(made.created["name"]).index(FULL)
    writes = Writes(made.ids, made.created, made.updated, made.grown, {}, {"тюльпанниковазю": made.ids[place]})
    apply_import(base, of=STAFF, writes=writes, context=IN_YEAR)
    return made.ids[place]


def rename(base: Base, person: str) -> None:
    change(base, of=STAFF, record=person, values={"name": BEFORE}, context=IN_YEAR)
    change(base, of=STAFF, record=person, values={"name": FULL, "free_hours": 2}, context=IN_YEAR)


def paste(base: Base, person: str) -> None:
    neighbour = _first(base, "staff")  # pasted again it is another one, who must not look like a repeat of the first
    rows = [(person, {"name": BEFORE}), (neighbour, {"name": f"Сосед {neighbour}"})]
    change_block(base, of=STAFF, rows=[(id_, values) for id_, values in dict(rows).items()], context=IN_YEAR)


def delete_and_undo(base: Base, person: str) -> None:
    remove(base, of=STAFF, records=[person, _first(base, "staff", 3)])
    undo(base)


def delete(base: Base, person: str) -> None:
    remove(base, of=STAFF, records=[person])


def undo_redo(base: Base, _person: str) -> None:
    undo(base)
    redo(base)


def repeat_and_undo(base: Base, person: str) -> None:
    duplicate(base, of=STAFF, record=_first(base, "staff", 4), context=IN_YEAR)
    undo(base)
    lead_measure(base, person)
    undo(base)


def join_group(base: Base, person: str) -> None:
    values = {"group": _first(base, "groups"), "name": "Тюльпанникова З. Ю.", "person": person}
    member = add(base, of=MEMBERS, values=values, context=IN_YEAR).value
    change(base, of=MEMBERS, record=member, values={"name": FULL}, context=IN_YEAR)


def join_twice(base: Base, person: str) -> None:
    join_group(base, person)
    join_group(base, person)


def leave_group(base: Base, person: str) -> None:
    values = {"group": _first(base, "groups"), "name": "Тюльпанникова Зоя", "person": person}
    remove(base, of=MEMBERS, records=[add(base, of=MEMBERS, values=values, context=IN_YEAR).value])


def unlink_member(base: Base, person: str) -> None:
    values = {"group": _first(base, "groups"), "name": FULL, "person": person, "role": "expert"}
    member = add(base, of=MEMBERS, values=values, context=IN_YEAR).value
    change(base, of=MEMBERS, record=member, values={"person": None}, context=IN_YEAR)


def move(base: Base, person: str) -> None:
    record = _first(base, "movements")
    change(base, of=MOVEMENTS, record=record, values={"person": person}, context=IN_YEAR)
    change(base, of=MOVEMENTS, record=record, values={"person": _first(base, "staff", 2)}, context=IN_YEAR)
    change(base, of=MOVEMENTS, record=record, values={"person": person}, context=IN_YEAR)


def lacks(base: Base, person: str) -> None:
    values = {"person": person, "area": "digital", "found_by": FULL}
    record = add(base, of=DEFICITS, values=values, context=IN_YEAR).value
    change(base, of=DEFICITS, record=record, values={"area": "subject"}, context=IN_YEAR)


def lead_measure(base: Base, person: str) -> None:
    people = (person, _first(base, "staff", 1))
    change(base, of=MEASURES, record=_first(base, "measures"), values={"people": people}, context=IN_YEAR)


STEPS: tuple[Callable[[Base, str], None], ...] = (
    rename, paste, delete_and_undo, undo_redo, repeat_and_undo, join_group, join_twice, leave_group, unlink_member,
    move, lacks, lead_measure,
)  # fmt: skip
WAYS = (add_person, import_person)


def stands(base: Base, person: str) -> bool:
    """Tell whether the person is in the register."""
    with base.read() as connection:
        return person in find(connection, Query("staff"))


def forgotten_for_good(base: Base, person: str) -> None:
    """See that nobody finds the person, now or after any undoing and redoing, and that all else stays sound."""
    assert told(base) == []
    assert not [secret for secret in SECRETS if secret in in_file(base.path)]
    here = dump(base)
    turned = 0
    while turned < _TURNS:
        try:
            undo(base)
        except WorldError as nothing:
            assert "Отменять нечего" in str(nothing)  # noqa: PT017 - the end, and nothing else, may stop it
            break
        turned += 1
        assert not stands(base, person)
    assert told(base) == []
    for _ in range(turned):
        redo(base)
    assert told(base) == []
    assert dump(base) == here
    assert not [secret for secret in SECRETS if secret in in_file(base.path)]


@pytest.mark.parametrize("come", WAYS)
@pytest.mark.parametrize("step", [*STEPS, delete])
def test_however_a_person_came_into_the_journal_nothing_is_left(
    example: Base, come: Callable[[Base], str], step: Callable[[Base, str], None]
) -> None:
    person = come(example)
    step(example, person)
    assert SURNAME in in_file(example.path)
    done = forget_person(example, record=person)
    assert (done.name, done.value.trouble) == (NAME, ())
    forgotten_for_good(example, person)


@settings(max_examples=8)
@given(come=st.sampled_from(WAYS), steps=st.lists(st.sampled_from(STEPS), max_size=6))
def test_after_any_history_too(
    example_file: Path, tmp_path_factory: pytest.TempPathFactory, come: Callable[[Base], str],
    steps: list[Callable[[Base, str], None]],
) -> None:  # fmt: skip
    path = tmp_path_factory.mktemp("forget") / "база.setvzaim"
    shutil.copyfile(example_file, path)
    with Base.open(path) as base:
        person = come(base)
        for step in steps:
            step(base, person)
        forget_person(base, record=person)
        forgotten_for_good(base, person)


def test_the_history_says_that_it_was_done_and_it_cannot_be_undone(example: Base) -> None:
    person = add_person(example)
    done = forget_person(example, record=person)
    with example.read() as connection:
        newest, added = operations(connection, limit=2)
        assert not operations(connection, "Тюльпанникова")
    assert (newest.name, newest.about, newest.kind) == (NAME, "", "forget")
    assert (added.name, added.about) == ("добавить педагога (данные удалены по запросу)", "удалено")
    for sequence in (done.sequence, added.sequence):
        assert sequence
        with pytest.raises(WorldError, match="отменить нельзя: данные человека удалены по его запросу навсегда"):
            undo_one(example, sequence)
    assert undo(example).name == "отменено: отметить ответ школы"


def test_an_import_that_brought_others_too_is_undone_without_the_person(example: Base) -> None:
    before = labels_of(example, "staff")
    person = import_person(example)
    forget_person(example, record=person)
    assert len(labels_of(example, "staff")) == len(before) + 250
    undo(example)
    assert labels_of(example, "staff") == before
    redo(example)
    assert len(labels_of(example, "staff")) == len(before) + 250
    assert FULL not in labels_of(example, "staff")


def test_a_group_keeps_its_member_without_the_name(example: Base) -> None:
    person = add_person(example)
    values = {"group": _first(example, "groups"), "name": FULL, "person": person, "role": "expert"}
    member = add(example, of=MEMBERS, values=values, context=IN_YEAR).value
    forget_person(example, record=person)
    assert [value_of(example, "members", member, key) for key in ("name", "person", "role")] == [
        STAND_IN, None, "expert",
    ]  # fmt: skip
    with example.read() as connection:
        assert find(connection, Query("members", search=STAND_IN))
        ((_, row),) = history_of(connection, MEMBERS, member)
        past = state_at(connection, MEMBERS, member, 10_000)
    assert row.kind == "added"
    assert past.values is not None
    assert past.values["name"] == STAND_IN


def test_another_person_of_the_same_name_stays(example: Base) -> None:
    person, other = add_person(example), add_person(example)
    done = forget_person(example, record=person)
    assert value_of(example, "staff", other, "name") == FULL
    assert [(of.key, count) for of, count in done.value.mentions] == [("staff", 1)]
    with example.read() as connection:
        assert operations(connection, "Тюльпанникова")


def test_other_texts_with_the_surname_are_told_and_left(example: Base) -> None:
    person = add_person(example)
    measure = _first(example, "measures")
    values = {"responsible": "Тюльпанниковой З. Ю. и директору"}
    change(example, of=MEASURES, record=measure, values=values, context=IN_YEAR)
    value = forget_person(example, record=person).value
    assert value_of(example, "measures", measure, "responsible") == values["responsible"]
    assert [(of.key, count) for of, count in value.mentions] == [("measures", 1)]
    assert value.in_history == 1
    assert value.remarks()[0].endswith("речь: «Мероприятия плана» — 1.")


def test_a_deficit_given_to_somebody_else_stays_with_them(example: Base) -> None:
    person, other = add_person(example), _first(example, "staff", 1)
    values = {"person": person, "area": "digital"}
    deficit = add(example, of=DEFICITS, values=values, context=IN_YEAR).value
    change(example, of=DEFICITS, record=deficit, values={"person": other}, context=IN_YEAR)
    forget_person(example, record=person)
    assert told(example) == []
    before = dump(example)
    with pytest.raises(Refusal, match="удалённые по запросу"):
        undo(example)
    assert dump(example) == before


def test_somebody_kept_by_a_code_loses_the_former_name_and_the_code(example: Base) -> None:
    person = add_person(example)
    values = {"code": "КОД-ЗЮТ", "name": None, "note": None}
    change(example, of=STAFF, record=person, values=values, context=IN_YEAR)
    change(example, of=STAFF, record=person, values={"free_hours": 1}, context=IN_YEAR)
    forget_person(example, record=person)
    assert "код-зют" not in in_file(example.path)
    forgotten_for_good(example, person)


def test_nobody_to_forget_is_refused(example: Base) -> None:
    before = dump(example)
    with pytest.raises(WorldError, match="уже нет"):
        forget_person(example, record="0" * 32)
    assert dump(example) == before


class TestCopies:
    """What becomes of the backups."""

    @pytest.fixture
    def person(self, example: Base) -> str:
        """Somebody whom an old copy holds, and one older copy does not."""
        when = datetime.now() - timedelta(hours=3)  # noqa: DTZ005 - the office's own clock
        keep_copies(example.path, when)
        person = add_person(example)
        keep_copies(example.path, when + timedelta(hours=1))
        return person

    def test_old_copies_are_counted_and_left_unless_they_are_to_go(self, example: Base, person: str) -> None:
        assert len(copies_with(example.path, person)) == 1
        value = forget_person(example, record=person).value
        assert (value.copies, value.dropped) == (1, 0)
        copies = present_shelf(example.path).copies()
        assert len(copies) == 3
        assert SURNAME not in in_file(copies[0].path)
        assert copies[0].checked

    def test_only_copies_that_hold_the_person_go(self, example: Base, person: str) -> None:
        value = forget_person(example, record=person, copies=True).value
        assert (value.copies, value.dropped) == (0, 1)
        copies = present_shelf(example.path).copies()
        assert len(copies) == 2
        assert not [one for one in copies if SURNAME in in_file(one.path)]

    def test_without_a_new_copy_none_goes(self, example: Base, person: str, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object) -> None:
            raise WorldError("На диске кончилось место.")

        monkeypatch.setattr("setvzaim.operations.forgetting.keep_copies", full)
        value = forget_person(example, record=person, copies=True).value
        assert (value.copies, value.dropped) == (1, 0)
        assert value.trouble == (
            "Новая резервная копия не сделана. Прежние копии оставлены. На диске кончилось место.",
        )
        assert SURNAME not in in_file(example.path)
        assert len(present_shelf(example.path).copies()) == 2

    def test_a_damaged_copy_counts_as_one_that_may_hold_the_person(self, example: Base, person: str) -> None:
        oldest = present_shelf(example.path).copies()[-1].path
        oldest.write_bytes(oldest.read_bytes()[:5000])
        assert len(copies_with(example.path, person)) == 2


def test_a_base_with_a_password_forgets_too(tmp_path: Path) -> None:
    path = tmp_path / "база.setvzaim"
    with Base.create(path, "секрет-школа") as base:
        school = add(base, of=register("municipalities"), values={"name": "Р"}, context=IN_YEAR).value
        values: dict[str, object] = {"name": "Ш", "municipality": school}
        school = add(base, of=register("schools"), values=values, context=IN_YEAR).value
        person = add(base, of=STAFF, values={"name": FULL, "school": school}, context=IN_YEAR).value
        value = forget_person(base, record=person, copies=True).value
        assert value.trouble == ()
        assert told(base) == []
        with base.read() as connection:
            assert not operations(connection, SURNAME)
        base.change_password(None)
    assert SURNAME not in in_file(path)
