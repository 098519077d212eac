"""Reading the cells of a workbook into values, column by column."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time

from setvzaim.operations.names import Resolver
from setvzaim.registers import Column, Kind, Link, Links, Number, Refused, Text
from setvzaim.registers.kinds import format_cell
from setvzaim.text.format import format_value
from setvzaim.text.parse import parse_number

_GREATEST = sys.float_info.max
_BETWEEN = "\1"
_TOGETHER = 200
"""Cells looked at together: one untidy cell makes as many be read one by one."""


@dataclass(slots=True)
class ReadColumn:
    """A column of the workbook that is joined to one of the register."""

    column: Column
    at: int
    """Place in the sheet, from zero."""
    header: str
    raw: list[object] = field(default_factory=list)
    values: list[object] = field(default_factory=list)
    """Stored values, `None` where the cell is empty or refused."""
    faults: dict[int, str] = field(default_factory=dict)
    """Reasons by row."""
    places: Sequence[int] | None = None
    """Place in the sheet of each cell, where they are not all in one column."""

    def place(self, row: int) -> int:
        """Return the column of the sheet in which the cell of a row stands, from zero."""
        return self.at if self.places is None else self.places[row]

    def read(self, resolver: Resolver, scope: Sequence[object] | None, skipped: frozenset[int]) -> None:
        """Read all cells; `scope` holds the records within which names are meant, row by row."""
        kind = self.column.kind
        if isinstance(kind, Link | Links):
            self._read_links(resolver, scope, skipped)
        elif isinstance(kind, Text) and kind.lines == 1:
            self._read_text(kind)
        elif isinstance(kind, Number):
            self._read_numbers(kind)
        else:
            self._read_cached()

    def _read_text(self, kind: Text) -> None:
        """Text is most of a workbook, and mostly different: no cache, no call for each cell."""
        for start in range(0, len(self.raw), _TOGETHER):
            part = self.raw[start : start + _TOGETHER]
            if _tidy(part):
                self.values += [cell or None for cell in part] if "" in part else part
                continue
            self.values += [
                (" ".join(cell.split()) or None) if type(cell) is str else self._one(row, cell)
                for row, cell in enumerate(part, start)
            ]
        for row, value in enumerate(self.values):
            if type(value) is str and len(value) > kind.most:
                self.values[row] = self._one(row, value)

    def _read_numbers(self, kind: Number) -> None:
        least = kind.least if kind.least is not None else -_GREATEST
        most = kind.most if kind.most is not None else _GREATEST
        if kind.places:
            self.values = [self._decimal(row, cell, least, most) for row, cell in enumerate(self.raw)]
            return
        self.values = [
            int(cell)
            if type(cell) is float and least <= cell <= most and cell == int(cell)
            else None
            if cell == ""
            else self._one(row, cell)
            for row, cell in enumerate(self.raw)
        ]

    def _decimal(self, row: int, cell: object, least: float, most: float) -> object:
        if cell == "":
            return None
        if type(cell) is str and "_" not in cell:
            try:
                cell = float(cell)
            except ValueError:
                return self._one(row, cell)
        return cell if type(cell) is float and least <= cell <= most else self._one(row, cell)

    def _read_cached(self) -> None:
        known: dict[object, object] = {"": None}
        refused: dict[object, str] = {}
        for row, cell in enumerate(self.raw):
            if cell not in known:
                try:
                    known[cell] = _read(self.column.kind, cell) if not blank(cell) else None
                except Refused as refusal:
                    known[cell], refused[cell] = None, str(refusal)
            if cell in refused:
                self.faults[row] = refused[cell]
        self.values = [known[cell] for cell in self.raw]

    def _read_links(self, resolver: Resolver, scope: Sequence[object] | None, skipped: frozenset[int]) -> None:
        known: dict[tuple[object, object], object] = {}
        refused: dict[tuple[object, object], str] = {}
        for row, cell in enumerate(self.raw):
            above = scope[row] if scope is not None else None
            key = (cell, above)
            if row in skipped or blank(cell):
                self.values.append(None)
                continue
            if key not in known:
                try:
                    known[key] = self._links(resolver, cell, above if isinstance(above, str) else None)
                except Refused as refusal:
                    known[key], refused[key] = None, str(refusal)
            if key in refused:
                self.faults[row] = refused[key]
            self.values.append(known[key])

    def _links(self, resolver: Resolver, cell: object, above: str | None) -> object:
        read = self.column.kind.read(cell if isinstance(cell, str) else text_in(cell))
        if isinstance(read, tuple):
            return tuple(dict.fromkeys(resolver.resolve(self.column, name, above) for name in read))
        return resolver.resolve(self.column, str(read), above)

    def _one(self, row: int, cell: object) -> object:
        if blank(cell):
            return None
        try:
            return _read(self.column.kind, cell)
        except Refused as refusal:
            self.faults[row] = str(refusal)
            return None


def _tidy(cells: Sequence[object]) -> bool:
    """Tell whether all cells are texts without white space to be mended; one look is quicker than as many as cells."""
    try:
        joined = _BETWEEN.join(cells)  # type: ignore[arg-type]
    except TypeError:
        return False
    return f" {_BETWEEN}" not in joined and f"{_BETWEEN} " not in joined and " ".join(joined.split()) == joined


def blank(cell: object) -> bool:
    """Tell whether a cell shows nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_in(cell: object) -> str:
    """Return what a cell shows, as one line of text."""
    match cell:
        case str():
            return " ".join(cell.split())
        case None:
            return ""
        case time():
            return f"{cell:%H:%M}"
        case bool():
            return format_value(cell)
        case float() if not math.isfinite(cell):
            return str(cell)
        case _:
            return format_cell(cell)


def number_in(cell: object) -> float | None:
    """Return the number a cell holds, typed as text or not; `None` when there is none."""
    if type(cell) is float or type(cell) is int:
        return cell if abs(cell) <= _GREATEST else None
    return parse_number(cell) if isinstance(cell, str) else None


def _read(kind: Kind, cell: object) -> object:
    """Read one cell; raise `Refused`. What no kind expects in a cell is read as the text it shows."""
    if isinstance(cell, float) and not math.isfinite(cell):
        raise Refused("такого числа быть не может")
    return kind.read(text_in(cell) if isinstance(kind, Text) and not isinstance(cell, str) else cell)
