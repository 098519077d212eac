"""A register of 100 000 schools to Excel, against openpyxl's write-only mode with the same cells.

Ours is what `setvzaim print schools --to FILE.xlsx` does with an open base: count, ask, read while drawing, with all
styles, borders, heights and page set-up. The other side has its cells ready in memory and appends plain values without
any style: the quickest way openpyxl has. Memory is that of a process of its own which does nothing but our job.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from figures import Figure, own_peak, peak_of, ratio, show
from sample_base import YEAR, make_base
from setvzaim.documents.tree import Document, Row, Table, plain
from setvzaim.queries import Context, Query
from setvzaim.queries.forms import Wanted
from setvzaim.queries.papers import register_document
from setvzaim.rendering.xlsx import render_xlsx
from setvzaim.storage import Base

ROWS = 100_000
REACH = 1.4
MOST_MIB = 400.0
_REPEATS = 3
_QUERY = Query("schools", context=Context(school_year=YEAR))
_WANTED = Wanted(day=date(2026, 11, 23))


def ours(path: Path, target: Path) -> None:
    """Print the register from its base."""
    with Base.open(path) as base, base.read() as connection:
        render_xlsx(register_document(connection, _QUERY, _WANTED), target)


def write_only(cells: Sequence[Sequence[object]], target: Path) -> None:
    """Append the same cells by openpyxl."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in cells:
        sheet.append(row)
    book.save(target)


def cells_of(document: Document) -> list[list[object]]:
    """Return the cells of the table of a document, its header first."""
    table = next(block for block in document.blocks if isinstance(block, Table))
    rows: list[list[object]] = [[plain(column.title) for column in table.columns]]
    rows += ([*row.cells] for row in table.rows if isinstance(row, Row))
    return rows


def main() -> list[Figure]:
    """Measure the figures of the register."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "base.setvzaim")
        make_base(path, ROWS)
        with Base.open(path) as base, base.read() as connection:
            cells = cells_of(register_document(connection, _QUERY, _WANTED))
        assert len(cells) == ROWS + 1
        mine, theirs = Path(folder, "ours.xlsx"), Path(folder, "theirs.xlsx")
        value, a, b = ratio(lambda: ours(path, mine), lambda: write_only(cells, theirs), _REPEATS)
        peak = peak_of([__file__, "--memory", str(path), str(mine)])
    detail = f"ours from the base {a:.2f} s, openpyxl from memory {b:.2f} s; {len(cells[0])} columns"
    return [
        Figure(f"register of {ROWS} rows to Excel / openpyxl write-only", value, REACH, detail=detail),
        Figure(f"memory of the register of {ROWS} rows to Excel", peak, MOST_MIB, "MiB"),
    ]


if __name__ == "__main__":
    if "--memory" in sys.argv:
        ours(Path(sys.argv[-2]), Path(sys.argv[-1]))
        print(own_peak())
    else:
        show(main())
