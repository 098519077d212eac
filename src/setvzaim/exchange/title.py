"""What the title above the columns, or the name of the sheet, says of all rows: «Результаты ЕГЭ … в 2022 году»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from setvzaim.exchange.cells import text_in
from setvzaim.exchange.header import Header
from setvzaim.exchange.workbook import Sheet
from setvzaim.registers import Choice, Column, SchoolYear
from setvzaim.text.fold import fold
from setvzaim.text.parse import parse_school_year

_SCHOOL_YEAR = re.compile(r"\b(20\d\d\s*[/–-]\s*(?:20)?\d\d)\b")
_YEAR = re.compile(r"\b(20\d\d)\b")


def said_in_title(sheet: Sheet, header: Header, column: Column) -> object:
    """Return the stored value the title says for a column; `None` when it says nothing, or more than one thing.

    A calendar year is that of the summer: exams of 2022 belong to the school year 2021/22.
    """
    for line in _lines(sheet, header):
        found = set(_values(line, column))
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _lines(sheet: Sheet, header: Header) -> Iterator[str]:
    """Give the texts above the header from the top down, then the name of the sheet."""
    for row in sheet.top(header.first):
        if line := " ".join(filter(None, map(text_in, row))):
            yield line
    yield sheet.name


def _values(line: str, column: Column) -> Iterable[object]:
    if isinstance(column.kind, SchoolYear):
        years = [parse_school_year(re.sub(r"\s|–", lambda found: "-" if found[0] == "–" else "", one))
                 for one in _SCHOOL_YEAR.findall(line)]  # fmt: skip
        return [year for year in years if year is not None] or [int(year) - 1 for year in _YEAR.findall(line)]
    if isinstance(column.kind, Choice):
        text = fold(line)
        return [
            option.code
            for option in column.kind.options
            if any(re.search(rf"\b{re.escape(fold(word))}\b", text) for word in (option.label, *option.names))
        ]
    return []
