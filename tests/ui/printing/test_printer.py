"""What goes to a printer: which sheets, in which order, and what is said when it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter

from setvzaim.documents.tree import Document, PageBreak, Paragraph
from setvzaim.errors import WorldError
from setvzaim.rendering import render_pdf_bytes
from setvzaim.ui.printing.printer import Sheets, _in_order
from setvzaim.ui.worker import Cancelled

pytestmark = pytest.mark.usefixtures("qapp")


def printer_to(target: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setResolution(100)
    return printer


@pytest.fixture
def pdf() -> bytes:
    """A paper of four pages."""
    blocks = [block for at in range(4) for block in (Paragraph(f"Страница {at + 1}"), PageBreak())]
    return render_pdf_bytes(Document("Четыре", tuple(blocks[:-1])))


def nothing(_share: float) -> None:
    """Hear of the progress and go on."""


def test_copies_come_out_as_they_are_wanted() -> None:
    """Without it three copies of an order are sorted by hand."""
    assert _in_order([0, 1], 2, collated=True) == [0, 1, 0, 1]
    assert _in_order([0, 1], 2, collated=False) == [0, 0, 1, 1]


def test_sheets_carry_the_page(tmp_path: Path, pdf: bytes) -> None:
    """Without it white sheets come out."""
    target = tmp_path / "лист.pdf"
    sheets = Sheets(printer_to(target))
    assert sheets.draw(pdf, nothing, ranged=True) == 4
    sheets.end()
    pages = PdfReader(target).pages
    assert len(pages) == 4
    pixels = b"".join(image.data for image in pages[0].images)
    assert len(pixels) > 500, "the page is drawn on it"


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)  # what Qt says of it too
def test_a_printer_that_does_not_answer_is_named(tmp_path: Path, pdf: bytes) -> None:
    """Without it nothing comes out and nobody is told."""
    sheets = Sheets(printer_to(tmp_path / "нет такой папки" / "лист.pdf"))
    with pytest.raises(WorldError, match=r"Принтер «.*лист\.pdf» не отвечает"):
        sheets.draw(pdf, nothing, ranged=True)


def test_what_is_stopped_goes_no_further(tmp_path: Path, pdf: bytes) -> None:
    """Without it the printer goes on after «Отменить»."""
    seen: list[float] = []

    def stop(share: float) -> None:
        seen.append(share)
        if len(seen) > 3:
            raise Cancelled

    sheets = Sheets(printer_to(tmp_path / "лист.pdf"))
    with pytest.raises(Cancelled):
        sheets.draw(pdf, stop, ranged=True)
    sheets.abort()
    assert len(seen) == 4
