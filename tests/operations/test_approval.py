"""Approval of a plan: what a head agreed to is kept, and he is asked again when, and only when, it changed for him."""

from __future__ import annotations

import random
from datetime import date

import pytest
import sqlalchemy as sa

from setvzaim.analysis.plan_content import canonical, code_of
from setvzaim.errors import WorldError
from setvzaim.operations import Refusal
from setvzaim.operations.approval import answer, approve_plan, send_plan, start_next_version
from setvzaim.operations.forgetting import forget_person
from setvzaim.operations.history import redo, undo
from setvzaim.operations.records import add, change, place, remove
from setvzaim.queries.approvals import Status, compare, reminders, status, versions
from setvzaim.queries.plan_content import content_now, content_of
from setvzaim.registers import register
from setvzaim.storage import Base, Changes
from support import NOWHERE, Adder, dump, rows_of, value_of

MEASURES, SECTIONS, PLANS = (register(key) for key in ("measures", "sections", "plans"))
SENT, DUE, DAY = date(2026, 9, 1), date(2026, 9, 10), date(2026, 9, 14)


@pytest.fixture
def plan(example: Base) -> str:
    """The plan of the example, sent and answered by 11 schools of 14."""
    return rows_of(example, "plans")[0].id


def stand(base: Base, plan: str, version: str | None = None) -> Status:
    with base.read() as connection:
        return status(connection, plan, DAY, version)


def measure_at(base: Base, plan: str, number: str) -> str:
    """Return the measure that has a number on paper."""
    with base.read() as connection:
        return {at: one.id for at, _, one in content_now(connection, plan).measures()}[number]


def named(state: Status, name: str) -> str:
    return next(one.school.id for one in state.answers if name in one.school.label)


class TestSending:
    """A version."""

    def test_its_content_is_kept_for_good(self, example: Base, plan: str) -> None:
        (row,) = rows_of(example, "plan_versions")
        change(example, of=MEASURES, record=measure_at(example, plan, "1.1"), values={"term": "май"}, context=NOWHERE)
        with example.read() as connection:
            then = content_of(connection, str(row["digest"]))
            assert canonical(then) != canonical(content_now(connection, plan))
        assert row["code"] == code_of(str(row["digest"]))
        assert {at: m.cells["term"] for at, _, m in then.measures()}["1.1"] == "сентябрь"

    def test_it_asks_every_school_of_the_network_on_that_day(self, base: Base, adder: Adder) -> None:
        network, district = adder("networks", name="С"), adder("municipalities", name="Р")
        for name, since, until in (("А", None, None), ("Б", "02.09.2026", None), ("В", None, "31.08.2026")):
            school = adder("schools", name=name, municipality=district)
            adder("memberships", network=network, school=school, since=since, until=until)
        made = adder("plans", title="П", network=network, school_year="2026/27")
        adder("measures", title="М", plan=made, section=adder("sections", title="Р", plan=made))
        send_plan(base, plan=made, sent_on=SENT)
        assert [one.school.label for one in stand(base, made).answers] == ["А"]
        assert [school.label for school in stand(base, made).joined] == ["Б"]
        version = send_plan(base, plan=made, sent_on=date(2026, 9, 2)).value
        assert [one.school.label for one in stand(base, made, version).answers] == ["А", "Б"]

    def test_what_makes_no_sense_is_refused(self, base: Base, adder: Adder) -> None:
        network = adder("networks", name="С")
        made = adder("plans", title="П", network=network, school_year="2026/27")
        section = adder("sections", title="Р", plan=made)
        with pytest.raises(Refusal, match="нет ни одного мероприятия"):
            send_plan(base, plan=made, sent_on=SENT)
        adder("measures", title="М", plan=made, section=section)
        with pytest.raises(Refusal, match=r"на 01\.09\.2026 нет ни одной школы"):
            send_plan(base, plan=made, sent_on=SENT)
        school = adder("schools", name="А", municipality=adder("municipalities", name="Р"))
        adder("memberships", network=network, school=school)
        with pytest.raises(Refusal, match="раньше дня отправки"):
            send_plan(base, plan=made, sent_on=SENT, due_on=date(2026, 8, 1))
        with pytest.raises(WorldError, match="удалили"):
            send_plan(base, plan="нет", sent_on=SENT)
        send_plan(base, plan=made, sent_on=SENT)
        with pytest.raises(Refusal, match=r"тот же, что в версии 1 \(код "):
            send_plan(base, plan=made, sent_on=DAY)

    def test_what_was_changed_back_is_the_same_plan(self, example: Base, plan: str) -> None:
        record = measure_at(example, plan, "2.1")
        was = value_of(example, "measures", record, "term")
        for term in ("май", was):
            change(example, of=MEASURES, record=record, values={"term": term}, context=NOWHERE)
        with pytest.raises(Refusal, match="тот же"):
            send_plan(example, plan=plan, sent_on=DAY)

    def test_the_content_does_not_depend_on_how_the_base_keeps_it(self, example: Base, plan: str) -> None:
        """Rows written in another order, other numbers of places: the same code, else a moved base would ask anew."""
        with example.read() as connection:
            before = canonical(content_now(connection, plan))
        with example.write() as connection:
            for name in ("measures", "sections", "measures_participants"):
                rows = connection.exec_driver_sql(f"SELECT * FROM {name}").mappings().all()  # noqa: S608 - our tables
                connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
                connection.exec_driver_sql(f"DELETE FROM {name}")  # noqa: S608
                keys = list(rows[0])
                many = [tuple(row.values()) for row in reversed(rows)]
                marks = ", ".join("?" * len(keys))
                connection.exec_driver_sql(f"INSERT INTO {name} VALUES ({marks})", many)  # noqa: S608
            connection.exec_driver_sql("UPDATE measures SET position = position * 10 + 3")
            connection.exec_driver_sql("UPDATE sections SET position = position * 7 + 1")
        with example.read() as connection:
            assert canonical(content_now(connection, plan)) == before

    def test_it_is_undone_and_redone_to_the_letter(self, example: Base, plan: str) -> None:
        change(example, of=MEASURES, record=measure_at(example, plan, "2.1"), values={"term": "май"}, context=NOWHERE)
        before = dump(example)
        send_plan(example, plan=plan, sent_on=DAY)
        after = dump(example)
        undo(example)
        assert dump(example) == before
        redo(example)
        assert dump(example) == after
        with example.read() as connection:
            assert content_of(connection, versions(connection, plan)[0].digest) == content_now(connection, plan)


