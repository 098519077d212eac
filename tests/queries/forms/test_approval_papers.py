"""Papers of an approval: each says which version it is about, so that nobody signs one and files another."""

from __future__ import annotations

from datetime import date

import pytest

from setvzaim.documents.tree import Blank, Document, Note, Paragraph, Row, SectionRow, Table, plain
from setvzaim.operations.approval import send_plan
from setvzaim.operations.records import change, place, remove
from setvzaim.queries.forms import Asked, Paper, Wanted, form, make, subjects
from setvzaim.queries.forms.form import USUAL
from setvzaim.registers import register
from setvzaim.storage import Base
from support import NOWHERE, rows_of

DAY = date(2026, 9, 14)
MEASURES = register("measures")


def paper(base: Base, key: str, wanted: Wanted = USUAL) -> Paper:
    with base.read() as connection:
        record = subjects(connection, form(key), NOWHERE)[0].id
        asked = Asked(connection=connection, context=NOWHERE, today=DAY, record=record, wanted=wanted)
        return make(form(key), asked)


def lines(document: Document) -> list[str]:
    return [plain(block.text) for block in document.blocks if isinstance(block, Paragraph | Note)]


def rows(document: Document) -> list[Row | SectionRow]:
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    return list(table.rows)


def changes_a_term(base: Base) -> None:
    record = rows_of(base, "measures")[6].id
    change(base, of=MEASURES, record=record, values={"term": "декабрь"}, context=NOWHERE)


class TestPlan:
    """The printed plan."""

    def test_it_names_its_version_and_code(self, example: Base) -> None:
        code = rows_of(example, "plan_versions")[0]["code"]
        assert lines(paper(example, "plan").document) == [f"Версия 1 от 01.09.2026, код {code}"]

    def test_what_was_changed_since_is_a_draft(self, example: Base) -> None:
        changes_a_term(example)
        assert lines(paper(example, "plan").document) == ["Проект, изменён после версии 1"]
        plan = rows_of(example, "plans")[0].id
        send_plan(example, plan=plan, sent_on=DAY)
        assert lines(paper(example, "plan").document)[0].startswith("Версия 2 от 14.09.2026, код ")

    def test_what_was_never_sent_has_no_line(self, example: Base) -> None:
        with example.write() as connection:
            connection.exec_driver_sql("DELETE FROM approvals")
            connection.exec_driver_sql("DELETE FROM plan_versions")
        assert lines(paper(example, "plan").document) == []
        sheet = paper(example, "approval-sheet")
        assert "не отправляли" in sheet.notes[0]
        assert len(rows(sheet.document)) == 14


class TestSheet:
    """The sheet of approval."""

    def test_what_is_answered_stands_there_and_the_rest_is_for_the_pen(self, example: Base) -> None:
        document = paper(example, "approval-sheet").document
        first, *_, last = [row.cells for row in rows(document) if isinstance(row, Row)]
        assert first[1:5] == (
            "МБОУ «Ветровская СОШ»",
            "Директор, Н.\u00a0И.\u00a0Петрова-Дорджиева",
            "согласовано",
            "04.09.2026",
        )
        assert last[3] is None
        assert all(isinstance(cell, tuple) and isinstance(cell[0], Blank) for cell in (first[5], last[4], last[5]))
        code = rows_of(example, "plan_versions")[0]["code"]
        assert f"Версия 1 от 01.09.2026, код {code}" in lines(document)
        assert lines(document)[-1].startswith("МКОУ «Дальнехудукская ООШ»: Учителя физики")

    def test_an_answer_that_counts_no_more_is_not_printed(self, example: Base) -> None:
        changes_a_term(example)
        sheet = paper(example, "approval-sheet")
        assert "План изменён после версии 1" in sheet.notes[0]
        decided = [row.cells[3] for row in rows(sheet.document) if isinstance(row, Row) and row.cells[3]]
        assert len(decided) == 9

    def test_without_names_heads_have_a_line_for_the_pen(self, example: Base) -> None:
        document = paper(example, "approval-sheet", Wanted(without_names=True)).document
        heads = [row.cells[2] for row in rows(document) if isinstance(row, Row)]
        assert all(isinstance(head, tuple) and isinstance(head[0], Blank) for head in heads)


class TestDifference:
    """Two versions side by side."""

    def test_every_cell_that_differs_stands_with_what_it_was(self, example: Base) -> None:
        changes_a_term(example)
        measures = [row.id for row in rows_of(example, "measures")]
        remove(example, of=MEASURES, records=[measures[8]])
        place(example, of=MEASURES, records=[measures[1]], before=measures[0])
        document = paper(example, "plan-diff").document
        said = [plain(row.text) if isinstance(row, SectionRow) else row.cells for row in rows(document)]
        assert (
            "Мероприятие 1.1 «Заключение договоров о сотрудничестве школ-центров и школ-партнёров» — переставлено"
            in said
        )
        assert ("Срок", "февраль – март", "декабрь") in [cells[:3] for cells in said if isinstance(cells, tuple)]
        removed = [text for text in said if isinstance(text, str) and text.endswith("— исключено")]
        assert removed == ["Мероприятие 2.3 «Открытые уроки учителей школ-центров для школ-партнёров» — исключено"]

    def test_what_concerns_all_is_said_in_three_words(self, example: Base) -> None:
        record = rows_of(example, "measures")[0].id
        change(example, of=MEASURES, record=record, values={"term": "май"}, context=NOWHERE)
        (_, row) = rows(paper(example, "plan-diff").document)
        assert isinstance(row, Row)
        assert row.cells == ("Срок", "сентябрь", "май", "все школы сети")

    def test_nothing_is_said_to_differ_where_nothing_does(self, example: Base) -> None:
        assert lines(paper(example, "plan-diff").document)[-1] == "Различий нет."


@pytest.mark.parametrize("key", ["plan", "approval-sheet", "plan-diff"])
def test_each_is_offered_in_the_group_of_the_plan(key: str) -> None:
    assert form(key).group == "План"
