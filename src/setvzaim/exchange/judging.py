"""Judging the rows of an import: new, changed and how, unchanged, or refused and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from setvzaim.exchange.cells import ReadColumn
from setvzaim.exchange.existing import Existing, Key, identities
from setvzaim.exchange.plan import CellChange, PlannedRow, Reason, Verdict, column_letters
from setvzaim.model import NameMemory
from setvzaim.operations.names import Resolver, spelling_within
from setvzaim.registers import Column, Link, Links, Register

Updated = tuple[str, int, Mapping[str, object]]
"""Record, the version it had, and its new values by column key."""


class Judge:
    """The rows of one import, read and met with the records there are."""

    def __init__(
        self,
        of: Register,
        columns: Sequence[ReadColumn],
        by_key: Mapping[str, Sequence[object]],
        names: Sequence[str],
        numbers: Sequence[int],
        existing: Existing,
        resolver: Resolver,
    ) -> None:
        """Take the columns as read, all values by column key, the names of the rows and their numbers."""
        self.of = of
        self.columns = columns
        self.by_key = by_key
        self.names = names
        self.numbers = numbers
        self.existing = existing
        self.resolver = resolver
        self.required = [column for column in of.columns if column.required]
        self.rows: list[PlannedRow] = []
        self.identities: list[tuple[Key | None, ...]] = []
        """By row, its key by each identity of the register; all `None` for rows passed over."""
        self.created: list[int] = []
        """Places of the rows that become records."""
        self.updated: list[Updated] = []

    def run(self, passed: Mapping[int, Verdict], confirmed: Mapping[int, str]) -> None:
        """Give every row its verdict; `passed` have theirs, `confirmed` are joined to records by the user."""
        count = len(self.names)
        groups = [identities(self.of, group, self.by_key, count) for group in self.of.identity]
        nothing = (None,) * len(groups)
        found = zip(*groups, strict=True) if groups else iter([()] * count)
        self.identities = [nothing if row in passed else keys for row, keys in enumerate(found)]
        faults = self._faults(passed)
        hopeless = set(faults)
        if self.of.rules:
            hopeless |= {row for row in range(count) if row not in passed and self._broken(row, None)}
        records = self.existing.match(
            self.identities, confirmed, hopeless, lambda row, record: not self._changes(row, record)[1]
        )
        lacking = {row for column in self.required for row in _gaps(self.by_key.get(column.key), count)}
        for row in range(count):
            if row in passed:
                self.rows.append(PlannedRow(self.number(row), passed[row], self.names[row]))
            else:
                self._judge(row, records[row], faults.get(row, []), lacks=row in lacking)

    def number(self, row: int) -> int:
        """Return the number of a row as the spreadsheet counts."""
        return self.numbers[row]

    def _judge(self, row: int, record: str | None, reasons: list[Reason], *, lacks: bool) -> None:
        number, name = self.number(row), self.names[row]
        if record is None and lacks:
            reasons += self._missing(row, reasons)
        if not reasons and self.of.rules:
            reasons += self._broken(row, record)
        if reasons:
            self.rows.append(PlannedRow(number, Verdict.REFUSED, name, record, reasons=tuple(reasons)))
        elif record is None:
            self.created.append(row)
            self.rows.append(PlannedRow(number, Verdict.NEW, name))
        else:
            changes, values = self._changes(row, record)
            if values:
                self.updated.append((record, self.existing.version(record), values))
            verdict = Verdict.CHANGED if values else Verdict.UNCHANGED
            self.rows.append(PlannedRow(number, verdict, name, record, changes))

    def _faults(self, passed: Mapping[int, Verdict]) -> dict[int, list[Reason]]:
        """Return the reasons of cells that cannot be read, by row."""
        faults: dict[int, list[Reason]] = {}
        for read in self.columns:
            for row, reason in read.faults.items():
                if row not in passed:
                    faults.setdefault(row, []).append(Reason(self._cell(read, row), reason))
        return faults

    def _cell(self, read: ReadColumn, row: int) -> str:
        return f"{column_letters(read.place(row))}{self.number(row)}"

    def _missing(self, row: int, known: Sequence[Reason]) -> list[Reason]:
        places = {read.column.key: read for read in self.columns}
        faulty = {reason.cell for reason in known}
        reasons = []
        for column in self.required:
            values = self.by_key.get(column.key)
            if values is not None and values[row] is not None:
                continue
            place = places.get(column.key)
            cell = self._cell(place, row) if place else ""
            if not cell or cell not in faulty:
                absent = "" if place else " (такого столбца в файле нет)"
                reasons.append(Reason(cell, f"не заполнено: {column.label.lower()}{absent}"))
        return reasons

    def _broken(self, row: int, record: str | None) -> list[Reason]:
        """Return the rules of the register that the row would break; what the file leaves out stays as it is."""
        if record is None:
            values = {key: column[row] for key, column in self.by_key.items()}
        else:
            values = {read.column.key: read.values[row] for read in self.columns}
            for column in self.of.stored:
                if values.get(column.key) is None and self.existing.has(column):
                    values[column.key] = self.existing.value(record, column)
        return [Reason("", reason) for rule in self.of.rules if (reason := rule(values))]

    def _changes(self, row: int, record: str) -> tuple[tuple[CellChange, ...], dict[str, object]]:
        """Return the cells of a record that change, and their new values; an empty cell changes nothing."""
        changes = []
        values: dict[str, object] = {}
        for read in self.columns:
            now = read.values[row]
            if now is None or now == (was := self.existing.value(record, read.column)):
                continue
            if now is False and was is None and not read.column.stored:
                continue
            values[read.column.key] = now
            texts = (self._text(read.column, was), self._text(read.column, now))
            changes.append(CellChange(read.column, self._cell(read, row), *texts))
        return tuple(changes), values

    def _text(self, column: Column, value: object) -> str:
        if isinstance(column.kind, Link | Links) and value is not None:
            labels = self.resolver.names(column.kind.register).labels
            ids = value if isinstance(value, tuple) else (value,)
            return "; ".join(labels.get(str(id_), "") for id_ in ids)
        return column.kind.write(value)


def remembered_names(
    connection: sa.Connection,
    of: Register,
    names: Sequence[str],
    by_key: Mapping[str, Sequence[object]],
    existing: Existing,
) -> dict[int, str]:
    """Return the rows whose spelling the user has confirmed before, with their records; each record once."""
    rows = connection.execute(sa.select(NameMemory.spelling, NameMemory.record).where(NameMemory.register == of.key))
    waiting = {spelling: record for spelling, record in rows if record in existing.rows}
    if not waiting:
        return {}
    found = {}
    for row, name in enumerate(names):
        if record := waiting.pop(spelling_of(of, name, row, by_key), None):
            found[row] = record
    return found


def spelling_of(of: Register, name: str, row: int, by_key: Mapping[str, Sequence[object]]) -> str:
    """Return the key under which a confirmed spelling is remembered: the name, within what it belongs to."""
    above: object = None
    for column in of.columns:
        if isinstance(column.kind, Link) and column.required and column.key in by_key:
            above = by_key[column.key][row]
            break
    return spelling_within(above, name)


def _gaps(values: Sequence[object] | None, count: int) -> Iterable[int]:
    """Return the rows without a value."""
    if values is None:
        return range(count)
    return (row for row, value in enumerate(values) if value is None)
