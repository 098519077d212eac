"""The joint plan of a network (Regulation 3.2, 5.2): stamps, name, table of measures in sections.

There is no single official form; the columns and their order are the user's choice (domain notes 4.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from setvzaim.documents.register_list import usual_page
from setvzaim.documents.stamps import Gender, StampData, stamp
from setvzaim.documents.tree import (
    Align,
    Block,
    Document,
    Heading,
    PageRules,
    Paragraph,
    Row,
    SectionRow,
    Signature,
    Spacer,
    Stamps,
    Streamed,
    Table,
    TableColumn,
)


class Numbering(Enum):
    """How measures are numbered under the Roman numbers of sections (domain notes 4.2)."""

    BY_SECTION = "by_section"  # 1.1, 1.2, 2.1
    RESTARTING = "restarting"  # 1, 2, 3 anew in each section


class PlanColumn(Enum):
    """A column the user may choose; the value names the field of `PlanMeasure`."""

    NUMBER = "number"
    TITLE = "title"
    TASK = "task"
    PARTICIPANTS = "participants"
    MODE = "mode"
    PLACE = "place"
    TERM = "term"
    RESPONSIBLE = "responsible"
    EXPECTED = "expected"
    DONE = "done"


COLUMNS: dict[PlanColumn, TableColumn] = {
    PlanColumn.NUMBER: TableColumn(title="№ п/п", weight=0.5, align=Align.CENTER),
    PlanColumn.TITLE: TableColumn(title="Мероприятие", weight=3.2),
    PlanColumn.TASK: TableColumn(title="Задача (2.2)", weight=2.2),
    PlanColumn.PARTICIPANTS: TableColumn(title="Школы-участники", weight=2.1),
    PlanColumn.MODE: TableColumn(title="Форма", weight=1.3),
    PlanColumn.PLACE: TableColumn(title="Место", weight=1.5),
    PlanColumn.TERM: TableColumn(title="Срок", weight=1.2),
    PlanColumn.RESPONSIBLE: TableColumn(title="Ответственный", weight=1.8),
    PlanColumn.EXPECTED: TableColumn(title="Ожидаемый результат", weight=2.3),
    PlanColumn.DONE: TableColumn(title="Отметка о выполнении", weight=1.3),
}

DEFAULT_COLUMNS = (
    PlanColumn.NUMBER,
    PlanColumn.TITLE,
    PlanColumn.PARTICIPANTS,
    PlanColumn.MODE,
    PlanColumn.TERM,
    PlanColumn.RESPONSIBLE,
    PlanColumn.EXPECTED,
    PlanColumn.DONE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMeasure:
    """A measure as it is printed: every field is text; `number` overrides the counted one."""

    title: str
    number: str = ""
    task: str = ""
    participants: str = ""
    mode: str = ""
    place: str = ""
    term: str = ""
    responsible: str = ""
    expected: str = ""
    done: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSection:
    """A section of the plan; without a title its measures stand under no heading row."""

    title: str
    measures: tuple[PlanMeasure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanData:
    """What the printed plan says.

    `title` is the name of the paper («СОВМЕСТНЫЙ ПЛАН»), `subject` what it is about, `network` and
    `school_year` the lines under it. `signature` is post and name. `columns` are printed in the order
    given.
    """

    title: str
    network: str
    school_year: str
    sections: tuple[PlanSection, ...]
    subject: str = ""
    approved: StampData | None = None
    agreed: StampData | None = None
    columns: tuple[PlanColumn, ...] = DEFAULT_COLUMNS
    numbering: Numbering = Numbering.BY_SECTION
    numbered_columns: bool = False
    signature: tuple[str, str] | None = None
    version: str = ""
    """The line under the title that names the version: «Версия 2 от 05.09.2026, код 7K2M-9QXD»."""
    page: PageRules | None = None


def plan_document(data: PlanData) -> Document:
    """Make the document of a plan; without columns there is nothing to print: `ValueError`."""
    if not data.columns:
        raise ValueError("a plan needs at least one column")
    blocks: list[Block] = []
    if data.agreed is not None or data.approved is not None:
        blocks.append(Stamps(left=stamp(data.agreed, Gender.MASCULINE), right=stamp(data.approved, Gender.MASCULINE)))
    lines = [data.title, data.subject, data.network]
    if data.school_year:
        lines.append(f"на {data.school_year} учебный год")
    blocks.append(Heading(1, "\n".join(line for line in lines if line)))
    if data.version:
        blocks.append(Paragraph(data.version, align=Align.CENTER, indent=False))
    blocks += [Spacer(2), _table(data)]
    if data.signature is not None:
        blocks.append(Signature(*data.signature))
    title = " ".join(part for part in (data.title, data.network, data.school_year) if part)
    return Document(title, tuple(blocks), data.page or usual_page(len(data.columns)))


def _table(data: PlanData) -> Table:
    """Make the table of measures."""
    count = sum(len(section.measures) + bool(section.title) for section in data.sections)
    columns = tuple(COLUMNS[column] for column in data.columns)
    return Table(columns=columns, rows=Streamed(lambda: _rows(data), count), numbered=data.numbered_columns)


def _rows(data: PlanData) -> Iterator[Row | SectionRow]:
    """Give the rows of the table, sections by Roman numbers."""
    for order, section in enumerate(data.sections, 1):
        if section.title:
            yield SectionRow(f"{roman(order)}. {section.title}")
        for place, measure in enumerate(section.measures, 1):
            counted = f"{order}.{place}" if data.numbering is Numbering.BY_SECTION else f"{place}"
            whole = measure if measure.number else replace(measure, number=counted)
            yield Row(tuple(getattr(whole, column.value) for column in data.columns))


def roman(number: int) -> str:
    """Write a positive number in Roman figures: 4 is «IV»."""
    figures = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    text = ""
    for value, figure in figures:
        text += figure * (number // value)
        number %= value
    return text
