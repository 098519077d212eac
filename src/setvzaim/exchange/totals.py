"""Recognising group and subtotal rows, and counting what they state. All of it is linear in the rows."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

_SAYS_TOTAL = re.compile(r"\s*(?:итого|всего|итог|общий итог|в том числе)\b|.*\b(?:итого|всего)[\s:.]*$", re.DOTALL)
_EPSILON = 1e-6


def says_total(label: str) -> bool:
    """Tell whether a label names a sum: «Итого по району», «Ахматовский район, всего»."""
    return _SAYS_TOTAL.match(label.casefold()) is not None


def same_sum(stated: float, counted: float) -> bool:
    """Tell whether two sums are the same but for the last digits of a float."""
    return abs(stated - counted) <= _EPSILON * max(1.0, abs(stated))


@dataclass(frozen=True)
class Numbers:
    """A column of numbers of the workbook: header and values, `None` where there is none."""

    header: str
    values: Sequence[float | None]
    sums: Sequence[float] = field(init=False, repr=False)
    """Sum of the values above each row, and of all at the end."""
    rising: bool = field(init=False)
    """No value is negative: sums over longer runs are never smaller."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sums", running(value or 0 for value in self.values))
        object.__setattr__(self, "rising", all(value is None or value >= 0 for value in self.values))


class Stated(NamedTuple):
    """A number stated in a total row, and the sum of the rows it is over."""

    row: int
    column: Numbers
    stated: float
    counted: float


def running(values: Iterable[float]) -> list[float]:
    """Return 0 and the sums of the first 1, 2, … values."""
    return [0, *itertools.accumulate(values)]


def find_totals(
    labels: Sequence[str],
    suspects: Sequence[int],
    groups: Collection[int],
    numbers: Sequence[Numbers],
    belongs: Sequence[object] | None,
) -> list[int]:
    """Return the rows that are group or subtotal rows, ascending.

    `labels` are the names of all rows. `suspects`, ascending, are rows that lack what a record must have; `groups`
    those of them that are headings by their shape. `belongs` is what the records of each row belong to (the district
    of a school), `None` when the workbook does not say it: then a lack proves little.

    A suspect is a total when it says so, when its numbers are sums of a run of rows right below it, or when what
    the rows belong to changes there.
    """
    found = []
    for place, at in enumerate(suspects):
        after = suspects[place + 1] if place + 1 < len(suspects) else len(labels)
        if (
            at in groups
            or says_total(labels[at])
            or _sums_below(at, numbers, sure=belongs is not None)
            or (belongs is not None and _begins_group(at, after, numbers, belongs))
        ):
            found.append(at)
    return found


def _sums_below(at: int, numbers: Sequence[Numbers], *, sure: bool) -> bool:
    """Tell whether most numbers of a row are sums over one same run of rows right below it.

    A run of one row proves something only when the row must be a total or a mistake (`sure`) and several numbers
    agree.
    """
    stated = [(column, value) for column in numbers if (value := column.values[at])]
    if not stated or (not sure and len(stated) < 2):
        return False
    shortest = 1 if sure and len(stated) > 1 else 2
    runs = [_runs(at, column, value, shortest) for column, value in stated]
    return any(2 * sum(first <= start <= last for first, last in runs) > len(stated) for start, _ in runs)


def _runs(at: int, column: Numbers, value: float, shortest: int) -> tuple[int, int]:
    """Return the first and the last row before which a run of rows below `at` may end to sum up to a value."""
    if not column.rising or value < 0:
        return 0, -1
    wanted, slack = column.sums[at + 1] + value, _EPSILON * max(1.0, value)
    start = max(bisect_left(column.sums, wanted - slack, at + 1), at + 1 + shortest)
    return start, bisect_right(column.sums, wanted + slack, at + 1) - 1


def _begins_group(at: int, after: int, numbers: Sequence[Numbers], belongs: Sequence[object]) -> bool:
    """Tell whether a row with several numbers stands where the rows begin to belong to something else.

    Its sums may be wrong, but are not smaller than what the first rows below it have.
    """
    if after - at < 3 or not belongs[at + 1] or belongs[at + 1] != belongs[at + 2]:
        return False
    if at and belongs[at - 1] == belongs[at + 1]:
        return False
    stated = [(column.values, value) for column in numbers if (value := column.values[at])]
    return len(stated) > 1 and all(value >= (values[at + 1] or 0) + (values[at + 2] or 0) for values, value in stated)


def count_groups(
    totals: Sequence[int], labels: Sequence[str], numbers: Sequence[Numbers], counted_rows: Sequence[bool]
) -> Iterator[Stated]:
    """Give what each total row states, with the sum counted.

    A group is the record-like rows below its row down to the next total row. A row «Итого» sums what is above it:
    its own group when that agrees, else all record-like rows above.
    """
    sums = [
        running((value or 0) if counts else 0 for value, counts in zip(column.values, counted_rows, strict=True))
        for column in numbers
    ]
    for place, at in enumerate(totals):
        end = totals[place + 1] if place + 1 < len(totals) else len(labels)
        start = totals[place - 1] + 1 if place else 0
        spans = [(start, at), (0, at)] if says_total(labels[at]) else [(at + 1, end)]
        for column, above in zip(numbers, sums, strict=True):
            if (stated := column.values[at]) is None:
                continue
            counted = [round(above[last] - above[first], 6) for first, last in spans]
            yield Stated(at, column, stated, next((one for one in counted if same_sum(stated, one)), counted[-1]))
