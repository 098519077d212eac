"""Working out what an import will do; nothing is written here."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.exchange.apart import Apart, said_apart
from setvzaim.exchange.cells import ReadColumn, blank, number_in, text_in
from setvzaim.exchange.choose import Chosen, Wishes, choose
from setvzaim.exchange.existing import Existing
from setvzaim.exchange.grown import needed
from setvzaim.exchange.judging import Judge, remembered_names, spelling_of
from setvzaim.exchange.linked import similar_links
from setvzaim.exchange.plan import ImportPlan, Subtotal, Verdict
from setvzaim.exchange.similar import repeats, similar_names
from setvzaim.exchange.title import said_in_title
from setvzaim.exchange.totals import Numbers, count_groups, find_totals, says_total
from setvzaim.exchange.wide import spare_numbers, turn
from setvzaim.exchange.within import outer_columns, outer_records
from setvzaim.model import new_ids
from setvzaim.operations.imports import Writes
from setvzaim.operations.names import Resolver
from setvzaim.queries import Context, Query, find
from setvzaim.registers import Column, Link, Number, SchoolYear, all_registers
from setvzaim.storage import many_values
from setvzaim.text.fold import match_key

_STEP = 2_000


def prepare(
    connection: sa.Connection,
    path: Path,
    context: Context,
    wishes: Wishes = Wishes(),  # noqa: B008 - frozen
    progress: Callable[[float], None] | None = None,
) -> ImportPlan:
    """Return what importing a workbook would do. Raises `WorldError` when there is nothing to import in it.

    `progress` is told the share done, 0 to 1, and may raise to stop the work.
    """
    if wishes.register is not None and wishes.register not in all_registers():
        raise WorldError(f"Нет реестра «{wishes.register}».")
    if wishes.register is not None and (kept := all_registers()[wishes.register].kept):
        raise WorldError(f"Реестр «{all_registers()[wishes.register].title}» из файла не берут. {kept}")
    chosen = choose(connection, path, wishes)
    told = progress or (lambda _share: None)
    with many_values():
        return _Preparation(connection, path, chosen, context, wishes, told).run()


class _Preparation:
    """One run: reads the sheet, judges every row, and gathers what is to be written."""

    def __init__(
        self,
        connection: sa.Connection,
        path: Path,
        chosen: Chosen,
        context: Context,
        wishes: Wishes,
        progress: Callable[[float], None],
    ) -> None:
        self.connection = connection
        self.path = path
        self.chosen = chosen
        self.sheet, self.of, self.header = chosen.sheet, chosen.register, chosen.header
        self.context = context
        self.wishes = wishes
        self.progress = progress
        self.resolver = Resolver(connection, self.of, context)
        self.columns = [
            ReadColumn(column, at, self.header.labels[at])
            for at, column in enumerate(self.header.joined)
            if column is not None
        ]
        self.naming = [read for column in self.of.naming for read in self.columns if read.column is column]
        if self.header.groups:
            self.naming = [read for read in self.columns if not self.header.groups[read.at]][:1]
        self.outer = outer_columns(self.of, self.header)
        self.spare = spare_numbers(self.header, self.outer.values())
        """Columns of a wide sheet that no column of the register takes: their totals are checked all the same."""
        self.label = self.naming[0] if self.naming else None
        self.filled: list[bool] = []
        """Whether a row has anything in it, joined to a column or not."""
        self.lone: set[int] = set()
        """Rows with one filled cell in the whole sheet: headings of groups, mostly."""
        self.headings: dict[int, str] = {}
        """Text of rows without a name that are one lone text, or say that they sum up."""
        self.first = self.header.data + 1
        """Number of the first row below the header, as the spreadsheet counts."""
        self.numbers: Sequence[int] = ()
        """The number of each row; several rows of a turned sheet have the same one."""

    def run(self) -> ImportPlan:
        """Return the plan."""
        constants = self._constants()
        self._read_cells()
        self._fill_merged()
        self.progress(0.4)
        self.names = self._names()
        numbers = self._numbers()
        totals = self._totals(numbers)
        passed = {row: Verdict.EMPTY for row, filled in enumerate(self.filled) if not filled}
        passed |= dict.fromkeys(totals, Verdict.TOTAL)
        subtotals = self._subtotals(totals, numbers, passed)
        if self.header.groups:
            passed = self._turn(passed)
        self.above = {key: outer_records(read, self.resolver) for key, read in self.outer.items()}
        self._confirm_names()
        by_key = self._read_values(constants, frozenset(passed))
        self.progress(0.6)
        existing = Existing(self.connection, self.of, self.context, [read.column for read in self.columns])
        self.progress(0.7)
        judge = Judge(self.of, self.columns, by_key, self.names, self.numbers, existing, self.resolver)
        judge.run(passed, self._confirmed(by_key, existing))
        apart = Apart(self.connection)
        refused = self.wishes.apart
        said_apart(apart, self.of, refused, self.columns, self.above, self.names, self.numbers, by_key)
        writes = self._writes(judge, by_key, apart)
        self.progress(0.9)
        similar = [
            *repeats(self.of, judge.rows, judge.identities),
            *similar_names(self.of, judge.rows, by_key, existing, apart),
            *similar_links(self.columns, self.above, self.resolver, self.numbers, apart),
        ]
        self.progress(1.0)
        return ImportPlan(
            self.path, self.sheet.name, self.of, self.context, self.header, judge.rows, subtotals, similar, writes,
            self.chosen.guessed, self.chosen.rivals, self.chosen.others, constants,
        )  # fmt: skip

    def _read_cells(self) -> None:
        """Take the joined columns out of the sheet; equal texts are kept once."""
        below = itertools.islice(self.sheet.rows(), self.header.data, None)
        equal: dict[str, str] = {}
        name_at = self.label.at if self.label else -1
        while chunk := list(itertools.islice(below, _STEP)):
            for row, cells in enumerate(chunk, len(self.filled)):
                filled = len(cells) - cells.count("") - cells.count(None)
                if filled and (filled == 1 or not 0 <= name_at < len(cells) or blank(cells[name_at])):
                    filled = self._notice(row, cells)
                self.filled.append(filled > 0)
            columns = list(itertools.zip_longest(*chunk, fillvalue=""))
            for read in self._reads():
                column = columns[read.at] if read.at < len(columns) else [""] * len(chunk)
                read.raw.extend(_shared(column, equal))
            self.progress(min(0.39, len(self.filled) / 500_000))
        while self.filled and not self.filled[-1]:
            self.filled.pop()
        self.numbers = range(self.first, self.first + len(self.filled))
        for read in self._reads():
            del read.raw[len(self.filled) :]
            read.raw = [cell if cell is not None else "" for cell in read.raw] if None in read.raw else read.raw

    def _reads(self) -> Iterable[ReadColumn]:
        return itertools.chain(self.columns, self.outer.values(), self.spare)

    def _turn(self, passed: Mapping[int, Verdict]) -> dict[int, Verdict]:
        """Make a row of each group of a wide sheet; return what is passed over of the new rows."""
        over = self.of[self.of.wide]
        long = turn(self.columns, self.header.groups, over, passed, zeros=self.wishes.zeros)
        self.columns = list(long.columns)
        self.numbers = [self.numbers[row] for row in long.sources]
        self.names = [
            f"{self.names[row]} — {group}" if group else self.names[row]
            for row, group in zip(long.sources, long.groups, strict=True)
        ]
        for read in self.outer.values():
            read.raw = [read.raw[row] for row in long.sources]
        rows = enumerate(zip(long.sources, long.groups, strict=True))
        return {at: passed.get(row, Verdict.EMPTY) for at, (row, group) in rows if not group}

    def _confirm_names(self) -> None:
        """Take the word of the user about names in the rows."""
        at = {number: row for row, number in reversed(list(enumerate(self.numbers)))}
        by_key = {read.column.key: read for read in self.columns}
        for (number, key), record in self.wishes.names.items():
            if number in at and key in by_key:
                place = self.above[key][at[number]] if key in self.above else None
                self.resolver.confirm(by_key[key].column, text_in(by_key[key].raw[at[number]]), place, record)

    def _notice(self, row: int, cells: Sequence[object]) -> int:
        """Look at a row that has no name or nothing else; return how many of its cells are filled."""
        filled = [cell for cell in cells if not blank(cell)]
        if len(filled) == 1:
            self.lone.add(row)
        if self.naming and filled and all(read.at >= len(cells) or blank(cells[read.at]) for read in self.naming):
            texts = [" ".join(cell.split()) for cell in filled if isinstance(cell, str)]
            heading = next(filter(says_total, texts), "")
            if heading or (texts and len(filled) == 1):
                self.headings[row] = heading or texts[0]
        return len(filled)

    def _fill_merged(self) -> None:
        """Give a value that is merged downwards over several rows (the district of its schools) to each of them."""
        reads = {read.at: read for read in self._reads() if read not in self.naming}
        for (start, left), (end, _) in self.sheet.merged:
            first, last = start - self.header.data, min(end - self.header.data, len(self.filled) - 1)
            if left in reads and 0 <= first < last:
                raw = reads[left].raw
                for row in range(first + 1, last + 1):
                    raw[row] = raw[first] if blank(raw[row]) else raw[row]

    def _names(self) -> list[str]:
        names = [""] * len(self.filled) if self.label is None else [text_in(cell) for cell in self.label.raw]
        for read in self.naming[1:]:
            names = [name or text_in(cell) for name, cell in zip(names, read.raw, strict=True)]
        for row, heading in self.headings.items():
            names[row] = heading
        return names

    def _numbers(self) -> list[Numbers]:
        return [
            Numbers(read.header, [None if cell == "" else number_in(cell) for cell in read.raw])
            for read in (*self.columns, *self.spare)
            if isinstance(read.column.kind, Number) and read.column.kind.grouped
        ]

    def _totals(self, numbers: Sequence[Numbers]) -> list[int]:
        """Find the rows that sum others: they lack something that every record must have, or say what they are."""
        if self.label is None:
            return []
        beside = [read for read in self.columns if read not in self.naming]
        required = [read.raw for read in beside if read.column.required]
        wanted = required or [read.raw for read in beside if not isinstance(read.column.kind, Number)]
        suspects = [
            row
            for row, name in enumerate(self.names)
            if name and (all(blank(raw[row]) for raw in wanted) or row in self.headings or _sums_up(name, row, numbers))
        ]
        across = {
            start - self.header.data
            for (start, left), (end, right) in self.sheet.merged
            if start == end and right > left
        }
        groups = {row for row in self.lone if required or row in across} | self.headings.keys()
        links = [read.raw for read in beside if read.column.required and isinstance(read.column.kind, Link)]
        if self.header.groups:
            links = [read.raw for read in self.outer.values()]
        belongs = links[0] if links else (required[0] if required else None)
        return find_totals(self.names, suspects, groups, numbers, belongs)

    def _subtotals(
        self, totals: Sequence[int], numbers: Sequence[Numbers], passed: Mapping[int, Verdict]
    ) -> list[Subtotal]:
        counted = [row not in passed for row in range(len(self.filled))]
        return [
            Subtotal(self.numbers[one.row], self.names[one.row], one.column.header, one.stated, one.counted)
            for one in count_groups(totals, self.names, numbers, counted)
        ]

    def _read_values(self, constants: Mapping[str, object], skipped: frozenset[int]) -> dict[str, Sequence[object]]:
        """Read every joined column, those first within which the names of others are meant."""
        count = len(self.names)
        by_key: dict[str, Sequence[object]] = {key: [value] * count for key, value in constants.items()}
        for read in sorted(self.columns, key=lambda read: self.resolver.scope(read.column) is not None):
            scope = self.resolver.scope(read.column)
            above = by_key.get(scope) if scope else self.above.get(read.column.key)
            read.read(self.resolver, above, skipped)
            by_key[read.column.key] = read.values
            if not read.faults:
                read.raw = []
        if self.of.position and self.of.position not in by_key:
            by_key[self.of.position] = range(count)
        return by_key

    def _constants(self) -> dict[str, object]:
        """Return what all rows have in columns the workbook lacks: said by the user, or the only one there is."""
        found: dict[str, object] = {}
        for key in (*self.wishes.constants, *filter(None, self.wishes.columns.values())):
            if key not in self.of or not self.of[key].editable:
                raise WorldError(f"В реестре «{self.of.title}» нет столбца «{key}», который можно заполнить.")
        said = [self.of[key] for key in self.wishes.constants]
        for column in sorted(said, key=lambda column: self.resolver.scope(column) is not None):
            found[column.key] = self._constant(column, found)
        joined = {read.column.key for read in self.columns}
        fed = self.of.wide if self.header.groups else ""
        for column in self.of.columns:
            if column.required and column.key not in joined and column.key not in found and column.key != fed:
                only = self._only(column)
                if only is not None:
                    found[column.key] = only
        return found

    def _constant(self, column: Column, found: Mapping[str, object]) -> object:
        read = ReadColumn(column, 0, column.label, [self.wishes.constants[column.key]])
        above = found.get(self.resolver.scope(column) or "")
        read.read(self.resolver, [above], frozenset())
        if read.faults:
            raise WorldError(f"Столбец «{column.label}»: {read.faults[0]}.")
        return read.values[0]

    def _only(self, column: Column) -> object:
        if self.header.groups and (said := said_in_title(self.sheet, self.header, column)) is not None:
            return said
        if isinstance(column.kind, SchoolYear):
            return self.context.school_year
        if not isinstance(column.kind, Link):
            return None
        if column.kind.register == "networks" and self.context.network is not None:
            return self.context.network
        records = find(self.connection, Query(column.kind.register, context=self.context))
        return records[0] if len(records) == 1 else None

    def _confirmed(self, by_key: Mapping[str, Sequence[object]], existing: Existing) -> dict[int, str]:
        """Return the rows that the user has joined to records, now or before."""
        at = {number: row for row, number in enumerate(self.numbers)} if self.wishes.confirmed else {}
        said = {at[number]: record for number, record in self.wishes.confirmed.items() if number in at}
        if any(record not in existing.rows for record in said.values()):
            raise WorldError("Записи, с которой вы соединили строку, уже нет: её удалили. Откройте импорт ещё раз.")
        before = remembered_names(self.connection, self.of, self.names, by_key, existing)
        free = {row: record for row, record in before.items() if record not in said.values()}
        return {**free, **said}

    def _writes(self, judge: Judge, by_key: Mapping[str, Sequence[object]], apart: Apart) -> Writes:
        kept = {key: [values[row] for row in judge.created] for key, values in by_key.items()}
        spellings = {
            spelling_of(self.of, self.names[row], row, by_key): self.wishes.confirmed[number]
            for row, number in enumerate(self.numbers if self.wishes.confirmed else ())
            if number in self.wishes.confirmed
        }
        headers = {match_key(header): key for header, key in self.wishes.columns.items()}
        grown = needed(self.of, self.resolver.take_grown(), kept, judge.updated)
        return Writes(new_ids(len(judge.created)), kept, judge.updated, grown, headers, spellings,
                      {**self.resolver.confirmed, **apart.said})  # fmt: skip


def _sums_up(name: str, row: int, numbers: Sequence[Numbers]) -> bool:
    """Tell whether a row with all that a record needs says in its name that it is a sum, and states one."""
    return says_total(name) and any(column.values[row] is not None for column in numbers)


def _shared(column: Sequence[object], equal: dict[str, str]) -> Iterable[object]:
    """Keep equal texts once, in columns where texts recur."""
    if len(set(column)) * 2 > len(column):
        return column
    return [equal.setdefault(cell, cell) if type(cell) is str else cell for cell in column]
