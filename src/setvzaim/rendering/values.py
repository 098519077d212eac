"""Cells of a table as text, the same words in every format."""

from __future__ import annotations

import math

from setvzaim.documents.tree import Cell, TableColumn, Text
from setvzaim.text.format import format_value

_GROUPING = "\u202f"
NOT_A_NUMBER = "—"


def cell_text(column: TableColumn, value: Cell) -> Text:
    """Write a cell in Russian by the rules of its column; `None` is empty, an infinite number is a dash."""
    if value is None:
        return ""
    if isinstance(value, str | tuple):
        return value
    if isinstance(value, float) and not math.isfinite(value):
        return NOT_A_NUMBER
    text = format_value(value, decimals=column.decimals)
    if column.grouping or isinstance(value, bool):
        return text
    return text.replace(_GROUPING, "")
