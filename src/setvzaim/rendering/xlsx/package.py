"""The workbook file around the rows.

openpyxl makes everything but the rows: styles, page set-up, properties. The rows go straight into the
archive as XML, one after another: openpyxl builds an element for each cell, which costs several times as
much.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from setvzaim.documents.profiles import Orientation
from setvzaim.documents.tree import Document
from setvzaim.rendering.xlsx.blocks import Marks
from setvzaim.rendering.xlsx.cells import safe_text

_SHEET = "xl/worksheets/sheet1.xml"
_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_INCH = 25.4
_SCREEN = 96
"""Pixels of an inch, as Excel counts them."""
_SAID = b'descr="Picture"'
"""What openpyxl says of every picture."""
_DRAWINGS = "xl/drawings/drawing"
_BUFFER = 1 << 16
_FROZEN_LIMIT = 12
"""Panes are frozen under the header when no more rows than these would stand still."""


def skeleton(document: Document, widths: list[float]) -> Workbook:
    """Make the workbook without rows: one sheet with its page, columns and properties."""
    book = Workbook()
    sheet: Worksheet = book.active
    sheet.title = re.sub(r"[\[\]:*?/\\]|[^\x20-\ud7ff\ue000-\ufffd]", " ", document.title)[:31].strip(" '") or "Лист1"
    book.properties.title = safe_text(document.title)
    book.properties.creator = "setvzaim"
    book.properties.language = "ru-RU"
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = round(width, 2)
    _set_page(sheet, document)
    return book


def _set_page(sheet: Worksheet, document: Document) -> None:
    """Set the sheet up for printing as the profile asks."""
    rules = document.page
    margins = rules.margins
    sheet.page_setup.paperSize = 9  # A4
    landscape = rules.orientation is Orientation.LANDSCAPE
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(
        left=margins.left / _INCH,
        right=margins.right / _INCH,
        top=margins.top / _INCH,
        bottom=margins.bottom / _INCH,
        header=rules.profile.number_offset / _INCH,
        footer=rules.profile.number_offset / _INCH,
    )
    if rules.number_pages:
        sheet.HeaderFooter.differentFirst = True
        sheet.oddHeader.center.text = "&P"


def mark(sheet: Worksheet, marks: Marks) -> None:
    """Repeat the header of a single table on every printed page and freeze it on the screen."""
    if marks.header is not None and marks.tables == 1:
        first, last = marks.header
        sheet.print_title_rows = f"{first}:{last}"
        if last <= _FROZEN_LIMIT:
            sheet.freeze_panes = f"A{last + 1}"
    for row in marks.breaks:
        sheet.row_breaks.append(Break(id=row))
    for row, picture in marks.pictures:
        image = Image(io.BytesIO(picture.png))
        image.width, image.height = (side / _INCH * _SCREEN for side in (picture.width, picture.height))
        sheet.add_image(image, f"A{row + 1}")


def assemble(
    book: Workbook, stream: BinaryIO, rows: BinaryIO, merged: list[str], look: Callable[[], None], said: list[str]
) -> None:
    """Write the archive: the parts of `book`, with `rows` (XML) and the merged ranges put into its sheet.

    `said` are the words for who cannot see its pictures, in their order.
    """
    shell = io.BytesIO()
    book.save(shell)
    with zipfile.ZipFile(shell) as parts, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in parts.infolist():
            content = parts.read(info)
            if info.filename.startswith(_DRAWINGS):
                for text in said:
                    content = content.replace(_SAID, f"descr={quoteattr(safe_text(text))}".encode(), 1)
            if info.filename != _SHEET:
                archive.writestr(info.filename, content)
                continue
            before, after = _ROWS.split(content, maxsplit=1)
            entry = zipfile.ZipInfo(_SHEET, info.date_time)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as sheet:
                sheet.write(before + b"<sheetData>")
                while chunk := rows.read(_BUFFER):
                    sheet.write(chunk)
                    look()
                sheet.write(b"</sheetData>")
                if merged:
                    cells = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
                    sheet.write(f'<mergeCells count="{len(merged)}">{cells}</mergeCells>'.encode())
                sheet.write(after)
