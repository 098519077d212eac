"""What an import will do, row by row, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from setvzaim.exchange.header import Header
from setvzaim.exchange.totals import same_sum
from setvzaim.operations.imports import Writes
from setvzaim.queries import Context
from setvzaim.registers import Column, Register


class Verdict(StrEnum):
    """What becomes of a row of the workbook."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    TOTAL = "total"
    """A group or subtotal row: it never becomes a record."""
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a record that changes, as texts."""

    column: Column
    cell: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is refused, and by which cell («D17»)."""

    cell: str
    reason: str


class PlannedRow(NamedTuple):
    """One row of the workbook below the header, with its verdict."""

    number: int
    """As the spreadsheet counts, from 1."""
    verdict: Verdict
    name: str
    record: str | None = None
    """The record it meets; `None` for a new one."""
    changes: tuple[CellChange, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Subtotal:
    """A sum somebody stated in a group or subtotal row, and the sum of the rows it is over."""

    row: int
    label: str
    column: str
    """The header in the workbook."""
    stated: float
    counted: float

    @property
    def agrees(self) -> bool:
        """Whether both sums are the same, but for the last digits of a float."""
        return same_sum(self.stated, self.counted)


@dataclass(frozen=True, slots=True)
class Similar:
    """A row that may be a record the office has already; only the user can say so."""

    row: int
    name: str
    candidate: str
    """What it resembles: the label of a record, or a row above."""
    record: str | None
    """The record, `None` for a row of the same file."""
    score: float
    """0 to 1."""
    reason: str
    column: Column | None = None
    """The link whose name it is about, `None` where the whole row is."""
    sure: bool = False
    """Whether no other record comes near and little differs."""

    @property
    def key(self) -> tuple[int, str]:
        """What a word of the user is about: the row, and the key of the column of a name in it."""
        return self.row, self.column.key if self.column is not None else ""


@dataclass(frozen=True)
class ImportPlan:
    """Everything about one import: shown to the user first, then written as it stands."""

    path: Path
    sheet: str
    register: Register
    context: Context
    header: Header
    rows: Sequence[PlannedRow]
    subtotals: Sequence[Subtotal]
    similar: Sequence[Similar]
    writes: Writes
    guessed: bool = False
    """Whether the program chose the register itself."""
    rivals: Sequence[Register] = ()
    """Registers the sheet fits just as well, when the program chose."""
    others: Sequence[str] = ()
    """The other sheets of the workbook that hold anything."""
    constants: Mapping[str, object] = field(default_factory=dict)
    """What all rows have in columns the workbook lacks: said by the user, in the title, or the only one there is."""

    def count(self, verdict: Verdict) -> int:
        """Return how many rows have a verdict."""
        return sum(row.verdict is verdict for row in self.rows)


def column_letters(at: int) -> str:
    """Return the name of a column of a spreadsheet: 0 is «A», 26 is «AA»."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
