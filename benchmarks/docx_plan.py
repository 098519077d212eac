"""Plan of 1 000 measures to Word, against python-docx writing the same cells by its plain interface.

The other side is what its documentation shows: `add_table` with a style, `add_row` for each row, `cell.text` for each
cell, section rows merged; no widths, no repeated header, no faces. Everything is imported before the clock starts.
Memory is that of a process of its own which does nothing but our job.
"""

from __future__ import annotations

import io
import sys

import docx

from figures import Figure, own_peak, peak_of, ratio, show
from sample_plan import sample_plan
from setvzaim.documents.plan import plan_document
from setvzaim.documents.tree import Document, Row, Table, plain
from setvzaim.rendering.docx import render_docx
from setvzaim.rendering.values import cell_text

_MEASURES = 1000
_MANY = 4000
REACH = 0.5
MOST_MIB = 150.0
_REPEATS = 5


def ours(document: Document) -> bytes:
    """Render the whole plan."""
    stream = io.BytesIO()
    render_docx(document, stream)
    return stream.getvalue()


def plain_interface(document: Document) -> bytes:
    """Write the table of the document by python-docx."""
    table = next(block for block in document.blocks if isinstance(block, Table))
    word = docx.Document()
    written = word.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, column in zip(written.rows[0].cells, table.columns, strict=True):
        cell.text = plain(column.title)
    for row in table.rows:
        cells = written.add_row().cells
        if isinstance(row, Row):
            for cell, column, value in zip(cells, table.columns, row.cells, strict=True):
                cell.text = plain(cell_text(column, value))
        else:
            cells[0].merge(cells[-1]).text = plain(row.text)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def main() -> list[Figure]:
    """Measure the figures of the plan."""
    document = plan_document(sample_plan(_MEASURES))
    ours(document)
    value, mine, theirs = ratio(lambda: ours(document), lambda: plain_interface(document), _REPEATS)
    detail = f"ours {mine:.2f} s, python-docx {theirs:.2f} s, {_REPEATS} repeats"
    small, large = (peak_of([__file__, "--memory", str(count)]) for count in (1, _MANY))
    grown = f"{small:.0f} MiB for a plan of one measure"
    return [
        Figure(f"plan of {_MEASURES} measures to Word / python-docx", value, REACH, detail=detail),
        Figure(f"memory of the plan of {_MANY} measures to Word", large, MOST_MIB, "MiB", detail=grown),
    ]


if __name__ == "__main__":
    if "--memory" in sys.argv:
        ours(plan_document(sample_plan(int(sys.argv[-1]))))
        print(own_peak())
    else:
        show(main())
