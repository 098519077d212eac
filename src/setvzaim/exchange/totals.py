"""Recognising group and subtotal rows, and counting what they state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_TOTAL_WORDS = ("итого", "всего", "итог", "в том числе")
_LONGEST_GROUP = 2_000
"""Rows below a suspect that are summed: bounds the work on long files."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of numbers of the workbook: header and values, `None` where there is none."""

    header: str
    values: Sequence[float | None]


def find_totals(
    labels: Sequence[str], suspects: Sequence[int], bare: frozenset[int], numbers: Sequence[Numbers], *, sure: bool
) -> list[int]:
    """Return the rows that are group or subtotal rows, ascending.

    `labels` are the names of all rows. `suspects` are rows that lack what a record must have; `bare` those of them
    with nothing but a name. A suspect is a subtotal when its numbers are sums of a run of rows right below it (or
    it says «Итого»). With `sure` a run of one row is proof enough.
    """
    return [
        at
        for at in suspects
        if at in bare or labels[at].casefold().startswith(_TOTAL_WORDS) or _sums_below(at, numbers, sure=sure)
    ]


def _sums_below(at: int, numbers: Sequence[Numbers], *, sure: bool) -> bool:
    """Tell whether most numbers of a row are sums over one same run of rows right below it."""
    stated = [(column.values, value) for column in numbers if (value := column.values[at])]
    if not stated or (not sure and len(stated) < 2):
        return False
    sums = [0.0] * len(stated)
    last = len(stated[0][0])
    for run, row in enumerate(range(at + 1, min(last, at + _LONGEST_GROUP)), 1):
        agreeing = passed = 0
        for place, (values, wanted) in enumerate(stated):
            total = sums[place] = sums[place] + (values[row] or 0)
            agreeing += total == wanted
            passed += total > wanted
        if agreeing * 2 > len(stated) and (sure or run > 1):
            return True
        if passed == len(stated):
            return False
    return False


def count_groups(
    totals: Sequence[int], labels: Sequence[str], numbers: Sequence[Numbers], counted_rows: Sequence[bool]
) -> list[tuple[int, Numbers, float, float]]:
    """Return (row, column, stated, counted) for each number stated in a total row.

    A group is the record-like rows below its row down to the next total row. A row «Итого» sums what is above it:
    its own group when that agrees, else all record-like rows above.
    """
    answers: list[tuple[int, Numbers, float, float]] = []
    for order, at in enumerate(totals):
        end = totals[order + 1] if order + 1 < len(totals) else len(labels)
        start = totals[order - 1] + 1 if order else 0
        closing = labels[at].casefold().startswith(_TOTAL_WORDS)
        for column in numbers:
            stated = column.values[at]
            if stated is None:
                continue
            spans = [(start, at), (0, at)] if closing else [(at + 1, end)]
            sums = [_sum(column, span, counted_rows) for span in spans]
            counted = stated if stated in sums else sums[-1]
            answers.append((at, column, stated, counted))
    return answers


def _sum(column: Numbers, span: tuple[int, int], counted_rows: Sequence[bool]) -> float:
    return sum((column.values[row] or 0) for row in range(*span) if counted_rows[row])