class TestAnswering:
    """What a head says."""

    def test_the_state_of_all_schools_is_seen(self, example: Base, plan: str) -> None:
        state = stand(example, plan)
        counts = [state.count(decision) for decision in ("agreed", "remarks", "declined")]
        assert (counts, len(state.waiting), state.late, len(state.answers)) == ([9, 1, 1], 3, 3, 14)
        assert {one.late for one in state.waiting} == {4}
        assert not state.agreed_by_all

    def test_several_at_once_and_taken_back(self, example: Base, plan: str) -> None:
        state = stand(example, plan)
        assert state.version
        late = [one.school.id for one in state.waiting]
        done = answer(
            example, version=state.version.id, schools=late, decision="remarks", decided_on=DAY, remark=" Позже "
        )
        assert (done.name, stand(example, plan).count("remarks")) == ("отметить 3 ответа школ", 4)
        assert {one.remark for one in stand(example, plan).answers if one.school.id in late} == {"Позже"}
        answer(example, version=state.version.id, schools=late[:1], decision=None)
        assert [one.school.id for one in stand(example, plan).waiting] == late[:1]

    def test_an_answer_to_what_was_not_sent_is_refused(self, example: Base, plan: str) -> None:
        first = stand(example, plan)
        assert first.version
        school = first.answers[0].school.id
        with pytest.raises(Refusal, match="раньше, чем план отправлен"):
            answer(example, version=first.version.id, schools=[school], decision="agreed", decided_on=date(2026, 8, 1))
        other = add(
            example, of=register("schools"),
            values={"name": "Новая", "municipality": rows_of(example, "municipalities")[0].id}, context=NOWHERE,
        ).value  # fmt: skip
        with pytest.raises(WorldError, match="«Новая» об этой версии не спрашивали"):
            answer(example, version=first.version.id, schools=[other], decision="agreed", decided_on=DAY)
        change(example, of=MEASURES, record=measure_at(example, plan, "2.1"), values={"term": "май"}, context=NOWHERE)
        send_plan(example, plan=plan, sent_on=DAY)
        with pytest.raises(Refusal, match="Версия 1 заменена версией 2"):
            answer(example, version=first.version.id, schools=[school], decision="agreed", decided_on=DAY)

    def test_who_is_late_is_reminded_of(self, example: Base, plan: str) -> None:
        with example.read() as connection:
            assert reminders(connection, NOWHERE, date(2026, 9, 1)) == ()
            (soon,) = reminders(connection, NOWHERE, date(2026, 9, 8))
            (late,) = reminders(connection, NOWHERE, DAY)
        assert (soon.plan.id, len(soon.soon), len(soon.late)) == (plan, 3, 0)
        assert (len(late.soon), len(late.late)) == (0, 3)


