"""The heat map of resources on paper: kinds of resources down, schools across, as many to a table as a page is wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from setvzaim.analysis.resource_grid import Category
from setvzaim.documents.tree import Align, Block, Row, SectionRow, Spacer, Table, TableColumn
from setvzaim.queries.resource_words import amount, short, short_name
from setvzaim.text.plural import Noun

_ROOM = 95
"""Letters of the names of schools that stand side by side without being broken."""
_BETWEEN = 4.0
"""Space between two tables, мм."""
_VACANCIES = Noun("вакансия", "вакансии", "вакансий")


def grid_tables(
    categories: Sequence[Category], schools: Sequence[tuple[str, str]], kinds: Mapping[str, str]
) -> tuple[Block, ...]:
    """Return the tables; `schools` are identifiers and names in their order, `kinds` titles of kinds of resources.

    A cell says what is still needed («−4»), what can be lent («+6») and in brackets what there is.
    """
    blocks: list[Block] = []
    for part in _parts(schools) if categories else ():
        if blocks:
            blocks.append(Spacer(_BETWEEN))
        blocks.append(_table(categories, part, kinds))
    return tuple(blocks)


def _parts(schools: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Divide the schools by the room their names need."""
    parts: list[list[tuple[str, str]]] = []
    room = 0
    for school in schools:
        room -= len(short_name(school[1])) + 1
        if room < 0 or not parts:
            parts.append([])
            room = _ROOM - len(short_name(school[1])) - 1
        parts[-1].append(school)
    return parts


def _table(categories: Sequence[Category], schools: Sequence[tuple[str, str]], kinds: Mapping[str, str]) -> Table:
    columns = (
        TableColumn(title="Вид ресурса", weight=3.0),
        TableColumn(title="Вся сеть", weight=1.6, align=Align.RIGHT),
        *(TableColumn(title=short_name(name), weight=1.5, align=Align.RIGHT) for _, name in schools),
    )
    order = {kind: at for at, kind in enumerate(kinds)}
    ordered = sorted(categories, key=lambda one: order.get(one.resource, len(order)))
    rows: list[Row | SectionRow] = []
    for kind, own in groupby(ordered, key=lambda one: one.resource):
        rows.append(SectionRow(kinds.get(kind, kind)))
        rows += [_row(category, schools) for category in own]
    return Table(columns=columns, rows=tuple(rows))


def _row(category: Category, schools: Sequence[tuple[str, str]]) -> Row:
    by_school = {cell.school: cell for cell in category.cells}
    cells = [by_school.get(school) for school, _ in schools]
    vacant = f", {_VACANCIES.counted(category.vacancies)}" if category.vacancies else ""
    unit = f", {category.unit}" if category.unit else ""
    return Row(
        (
            f"{category.what}{unit}{vacant}",
            _told(_balance(category), category.has),
            *(_told(short(cell), cell.has) if cell is not None else "" for cell in cells),
        )
    )


def _balance(category: Category) -> str:
    needed = f"−{amount(category.needed) if category.needed is not None else '?'}" if category.needs else ""
    offered = f"+{amount(category.available)}" if category.available is not None else ""
    return f"{needed} {offered}".strip()


def _told(balance: str, has: float | None) -> str:
    return f"{balance} ({amount(has)})".strip() if has is not None else balance
