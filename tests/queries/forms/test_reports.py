"""Letters, agreements and reports: right parties, right numbers, and nothing said that nobody knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from queries.forms.papers import TODAY, every_paper, made, words_of
from setvzaim.analysis.partners.solve import propose_partners
from setvzaim.documents.tree import Document
from setvzaim.operations.partners import accept_pairs, accepted_pairs
from setvzaim.operations.records import change
from setvzaim.queries import Context, Query, find
from setvzaim.queries.forms import Wanted, all_forms, form, subjects
from setvzaim.queries.partners import partners_question
from setvzaim.registers import LinkTo, Named, register
from setvzaim.storage import Base
from setvzaim.text.format import format_share
from support import YEAR, Adder, rows_of

Read = Callable[..., str]
"""Form, label of the record, what is wanted: all words."""


@pytest.fixture
def paper(example: Base, context: Context) -> Read:
    """The words of a form about a record named by its label, or about the network."""

    def read(key: str, label: str = "", wanted: Wanted = Wanted()) -> str:  # noqa: B008
        with example.read() as connection:
            record = ""
            if label:
                record = next(link.id for link in subjects(connection, form(key), context) if label in link.label)
            return words_of(made(connection, form(key), context, record, wanted).document)

    return read


class TestAgreement:
    def test_it_names_both_parties_with_their_heads_and_addresses(self, paper: Read) -> None:
        words = paper("agreement", "№ 1")
        for part in ("«Тюльпанновская средняя", "«Шарнурская средняя", "п. Тюльпанный", "с. Шар Нур", "от"):
            assert part in words
        assert "10 сентября 2026 г." in words
        assert "с 10.09.2026 по 30.06.2027" in words

    def test_it_lists_what_its_parties_exchange_and_nobody_else(
        self, paper: Read, example: Base, context: Context
    ) -> None:
        words = paper("agreement", "№ 1")
        agreement = next(row for row in rows_of(example, "documents") if row["title"] == "Договор о сотрудничестве № 1")
        inside = {link.id for link in agreement["schools"]}  # type: ignore[attr-defined]
        moves = rows_of(example, "movements", context)
        theirs = {str(row["what"]) for row in moves if {row["from_school"].id, row["to_school"].id} <= inside}  # type: ignore[attr-defined]
        others = {str(row["what"]) for row in moves} - theirs
        assert theirs
        assert all(what in words for what in theirs)
        assert others
        assert not any(what in words for what in others)

    def test_a_draft_of_an_accepted_pair_lists_what_was_accepted(self, example: Base, context: Context) -> None:
        """Heads sign what they give; a note of the program is no subject of an agreement."""
        with example.read() as connection:
            question = partners_question(connection, context, TODAY)
        pair = max(propose_partners(question.problem).pairs, key=lambda one: len(one.lines))
        (accepted,) = accepted_pairs(question, [pair], lambda *_: "")
        made_of = accept_pairs(example, pairs=[accepted], plan=None, context=context, since=TODAY).value
        rows = [row for row in rows_of(example, "resource_uses") if row.id in made_of]
        draft = rows[0]["agreement"]
        assert isinstance(draft, LinkTo)
        with example.read() as connection:
            words = words_of(made(connection, form("agreement"), context, draft.id).document)
        assert accepted.giver.label in words
        assert all(line.need_title in words for line in accepted.lines)
        assert all(str(row["staff"] or row["method"] or row["equipment"]) in words for row in rows)
        assert "Проект" not in words

    def test_one_on_the_network_form_has_the_parts_of_the_sample_form(self, base: Base, adder: Adder) -> None:
        schools = [adder("schools", name=f"МБОУ «СОШ № {n}»", municipality=Named("Район")) for n in (1, 2)]
        record = adder("documents", title="Договор", kind="договор о сетевой форме", number="7")
        links = tuple(LinkTo(school, "") for school in schools)
        change(base, of=register("documents"), record=record, values={"schools": links}, context=Context())
        with base.read() as connection:
            paper = made(connection, form("network-agreement"), Context(school_year=YEAR), record)
        words = words_of(paper.document)
        parts = (
            "1. Предмет договора",
            "2. Осуществление образовательной деятельности",
            "3. Финансовое обеспечение",
            "4. Срок действия договора",
            "5. Заключительные положения",
            "6. Адреса, реквизиты и подписи",
        )
        assert sorted(parts, key=words.index) == list(parts)
        assert words.count("МБОУ «СОШ № 2»") == 3
        assert set(paper.missing) == {"должность руководителя", "руководитель"}, "who signs must be known"


class TestPlanReport:
    def test_its_numbers_are_those_of_the_plan(self, paper: Read, example: Base, context: Context) -> None:
        rows = rows_of(example, "measures", context)
        done = [row for row in rows if row["done_on"] is not None]
        words = paper("plan-report", "Совместный план")
        assert f"В плане {register('measures').noun.counted(len(rows))}" in words
        assert f"Выполнено {format_share(len(done), len(rows))}".replace("\u00a0", " ") in words
        late = [row for row in rows if row["done_on"] is None and (row["ends_on"] or date.max) < TODAY]  # type: ignore[operator]
        assert sum("просрочено на" in line for line in words.splitlines()) == len(late)

    def test_on_another_day_it_says_what_was_late_then(self, paper: Read) -> None:
        early = paper("plan-report", "Совместный план", Wanted(day=date(2026, 9, 1)))
        assert "Просрочено: 0" in early
        assert "на 1 сентября 2026 г." in early


class TestAnalyticalNote:
    def test_it_has_the_nine_links_in_their_order(self, paper: Read) -> None:
        links = (
            "1. Цели",
            "2. Показатели",
            "3. Методы сбора",
            "4. Мониторинг",
            "5. Анализ",
            "6. Адресные рекомендации",
            "7. Меры и мероприятия",
            "8. Управленческие решения",
            "9. Анализ эффективности мер",
        )
        words = paper("analytical-note")
        assert sorted(links, key=words.index) == list(links)

    def test_a_value_nobody_knows_is_not_a_zero(self, paper: Read, example: Base, context: Context) -> None:
        values = rows_of(example, "indicators", context)
        assert all(row["fact"] is None for row in values)
        lines = [line for line in paper("analytical-note").splitlines() if line.endswith("| нет сведений")]
        assert len(lines) == len(values)
        assert not any(" | 0 | " in line for line in lines)

    def test_the_statuses_are_counted_with_their_whole(self, paper: Read, example: Base, context: Context) -> None:
        schools = rows_of(example, "schools", context)
        low = sum("low_results" in (row["status"] or ()) for row in schools)  # type: ignore[operator]
        assert f"ШНОР | {format_share(low, len(schools))}".replace("\u00a0", " ") in paper("analytical-note")


class TestRecommendations:
    def test_a_school_gets_its_own_and_those_for_all(self, paper: Read, example: Base, context: Context) -> None:
        words = paper("recommendations-sheet", "Новобургустинская")
        for row in rows_of(example, "recommendations", context):
            mine = row["school"] is None or "Новобургустинская" in row["school"].label  # type: ignore[attr-defined]
            assert (str(row["text"]) in words) == mine


class TestLetters:
    def test_without_a_version_the_letter_says_so(self, base: Base, adder: Adder) -> None:
        school = adder("schools", name="МБОУ «СОШ»", municipality=Named("Район"))
        with base.read() as connection:
            words = words_of(made(connection, form("cover-letter"), Context(school_year=YEAR), school).document)
            late = words_of(made(connection, form("reminder"), Context(school_year=YEAR), school).document)
        assert "ещё не отправлена" in words
        assert "ещё не отправлен" in late

    def test_with_a_version_its_code_stands_in_the_letter_and_who_is_late_is_told(
        self, base: Base, adder: Adder
    ) -> None:
        context = Context(school_year=YEAR)
        school = adder("schools", name="МБОУ «СОШ»", municipality=Named("Район"))
        network = adder("networks", name="Сеть")
        plan = adder("plans", title="План", network=LinkTo(network, ""), school_year="2026/27")
        sent = {"plan": LinkTo(plan, ""), "number": 2, "code": "7K2M-9QXD", "state": "на согласовании"}
        version = adder("plan_versions", **sent, sent_on="01.09.2026", due_on="10.09.2026")
        answer = adder("approvals", plan_version=LinkTo(version, ""), school=LinkTo(school, ""))
        with base.read() as connection:
            letter = words_of(made(connection, form("cover-letter"), context, school).document)
            late = words_of(made(connection, form("reminder"), context, school).document)
        assert "версия 2, код содержания 7K2M-9QXD" in letter
        assert "Ответить нужно было до 10 сентября 2026 г." in late
        values = {"decision": "agreed"}
        change(base, of=register("approvals"), record=answer, values=values, context=context)
        with base.read() as connection:
            late = words_of(made(connection, form("reminder"), context, school).document)
        assert "Напоминание не требуется" in late


def _surnames(example: Base) -> set[str]:
    """Return the surnames of everybody the example names as a head or a teacher."""
    heads = {str(row["head_name"]).split()[0] for row in rows_of(example, "schools") if row["head_name"]}
    staff = {str(row["name"]).split()[0] for row in rows_of(example, "staff") if row["name"]}
    return heads | staff


def test_no_paper_without_names_names_anybody(example: Base, context: Context) -> None:
    """What hangs on the wall names nobody who has not agreed to it."""
    with example.read() as connection:
        surnames = _surnames(example)
        named = set()
        for key, paper in every_paper(connection, context, Wanted(without_names=True)):
            words = words_of(paper.document)
            assert not (found := [name for name in surnames if name in words]), (key, found)
        for key, paper in every_paper(connection, context):
            if any(name in words_of(paper.document) for name in surnames):
                named.add(key)
    assert named <= {one.key for one in all_forms().values() if one.personal}
    assert named, "else nothing was tried"


def test_an_empty_base_makes_every_paper_of_the_network(base: Base) -> None:
    """A methodist who has just begun sees what a paper will say, not a fault."""
    with base.read() as connection:
        for one in all_forms().values():
            if not one.subject:
                paper = made(connection, one, Context())
                assert isinstance(paper.document, Document)
                assert not paper.unknown, one.key
        assert not find(connection, Query("networks"))
