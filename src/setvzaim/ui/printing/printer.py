"""Paper: the system's own dialog, and pages drawn for the printer it names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from setvzaim.errors import WorldError

_POINTS = 72.0
_MOST_DOTS = 600.0
"""Finer than that nobody sees, and a page would take a second."""
_STRIPE = 1024
"""Pixels of height drawn at once."""


def ask_printer(parent: QWidget, name: str, *, landscape: bool, pages: int) -> QPrinter | None:
    """Ask which printer, which pages, how many copies; `None` when the user thought better of it.

    `pages` is 0 where their number is not known: then all are printed.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    lay(printer, landscape=landscape)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Печать")
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, on=pages > 1)
    if pages:
        dialog.setMinMax(1, pages)
    chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if chosen else None


def lay(printer: QPrinter, *, landscape: bool) -> None:
    """Turn the sheet; our pages have margins of their own, so they cover it to its edges."""
    sides = QPageLayout.Orientation
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setPageOrientation(sides.Landscape if landscape else sides.Portrait)


class Sheets:
    """Sends papers to a printer, page by page. Used on the worker: Qt allows to draw for a printer there."""

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer
        self._painter = QPainter()
        self._begun = False

    def draw(self, pdf: bytes, progress: Callable[[float], None], *, ranged: bool) -> int:
        """Print a paper and return how many sheets went out; `ranged`: only the pages asked for in the dialog.

        `progress` is told the share and stops the work by raising. Raises `WorldError` when the printer refuses.
        """
        from setvzaim.rendering.raster import page_sizes  # noqa: PLC0415 - loaded on the worker

        sizes = page_sizes(pdf)
        pages = self._pages(len(sizes)) if ranged else list(range(len(sizes)))
        copies = 1 if self._printer.supportsMultipleCopies() else max(1, self._printer.copyCount())
        sheets = _in_order(pages, copies, collated=self._printer.collateCopies())
        for done, page in enumerate(sheets):
            progress(done / len(sheets))
            self._next(landscape=sizes[page][0] > sizes[page][1])
            self._draw(pdf, page, sizes[page], progress, done / len(sheets))
        return len(sheets)

    def end(self) -> None:
        """Let the printer have what was drawn."""
        if self._begun and not self._painter.end():
            raise WorldError(self._refusal("не принял последние страницы"))
        self._begun = False

    def abort(self) -> None:
        """Take back what was not printed yet."""
        if self._begun:
            self._printer.abort()
            self._painter.end()
            self._begun = False

    def _next(self, *, landscape: bool) -> None:
        """Begin a sheet."""
        lay(self._printer, landscape=landscape)
        if not self._begun:
            if not self._painter.begin(self._printer):
                raise WorldError(self._refusal("не отвечает"))
            self._begun = True
        elif not self._printer.newPage():
            raise WorldError(self._refusal("не принял следующую страницу"))

    def _draw(
        self, pdf: bytes, page: int, size: tuple[float, float], progress: Callable[[float], None], share: float
    ) -> None:
        from setvzaim.rendering.raster import draw_stripes  # noqa: PLC0415 - loaded on the worker

        dots = min(float(self._printer.resolution()), _MOST_DOTS)
        sheet = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        width, height = size[0] * dots / _POINTS, size[1] * dots / _POINTS
        scale = min(sheet.width() / width, sheet.height() / height)
        left = (sheet.width() - width * scale) / 2
        for stripe in draw_stripes(pdf, page, dots, _STRIPE):
            progress(share)
            kind = QImage.Format.Format_RGB32
            image = QImage(stripe.pixels, stripe.width, stripe.height, stripe.stride, kind)
            target = QRectF(left, stripe.top * scale, stripe.width * scale, stripe.height * scale)
            self._painter.drawImage(target, image)

    def _pages(self, count: int) -> list[int]:
        """Return the pages asked for, counted from 0."""
        if self._printer.printRange() != QPrinter.PrintRange.PageRange:
            return list(range(count))
        ranges = self._printer.pageRanges()
        wanted = [at for at in range(count) if ranges.contains(at + 1)] if not ranges.isEmpty() else []
        return wanted or list(range(max(0, self._printer.fromPage() - 1), min(count, self._printer.toPage() or count)))

    def _refusal(self, what: str) -> str:
        name = self._printer.printerName() or self._printer.outputFileName() or "по умолчанию"
        return f"Принтер «{name}» {what}. Проверьте, что он включён и в нём есть бумага, и напечатайте ещё раз."


def _in_order(pages: Sequence[int], copies: int, *, collated: bool) -> list[int]:
    """Return the pages in the order in which they come out: copy after copy, or all copies of a page together."""
    return list(pages) * copies if collated else [page for page in pages for _ in range(copies)]
