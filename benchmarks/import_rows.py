"""Import of a workbook of 100 000 schools into an empty base, against reading and writing it with no check at all.

Ours is what `setvzaim import` does between opening and closing the base: find the sheet, register and header, read,
judge every row, sum the subtotals, look for repeats and likenesses, write. The other side reads the same file with
python-calamine and hands the rows to `executemany` of sqlite3, into a table of the same columns in a file. Each run
begins with a base just made. Memory is that of a process of its own which does nothing but one import.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from pathlib import Path

import python_calamine

from figures import Figure, own_peak, peak_of, ratio, show
from sample_book import DISTRICT, HEADER, make_book
from setvzaim.exchange import Verdict, prepare
from setvzaim.operations.imports import apply_import
from setvzaim.queries import Context
from setvzaim.storage import Base

ROWS = 100_000
REACH = 3.0
_REPEATS = 5


def ours(book: Path, path: Path) -> None:
    """Import with all checks into an empty base."""
    context = Context(school_year=2026)
    with Base.open(path) as base:
        with base.read() as connection:
            plan = prepare(connection, book, context)
        apply_import(base, of=plan.register, writes=plan.writes, context=context)
    assert plan.count(Verdict.NEW) == ROWS
    assert sum(total.agrees for total in plan.subtotals) == 2 * -(-ROWS // DISTRICT)


def theirs(book: Path, path: Path) -> None:
    """Read the cells and write them as they stand."""
    rows = python_calamine.CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python()
    columns = ", ".join(f'"{name}"' for name in HEADER)
    connection = sqlite3.connect(path)
    connection.execute(f"CREATE TABLE schools ({columns})")
    marks = ", ".join("?" * len(HEADER))
    connection.executemany(f"INSERT INTO schools VALUES ({marks})", rows[3:])  # noqa: S608 - marks alone
    connection.commit()
    connection.close()


def main() -> list[Figure]:
    """Measure the figures of the import."""
    with tempfile.TemporaryDirectory() as folder:
        book, mine, other = Path(folder, "book.xlsx"), Path(folder, "mine.setvzaim"), Path(folder, "other.sqlite")
        below = make_book(book, ROWS)

        def empty() -> None:
            mine.unlink(missing_ok=True)
            other.unlink(missing_ok=True)
            Base.create(mine).close()

        value, a, b = ratio(lambda: ours(book, mine), lambda: theirs(book, other), _REPEATS, before=empty)
        detail = f"ours {a:.2f} s, calamine and sqlite3 {b:.2f} s; {below} rows of {len(HEADER)} cells"
        empty()
        peak = peak_of([__file__, "--memory", str(book), str(mine)])
    return [
        Figure(f"import of {ROWS} rows / calamine and executemany", value, REACH, detail=detail),
        Figure(f"memory of the import of {ROWS} rows", peak, 400, "MiB"),
    ]


if __name__ == "__main__":
    if "--memory" in sys.argv:
        ours(Path(sys.argv[-2]), Path(sys.argv[-1]))
        print(own_peak())
    else:
        show(main())
