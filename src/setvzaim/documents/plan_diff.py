"""Two versions of a joint plan side by side: added, removed, changed cell by cell (regulation 5.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from setvzaim.documents.profiles import Orientation
from setvzaim.documents.tree import (
    Align,
    Block,
    Document,
    Heading,
    PageRules,
    Paragraph,
    Row,
    SectionRow,
    Spacer,
    Table,
    TableColumn,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffLine:
    """One cell that differs; `what` is said once over the lines that follow one another with it."""

    what: str
    """«Мероприятие 2.3 «Семинар» — изменено»."""
    label: str
    was: str
    now: str
    whom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDiffData:
    """What the comparison says; `was` and `now` name the two versions."""

    plan: str
    was: str
    now: str
    lines: tuple[DiffLine, ...]
    page: PageRules | None = None


def plan_diff(data: PlanDiffData) -> Document:
    """Make the document; where nothing differs, it says so."""
    blocks: list[Block] = [
        Heading(1, "СРАВНЕНИЕ ВЕРСИЙ ПЛАНА"),
        Paragraph(data.plan, align=Align.CENTER, indent=False),
        Paragraph(f"Было: {data.was}", align=Align.CENTER, indent=False),
        Paragraph(f"Стало: {data.now}", align=Align.CENTER, indent=False),
        Spacer(3),
    ]
    if data.lines:
        columns = (
            TableColumn(title="Что", weight=1.2),
            TableColumn(title="Было", weight=2.4),
            TableColumn(title="Стало", weight=2.4),
            TableColumn(title="Каких школ касается", weight=1.8),
        )
        blocks.append(Table(columns=columns, rows=tuple(_rows(data))))
    else:
        blocks.append(Paragraph("Различий нет.", align=Align.LEFT))
    page = data.page or PageRules(orientation=Orientation.LANDSCAPE)
    return Document(f"Сравнение версий: {data.plan}", tuple(blocks), page)


def _rows(data: PlanDiffData) -> Iterator[Row | SectionRow]:
    before = ""
    for line in data.lines:
        first = line.what != before
        if first:
            yield SectionRow(line.what)
        yield Row((line.label, line.was or None, line.now or None, line.whom if first else None))
        before = line.what
