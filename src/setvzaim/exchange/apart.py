"""What the user has said are different records, now or at an import before: such a pair is not offered again.

Kept beside the confirmed spellings, under a key no spelling can have: a match key holds letters and digits alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from setvzaim.exchange.cells import ReadColumn, text_in
from setvzaim.exchange.judging import spelling_of
from setvzaim.model import NameMemory
from setvzaim.operations.names import spelling_within
from setvzaim.registers import Link, Register

_NOT = "≠"
Refused = tuple[int, str, str]
"""Number of a row, key of the column of a name in it (empty for the row itself), and the record it is not."""


class Apart:
    """The pairs that are known to be different; `said` are those said now, to be remembered with the import."""

    def __init__(self, connection: sa.Connection) -> None:
        rows = connection.execute(
            sa.select(NameMemory.register, NameMemory.spelling).where(NameMemory.spelling.contains(_NOT))
        )
        self._known = {(row.register, row.spelling) for row in rows}
        self.said: dict[tuple[str, str], str] = {}

    def say(self, register: str, spelling: str, record: str) -> None:
        """Take the word of the user that a spelling is not a record."""
        self.said[register, f"{spelling}{_NOT}{record}"] = record

    def are(self, register: str, spelling: str, record: str) -> bool:
        """Tell whether a spelling is known not to be a record."""
        key = register, f"{spelling}{_NOT}{record}"
        return key in self._known or key in self.said

    def any(self) -> bool:
        """Tell whether anything is known at all: most imports need not look."""
        return bool(self._known or self.said)


def said_apart(
    apart: Apart,
    of: Register,
    refused: frozenset[Refused],
    columns: Sequence[ReadColumn],
    above: Mapping[str, Sequence[str | None]],
    names: Sequence[str],
    numbers: Sequence[int],
    by_key: Mapping[str, Sequence[object]],
) -> None:
    """Take what the user says of the rows of this import; what the file no longer has is passed over."""
    if not refused:
        return
    at = {number: row for row, number in reversed(list(enumerate(numbers)))}
    reads = {read.column.key: read for read in columns}
    for number, key, record in refused:
        row = at.get(number)
        if row is None:
            continue
        read = reads.get(key)
        if not key:
            apart.say(of.key, spelling_of(of, names[row], row, by_key), record)
        elif read is not None and isinstance(read.column.kind, Link):
            place = above[key][row] if key in above else None
            apart.say(read.column.kind.register, spelling_within(place, text_in(read.raw[row])), record)
