"""Choosing what of a workbook is imported, and into which register: what the user said, else what is likeliest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import sqlalchemy as sa

from setvzaim.errors import WorldError
from setvzaim.exchange.cells import text_in
from setvzaim.exchange.header import SEARCHED, Header, find_header
from setvzaim.exchange.plan import Similar
from setvzaim.exchange.wide import subjects_alone
from setvzaim.exchange.workbook import Sheet, read_workbook
from setvzaim.model import HeaderMemory
from setvzaim.registers import Choice, Column, Register, SchoolYear, all_registers
from setvzaim.text.fold import match_key

Remembered = Mapping[str, str | None]
"""Columns by match key of the header; `None` for a header to leave out."""


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
    names: Mapping[tuple[int, str], str] = field(default_factory=dict)
    """Names in a row (number of the row, key of the column) that the user says are a certain record."""
    apart: frozenset[tuple[int, str, str]] = frozenset()
    """Rows, and names in rows, that the user says are not a certain record: number, key of the column, record."""
    zeros: bool = False
    """Whether an empty count in a wide sheet is nought."""

    def refusing(self, similar: Iterable[Similar]) -> Wishes:
        """Return the same wishes, with some resemblances said to be of two records."""
        told = {(*one.key, one.record) for one in similar if one.record is not None}
        return replace(self, apart=self.apart | told)

    def accepting(self, similar: Iterable[Similar]) -> Wishes:
        """Return the same wishes, with some resemblances taken for the records they resemble."""
        told = [one for one in similar if one.record is not None]
        rows = {one.row: one.record for one in told if one.column is None and one.record is not None}
        names = {one.key: one.record for one in told if one.column is not None and one.record is not None}
        return replace(self, confirmed={**self.confirmed, **rows}, names={**self.names, **names})


@dataclass(frozen=True, slots=True)
class Chosen:
    """The sheet, the register and the header of an import."""

    sheet: Sheet
    register: Register
    header: Header
    guessed: bool
    """Whether the program chose the register itself."""
    rivals: tuple[Register, ...] = ()
    """Registers the sheet fits just as well, when the program chose."""
    others: tuple[str, ...] = ()
    """The other sheets of the workbook that hold anything."""


def choose(connection: sa.Connection, path: Path, wishes: Wishes) -> Chosen:
    """Return what to import. Raises `WorldError` when nothing in the workbook is like a register."""
    sheets = read_workbook(path)
    wanted = [sheet for sheet in sheets if wishes.sheet in (None, sheet.name)]
    if not wanted:
        names = ", ".join(f"«{sheet.name}»" for sheet in sheets)
        raise WorldError(f"В файле «{path.name}» нет листа «{wishes.sheet}». Есть: {names}.")
    remembered = remembered_headers(connection)
    said = {match_key(header): key for header, key in wishes.columns.items()}
    known = {key: {**remembered.get(key, {}), **said} for key in all_registers()}
    best: tuple[Sheet, list[tuple[int, Register, Header]]] | None = None
    for sheet in wanted:
        options = _fitting(sheet, known, wishes)
        if options and (best is None or options[0][2].score > best[1][0][2].score):
            best = sheet, options
    if best is None:
        raise WorldError(_nothing(path, wanted[0], wishes))
    sheet, options = best
    fit, of, header = options[0]
    rivals = tuple(other for equal, other, _ in options[1:] if equal == fit)
    others = tuple(one.name for one in sheets if one.name != sheet.name)
    return Chosen(sheet, of, header, wishes.register is None, rivals, others)


def remembered_headers(connection: sa.Connection) -> dict[str, dict[str, str | None]]:
    """Return the headers that users have joined by hand: register, match key, column key."""
    found: dict[str, dict[str, str | None]] = {}
    rows = connection.execute(sa.select(HeaderMemory.register, HeaderMemory.header, HeaderMemory.column))
    for of, header, column in rows:
        found.setdefault(of, {})[header] = column
    return found


def _fitting(sheet: Sheet, remembered: Mapping[str, Remembered], wishes: Wishes) -> list[tuple[int, Register, Header]]:
    """Return (how well it fits, register, header) of the registers asked about, the best first."""
    row = None if wishes.header_row is None else wishes.header_row - 1
    found = []
    for of in all_registers().values():
        if wishes.register not in (None, of.key) or of.kept:
            continue
        header = find_header(sheet, of, remembered.get(of.key, {}), row)
        if header is not None and header.score:
            named = any(column in header.joined for column in of.naming)
            missing = sum(_lacks(of, header, column) for column in of.columns)
            missing += bool(of.label_else) and not named
            found.append((header.score + named - 2 * missing - of.directory, of, header))
    found.sort(key=lambda entry: -entry[0])
    return found


def _lacks(of: Register, header: Header, column: Column) -> bool:
    """Tell whether a required column is fed by nothing; a wide sheet says some in its headings and its title."""
    told = header.groups and (column.key == of.wide or isinstance(column.kind, SchoolYear | Choice))
    return column.required and column not in header.joined and not told


def _nothing(path: Path, sheet: Sheet, wishes: Wishes) -> str:
    register = all_registers().get(wishes.register or "")
    what = f"реестра «{register.title}»" if register else "ни одного реестра"
    if register and register.wide and subjects_alone([[*map(text_in, row)] for row in sheet.top(SEARCHED)]):
        measures = ", ".join(f"«{name.lower()}»" for name in ("Приняло участие", "Не преодолели порог"))
        return (
            f"Файл «{path.name}»: на листе «{sheet.name}» под предметами нет показателей ({measures}). Это не "
            "результаты: так пишут, кто какие экзамены выбрал. Возьмите лист с результатами."
        )
    where = f"в строке {wishes.header_row}" if wishes.header_row else f"в первых {SEARCHED} строках"
    return (
        f"Файл «{path.name}»: на листе «{sheet.name}» {where} нет названий столбцов {what}. Откройте файл и "
        "проверьте, как названы столбцы."
    )
