"""The sheet on which every head of the network agrees to a joint plan (regulation 5.1; domain notes 4.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from setvzaim.documents.profiles import Orientation
from setvzaim.documents.tree import (
    Align,
    Blank,
    Block,
    Cell,
    Document,
    Heading,
    Kind,
    Note,
    PageRules,
    Paragraph,
    Row,
    Spacer,
    Table,
    TableColumn,
)
from setvzaim.text.format import format_value

_COLUMNS = (
    TableColumn(title="№", weight=0.4, align=Align.CENTER),
    TableColumn(title="Школа", weight=2.4),
    TableColumn(title="Должность, И. О. Фамилия руководителя", weight=2.2),
    TableColumn(title="Решение", weight=1.6),
    TableColumn(title="Дата", kind=Kind.DATE, weight=1.1),
    TableColumn(title="Подпись", weight=1.2),
)
_DATE, _SIGNATURE, _NAME = Blank(22), Blank(26), Blank(40)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A school: its head, and what was answered, if anything."""

    school: str
    post: str = ""
    head: str = ""
    """Initials and surname; empty leaves a line for the pen."""
    decision: str = ""
    day: date | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalSheetData:
    """What the sheet says; `version` is the line that names what is agreed to."""

    plan: str
    network: str
    school_year: str
    rows: tuple[SheetRow, ...]
    version: str = ""
    page: PageRules | None = None


def approval_sheet(data: ApprovalSheetData) -> Document:
    """Make the sheet: what is answered stands in it, the rest is left for the pen."""
    year = f"на {data.school_year} учебный год" if data.school_year else ""
    blocks: list[Block] = [
        Heading(1, "ЛИСТ СОГЛАСОВАНИЯ"),
        *(Paragraph(line, align=Align.CENTER, indent=False) for line in (data.plan, data.network, year) if line),
    ]
    if data.version:
        blocks.append(Paragraph(data.version, align=Align.CENTER, indent=False))
    rows = tuple(Row(_cells(at, row)) for at, row in enumerate(data.rows, 1))
    blocks += [Spacer(3), Table(columns=_COLUMNS, rows=rows)]
    if remarks := [row for row in data.rows if row.remark]:
        blocks.append(Spacer(3))
        blocks += [Note(f"{row.school}: {row.remark}") for row in remarks]
    title = " ".join(part for part in ("Лист согласования:", data.plan, data.school_year) if part)
    return Document(title, tuple(blocks), data.page or PageRules(orientation=Orientation.LANDSCAPE))


def _cells(at: int, row: SheetRow) -> tuple[Cell, ...]:
    head: Cell = ", ".join(part for part in (row.post, row.head) if part) if row.head else (_NAME,)
    day: Cell = format_value(row.day) if row.day else None if row.decision else (_DATE,)
    return str(at), row.school, head, row.decision or None, day, (_SIGNATURE,)
