"""What the journal costs: the same operations with and without it, and undoing an import against the import.

Without the journal, an operation writes its rows through the same `Changes` in the same transaction and no line of the
history. The ordinary operations are those of a day: a cell changed, a record added, five changed together, one deleted.
An import is what `setvzaim import` does between opening and closing the base; undoing it includes holding all its rows
against the journal.
"""

from __future__ import annotations

import contextlib
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from unittest import mock

from figures import Figure, ratio, seconds, show
from sample_base import make_base
from sample_book import make_book
from setvzaim.exchange import prepare
from setvzaim.operations.history import redo, undo
from setvzaim.operations.imports import apply_import
from setvzaim.operations.records import add, change, change_many, remove
from setvzaim.queries import Context, Query, find
from setvzaim.registers import register
from setvzaim.storage import Base, Changes

ROWS = 100_000
YEAR = Context(school_year=2026)
_SCHOOLS, _TIMES, _REPEATS = 2_000, 60, 3
_OPERATION = sys.modules["setvzaim.operations.operation"]


@contextlib.contextmanager
def no_journal() -> Iterator[None]:
    """Let operations write their rows alone."""
    with (
        mock.patch.object(_OPERATION, "Changes", lambda connection, _recorder: Changes(connection)),
        mock.patch.object(_OPERATION.journal, "write", return_value=None),
    ):
        yield


def ordinary(folder: Path) -> list[Figure]:
    """Measure the operations of a day, each with the journal and without, in turns."""
    path = folder / "day.setvzaim"
    make_base(path, _SCHOOLS)
    of = register("schools")
    with Base.open(path) as base:
        with base.read() as connection:
            ids = find(connection, Query("schools"))
            (district, *_) = find(connection, Query("municipalities"))
        numbers = iter(range(1_000_000))

        def add_one() -> str:
            values = {"name": f"Новая {next(numbers)}", "municipality": district}
            return add(base, of=of, values=values, context=YEAR).value

        def change_one() -> None:
            at = next(numbers)
            change(base, of=of, record=ids[at % len(ids)], values={"pupils": at % 900}, context=YEAR)

        def change_five() -> None:
            at = next(numbers)
            some = [ids[(at + place) % len(ids)] for place in range(5)]
            change_many(base, of=of, records=some, values={"pupils": at % 900}, context=YEAR)

        removable = iter([add_one() for _ in range(2 * _TIMES)])
        work: dict[str, Callable[[], object]] = {
            "change": change_one,
            "add": add_one,
            "change five": change_five,
            "delete": lambda: remove(base, of=of, records=[next(removable)]),
        }
        ratios, details = [], []
        for name, one in work.items():
            pairs = [(seconds(one), _without(one)) for _ in range(_TIMES)]
            ours, bare = median(a for a, _ in pairs), median(b for _, b in pairs)
            ratios.append(ours / bare)
            details.append(f"{name} {ours * 1000:.1f} ({bare * 1000:.1f})")
    detail = f"milliseconds with the journal (without): {', '.join(details)}; median of {_TIMES} each"
    return [Figure("an ordinary operation / the same without the journal", max(ratios), 1.5, detail=detail)]


def _without(one: Callable[[], object]) -> float:
    with no_journal():
        return seconds(one)


def imports(folder: Path) -> list[Figure]:
    """Measure an import with and without the journal, and undoing and redoing it."""
    book, mine, bare = folder / "book.xlsx", folder / "mine.setvzaim", folder / "bare.setvzaim"
    make_book(book, ROWS)

    def empty() -> None:
        for path in (mine, bare):
            path.unlink(missing_ok=True)
            Base.create(path).close()

    def run(path: Path) -> None:
        with Base.open(path) as base:
            with base.read() as connection:
                plan = prepare(connection, book, YEAR)
            apply_import(base, of=plan.register, writes=plan.writes, context=YEAR)

    def run_bare() -> None:
        with no_journal():
            run(bare)

    value, ours, theirs = ratio(lambda: run(mine), run_bare, _REPEATS, before=empty)
    undone, back = [], []
    for _ in range(_REPEATS):
        undone.append(_turn(mine, undo))
        back.append(_turn(mine, redo))
    weight, heavier = _weight(mine), mine.stat().st_size / bare.stat().st_size
    detail = f"with {ours:.2f} s, without {theirs:.2f} s"
    turned = f"undo {median(undone):.2f} s, import {ours:.2f} s; redo {median(back):.2f} s"
    grown = f"{weight / 1024 / 1024:.1f} MiB of journal; the base is {heavier:.2f} times as large as without"
    return [
        Figure(f"import of {ROWS} rows / the same without the journal", value, 1.6, detail=detail),
        Figure(f"undo of an import of {ROWS} rows / the import", median(undone) / ours, 1.0, detail=turned),
        Figure("journal of an import, bytes per row", weight / ROWS, 100, "B", grown),
    ]


def _turn(path: Path, turn: Callable[[Base], object]) -> float:
    with Base.open(path) as base:
        return seconds(lambda: turn(base))


def _weight(path: Path) -> int:
    connection = sqlite3.connect(path)
    (weight,) = connection.execute("SELECT sum(length(body)) FROM journal_chunks").fetchone()
    connection.close()
    return int(weight)


def main() -> list[Figure]:
    """Measure the figures of the journal."""
    with tempfile.TemporaryDirectory() as folder:
        return [*ordinary(Path(folder)), *imports(Path(folder))]


if __name__ == "__main__":
    show(main())
