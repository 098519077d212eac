"""Excel: the tree as one worksheet ready to print, with real numbers and dates and no formulas."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

from setvzaim.documents.tree import Document, Table
from setvzaim.rendering.figures import pictures
from setvzaim.rendering.files import whole_file
from setvzaim.rendering.job import Job
from setvzaim.rendering.xlsx.blocks import SheetBlocks, column_widths
from setvzaim.rendering.xlsx.package import assemble, mark, skeleton
from setvzaim.rendering.xlsx.sheet import SheetWriter
from setvzaim.rendering.xlsx.styles import Styles

__all__ = ["render_xlsx"]

_IN_MEMORY = 8 << 20
"""Bytes of rows kept in memory before they go to a temporary file."""


def render_xlsx(
    document: Document,
    target: Path | BinaryIO,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write `document` as an Excel workbook into a file or a stream; memory does not grow with the rows.

    `progress` is told the share done (0 to 1); `cancelled` is asked every 64 rows and stops the work with
    `Cancelled`. Raises `WorldError` when the file cannot be written or the rows do not fit a sheet; the old
    file is then untouched.
    """
    job = Job(sum(b.count for b in document.blocks if isinstance(b, Table)), progress, cancelled)
    widths = column_widths(document)
    book = skeleton(document, widths)
    sheet = book.active
    with whole_file(target) as stream, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as rows:
        writer = SheetWriter(lambda xml: rows.write(xml.encode()), Styles(sheet), widths)
        blocks = SheetBlocks(writer, len(widths), job, pictures(document))
        for block in document.blocks:
            job.look()
            blocks.write(block)
        mark(sheet, blocks.marks)
        rows.seek(0)
        assemble(
            book,
            stream,
            cast("BinaryIO", rows),
            writer.merged,
            job.look,
            [picture.text for _, picture in blocks.marks.pictures],
        )
    job.finish()
