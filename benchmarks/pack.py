"""The whole pack of the example's 14 schools as PDF: every document, by its seconds, against one second each.

One pass makes every document of the office once, in one process and on one connection, as the window's pack does:
its facts are asked for, its wording is filled, the paper is laid out and written to the disk. What is loaded only once
(fonts, the dictionary of declension) is loaded by the first document of each kind; a pass before the clock starts takes
that out of the figures and is told in their detail.
"""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

from figures import Figure, show
from setvzaim.exchange.example import build_example
from setvzaim.queries import Context, Query, find
from setvzaim.queries.forms import Asked, all_forms, make, ready
from setvzaim.queries.forms.pack import Piece, pack
from setvzaim.registers import register
from setvzaim.rendering import render
from setvzaim.storage import Base

_REACH_MS = 1000.0
_YEAR = 2026
_DAY = date(2026, 11, 24)


def one_pass(base: Base, context: Context, folder: Path) -> dict[str, list[float]]:
    """Make every document once; give the seconds of each by the title of its form."""
    taken: dict[str, list[float]] = defaultdict(list)
    with base.read() as connection:
        for piece in pack(connection, all_forms().values(), context):
            start = time.perf_counter()
            asked = Asked(
                connection=connection, context=context, today=_DAY, record=piece.subject.id if piece.subject else ""
            )
            render(ready(make(piece.form, asked), blanks=True).document, _path(folder, piece))
            taken[piece.form.title].append(time.perf_counter() - start)
    return taken


def _path(folder: Path, piece: Piece) -> Path:
    return folder / f"{piece.name}.pdf"


def _timed(work: Callable[[], dict[str, list[float]]]) -> tuple[dict[str, list[float]], float]:
    start = time.perf_counter()
    found = work()
    return found, time.perf_counter() - start


def main() -> list[Figure]:
    """Measure; give one figure for each form, the slowest of its documents, and one for the pack."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Base.create(folder / "пример.setvzaim") as base:
            build_example(base)
            with base.read() as connection:
                (network,) = find(connection, Query("networks"))
                schools = len(find(connection, Query(register("schools").key)))
            context = Context(network, _YEAR)
            first, cold = _timed(lambda: one_pass(base, context, folder))
            taken, warm = _timed(lambda: one_pass(base, context, folder))
    number = sum(len(times) for times in taken.values())
    figures = [
        Figure(
            f"{title} to PDF, the slowest of {len(times)}" if len(times) > 1 else f"{title} to PDF",
            max(times) * 1000,
            _REACH_MS,
            "ms",
            f"the first time in a process {max(first[title]) * 1000:.0f} ms",
        )
        for title, times in taken.items()
    ]
    figures.append(
        Figure(
            f"The pack for {schools} schools, a document on average",
            warm * 1000 / number,
            _REACH_MS,
            "ms",
            f"{number} documents in {warm:.1f} s, the first time in a process {cold:.1f} s",
        )
    )
    return figures


if __name__ == "__main__":
    show(main())
