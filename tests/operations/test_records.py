"""What a user does to rows: kept when it is right, refused with reasons when not, undone by nothing halfway."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.model import BETWEEN, TABLES
from setvzaim.model import Base as Model
from setvzaim.operations import Refusal
from setvzaim.operations.bringing import bring_back
from setvzaim.operations.imports import Writes, apply_import
from setvzaim.operations.records import add, change, change_many, duplicate, place, remove
from setvzaim.queries import Context, Query, find
from setvzaim.registers import LinkTo, all_registers, register
from setvzaim.storage import Base, Changes
from setvzaim.text.fold import fold
from support import NOWHERE, YEAR, Adder, dump, labels_of, rows_of, value_of

SCHOOLS, STAFF, MEASURES, SECTIONS = (register(key) for key in ("schools", "staff", "measures", "sections"))


@pytest.fixture
def school(adder: Adder) -> str:
    return adder("schools", name="Озёрная СОШ", municipality=adder("municipalities", name="Район"), pupils=120)


class TestAdding:
    """A new row."""

    def test_it_is_there_with_all_its_values(self, base: Base, school: str) -> None:
        outcome = add(base, of=STAFF, values={"name": "Иванов", "school": school, "free_hours": 2.5}, context=NOWHERE)
        (row,) = rows_of(base, "staff")
        assert (row.id, row["name"], row["free_hours"]) == (outcome.value, "Иванов", 2.5)
        assert (outcome.name, outcome.rows) == ("добавить педагога", 1)
        assert outcome.touched == {"staff"}

    def test_it_is_refused_with_every_reason_by_column(self, base: Base, school: str) -> None:
        values = {"school": school, "participants": 5, "below": 6}
        with pytest.raises(Refusal) as refusal:
            add(base, of=register("results"), values=values, context=NOWHERE)
        assert refusal.value.faults == {
            "school_year": "не заполнено: учебный год",
            "assessment": "не заполнено: процедура",
            "subject": "не заполнено: предмет",
            "": "ниже порога больше, чем участников: 6 из 5",
        }
        assert not rows_of(base, "results")

    def test_its_texts_can_be_sorted_and_searched(self, base: Base, school: str) -> None:
        with base.read() as connection:
            stored = connection.execute(sa.select(TABLES["schools"].c.name_fold)).scalar_one()
            assert stored == fold("Озёрная СОШ")
            assert find(connection, Query("schools", "озерная")) == (school,)

    def test_it_comes_last_in_its_group(self, base: Base, adder: Adder) -> None:
        plan = adder("plans", title="П", network=adder("networks", name="С"), school_year="2026/27")
        first, other = adder("sections", title="А", plan=plan), adder("sections", title="Б", plan=plan)
        assert [value_of(base, "sections", id_, "position") for id_ in (first, other)] == [0, 1]
        measures = [
            adder("measures", title=t, plan=plan, section=s) for t, s in (("1", first), ("2", other), ("3", first))
        ]
        assert [value_of(base, "measures", id_, "position") for id_ in measures] == [0, 0, 1]


class TestChanging:
    """Some columns of a row."""

    def test_the_others_stay(self, base: Base, school: str) -> None:
        outcome = change(base, of=SCHOOLS, record=school, values={"name": "Лесная"}, context=NOWHERE)
        assert (value_of(base, "schools", school, "name"), value_of(base, "schools", school, "pupils")) == (
            "Лесная",
            120,
        )
        assert outcome.name == "изменить школу"
        with base.read() as connection:
            assert find(connection, Query("schools", "озерная")) == ()

    def test_a_rule_is_judged_with_what_the_row_holds(self, base: Base, adder: Adder, school: str) -> None:
        member = adder("networks", name="С", since="01.09.2026")
        with pytest.raises(Refusal, match="раньше даты начала"):
            change(base, of=register("networks"), record=member, values={"until": date(2026, 8, 31)}, context=NOWHERE)
        with pytest.raises(Refusal, match="не заполнено: школа"):
            change(base, of=SCHOOLS, record=school, values={"name": None}, context=NOWHERE)

    def test_nobody_overwrites_what_he_has_not_seen(self, base: Base, school: str) -> None:
        change(base, of=SCHOOLS, record=school, values={"pupils": 1}, context=NOWHERE, version=1)
        with pytest.raises(WorldError, match="тем временем"):
            change(base, of=SCHOOLS, record=school, values={"pupils": 2}, context=NOWHERE, version=1)
        assert value_of(base, "schools", school, "pupils") == 1

    def test_links_alone_raise_the_version_too(self, base: Base, adder: Adder, school: str) -> None:
        person, subject = adder("staff", name="И", school=school), adder("subjects", name="Физика")
        change(base, of=STAFF, record=person, values={"subjects": (subject,)}, context=NOWHERE, version=1)
        with pytest.raises(WorldError):
            change(base, of=STAFF, record=person, values={"subjects": ()}, context=NOWHERE, version=1)
        assert value_of(base, "staff", person, "subjects") == (LinkTo(subject, "Физика"),)
        change(base, of=STAFF, record=person, values={"subjects": None}, context=NOWHERE, version=2)
        assert value_of(base, "staff", person, "subjects") is None

    def test_links_keep_the_order_they_were_given(self, base: Base, adder: Adder, school: str) -> None:
        subjects = [adder("subjects", name=name) for name in "АБВ"]
        person = adder("staff", name="И", school=school)
        change(base, of=STAFF, record=person, values={"subjects": tuple(subjects[::-1])}, context=NOWHERE)
        links = [LinkTo(id_, name) for id_, name in zip(subjects, "АБВ", strict=True)]
        assert value_of(base, "staff", person, "subjects") == tuple(links[::-1])

    def test_many_change_together_or_not_at_all(self, base: Base, adder: Adder, school: str) -> None:
        other = adder("schools", name="Лесная", municipality=rows_of(base, "municipalities")[0].id)
        outcome = change_many(base, of=SCHOOLS, records=[school, other], values={"pupils": 7}, context=NOWHERE)
        assert outcome.name == "изменить 2 школы"
        assert [row["pupils"] for row in rows_of(base, "schools")] == [7, 7]
        with pytest.raises(WorldError):
            change_many(base, of=SCHOOLS, records=[school, "нет"], values={"pupils": 8}, context=NOWHERE)
        assert [row["pupils"] for row in rows_of(base, "schools")] == [7, 7]

    def test_the_measures_of_a_section_go_with_it_to_another_plan(self, base: Base, adder: Adder) -> None:
        network = adder("networks", name="С")
        one, other = (adder("plans", title=title, network=network, school_year="2026/27") for title in "АБ")
        section = adder("sections", title="Р", plan=one)
        measure = adder("measures", title="М", plan=one, section=section)
        outcome = change(base, of=SECTIONS, record=section, values={"plan": other}, context=NOWHERE)
        assert value_of(base, "measures", measure, "plan") == LinkTo(other, "Б")
        assert outcome.touched == {"sections", "measures"}


class TestStatus:
    """«ШНОР: да» in the register of schools is a status of the chosen school year."""

    THIS, NEXT = Context(school_year=YEAR), Context(school_year=YEAR + 1)

    def _say(self, base: Base, school: str, context: Context, *, value: object) -> None:
        change(base, of=SCHOOLS, record=school, values={"low_results": value}, context=context)

    def test_it_is_said_and_taken_back_for_one_year(self, base: Base, school: str) -> None:
        self._say(base, school, self.THIS, value=True)
        self._say(base, school, self.THIS, value=True)  # said twice it stands once
        self._say(base, school, self.NEXT, value=True)
        assert [row["school_year"] for row in rows_of(base, "statuses")] == [YEAR + 1, YEAR]
        assert value_of(base, "schools", school, "status", self.THIS) == ("low_results",)
        self._say(base, school, self.THIS, value=False)
        assert value_of(base, "schools", school, "low_results", self.THIS) is None
        assert value_of(base, "schools", school, "low_results", self.NEXT) is True
        self._say(base, school, self.NEXT, value=None)
        assert not rows_of(base, "statuses")

    def test_another_status_stays(self, base: Base, school: str) -> None:
        values = {"low_results": True, "adverse_conditions": True}
        change(base, of=SCHOOLS, record=school, values=values, context=self.THIS)
        self._say(base, school, self.THIS, value=False)
        assert value_of(base, "schools", school, "status", self.THIS) == ("adverse_conditions",)

    @pytest.mark.parametrize("value", [True, False])
    def test_without_a_year_it_cannot_be_said(self, base: Base, school: str, value: bool) -> None:  # noqa: FBT001
        with pytest.raises(Refusal, match="выберите вверху окна учебный год"):
            self._say(base, school, NOWHERE, value=value)

    def test_a_school_without_one_can_be_added_in_any_year(self, base: Base, adder: Adder) -> None:
        district = adder("municipalities", name="Район")
        add(base, of=SCHOOLS, values={"name": "А", "municipality": district}, context=NOWHERE)
        add(base, of=SCHOOLS, values={"name": "Б", "municipality": district, "low_results": True}, context=self.THIS)
        assert [row["low_results"] for row in rows_of(base, "schools", self.THIS)] == [None, True]


class TestRemoving:
    """What goes with a row is held against what was said of it in `queries/test_dependants`."""

    def test_it_is_called_in_good_russian(self, base: Base, adder: Adder) -> None:
        records = [adder("subjects", name=f"П{number}") for number in range(3)]
        assert remove(base, of=register("subjects"), records=records[:1]).name == "удалить предмет"
        assert remove(base, of=register("subjects"), records=records[1:]).name == "удалить 2 предмета"
        assert remove(base, of=register("subjects"), records=[]).touched == frozenset()

    def test_a_document_goes_with_its_files_and_is_replaced_by_nothing(self, base: Base, adder: Adder) -> None:
        old = adder("documents", title="Старый", kind="приказ")
        new = adder("documents", title="Новый", kind="приказ", replaces=LinkTo(old, ""))
        with base.write() as connection:
            row = {"register": "documents", "record": old, "name": "а.pdf", "digest": "0" * 64}
            Changes(connection).insert(Model.metadata.tables["attachments"], [row])
        remove(base, of=register("documents"), records=[old])
        assert value_of(base, "documents", new, "replaces") is None
        with base.read() as connection:
            assert not connection.execute(sa.select(Model.metadata.tables["attachments"])).all()

    def test_a_remembered_spelling_goes_with_its_school(self, base: Base, school: str) -> None:
        """Else the next import would change a school that is gone."""
        memory = Model.metadata.tables["name_memory"]
        with base.write() as connection:
            Changes(connection).insert(memory, [{"register": "schools", "spelling": "сош", "record": school}])
        remove(base, of=SCHOOLS, records=[school])
        with base.read() as connection:
            assert not connection.execute(sa.select(memory)).all()

    def test_thousands_go_at_once(self, base: Base, school: str) -> None:
        """More than a statement may name, with as many rows that depend on them."""
        count = 40_000
        district = rows_of(base, "municipalities")[0].id
        columns = {"name": ["А"] * count, "name_fold": ["а"] * count}
        with base.write() as connection:
            changes = Changes(connection)
            schools = changes.insert_columns(TABLES["schools"], {**columns, "municipality": [district] * count})
            changes.insert_columns(TABLES["staff"], {**columns, "school": schools})
        remove(base, of=SCHOOLS, records=[*schools, school])
        assert not rows_of(base, "schools")
        assert not rows_of(base, "staff")


class TestDuplicating:
    """One more row like another."""

    def test_it_has_the_same_values_and_links_and_stands_last(self, base: Base, adder: Adder, school: str) -> None:
        plan = adder("plans", title="П", network=adder("networks", name="С"), school_year="2026/27")
        section = adder("sections", title="Р", plan=plan)
        measure = adder(
            "measures", title="М", plan=plan, section=section, participants=(LinkTo(school, ""),), mode="очно"
        )
        adder("measures", title="Н", plan=plan, section=section)
        outcome = duplicate(base, of=MEASURES, record=measure, context=NOWHERE)
        rows = {row.id: row for row in rows_of(base, "measures")}
        same = [column.key for column in MEASURES.columns if column.key != "position"]
        assert [rows[measure][key] for key in same] == [rows[outcome.value][key] for key in same]
        assert list(rows)[-1] == outcome.value
        assert outcome.name == "повторить мероприятие"

    @pytest.mark.parametrize("key", sorted(key for key, of in all_registers().items() if not of.kept))
    def test_every_register_allows_it(self, example: Base, key: str) -> None:
        rows = rows_of(example, key)
        copy = duplicate(example, of=register(key), record=rows[0].id, context=NOWHERE).value
        derived = {column.key for column in register(key).columns if not column.editable}
        left_out = {register(key).position, "low_results", "adverse_conditions", *derived}
        twins = [row for row in rows_of(example, key) if row.id in (rows[0].id, copy)]
        assert len(twins) == 2
        assert all(twins[0][c.key] == twins[1][c.key] for c in twins[0].columns if c.key not in left_out)


class TestRowsKeptByTheProgram:
    """Versions and approvals come about by sending a plan: made or deleted by hand they would prove nothing."""

    KEPT = tuple(sorted(key for key, of in all_registers().items() if of.kept))

    def test_there_are_some(self) -> None:
        assert self.KEPT == ("approvals", "plan_versions")

    @pytest.mark.parametrize("key", KEPT)
    def test_nobody_adds_repeats_deletes_imports_or_brings_them_back(self, example: Base, key: str) -> None:
        of, before = register(key), dump(example)
        record = rows_of(example, key)[0].id
        version = rows_of(example, "plan_versions")[0].id
        school = rows_of(example, "schools")[0].id
        ways: tuple[Callable[[], object], ...] = (
            lambda: add(example, of=of, values={"plan_version": version, "school": school}, context=NOWHERE),
            lambda: duplicate(example, of=of, record=record, context=NOWHERE),
            lambda: remove(example, of=of, records=[record]),
            lambda: apply_import(example, of=of, writes=Writes(updated=[(record, 1, {"note": "а"})]), context=NOWHERE),
            lambda: bring_back(example, of=of, record=record, sequence=1),
        )
        for way in ways:
            with pytest.raises(Refusal, match="появляются, когда план отправляют"):
                way()
        assert dump(example) == before

    @pytest.mark.parametrize(
        ("key", "column"), [(of.key, c.key) for of in all_registers().values() for c in of.columns if c.kept]
    )
    def test_nobody_types_what_the_program_writes(self, example: Base, key: str, column: str) -> None:
        record = rows_of(example, key)[0].id
        with pytest.raises(Refusal, match="записывает сама программа"):
            change(example, of=register(key), record=record, values={column: None}, context=NOWHERE)

    def test_a_remark_is_still_typed(self, example: Base) -> None:
        record = rows_of(example, "approvals")[0].id
        change(example, of=register("approvals"), record=record, values={"remark": "Позвонить"}, context=NOWHERE)
        assert value_of(example, "approvals", record, "remark") == "Позвонить"


class TestPlacing:
    """The order of measures is the user's."""

    @pytest.fixture
    def plan(self, adder: Adder) -> dict[str, str]:
        network = adder("networks", name="С")
        made = {}
        for title in "АБ":
            plan = made[f"план {title}"] = adder("plans", title=title, network=network, school_year="2026/27")
            section = made[title] = adder("sections", title=title, plan=plan)
            for number in "123":
                made[title + number] = adder("measures", title=title + number, plan=plan, section=section)
        return made

    @pytest.mark.parametrize(
        ("moved", "before", "order"),
        [
            (["А3"], "А1", ["А3", "А1", "А2"]),
            (["А1"], None, ["А2", "А3", "А1"]),
            (["А1", "А3"], "А2", ["А1", "А3", "А2"]),
            (["А1"], "А1", ["А2", "А3", "А1"]),
            (["А2"], "А3", ["А1", "А2", "А3"]),
        ],
    )
    def test_within_a_section(
        self, base: Base, plan: dict[str, str], moved: list[str], before: str | None, order: list[str]
    ) -> None:
        outcome = place(base, of=MEASURES, records=[plan[m] for m in moved], before=before and plan[before])
        assert labels_of(base, "measures")[:3] == order
        assert labels_of(base, "measures")[3:] == ["Б1", "Б2", "Б3"]
        assert outcome.name == "переставить мероприятие"

    def test_into_a_section_of_another_plan(self, base: Base, plan: dict[str, str]) -> None:
        """The measure belongs to that plan then, and is printed with it."""
        place(base, of=MEASURES, records=[plan["А2"]], before=plan["Б2"])
        assert labels_of(base, "measures") == ["А1", "А3", "Б1", "А2", "Б2", "Б3"]
        assert value_of(base, "measures", plan["А2"], "plan") == LinkTo(plan["план Б"], "Б")


@pytest.mark.parametrize("key", sorted(all_registers()))
def test_operations_are_named_by_the_thing_they_are_done_to(example: Base, key: str) -> None:
    of, record = register(key), rows_of(example, key)[0]
    outcome = change(example, of=of, record=record.id, values={}, context=NOWHERE)
    assert outcome.name == f"изменить {of.accusative}"
    assert outcome.touched == {key}


def test_links_given_twice_are_kept_once(base: Base, adder: Adder, school: str) -> None:
    subject = adder("subjects", name="Физика")
    values = {"name": "И", "school": school, "subjects": (subject, LinkTo(subject, "Физика"))}
    person = add(base, of=STAFF, values=values, context=NOWHERE).value
    with base.read() as connection:
        assert connection.execute(sa.select(BETWEEN["staff_subjects"])).all() == [(person, subject, 0)]
