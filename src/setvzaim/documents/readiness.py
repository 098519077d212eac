"""The readiness of a network as a paper: clause by clause what is there, what is missing, who must do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from setvzaim.analysis.readiness import Finding, State, summary
from setvzaim.documents.profiles import Orientation
from setvzaim.documents.tree import (
    Align,
    Block,
    Document,
    Heading,
    PageRules,
    Paragraph,
    Row,
    Spacer,
    Table,
    TableColumn,
)
from setvzaim.text.format import format_date
from setvzaim.text.plural import Noun

STATES = {State.THERE: "есть", State.PARTLY: "частично", State.MISSING: "нет", State.UNKNOWN: "не узнать"}
"""How a demand stands, in words."""
PAGE = PageRules(orientation=Orientation.LANDSCAPE, text_size=12)
"""The usual page."""
_DEMAND = Noun("требование", "требования", "требований")
_TITLE = "Готовность сетевого взаимодействия по пунктам Положения"
_COLUMNS = (
    TableColumn(title="Пункт", weight=0.6, align=Align.CENTER),
    TableColumn(title="Чего требует Положение", weight=2.6),
    TableColumn(title="Как обстоит", weight=1.0, align=Align.CENTER),
    TableColumn(title="Что есть", weight=2.4),
    TableColumn(title="Что сделать", weight=2.4),
    TableColumn(title="Кто делает", weight=1.3),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessData:
    """What the paper says: the findings, the network («Сеть школ …») and school year, the day."""

    findings: Sequence[Finding]
    network: str = ""
    school_year: str = ""
    day: date
    page: PageRules = PAGE


def readiness_document(data: ReadinessData) -> Document:
    """Make the paper."""
    year = f"{data.school_year} учебный год" if data.school_year else ""
    place = ", ".join(part for part in (data.network, year) if part)
    blocks: list[Block] = [Heading(1, _TITLE)]
    if place:
        blocks.append(Paragraph(place, align=Align.CENTER, indent=False))
    blocks.append(Paragraph(f"по состоянию на {format_date(data.day)}", align=Align.CENTER, indent=False))
    blocks += [Spacer(3), Table(columns=_COLUMNS, rows=tuple(_row(finding) for finding in data.findings))]
    blocks += [Spacer(2), Paragraph(_total(data.findings), indent=False)]
    return Document(_TITLE, tuple(blocks), data.page)


def _row(finding: Finding) -> Row:
    facts = "; ".join(fact.words for fact in finding.facts)
    todo = finding.todo or "—"
    return Row((finding.clause, finding.demand, STATES[finding.state], facts, todo, finding.who.value))


def _total(findings: Sequence[Finding]) -> str:
    counts = ", ".join(f"{STATES[state]} — {count}" for state, count in summary(findings).items() if count)
    return f"Всего {_DEMAND.counted(len(findings))}: {counts}."
