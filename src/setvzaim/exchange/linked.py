"""Schools a row names in a way the base does not know: offered to the user by likeness, never joined silently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from setvzaim.exchange.apart import Apart
from setvzaim.exchange.cells import ReadColumn, text_in
from setvzaim.exchange.plan import Similar
from setvzaim.operations.names import Resolver, spelling_within
from setvzaim.registers import Link
from setvzaim.text.schools import Candidate, Joining, join_names

ALIKE = "schools"
"""The register whose names are compared part by part."""
_MOST_PAIRS = 4_000_000


def similar_links(
    columns: Sequence[ReadColumn],
    above: Mapping[str, Sequence[object]],
    resolver: Resolver,
    numbers: Sequence[int],
    apart: Apart,
) -> list[Similar]:
    """Return for each unknown name of a school, once, the record it is likeliest to be.

    Compared are the schools that no other row of the file has named, within what the row belongs to.
    """
    found: list[Similar] = []
    for read in columns:
        kind = read.column.kind
        if isinstance(kind, Link) and kind.register == ALIKE and read.faults:
            found += _of_column(read, above.get(read.column.key), resolver, numbers, apart)
    return sorted(found, key=lambda one: one.row)


def _of_column(
    read: ReadColumn, above: Sequence[object] | None, resolver: Resolver, numbers: Sequence[int], apart: Apart
) -> list[Similar]:
    taken = {str(value) for value in read.values if value is not None}
    unknown: defaultdict[object, dict[str, int]] = defaultdict(dict)
    for row in read.faults:
        place = above[row] if above is not None else None
        unknown[place].setdefault(text_in(read.raw[row]), row)
    names = resolver.names(ALIKE)
    found = []
    for place, rows in unknown.items():
        free = [record for record in names.within(place if isinstance(place, str) else None) if record not in taken]
        if not free or len(free) * len(rows) > _MOST_PAIRS:
            continue
        labels = [names.labels[record] for record in free]
        never = {
            (at, to)
            for to, text in enumerate(rows if apart.any() else ())
            for at, record in enumerate(free)
            if apart.are(ALIKE, spelling_within(place, text), record)
        }
        for one in likeliest(join_names(labels, list(rows), never)):
            text = list(rows)[one.right]
            found.append(
                Similar(
                    numbers[rows[text]], text, labels[one.left], free[one.left], one.score, why(one, whose="школы"),
                    read.column, sure=one.sure,
                )
            )  # fmt: skip
    return found


def likeliest(joining: Joining) -> list[Candidate]:
    """Return for each name of the right list the one it is likeliest to be: the sure ones, else the first offered."""
    found = {one.right: one for one in joining.sure}
    for one in joining.open:
        best = found.get(one.right)
        if best is None or (not best.sure and one.score > best.score):
            found[one.right] = one
    return list(found.values())


def why(one: Candidate, *, whose: str) -> str:
    """Say what a likeness rests on."""
    if not one.differs:
        return f"название {whose} то же, написано иначе"
    return f"название {whose} похоже; {', '.join(one.differs)}"
