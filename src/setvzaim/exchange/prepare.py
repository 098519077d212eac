"""Working out what an import will do; nothing is written here."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.exchange.cells import ReadColumn
from setvzaim.exchange.existing import Existing, Key, identities
from setvzaim.exchange.header import Header, find_header
from setvzaim.exchange.plan import (
    CellChange,
    ImportPlan,
    PlannedRow,
    Reason,
    Subtotal,
    Verdict,
    column_letters,
)
from setvzaim.exchange.similar import repeats, similar_names
from setvzaim.exchange.totals import Numbers, count_groups, find_totals
from setvzaim.exchange.workbook import Sheet, read_workbook
from setvzaim.model import HeaderMemory, NameMemory, new_ids
from setvzaim.operations.imports import Writes
from setvzaim.operations.names import Resolver
from setvzaim.queries import Context, Query, find
from setvzaim.registers import (
    Column,
    Link,
    Number,
    Refused,
    Register,
    SchoolYear,
    all_registers,
)
from setvzaim.registers.kinds import Links, format_cell
from setvzaim.storage import many_values
from setvzaim.text.fold import match_key

_STEP = 2_000


@dataclass(frozen=True)
class Wishes:
    """What the user decided instead of the program; everything may be left out."""

    register: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    """As the spreadsheet counts, from 1."""
    columns: Mapping[str, str | None] = field(default_factory=dict)
    """Header in the workbook to column key; `None` leaves the header out."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """What every row has in a column the workbook lacks: column key to text."""
    confirmed: Mapping[int, str] = field(default_factory=dict)
    """Rows that the user says are a certain record."""


def prepare(
    connection: sa.Connection,
    path: Path,
    context: Context,
    wishes: Wishes = Wishes(),
    progress: Callable[[float], None] | None = None,
) -> ImportPlan:
    """Return what importing a workbook would do. Raises `WorldError` when there is nothing to import in it.

    `progress` is told the share done, 0 to 1, and may raise to stop the work.
    """
    sheet, of, header = _choose(connection, path, wishes)
    told = progress or (lambda _share: None)
    with many_values():
        return _Preparation(connection, path, sheet, of, header, context, wishes, told).run()


def choose_registers(sheet: Sheet, remembered: Mapping[str, Mapping[str, str | None]]) -> list[tuple[Register, Header]]:
    """Return the registers a sheet may belong to, with their headers, the likeliest first."""
    found = []
    for of in all_registers().values():
        header = find_header(sheet, of, remembered.get(of.key, {}))
        if header is not None:
            missing = sum(column.required and column not in header.joined for column in of.columns)
            named = of[of.label] in header.joined
            found.append((header.score + named - 2 * missing - of.directory, of, header))
    found.sort(key=lambda entry: -entry[0])
    return [(of, header) for _, of, header in found]


def remembered_headers(connection: sa.Connection) -> dict[str, dict[str, str | None]]:
    """Return the headers that users have joined by hand: register, match key, column key."""
    found: dict[str, dict[str, str | None]] = {}
    rows = connection.execute(sa.select(HeaderMemory.register, HeaderMemory.header, HeaderMemory.column))
    for of, header, column in rows:
        found.setdefault(of, {})[header] = column
    return found


def _choose(connection: sa.Connection, path: Path, wishes: Wishes) -> tuple[Sheet, Register, Header]:
    sheets = [sheet for sheet in read_workbook(path) if wishes.sheet in (None, sheet.name)]
    if not sheets:
        raise WorldError(f"В файле «{path.name}» нет листа «{wishes.sheet}». Проверьте название листа.")
    remembered = remembered_headers(connection)
    wanted = {match_key(header): key for header, key in wishes.columns.items()}
    registers = all_registers()
    row = None if wishes.header_row is None else wishes.header_row - 1
    best: tuple[Sheet, Register, Header] | None = None
    for sheet in sheets:
        if wishes.register is None:
            options = choose_registers(sheet, {key: {**remembered.get(key, {}), **wanted} for key in registers})[:1]
        else:
            of = registers[wishes.register]
            header = find_header(sheet, of, {**remembered.get(of.key, {}), **wanted}, row)
            options = [(of, header)] if header is not None else []
        for of, header in options:
            if best is None or header.score > best[2].score:
                best = (sheet, of, header)
    if best is None or best[2].score == 0:
        what = f"реестра «{registers[wishes.register].title}»" if wishes.register else "ни одного реестра"
        raise WorldError(
            f"Файл «{path.name}»: на листе «{sheets[0].name}» не найдена строка с названиями столбцов {what}. Откройте "
            "файл и проверьте, что названия столбцов стоят в первых сорока строках."
        )
    return best


class _Preparation:
    """One run: reads the sheet, judges every row, and gathers what is to be written."""

    def __init__(
        self,
        connection: sa.Connection,
        path: Path,
        sheet: Sheet,
        of: Register,
        header: Header,
        context: Context,
        wishes: Wishes,
        progress: Callable[[float], None],
    ) -> None:
        self.connection = connection
        self.path = path
        self.sheet = sheet
        self.of = of
        self.header = header
        self.context = context
        self.wishes = wishes
        self.progress = progress
        self.resolver = Resolver(connection, of, context)
        self.columns = [
            ReadColumn(column, at, header.labels[at]) for at, column in enumerate(header.joined) if column is not None
        ]
        self.filled: list[bool] = []
        """Whether a row has anything in it, joined to a column or not."""
        self.lone: set[int] = set()
        """Rows with one filled cell in the whole sheet: headings of groups."""

    def run(self) -> ImportPlan:
        """Return the plan."""
        self._read_cells()
        self.progress(0.4)
        count = len(self.filled)
        self.names = self._labels()
        numbers = self._numbers()
        totals = self._totals(numbers)
        skipped = frozenset(totals) | {row for row in range(count) if not self.filled[row]}
        counted = [row not in skipped for row in range(count)]
        subtotals = [
            Subtotal(self._number(at), self.names[at], column.header, stated, total)
            for at, column, stated, total in count_groups(totals, self.names, numbers, counted)
        ]
        by_key = self._read_values(skipped)
        self.progress(0.6)
        faults = self._faults(skipped)
        existing = Existing(self.connection, self.of, self.context, [read.column for read in self.columns])
        self.progress(0.7)
        rows, writes = self._judge(by_key, faults, skipped, frozenset(totals), existing)
        self.progress(0.9)
        similar = [*repeats(rows, self.identities), *similar_names(self.of, rows, by_key, existing, self._number(0))]
        self.progress(1.0)
        return ImportPlan(
            self.path, self.sheet.name, self.of, self.context, self.header, rows, subtotals, similar, writes
        )  # fmt: skip

    def _number(self, row: int) -> int:
        """Return the number of a row as the spreadsheet counts."""
        return self.header.data + row + 1

    def _read_cells(self) -> None:
        """Take the joined columns out of the sheet; equal texts are kept once."""
        below = itertools.islice(self.sheet.rows(), self.header.data, None)
        equal: dict[str, str] = {}
        while chunk := list(itertools.islice(below, _STEP)):
            for row, cells in enumerate(chunk, len(self.filled)):
                filled = len(cells) - cells.count("") - cells.count(None)
                self.filled.append(filled > 0)
                if filled == 1:
                    self.lone.add(row)
            columns = list(itertools.zip_longest(*chunk, fillvalue=""))
            for read in self.columns:
                column = columns[read.at] if read.at < len(columns) else [""] * len(chunk)
                read.raw.extend(_shared(column, equal))
            self.progress(min(0.39, len(self.filled) / 500_000))
        while self.filled and not self.filled[-1]:
            self.filled.pop()
            for read in self.columns:
                read.raw.pop()
        for read in self.columns:
            read.raw = [cell if cell is not None else "" for cell in read.raw] if None in read.raw else read.raw

    def _labels(self) -> list[str]:
        read = next((read for read in self.columns if read.column.key == self.of.label), None)
        if read is None:
            return [""] * len(self.filled)
        return [" ".join(cell.split()) if type(cell) is str else format_cell(cell) for cell in read.raw]

    def _numbers(self) -> list[Numbers]:
        return [
            Numbers(read.header, [cell if type(cell) in (int, float) else None for cell in read.raw])  # type: ignore[misc]
            for read in self.columns
            if isinstance(read.column.kind, Number) and read.column.kind.grouped
        ]

    def _totals(self, numbers: Sequence[Numbers]) -> list[int]:
        """Find the rows that sum others. They lack something that every record must have."""
        if not any(self.names):
            return []
        beside = [read for read in self.columns if read.column.key != self.of.label]
        needed = [read.raw for read in beside if read.column.required]
        wanted = needed or [read.raw for read in beside if not isinstance(read.column.kind, Number)]
        suspects = [row for row, name in enumerate(self.names) if name and all(_empty(raw[row]) for raw in wanted)]
        bare = frozenset(row for row in suspects if needed and row in self.lone)
        return find_totals(self.names, suspects, bare, numbers, sure=bool(needed))

    def _read_values(self, skipped: frozenset[int]) -> dict[str, Sequence[object]]:
        """Read every joined column, those first within which the names of others are meant."""
        count = len(self.filled)
        by_key: dict[str, Sequence[object]] = {}
        for column, value in self._constants().items():
            by_key[column] = [value] * count
        waiting = sorted(self.columns, key=lambda read: self.resolver.scope(read.column) is not None)
        for read in waiting:
            scope = self.resolver.scope(read.column)
            read.read(self.resolver, by_key.get(scope) if scope else None, skipped)
            by_key[read.column.key] = read.values
            read.raw = []
        if self.of.position and self.of.position not in by_key:
            by_key[self.of.position] = range(count)
        return by_key

    def _constants(self) -> dict[str, object]:
        """Return what all rows have in required columns the workbook lacks: said by the user, or the only one."""
        joined = {read.column.key for read in self.columns}
        found: dict[str, object] = {}
        for key, text in self.wishes.constants.items():
            column = self.of[key]
            try:
                value = column.read(text)
                scope = found.get(self.resolver.scope(column) or "")
                found[key] = (
                    self.resolver.resolve(column, str(value), scope if isinstance(scope, str) else None)
                    if isinstance(column.kind, Link)
                    else value
                )
            except Refused as refusal:
                raise WorldError(f"Столбец «{column.label}»: {refusal}.") from refusal
        for column in self.of.columns:
            if column.key not in joined and column.key not in found and column.required:
                only = self._only(column)
                if only is not None:
                    found[column.key] = only
        return found

    def _only(self, column: Column) -> object:
        if isinstance(column.kind, SchoolYear):
            return self.context.school_year
        if not isinstance(column.kind, Link):
            return None
        if column.kind.register == "networks" and self.context.network is not None:
            return self.context.network
        records = find(self.connection, Query(column.kind.register, context=self.context))
        return records[0] if len(records) == 1 else None

    def _faults(self, skipped: frozenset[int]) -> dict[int, list[Reason]]:
        """Return the reasons of cells that cannot be read, by row."""
        faults: dict[int, list[Reason]] = {}
        for read in self.columns:
            for row, reason in read.faults.items():
                if row not in skipped:
                    faults.setdefault(row, []).append(Reason(self._cell(read, row), reason))
        return faults

    def _cell(self, read: ReadColumn, row: int) -> str:
        return f"{column_letters(read.at)}{self._number(row)}"

    def _judge(
        self,
        by_key: Mapping[str, Sequence[object]],
        faults: Mapping[int, list[Reason]],
        skipped: frozenset[int],
        totals: frozenset[int],
        existing: Existing,
    ) -> tuple[list[PlannedRow], Writes]:
        """Give every row its verdict."""
        count = len(self.filled)
        groups = [identities(self.of, group, by_key, count) for group in self.of.identity]
        by_row: list[tuple[Key | None, ...]] = list(zip(*groups, strict=True)) or [()] * count
        self.identities: list[Key | None] = [
            None if row in skipped else next((key for key in keys if key is not None), None)
            for row, keys in enumerate(by_row)
        ]
        confirmed = {**self._remembered_names(by_key), **self.wishes.confirmed}
        for claimed in confirmed.values():
            existing.claim(claimed)
        rows: list[PlannedRow] = []
        created: list[int] = []
        updated: list[tuple[str, int, Mapping[str, object]]] = []
        required = [column for column in self.of.columns if column.required]
        lacking = {row for column in required for row in _gaps(by_key.get(column.key), count)}
        for row, name in enumerate(self.names):
            number = self._number(row)
            if row in skipped:
                verdict = Verdict.TOTAL if row in totals else Verdict.EMPTY
                rows.append(PlannedRow(number, verdict, name))
                continue
            record = confirmed.get(number) or existing.take(by_row[row])
            reasons = list(faults.get(row, ()))
            if record is None and row in lacking:
                reasons += self._missing(row, required, by_key, reasons)
            if not reasons and self.of.rules:
                reasons += self._broken(row, by_key, record, existing)
            if reasons:
                rows.append(PlannedRow(number, Verdict.REFUSED, name, record, reasons=tuple(reasons)))
            elif record is None:
                created.append(row)
                rows.append(PlannedRow(number, Verdict.NEW, name))
            else:
                changes, values = self._changes(row, record, existing)
                if values:
                    updated.append((record, existing.version(record), values))
                verdict = Verdict.CHANGED if values else Verdict.UNCHANGED
                rows.append(PlannedRow(number, verdict, name, record, changes))
        kept = {key: [values[row] for row in created] for key, values in by_key.items()}
        headers = {match_key(header): key for header, key in self.wishes.columns.items()}
        spellings = {
            spelling_of(self.of, self.names[row], row, by_key): known
            for number, known in self.wishes.confirmed.items()
            if 0 <= (row := number - self._number(0)) < len(self.names)
        }
        ids = new_ids(len(created))
        return rows, Writes(ids, kept, updated, self.resolver.take_grown(), headers, spellings)

    def _missing(
        self, row: int, required: Sequence[Column], by_key: Mapping[str, Sequence[object]], known: Sequence[Reason]
    ) -> list[Reason]:
        places = {read.column.key: read for read in self.columns}
        faulty = {reason.cell for reason in known}
        reasons = []
        for column in required:
            values = by_key.get(column.key)
            if values is not None and values[row] is not None:
                continue
            place = places.get(column.key)
            cell = self._cell(place, row) if place else ""
            if not cell or cell not in faulty:
                absent = "" if place else " (такого столбца в файле нет)"
                reasons.append(Reason(cell, f"не заполнено: {column.label.lower()}{absent}"))
        return reasons

    def _broken(
        self, row: int, by_key: Mapping[str, Sequence[object]], record: str | None, existing: Existing
    ) -> list[Reason]:
        values = {read.column.key: by_key[read.column.key][row] for read in self.columns}
        if record is not None:
            values = {
                read.column.key: existing.value(record, read.column)
                if values[read.column.key] is None
                else values[read.column.key]
                for read in self.columns
            }
        return [Reason("", reason) for rule in self.of.rules if (reason := rule(values))]

    def _changes(self, row: int, record: str, existing: Existing) -> tuple[tuple[CellChange, ...], dict[str, object]]:
        """Return the cells of a record that change, and their new values; an empty cell changes nothing."""
        changes = []
        values: dict[str, object] = {}
        for read in self.columns:
            now = read.values[row]
            if now is None or now == (was := existing.value(record, read.column)):
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

    def _remembered_names(self, by_key: Mapping[str, Sequence[object]]) -> dict[int, str]:
        """Return the rows whose spelling the user has confirmed before."""
        rows = self.connection.execute(
            sa.select(NameMemory.spelling, NameMemory.record).where(NameMemory.register == self.of.key)
        )
        known = {spelling: record for spelling, record in rows}  # noqa: C416 - rows are not pairs to mypy
        if not known:
            return {}
        return {
            self._number(row): known[spelling]
            for row in range(len(self.names))
            if (spelling := spelling_of(self.of, self.names[row], row, by_key)) in known
        }


def spelling_of(of: Register, name: str, row: int, by_key: Mapping[str, Sequence[object]]) -> str:
    """Return the key under which a confirmed spelling is remembered: the name, within what it belongs to."""
    above = ""
    for column in of.columns:
        if isinstance(column.kind, Link) and column.required and column.key in by_key:
            above = f"{by_key[column.key][row]}:"
            break
    return f"{above}{match_key(name)}"


def _gaps(values: Sequence[object] | None, count: int) -> Iterable[int]:
    """Return the rows without a value."""
    if values is None:
        return range(count)
    return (row for row, value in enumerate(values) if value is None)


def _shared(column: Sequence[object], equal: dict[str, str]) -> Iterable[object]:
    """Keep equal texts once, in columns where texts recur."""
    if len(set(column)) * 2 > len(column):
        return column
    return [equal.setdefault(cell, cell) if type(cell) is str else cell for cell in column]


def _empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
