"""Wide sheets: the same measures again and again side by side, under one heading after another.

An office keeps results of exams with the subjects from left to right and, under each, who took part, who stayed below,
and so on. A register says by `wide` which of its columns such headings fill; nothing else is known about a file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from setvzaim.exchange.cells import ReadColumn, blank, number_in
from setvzaim.exchange.joining import join
from setvzaim.registers import Column, Number, Register
from setvzaim.text.fold import match_key

if TYPE_CHECKING:
    from setvzaim.exchange.header import Header

Read = tuple[tuple[str, ...], tuple[Column | None, ...], tuple[str, ...]]
"""Labels, columns of the register and groups, for each column of the sheet."""
_LEAST_GROUPS = 2


def read_wide(rows: Sequence[Sequence[str]], register: Register, remembered: Mapping[str, str | None]) -> Read | None:
    """Return how two rows of texts read as the header of a wide sheet; `None` when they are none.

    A heading reaches to the right as far as nothing else stands over a measure. At least two headings must have the
    same measures under them, and no heading may be a column of the register itself.
    """
    width = max(map(len, rows))
    above, below = ([*row, *[""] * (width - len(row))] for row in rows)
    headings = _headings(above, below)
    shared = ["" if heading else text or under for text, under, heading in zip(above, below, headings, strict=True)]
    own = join(shared, register, remembered)
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for at, heading in enumerate(headings):
        if heading:
            groups[heading].append(at)
    joined, labels = list(own), list(shared)
    found = 0
    for heading, places in groups.items():
        names = [f"{heading} / {below[at]}" for at in places]
        measures = join(names, register, remembered)
        found += sum(column is not None and isinstance(column.kind, Number) for column in measures) >= _LEAST_GROUPS
        for at, name, column in zip(places, names, measures, strict=True):
            labels[at], joined[at] = name, column if column not in own else None
    if found < _LEAST_GROUPS:
        return None
    return tuple(labels), tuple(joined), tuple(headings)


def _headings(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Return the heading over each measure, an empty text where there is no measure."""
    found: list[str] = []
    last = ""
    for text, under in zip(above, below, strict=True):
        last = text or (last if under else "")
        found.append(last if under else "")
    return found


@dataclass(frozen=True, slots=True)
class Long:
    """A wide sheet turned: for each new row its row in the sheet, its group, and whether it is one to pass over."""

    sources: Sequence[int]
    groups: Sequence[str]
    columns: Sequence[ReadColumn]


def turn(
    reads: Sequence[ReadColumn], groups: Sequence[str], over: Column, passed: Mapping[int, object], *, zeros: bool
) -> Long:
    """Return a row for each group of each row of the sheet that has a number in it.

    Rows in `passed`, and rows in which no group says anything, stay one row without a group. With `zeros` an empty
    count of a group that says anything is nought.
    """
    shared = [read for read in reads if not groups[read.at]]
    by_group: defaultdict[str, dict[str, ReadColumn]] = defaultdict(dict)
    for read in reads:
        if groups[read.at]:
            by_group[groups[read.at]][read.column.key] = read
    count = len(reads[0].raw) if reads else 0
    sources: list[int] = []
    named: list[str] = []
    for row in range(count):
        told = [] if row in passed else [name for name, own in by_group.items() if _says(own, row)]
        named += told or [""]
        sources += [row] * max(1, len(told))
    measures = list(dict.fromkeys(read.column for read in reads if groups[read.at]))
    long = [ReadColumn(read.column, read.at, read.header, [read.raw[row] for row in sources]) for read in shared]
    first = {name: min(read.at for read in own.values()) for name, own in by_group.items()}
    heads = [first.get(name, 0) for name in named]
    long.append(ReadColumn(over, heads[0] if heads else 0, over.label, list(named), places=heads))
    long += [_measure(column, by_group, sources, named, zeros=zeros) for column in measures]
    return Long(sources, named, long)


def _says(own: Mapping[str, ReadColumn], row: int) -> bool:
    """Tell whether a group of a row holds anything but noughts: a file may have a formula in every cell."""
    cells = (read.raw[row] for read in own.values())
    return any(not blank(cell) and number_in(cell) != 0 for cell in cells)


def _measure(
    column: Column,
    by_group: Mapping[str, Mapping[str, ReadColumn]],
    sources: Sequence[int],
    named: Sequence[str],
    *,
    zeros: bool,
) -> ReadColumn:
    """Return one measure of all groups, with the place in the sheet of each of its cells."""
    counts = isinstance(column.kind, Number) and column.kind.places == 0 and not column.required
    reads = [by_group[name].get(column.key) if name else None for name in named]
    raw = [read.raw[row] if read is not None else "" for read, row in zip(reads, sources, strict=True)]
    if zeros and counts:
        raw = [0.0 if read is not None and blank(cell) else cell for read, cell in zip(reads, raw, strict=True)]
    places = [read.at if read is not None else 0 for read in reads]
    return ReadColumn(column, places[0] if places else 0, column.label, raw, places=places)


def spare_numbers(header: Header, taken: Iterable[ReadColumn]) -> list[ReadColumn]:
    """Return the columns of a wide sheet that nothing takes and that all groups share, to be read as numbers."""
    places = {read.at for read in taken}
    return [
        ReadColumn(Column(f"spare{at}", label, Number()), at, label)
        for at, label in enumerate(header.labels if header.groups else ())
        if label and header.joined[at] is None and not header.groups[at] and at not in places
    ]


SUBJECTS = frozenset(
    match_key(name)
    for name in (
        "Русский язык", "Математика", "Математика профильная", "Математика базовая", "Физика", "Химия", "Биология",
        "История", "География", "Обществознание", "Литература", "Информатика", "Английский язык", "Немецкий язык",
    )
)  # fmt: skip
"""Subjects by which a sheet of exams is known, even one without results."""
_LEAST_SUBJECTS = 4


def subjects_alone(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether some row is a list of subjects: choices of exams, mostly, where results were looked for."""
    return any(sum(match_key(cell) in SUBJECTS for cell in row) >= _LEAST_SUBJECTS for row in rows)
