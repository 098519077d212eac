"""Rows on the clipboard: out as a table that Excel takes, in as cells that Excel gave."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QMimeData

from setvzaim.queries import Row
from setvzaim.registers import Column, Number
from setvzaim.text.format import format_date, format_number

_FORMULA_SIGNS = ("=", "+", "-", "@")


def as_table(columns: Sequence[Column], rows: Sequence[Row]) -> QMimeData:
    """Return rows with their header, as text with tabs and as HTML."""
    lines = [[column.heading for column in columns]]
    lines += [[_cell(column, row[column.key]) for column in columns] for row in rows]
    data = QMimeData()
    data.setText("\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines))
    cells = "".join("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in line) + "</tr>" for line in lines)
    data.setHtml(f"<table>{cells}</table>")
    return data


def cells_of(text: str) -> list[list[str]]:
    """Return the cells of a table on the clipboard, row by row; an apostrophe before a formula sign goes."""
    rows = csv.reader(io.StringIO(text.rstrip("\r\n")), delimiter="\t")
    return [[cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA_SIGNS else cell for cell in row] for row in rows]


def without_header(cells: list[list[str]], columns: Sequence[Column]) -> list[list[str]]:
    """Leave out a first row that only repeats the headings of the columns."""
    headings = {column.heading for column in columns}
    return cells[1:] if cells and all(cell in headings for cell in cells[0]) else cells


def total_line(columns: Sequence[Column], rows: Sequence[Row]) -> str:
    """Return the sums of the number columns of some rows: «учеников 752, педагогов 70»."""
    parts = []
    for column in columns:
        if isinstance(column.kind, Number) and column.kind.grouped:
            known = [value for row in rows if isinstance(value := row[column.key], int | float)]
            if known:
                parts.append(f"{column.label.lower()} {format_number(round(sum(known), 6))}")
    return ", ".join(parts)


def _cell(column: Column, value: object) -> str:
    """Write a value so that a Russian Excel takes numbers and dates for what they are, and no text for a formula."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool) and column.kind.numeric:
        return str(value).replace(".", ",")
    if isinstance(value, date):
        return format_date(value)
    text = column.kind.write(value)
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