class TestChangingWhatIsOut:
    """The plan goes on being edited while heads sign."""

    def test_whom_it_concerns_is_asked_again_at_once_and_told_why(self, example: Base, plan: str) -> None:
        record = measure_at(example, plan, "2.1")
        number, was = "2.1", value_of(example, "measures", record, "term")
        change(example, of=MEASURES, record=record, values={"term": "май"}, context=NOWHERE)
        who = {link.id for link in value_of(example, "measures", record, "participants")}  # type: ignore[attr-defined]
        state = stand(example, plan)
        assert {school.id for school in state.touched} == who
        assert {one.school.id for one in state.answers if one.reopened} == who & {
            one.school.id for one in state.answers if one.decision
        }
        reason = f"изменён срок мероприятия {number}: было «{was}», стало «май»"
        assert {one.reopened for one in state.answers if one.reopened} == {reason}
        answers = {one.school.id: one for one in state.answers}
        send_plan(example, plan=plan, sent_on=DAY, due_on=date(2026, 9, 20))
        for one in stand(example, plan).answers:
            before = answers[one.school.id]
            if before.reopened:
                assert (one.decision, one.decided_on, one.reopened) == (None, None, reason)
            else:
                assert (one.decision, one.decided_on, one.remark) == (before.decision, before.decided_on, before.remark)
        notes = {row["note"] for row in rows_of(example, "approvals") if row["note"]}
        assert notes == {"согласовано в версии 1", "согласовано с замечаниями в версии 1"}
        assert [row["state"] for row in rows_of(example, "plan_versions")] == ["sent", "replaced"]

    def test_what_was_carried_over_still_says_where_it_was_given(self, example: Base, plan: str) -> None:
        for term in ("май", "июнь"):
            record = measure_at(example, plan, "2.1")
            change(example, of=MEASURES, record=record, values={"term": term}, context=NOWHERE)
            version = send_plan(example, plan=plan, sent_on=DAY).value
        notes = [row["note"] for row in rows_of(example, "approvals") if row["plan_version"].id == version]  # type: ignore[attr-defined]
        assert "согласовано в версии 1" in notes
        assert not any("версии 2" in str(note) for note in notes)
        school = next(one.school.id for one in stand(example, plan).answers if one.decision == "agreed")
        answer(example, version=version, schools=[school], decision="declined", decided_on=DAY)
        answered = next(one.id for one in stand(example, plan).answers if one.school.id == school)
        assert value_of(example, "approvals", answered, "note") is None

    def test_a_change_taken_back_in_the_version_after_brings_the_approval_back(self, example: Base, plan: str) -> None:
        """He agreed to exactly this; what stood between he never saw."""
        record = measure_at(example, plan, "2.1")
        was = value_of(example, "measures", record, "term")
        for term in ("май", was):
            change(example, of=MEASURES, record=record, values={"term": term}, context=NOWHERE)
            send_plan(example, plan=plan, sent_on=DAY)
        assert stand(example, plan).count("agreed") == 9
        with example.read() as connection:
            new, _, old = versions(connection, plan)
        assert (new.number, new.code) == (3, old.code)

    def test_done_notes_and_stamps_concern_nobody(self, example: Base, plan: str) -> None:
        record = measure_at(example, plan, "2.1")
        values = {"done_on": DAY, "outcome": "проведено", "note": "см. протокол"}
        change(example, of=MEASURES, record=record, values=values, context=NOWHERE)
        change(example, of=PLANS, record=plan, values={"approved_number": "7", "agreed_on": DAY}, context=NOWHERE)
        school = rows_of(example, "schools")[0]
        change(example, of=register("schools"), record=school.id, values={"name": "Переименована"}, context=NOWHERE)
        assert stand(example, plan).changes == ()

    def test_ever_so_many_changes_are_told_in_as_many_words_as_the_register_holds(
        self, example: Base, plan: str
    ) -> None:
        for row in rows_of(example, "measures"):
            change(example, of=MEASURES, record=row.id, values={"title": f"{row['title']} (иначе)"}, context=NOWHERE)
        send_plan(example, plan=plan, sent_on=DAY)
        told = [one.reopened for one in stand(example, plan).answers if one.reopened]
        most = register("approvals")["reopened"].kind.most  # type: ignore[attr-defined]
        assert len(told) == 11
        assert all(len(text) <= most and "; и ещё изменений: " in text for text in told)

    def test_a_teacher_who_leaves_the_register_changes_no_plan(self, example: Base, plan: str) -> None:
        record = measure_at(example, plan, "2.1")
        people = [row.id for row in rows_of(example, "staff")[:2]]
        change(example, of=MEASURES, record=record, values={"people": tuple(people)}, context=NOWHERE)
        send_plan(example, plan=plan, sent_on=DAY)
        remove(example, of=register("staff"), records=people[:1])
        forget_person(example, record=people[1])
        assert stand(example, plan).changes == ()
        with pytest.raises(Refusal, match="тот же, что в версии 2"):
            send_plan(example, plan=plan, sent_on=DAY)

    @pytest.mark.parametrize("seed", range(3))
    def test_random_edits_of_a_base_reopen_what_the_definition_says(self, example: Base, plan: str, seed: int) -> None:
        """Said anew from the rows of the base; the long form is `tests/analysis/test_plan_difference.py`."""
        chance = random.Random(seed)  # noqa: S311 - a test
        decided = {one.school.id for one in stand(example, plan).answers if one.decision}
        before = {school: rows_that_concern(example, plan, school) for school in decided}
        for _ in range(12):
            edit(example, plan, chance)
            expected = {school for school in decided if rows_that_concern(example, plan, school) != before[school]}
            assert {one.school.id for one in stand(example, plan).answers if one.reopened} == expected
        send_plan(example, plan=plan, sent_on=DAY)
        state = stand(example, plan)
        assert {one.school.id for one in state.answers if one.reopened} == expected
        assert {one.school.id for one in state.answers if one.decision} == decided - expected


