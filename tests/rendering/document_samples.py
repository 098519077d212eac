"""Documents for the tests of rendering."""

from __future__ import annotations

from setvzaim.documents.plan import PlanData, PlanMeasure, PlanSection
from setvzaim.documents.stamps import StampData, StampKind
from setvzaim.documents.tree import Block, Document, Heading, PageRules, Row, SectionRow, Table, TableColumn

LONG = (
    "Открытые уроки учителей школы-центра для школ-партнёров с последующим самоанализом, "
    "Җаңһрин өдр: әрүн, үзүр «Точка роста» — № 5"
)


def plan(measures: int, per_section: int = 7) -> PlanData:
    """Make a plan whose measures are of different length."""
    made = [
        PlanMeasure(
            title=f"{LONG} " * (1 + n % 4) + f"мероприятие{n}",
            participants=f"школа{n}",
            term="в течение года",
            responsible="Б. С. Манджиева, методист",
            expected="справка " * (n % 9),
        )
        for n in range(measures)
    ]
    sections = [
        PlanSection(title=f"раздел{at}", measures=tuple(made[at : at + per_section]))
        for at in range(0, measures, per_section)
    ]
    return PlanData(
        title="СОВМЕСТНЫЙ ПЛАН",
        network="Целинного района",
        school_year="2026/27",
        sections=tuple(sections),
        approved=StampData(kind=StampKind.APPROVED, post="Начальник Отдела образования", name="Е. П. Очирова"),
        agreed=StampData(kind=StampKind.AGREED),
        signature=("Методист", "Б. С. Манджиева"),
        numbered_columns=True,
    )


def table(*rows: Row | SectionRow, columns: int = 2) -> Table:
    """Make a table with columns «Столбец1», «Столбец2» and so on."""
    return Table(columns=tuple(TableColumn(title=f"Столбец{n + 1}") for n in range(columns)), rows=rows)


def document(*blocks: Block, page: PageRules | None = None) -> Document:
    """Make a document of blocks."""
    return Document("Проба", blocks or (Heading(1, "Проба"),), page or PageRules())
