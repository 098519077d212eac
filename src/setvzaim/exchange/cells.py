"""Reading the cells of a workbook into values, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from setvzaim.operations.names import Resolver
from setvzaim.registers import Column, Link, Links, Number, Refused, Text

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
        least = kind.least if kind.least is not None else float("-inf")
        most = kind.most if kind.most is not None else float("inf")
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
                    known[cell] = self.column.kind.read(cell) if not _blank(cell) else None
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
            if row in skipped or _blank(cell):
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
        read = self.column.kind.read(cell)
        if isinstance(read, tuple):
            return tuple(dict.fromkeys(resolver.resolve(self.column, name, above) for name in read))
        return resolver.resolve(self.column, str(read), above)

    def _one(self, row: int, cell: object) -> object:
        if _blank(cell):
            return None
        try:
            return self.column.kind.read(cell)
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


def _blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