def edit(base: Base, plan: str, chance: random.Random) -> None:
    """Change the plan at random through the operations of the window."""
    records, sections = ([row.id for row in rows_of(base, key)] for key in ("measures", "sections"))
    schools = [row.id for row in rows_of(base, "schools")]
    one, home = chance.choice(records), chance.choice(sections)
    match chance.randrange(7):
        case 0:
            change(base, of=MEASURES, record=one, values={"term": chance.choice("АБВ")}, context=NOWHERE)
        case 1:
            who = tuple(chance.sample(schools, 2))
            change(base, of=MEASURES, record=one, values={"participants": who, "everyone": None}, context=NOWHERE)
        case 2:
            place(base, of=MEASURES, records=[one], before=chance.choice([id_ for id_ in records if id_ != one]))
        case 3:
            values = {"plan": plan, "section": home, "title": "Новое", "participants": (chance.choice(schools),)}
            add(base, of=MEASURES, values=values, context=NOWHERE)
        case 4:
            remove(base, of=MEASURES, records=[one])
        case 5:
            place(base, of=SECTIONS, records=[home], before=chance.choice([id_ for id_ in sections if id_ != home]))
        case _:
            undo(base)
            redo(base)


LINKED = tuple(f"SELECT target FROM measures_{key} WHERE owner = :own" for key in ("participants", "people"))  # noqa: S608


