"""Which line of its cells each stretch of a calendar stands in, when there are too few lines for all."""

from __future__ import annotations

from collections.abc import Sequence

Stretch = tuple[int, int]
"""First and last cell of a row that something lies in."""


def arrange(stretches: Sequence[Stretch], cells: int, most: int) -> tuple[list[int | None], list[int]]:
    """Give each stretch a line, the earlier ones first; return the lines and how many are hidden in each cell.

    No two stretches share a cell of a line. Where not all find room in `most` lines, the last line of every cell is
    kept for saying how many are hidden, and those without a line get `None`.
    """
    lines = _placed(stretches, cells, most)
    if None in lines:
        lines = _placed(stretches, cells, max(most - 1, 0))
    hidden = [0] * cells
    for (first, last), line in zip(stretches, lines, strict=True):
        if line is None:
            for cell in range(first, last + 1):
                hidden[cell] += 1
    return lines, hidden


def _placed(stretches: Sequence[Stretch], cells: int, most: int) -> list[int | None]:
    free = [[True] * cells for _ in range(most)]
    found: list[int | None] = []
    for first, last in stretches:
        line = next((at for at, row in enumerate(free) if all(row[first : last + 1])), None)
        if line is not None:
            free[line][first : last + 1] = [False] * (last - first + 1)
        found.append(line)
    return found
