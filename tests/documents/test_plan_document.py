"""The printed plan says what the office entered, in the columns and the numbering it chose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.documents.plan import (
    Numbering,
    PlanColumn,
    PlanData,
    PlanMeasure,
    PlanSection,
    plan_document,
    roman,
)
from setvzaim.documents.profiles import Orientation
from setvzaim.documents.register_list import RegisterList, register_list
from setvzaim.documents.stamps import Gender, StampData, StampKind, stamp
from setvzaim.documents.tree import (
    Align,
    Blank,
    Document,
    Kind,
    Paragraph,
    Row,
    SectionRow,
    Signature,
    Stamps,
    Table,
    TableColumn,
    plain,
)

PLAN = PlanData(
    title="СОВМЕСТНЫЙ ПЛАН",
    network="Целинного района",
    school_year="2026/27",
    sections=(
        PlanSection(title="Кадры", measures=(PlanMeasure(title="а"), PlanMeasure(title="б", number="1.2*"))),
        PlanSection(title="Связи", measures=(PlanMeasure(title="в"),)),
    ),
)


def rows(made: Document) -> list[tuple[object, ...] | str]:
    """Give the rows of the only table, sections as text."""
    (table,) = [block for block in made.blocks if isinstance(block, Table)]
    return [row.cells if isinstance(row, Row) else plain(row.text) for row in table.rows]


def test_measures_are_numbered_under_their_section_or_anew_in_each() -> None:
    chosen = replace(PLAN, columns=(PlanColumn.NUMBER, PlanColumn.TITLE))
    by_section = ["I. Кадры", ("1.1", "а"), ("1.2*", "б"), "II. Связи", ("2.1", "в")]
    assert rows(plan_document(chosen)) == by_section
    anew = replace(chosen, numbering=Numbering.RESTARTING)
    assert rows(plan_document(anew)) == ["I. Кадры", ("1", "а"), ("1.2*", "б"), "II. Связи", ("1", "в")]


def test_columns_stand_as_chosen_and_five_of_them_turn_the_sheet() -> None:
    default = plan_document(PLAN)
    (table,) = [block for block in default.blocks if isinstance(block, Table)]
    assert [column.title for column in table.columns] == [
        "№ п/п",
        "Мероприятие",
        "Школы-участники",
        "Форма",
        "Срок",
        "Ответственный",
        "Ожидаемый результат",
        "Отметка о выполнении",
    ]
    assert default.page.orientation is Orientation.LANDSCAPE
    few = replace(PLAN, columns=(PlanColumn.TERM, PlanColumn.TASK, PlanColumn.TITLE, PlanColumn.PLACE))
    assert plan_document(few).page.orientation is Orientation.PORTRAIT
    with pytest.raises(ValueError, match="column"):
        plan_document(replace(PLAN, columns=()))


def test_every_column_prints_its_own_field() -> None:
    fields = {column.value: column.name for column in PlanColumn}
    measure = PlanMeasure(**fields)
    whole = replace(PLAN, sections=(PlanSection(title="", measures=(measure,)),), columns=tuple(PlanColumn))
    assert rows(plan_document(whole)) == [tuple(column.name for column in PlanColumn)]


def test_stamps_leave_room_for_the_pen_where_a_requisite_is_missing() -> None:
    made = plan_document(replace(PLAN, approved=StampData(kind=StampKind.APPROVED, name="Е. П. Очирова")))
    (stamps,) = [block for block in made.blocks if isinstance(block, Stamps)]
    assert stamps.left is None
    right = stamps.right
    assert right is not None
    assert right.word == "УТВЕРЖДАЮ"
    assert right.signatory == "Е. П. Очирова"
    assert all(isinstance(part, Blank) for line in right.ground for part in line)
    assert any(isinstance(part, Blank) for part in right.date or ())


@pytest.mark.parametrize(
    ("gender", "word"),
    [(Gender.MASCULINE, "УТВЕРЖДЁН"), (Gender.FEMININE, "УТВЕРЖДЕНА"), (Gender.NEUTER, "УТВЕРЖДЕНО")],
)
def test_word_of_the_stamp_agrees_with_the_paper_approved_by_an_order(gender: Gender, word: str) -> None:
    data = StampData(kind=StampKind.APPROVED, paper="приказом Отдела образования", number="112", day=date(2026, 9, 5))
    made = stamp(data, gender)
    assert made is not None
    assert made.word == word
    assert [plain(line) for line in made.ground] == ["приказом Отдела образования", "от 05.09.2026 № 112"]
    assert made.signatory is None
    unnumbered = stamp(replace(data, number=None, day=None), gender)
    assert unnumbered is not None
    _, day, number = unnumbered.ground
    assert [sum(isinstance(part, Blank) for part in line) for line in (day, number)] == [3, 1], "two lines: one is full"


@given(st.integers(min_value=1, max_value=3999))
def test_roman_numbers_read_back(number: int) -> None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    figures = [values[figure] for figure in roman(number)]
    following = [*figures[1:], 0]
    assert sum(-a if a < b else a for a, b in zip(figures, following, strict=True)) == number


def test_register_says_place_day_total_and_signature() -> None:
    data = RegisterList(
        title="Реестр школ",
        place="Целинный район",
        columns=(TableColumn(title="Школа"), TableColumn(title="Учеников", kind=Kind.NUMBER)),
        rows=(Row(("Троицкая", 640)), SectionRow("Итого")),
        total="Всего школ: 1",
        day=date(2026, 11, 23),
        signature=("Методист", "Б. С. Манджиева"),
    )
    made = register_list(data)
    texts = [plain(block.text) for block in made.blocks if isinstance(block, Paragraph)]
    assert texts == ["Целинный район", "по состоянию на 23.11.2026", "Всего школ: 1"]
    assert rows(made) == [("Троицкая", 640), "Итого"]
    assert isinstance(made.blocks[-1], Signature)
    assert made.page.orientation is Orientation.PORTRAIT


def test_tree_refuses_what_cannot_be_drawn_twice() -> None:
    with pytest.raises(TypeError):
        Table(columns=(TableColumn(title="Т"),), rows=iter(()))
    with pytest.raises(ValueError, match="column"):
        Table(columns=(), rows=())


def test_columns_align_by_what_they_hold() -> None:
    assert TableColumn(title="", kind=Kind.NUMBER).alignment is Align.RIGHT
    assert TableColumn(title="", kind=Kind.NUMBER, align=Align.LEFT).alignment is Align.LEFT
    assert TableColumn(title="").alignment is Align.LEFT