def rows_that_concern(base: Base, plan: str, school: str) -> list[object]:
    """Return what a school agrees to, straight from the tables."""
    with base.read() as connection:
        told: list[object] = list(
            connection.execute(
                sa.text("SELECT title, network, school_year, numbering FROM plans WHERE id = :plan"), {"plan": plan}
            )
        )
        rows = connection.execute(
            sa.text(
                "SELECT s.id, s.title AS part, m.id AS own, m.title, task, everyone, mode, place, term, starts_on, "
                "ends_on, repeats, responsible, expected FROM sections s JOIN measures m ON m.section = s.id "
                "WHERE s.plan = :plan AND (m.everyone OR EXISTS (SELECT 1 FROM measures_participants p "
                "WHERE p.owner = m.id AND p.target = :school)) ORDER BY s.position, s.id, m.position, m.id"
            ),
            {"plan": plan, "school": school},
        ).all()
        for row in rows:
            who, people = (sorted(connection.scalars(sa.text(asked), {"own": row.own})) for asked in LINKED)
            told.append((*row, who, people))
    return told


class TestApproving:
    """The plan is approved as it was agreed to."""

    def test_it_needs_all_schools_or_a_reason(self, example: Base, plan: str) -> None:
        with pytest.raises(Refusal, match="согласовали не все школы: 10 из 14"):
            approve_plan(example, plan=plan, approved_on=DAY)
        approve_plan(example, plan=plan, approved_on=DAY, reason="Директор в отпуске")
        (row,) = rows_of(example, "plan_versions")
        assert (row["state"], row["approved_on"]) == ("approved", DAY)
        assert row["note"] == "Утверждена без согласия всех школ: Директор в отпуске"
        assert value_of(example, "plans", plan, "approved_on") == DAY
        with pytest.raises(Refusal, match=r"уже утверждён \(версия 1\)"):
            approve_plan(example, plan=plan, approved_on=DAY, reason="ещё")

    def test_what_nobody_agreed_to_is_not_approved(self, example: Base, plan: str) -> None:
        state = stand(example, plan)
        assert state.version
        everyone = [one.school.id for one in state.answers]
        answer(example, version=state.version.id, schools=everyone, decision="agreed", decided_on=DAY)
        change(example, of=MEASURES, record=measure_at(example, plan, "2.1"), values={"term": "май"}, context=NOWHERE)
        with pytest.raises(Refusal, match="План изменён после версии 1"):
            approve_plan(example, plan=plan, approved_on=DAY, reason="всё равно")
        undo(example)
        approve_plan(example, plan=plan, approved_on=DAY)
        assert rows_of(example, "plan_versions")[0]["note"] is None

    def test_the_next_version_starts_from_it_and_replaces_it_at_last(self, example: Base, plan: str) -> None:
        approve_plan(example, plan=plan, approved_on=DAY, reason="срок")
        with pytest.raises(Refusal, match=r"утверждён \(версия 1\). Чтобы изменить, начните следующую версию"):
            send_plan(example, plan=plan, sent_on=DAY)
        start_next_version(example, plan=plan)
        with pytest.raises(Refusal, match="изменять и так"):
            start_next_version(example, plan=plan)
        change(example, of=MEASURES, record=measure_at(example, plan, "2.1"), values={"term": "май"}, context=NOWHERE)
        send_plan(example, plan=plan, sent_on=DAY)
        assert [row["state"] for row in rows_of(example, "plan_versions")] == ["sent", "revised"]
        approve_plan(example, plan=plan, approved_on=DAY, reason="срок")
        assert [row["state"] for row in rows_of(example, "plan_versions")] == ["approved", "replaced"]
        with example.read() as connection:
            new, old = versions(connection, plan)
            changes = compare(connection, content_of(connection, old.digest), content_of(connection, new.digest), DAY)
        assert [(one.at, [cell.key for cell in one.cells]) for one in changes] == [("2.1", ["term"])]


def test_bytes_that_were_damaged_are_told(example: Base, plan: str) -> None:
    with example.write() as connection:
        connection.exec_driver_sql("UPDATE blobs SET content = X'00'")
    with pytest.raises(WorldError, match="повреждено"):
        stand(example, plan)


def test_the_same_bytes_are_kept_once(base: Base) -> None:
    with base.write() as connection:
        changes = Changes(connection)
        assert changes.keep_blob(b"1") == changes.keep_blob(b"1")
        assert len(connection.execute(sa.select(sa.text("digest")).select_from(sa.text("blobs"))).all()) == 1
