"""A register of 100 000 rows to Excel, against openpyxl's write-only mode with the same cells.

The other side appends plain values without any style: the quickest way openpyxl has. Memory is that of a
process of its own which does nothing but our rendering (the whole process, interpreter included).
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from openpyxl import Workbook

from figures import Figure, ratio, show
from sample_plan import sample_register
from setvzaim.documents.register_list import RegisterList, register_list
from setvzaim.documents.tree import Row
from setvzaim.rendering.xlsx import render_xlsx

ROWS = 100_000
_REPEATS = 3


def ours(data: RegisterList, target: Path) -> None:
    """Render the register with all its styles, borders and page set-up."""
    render_xlsx(register_list(data), target)


def write_only(data: RegisterList, target: Path) -> None:
    """Append the same cells by openpyxl."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([column.title for column in data.columns])
    for row in data.rows:
        if isinstance(row, Row):
            sheet.append(["да" if c is True else "нет" if c is False else c for c in row.cells])
    book.save(target)


def main() -> list[Figure]:
    """Measure the figures of the register."""
    data = sample_register(ROWS)
    with tempfile.TemporaryDirectory() as folder:
        mine, theirs = Path(folder, "ours.xlsx"), Path(folder, "theirs.xlsx")
        value, a, b = ratio(lambda: ours(data, mine), lambda: write_only(data, theirs), _REPEATS)
        detail = f"ours {a:.2f} s, openpyxl {b:.2f} s, {_REPEATS} repeats"
        figures = [Figure(f"register of {ROWS} rows to Excel / openpyxl write-only", value, 1.4, detail=detail)]
        command = [sys.executable, __file__, "--memory", str(mine)]
        peak = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    figures.append(Figure(f"memory of the register of {ROWS} rows to Excel", peak, 400, "MiB"))
    return figures


if __name__ == "__main__":
    if "--memory" in sys.argv:
        ours(sample_register(ROWS), Path(sys.argv[-1]))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    else:
        show(main())
