"""Columns and cells of a register as a document shows them."""

from __future__ import annotations

from datetime import date

from setvzaim.documents.tree import Cell, Kind, TableColumn
from setvzaim.registers import Aggregate, Column, Date, Flag, Number, Share

_WIDEST = 40


def table_column(column: Column) -> TableColumn:
    """Return the column of a printed table for one of a register."""
    title = column.heading
    weight = float(min(max(column.width, 6), _WIDEST))
    match column.kind:
        case Share():
            return TableColumn(title=title, weight=weight)
        case Number() as kind:
            return TableColumn(title=title, kind=Kind.NUMBER, weight=weight, grouping=kind.grouped)
        case Aggregate():
            return TableColumn(title=title, kind=Kind.NUMBER, weight=weight)
        case Date():
            return TableColumn(title=title, kind=Kind.DATE, weight=weight)
        case Flag():
            return TableColumn(title=title, kind=Kind.BOOL, weight=weight)
        case _:
            return TableColumn(title=title, weight=weight)


def cell(column: Column, value: object) -> Cell:
    """Return the cell of a printed table for a value: numbers, dates and yes-or-no stay what they are."""
    if value is None:
        return None
    if isinstance(column.kind, Number | Aggregate | Date | Flag) and isinstance(value, bool | int | float | date):
        return value
    return column.kind.write(value)
