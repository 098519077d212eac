"""Where everything in the calendar stands: cells of months or days, and the marks of measures in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRect, QSize

from setvzaim.queries.plan_time import PlanMeasure
from setvzaim.text.spans import Span, months
from setvzaim.ui.plan_time.canvas import Zoom
from setvzaim.ui.plan_time.lanes import Stretch, arrange
from setvzaim.ui.plan_time.look import month_name

_MONTHS: Mapping[Zoom, int] = {"year": 12, "quarter": 3, "month": 1}
_ACROSS: Mapping[Zoom, int] = {"year": 4, "quarter": 3, "month": 7}
_LONG, _VERY_LONG = 31, 100
"""Days from which on a stretch gives way to shorter ones: a measure of the whole year must not hide that of a day."""
_BORDER = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A month or a day: where it stands and which days it has."""

    rect: QRect
    span: Span
    title: str
    faint: bool
    """Whether it is a day of another month."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What can be chosen: a measure, or that some of a cell are hidden."""

    rect: QRect
    cell: Cell
    measure: PlanMeasure | None = None
    hidden: int = 0


def period_of(day: date, zoom: Zoom) -> Span:
    """Return the period a day lies in: years begin in September, quarters in September, December, March, June."""
    length = _MONTHS[zoom]
    first = day.month - (day.month - 9) % length
    return months(day.year, first, first + length - 1)


def stepped(shown: Span, zoom: Zoom, by: int) -> Span:
    """Return a later or earlier period."""
    length = _MONTHS[zoom]
    first = shown.starts.month + by * length
    return months(shown.starts.year, first, first + length - 1)


def items_of(measures: Sequence[PlanMeasure], whole: Span) -> list[tuple[Span, PlanMeasure]]:
    """Return the stretches in some days, in the order in which they get their place."""
    found = [
        (span, one) for one in measures if one.term is not None for span in one.term.occurrences if span.meets(whole)
    ]
    return sorted(found, key=lambda item: (item[0].days > _LONG, item[0].days > _VERY_LONG, item[0].ends))


def lay_out(
    measures: Sequence[PlanMeasure], shown: Span, zoom: Zoom, size: QSize, line: int
) -> tuple[list[Cell], list[Mark]]:
    """Return cells and marks; `line` is the height of a line in pixels."""
    rows = _rows(shown, zoom)
    items = items_of(measures, Span(rows[0][0].starts, rows[-1][-1].ends))
    head = line if zoom == "month" else 0
    height = (size.height() - head) / len(rows)
    cells: list[Cell] = []
    marks: list[Mark] = []
    for at, spans in enumerate(rows):
        top, bottom = head + round(at * height), head + round((at + 1) * height)
        row = _cells(spans, QRect(0, top, size.width(), bottom - top), shown, zoom)
        cells += row
        marks += _marks(row, items, line)
    return cells, marks


def _rows(shown: Span, zoom: Zoom) -> list[list[Span]]:
    """Return the rows of cells: months four or three in a row, or weeks of days."""
    first, across = shown.starts, _ACROSS[zoom]
    if zoom == "month":
        monday = first - timedelta(days=first.weekday())
        weeks = (shown.ends - monday).days // 7 + 1
        cells = [Span(day, day) for number in range(weeks * 7) for day in (monday + timedelta(days=number),)]
    else:
        cells = [months(first.year, first.month + at, first.month + at) for at in range(_MONTHS[zoom])]
    return [cells[at : at + across] for at in range(0, len(cells), across)]


def _cells(spans: Sequence[Span], row: QRect, shown: Span, zoom: Zoom) -> list[Cell]:
    edges = [round(at * row.width() / len(spans)) for at in range(len(spans) + 1)]
    return [
        Cell(
            QRect(left, row.top(), right - left, row.height()),
            span,
            str(span.starts.day) if zoom == "month" else month_name(span.starts),
            not span.meets(shown),
        )
        for span, left, right in zip(spans, edges, edges[1:], strict=False)
    ]


def _marks(cells: Sequence[Cell], items: Sequence[tuple[Span, PlanMeasure]], line: int) -> list[Mark]:
    """Return the marks of a row: each stretch in one line over all its cells, and what is hidden for want of lines."""
    inside = _stretches(cells, items)
    row = cells[0].rect
    most = max(0, row.height() // line - 1)
    lines, hidden = arrange([stretch for stretch, _ in inside], len(cells), most)
    marks = []
    for ((first, last), measure), at in zip(inside, lines, strict=True):
        if at is not None:
            left, right = cells[first].rect.left() + _BORDER, cells[last].rect.right() - _BORDER
            rect = QRect(left, row.top() + (at + 1) * line, right - left, line - _BORDER)
            marks.append(Mark(rect, cells[first], measure))
    for cell, count in zip(cells, hidden, strict=True):
        if count and most:
            rect = QRect(
                cell.rect.left() + _BORDER, row.top() + most * line, cell.rect.width() - 2 * _BORDER, line - _BORDER
            )
            marks.append(Mark(rect, cell, None, count))
    return marks


def _stretches(cells: Sequence[Cell], items: Sequence[tuple[Span, PlanMeasure]]) -> list[tuple[Stretch, PlanMeasure]]:
    """Return what lies in a row; stretches of one measure that share a cell (weeks in a month) are one."""
    whole = Span(cells[0].span.starts, cells[-1].span.ends)
    found: dict[str, list[Stretch]] = {}
    measures: dict[str, PlanMeasure] = {}
    for span, measure in sorted(items, key=lambda item: item[0]):
        if not span.meets(whole):
            continue
        first = next(at for at, cell in enumerate(cells) if cell.span.ends >= span.starts)
        last = next(at for at in reversed(range(len(cells))) if cells[at].span.starts <= span.ends)
        own = found.setdefault(measure.id, [])
        measures[measure.id] = measure
        if own and first <= own[-1][1]:
            own[-1] = (own[-1][0], max(own[-1][1], last))
        else:
            own.append((first, last))
    order = {measure.id: place for place, (_, measure) in reversed(list(enumerate(items)))}
    stretches = [(stretch, measures[record]) for record, own in found.items() for stretch in own]
    return sorted(stretches, key=lambda one: (one[0][1] - one[0][0], order[one[1].id]))
