"""Word: the tree as a document an office goes on working with: real styles, repeated headers, fields.

python-docx makes the package around the text (page, header, properties); the text itself goes straight into the archive
as XML: an element for each cell costs many times as much. Widths and sizes of tables are those the PDF chooses.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from setvzaim.documents.tree import Document, Table
from setvzaim.rendering.docx.blocks import BodyWriter
from setvzaim.rendering.docx.figure import add_pictures
from setvzaim.rendering.docx.package import parts_of, written
from setvzaim.rendering.docx.table import MOST_COLUMNS, too_wide
from setvzaim.rendering.figures import pictures
from setvzaim.rendering.files import whole_file
from setvzaim.rendering.job import Job
from setvzaim.rendering.pdf.columns import Columns, measure_columns
from setvzaim.rendering.pdf.pager import MM

__all__ = ["render_docx"]


def render_docx(
    document: Document,
    target: Path | BinaryIO,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write `document` as a Word file into a file or a stream; the same document gives the same bytes.

    Memory does not grow with the rows. `progress` is told the share done (0 to 1); `cancelled` is asked every 64 rows
    and stops the work with `Cancelled`. Raises `WorldError` when the file cannot be written or a table has more
    columns than Word allows; the old file is then untouched.
    """
    tables = [block for block in document.blocks if isinstance(block, Table)]
    if any(len(table.columns) > MOST_COLUMNS for table in tables):
        raise too_wide()
    job = Job(sum(2 * table.count for table in tables), progress, cancelled)
    width = document.page.frame_width * MM
    with whole_file(target) as stream:
        measured: list[Columns] = [measure_columns(table, width, document.page, job) for table in tables]
        parts = parts_of(document, {columns.size for columns in measured})
        drawn = pictures(document)
        with written(parts, stream, add_pictures(parts, drawn)) as write:
            body = BodyWriter(document, measured, write, job, drawn)
            body.write_all()
    job.finish()
