"""Join the names of schools of different years blindly, and hold the result against the truth.

`python benchmarks/names.py FILE.csv` - columns id, year, municipality, name; rows of one id are one school; UTF-8 or
cp1251, `;` or `,`. Years are joined one after another, each to the schools known until then, within a municipality.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from setvzaim.text.schools import Candidate, join_names, same_places

_COLUMNS = ("id", "year", "municipality", "name")
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
    """Read the list; exits with a sentence when a column is missing."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1251")
    head = text.partition("\n")[0]
    reader = csv.DictReader(text.splitlines(), delimiter=max(";,\t", key=head.count))
    reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
    if missing := [name for name in _COLUMNS if name not in reader.fieldnames]:
        sys.exit(f"{path.name}: no column {', '.join(missing)}")
    return [Row(*((line[name] or "").strip() for name in _COLUMNS)) for line in reader if line["name"]]


def joined(rows: Sequence[Row]) -> tuple[list[Known], list[tuple[Row, list[Row], Candidate]]]:
    """Return the schools as joined, and what was left to the user: a row, the rows it resembles, and how."""
    years = sorted({row.year for row in rows})
    same = same_places([row.municipality for row in rows])
    known: defaultdict[str, list[Known]] = defaultdict(list)
    left: list[tuple[Row, list[Row], Candidate]] = []
    for year in years:
        here: defaultdict[str, list[Row]] = defaultdict(list)
        for row in rows:
            if row.year == year:
                here[same[row.municipality]].append(row)
        for place, some in here.items():
            left += _add(known[place], some)
    return [school for schools in known.values() for school in schools], left


def _add(known: list[Known], some: Sequence[Row]) -> Iterator[tuple[Row, list[Row], Candidate]]:
    found = join_names([school.name for school in known], [row.name for row in some])
    yield from [(some[one.right], list(known[one.left].members), one) for one in found.open]
    owners = {one.right: known[one.left] for one in found.sure}
    for at, row in enumerate(some):
        school = owners.get(at)
        if school is None:
            known.append(Known(row.name, [row]))
        else:
            school.members.append(row)
            school.name = row.name


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
    for name in arguments:
        _measure(Path(name))
    return 0


def _measure(path: Path) -> None:
    rows = read(path)
    started = time.perf_counter()
    schools, left = joined(rows)
    seconds = time.perf_counter() - started
    places: Mapping[int, int] = {id(row): at for at, row in enumerate(rows)}
    said = pairs([[places[id(row)] for row in school.members] for school in schools], rows)
    true = pairs(_truth(rows), rows)
    right = len(said & true)
    offered = {
        tuple(sorted((places[id(row)], places[id(member)]))) for row, members, _ in left for member in members
    } - said
    years = len({row.year for row in rows})
    print(f"{path.name}: {len(rows)} rows, {years} years, {len(true)} true pairs, {seconds:.2f} s")
    print(
        f"  joined {len(said)}, right {right}, precision {right / len(said) if said else 1:.4f}, "
        f"recall {right / len(true) if true else 1:.4f}"
    )
    print(
        f"  left to the user: {len(offered)} pairs ({len({id(row) for row, _, _ in left})} names), "
        f"{len(offered & true)} of them true; recall with them {(len((said | offered) & true)) / max(1, len(true)):.4f}"
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
