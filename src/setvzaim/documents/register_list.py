"""A register printed as a list: title, network or municipality, table, total, date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from setvzaim.documents.profiles import Orientation
from setvzaim.documents.tree import (
    Align,
    Block,
    Document,
    Heading,
    PageRules,
    Paragraph,
    Signature,
    Spacer,
    Table,
    TableColumn,
    TableRow,
)
from setvzaim.text.format import format_value

_WIDE_FROM = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterList:
    """What a printed register says.

    `place` is the line under the title (network, municipality); `rows` hold the cells of `columns` in their
    order and can be iterated more than once. `total` is a ready line («Всего школ: 14»); `day` the date the
    list is made for. `signature` is post and name. `page` is chosen by the number of columns when it is not
    given.
    """

    title: str
    columns: tuple[TableColumn, ...]
    rows: Iterable[TableRow]
    place: str = ""
    total: str = ""
    day: date | None = None
    signature: tuple[str, str] | None = None
    page: PageRules | None = field(default=None)


def register_list(data: RegisterList) -> Document:
    """Make the document of a register."""
    blocks: list[Block] = [Heading(1, data.title)]
    if data.place:
        blocks.append(Paragraph(data.place, align=Align.CENTER, indent=False))
    if data.day is not None:
        on_day = f"по состоянию на {format_value(data.day)}"
        blocks.append(Paragraph(on_day, align=Align.CENTER, indent=False))
    blocks.append(Spacer(3))
    blocks.append(Table(columns=data.columns, rows=data.rows))
    if data.total:
        blocks += [Spacer(2), Paragraph(data.total, align=Align.LEFT, indent=False)]
    if data.signature is not None:
        blocks.append(Signature(*data.signature))
    return Document(data.title, tuple(blocks), data.page or usual_page(len(data.columns)))


def usual_page(columns: int) -> PageRules:
    """Choose the page of a table: five columns and more lie across the sheet (domain notes 4.1)."""
    wide = columns >= _WIDE_FROM
    return PageRules(orientation=Orientation.LANDSCAPE if wide else Orientation.PORTRAIT)
