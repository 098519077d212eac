"""The map of a network as a paper: the picture, who helps whom, and what the picture cannot show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from setvzaim.documents.map_data import MapData
from setvzaim.documents.map_legend import MODES, map_sheet
from setvzaim.documents.profiles import Orientation
from setvzaim.documents.tree import (
    Align,
    Block,
    Document,
    Figure,
    Heading,
    Note,
    PageRules,
    Paragraph,
    Row,
    Table,
    TableColumn,
)
from setvzaim.text.format import format_date
from setvzaim.text.plural import Noun

PAGE = PageRules(orientation=Orientation.LANDSCAPE, text_size=12)
"""The usual page."""
_TITLE = "Карта сетевого взаимодействия"
_SCHOOLS = Noun("школа", "школы", "школ")
_PAIRS = Noun("пара", "пары", "пар")
_LARGER = 1.12
"""The picture is drawn so much smaller than it is printed: its words are 8 points high on paper."""
_HEAD = 31.0
"""Height of what stands over the picture and of the note under it, мм."""
_COLUMNS = (
    TableColumn(title="Кто помогает", weight=2.2),
    TableColumn(title="Кому", weight=2.2),
    TableColumn(title="В чём", weight=2.6),
    TableColumn(title="Форма", weight=1.2, align=Align.CENTER),
    TableColumn(title="Дорога", weight=1.1, align=Align.CENTER),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPaperData:
    """What the paper says: the map, the network («Сеть школ …») and school year, full names of schools, the day."""

    data: MapData
    names: dict[str, str]
    network: str = ""
    school_year: str = ""
    day: date
    page: PageRules = PAGE


def map_document(said: MapPaperData) -> Document:
    """Make the paper."""
    return Document(_TITLE, tuple(_blocks(said)), said.page)


def _blocks(said: MapPaperData) -> Iterator[Block]:
    data = said.data
    year = f"{said.school_year} учебный год" if said.school_year else ""
    place = ", ".join(part for part in (said.network, year, f"на {format_date(said.day)}") if part)
    yield Heading(1, _TITLE)
    yield Paragraph(place, align=Align.CENTER, indent=False)
    if data.schools:
        page = said.page
        width = page.frame_width / _LARGER
        height = (page.sheet[1] - page.margins.top - page.margins.bottom - _HEAD) / _LARGER
        shown = (
            f"Карта сети: {_SCHOOLS.counted(len(data.schools))}, {_PAIRS.counted(len(data.pairs))} «кто кому помогает»"
        )
        sheet = map_sheet(data, width, min(height, width * 0.75))
        yield Figure(sheet, shown)
        yield Note("Величина знака — число учеников, толщина стрелки — сколько ресурсов передаётся.")
        if sheet.note:
            yield Note(f"{sheet.note}; все пары — в таблице.")
    else:
        yield Paragraph("Координат школ в базе нет, поэтому карту начертить нельзя.", indent=False)
    if data.left_out:
        yield Note(data.left_out)
    if data.pairs:
        yield Heading(2, "Кто кому помогает")
        yield Table(columns=_COLUMNS, rows=tuple(_rows(said)))


def _rows(said: MapPaperData) -> Iterator[Row]:
    names = said.names
    for pair in sorted(said.data.pairs, key=lambda one: (names[one.giver], names[one.taker], one.mode)):
        mode = MODES.get(pair.mode)
        yield Row((names[pair.giver], names[pair.taker], pair.what, mode, pair.way or None))
