"""Join the names of schools of different years blindly, and hold the result against the truth.

`python benchmarks/names.py FILE.csv` - columns id, year, municipality, name in any order, others are passed over; rows
of one id are one school. UTF-8 (with or without a mark), UTF-16 or cp1251; `;`, `,`, tab or `|`. Without a column of
municipalities all schools stand in one heap. Years are joined one after another, each to the schools known until
then, within a municipality; a row without one is compared with the schools of all.
"""

from __future__ import annotations

import csv
import io
import os
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from setvzaim.text.schools import Candidate, join_names, same_places

_NEEDED = ("id", "year", "name")
_SIGNS = ";,\t|"
_SHOWN = 40


class Row(NamedTuple):
    """One row of the list."""

    id: str
    year: str
    municipality: str
    name: str


@dataclass
class Known:
    """A school known so far, by its last name; `members` are the rows joined to it."""

    name: str
    members: list[Row] = field(default_factory=list)


def read(path: Path) -> list[Row]:
    """Read the list; exits with a sentence when the file cannot be read or a column is missing."""
    try:
        data = path.read_bytes()
    except OSError as error:
        sys.exit(f"{path}: {error.strerror}")
    csv.field_size_limit(10_000_000)
    text = _text(data)
    head = text.lstrip("\n\r").partition("\n")[0]
    lines = csv.reader(io.StringIO(text.lstrip("\n\r"), newline=""), delimiter=max(_SIGNS, key=head.count))
    names = [name.strip().lower() for name in next(lines, [])]
    if missing := [name for name in _NEEDED if name not in names]:
        sys.exit(f"{path.name}: no column {', '.join(missing)} in «{head.strip()[:100]}»")
    places = [names.index(name) if name in names else -1 for name in Row._fields]
    cells = ([" ".join(line[at].split()) if 0 <= at < len(line) else "" for at in places] for line in lines)
    rows = [Row(*found) for found in cells]
    return [row if row.id else row._replace(id=f"row {at}") for at, row in enumerate(rows) if row.name]


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace")


Left = tuple[Row, list[Row], Candidate]
"""A row, the rows it resembles, and how."""


def joined(rows: Sequence[Row]) -> tuple[list[Known], list[Left]]:
    """Return the schools as joined, and what was left to the user."""
    same = same_places(sorted({row.municipality for row in rows if row.municipality}))
    years: defaultdict[str, defaultdict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        years[row.year][same.get(row.municipality, "")].append(row)
    known: defaultdict[str, list[Known]] = defaultdict(list)
    left: list[Left] = []
    for year in sorted(years, key=lambda text: (len(text), text)):
        found = _joined_year(known, years[year])
        left += found
    return [school for schools in known.values() for school in schools], left


def _joined_year(known: defaultdict[str, list[Known]], year: Mapping[str, Sequence[Row]]) -> list[Left]:
    """Join a year: within each municipality, then what is still alone to schools whose municipality nobody knows."""
    left: list[Left] = []
    new: list[tuple[str, Row]] = []
    for place, rows in year.items():
        others = known[place] if place else [school for schools in known.values() for school in schools]
        alone = _join(others, rows, left)
        if place and known[""]:
            alone = _join(known[""], alone, left)
        new += [(place, row) for row in alone]
    for place, row in new:
        known[place].append(Known(row.name, [row]))
    return left


def _join(known: Sequence[Known], some: Sequence[Row], left: list[Left]) -> list[Row]:
    """Join rows to schools and say what is doubtful; return the rows that are still alone."""
    found = join_names([school.name for school in known], [row.name for row in some])
    left += [(some[one.right], list(known[one.left].members), one) for one in found.open]
    for one in found.sure:
        known[one.left].members.append(some[one.right])
        known[one.left].name = some[one.right].name
    taken = {one.right for one in found.sure}
    return [row for at, row in enumerate(some) if at not in taken]


def pairs(groups: Sequence[Sequence[int]], rows: Sequence[Row]) -> set[tuple[int, int]]:
    """Return the pairs of places of rows of different years within the groups."""
    return {
        (one, other) if one < other else (other, one)
        for group in groups
        for at, one in enumerate(group)
        for other in group[at + 1 :]
        if rows[one].year != rows[other].year
    }


def _truth(rows: Sequence[Row]) -> list[list[int]]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        groups[row.id].append(at)
    return list(groups.values())


def _told(row: Row) -> str:
    return f"{row.year} {row.municipality}: «{row.name}»"


def main(arguments: Sequence[str]) -> int:
    """Print precision, recall and what was left to decide, for each list."""
    if not arguments:
        sys.exit(__doc__)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        for name in arguments:
            _measure(Path(name))
            sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _part(part: int, whole: int) -> str:
    return f"{part / whole:.4f}" if whole else "— (none)"


def _measure(path: Path) -> None:
    rows = read(path)
    started = time.perf_counter()
    schools, left = joined(rows)
    seconds = time.perf_counter() - started
    places = {id(row): at for at, row in enumerate(rows)}
    said = pairs([[places[id(row)] for row in school.members] for school in schools], rows)
    true = pairs(_truth(rows), rows)
    right = len(said & true)
    offered = {
        tuple(sorted((places[id(row)], places[id(member)]))) for row, members, _ in left for member in members
    } - said
    years = len({row.year for row in rows})
    print(f"{path.name}: {len(rows)} rows, {years} years, {len(true)} true pairs, {seconds:.2f} s")
    print(f"  joined {len(said)}, right {right}, precision {_part(right, len(said))}, recall {_part(right, len(true))}")
    print(
        f"  left to the user: {len(offered)} pairs ({len({id(row) for row, _, _ in left})} names), "
        f"{len(offered & true)} of them true; recall with them {_part(len((said | offered) & true), len(true))}"
    )
    for row, members, one in left[:_SHOWN]:
        why = f" ({', '.join(one.differs)})" if one.differs else ""
        print(f"    {one.score:.2f} {row.year} «{row.name}» ~ {members[-1].year} «{members[-1].name}»{why}")
    for first, second in sorted(said - true)[:_SHOWN]:
        print(f"  wrong: «{rows[first].name}» = «{rows[second].name}»")
    for first, second in sorted(true - said - offered)[:_SHOWN]:
        print(f"  missed: {_told(rows[first])} = {_told(rows[second])}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
