"""Pages of a PDF as pictures, drawn by PDFium: for the preview and for the printer.

PDFium may be used by one thread at a time, and what it has opened is let go by the thread that opened it: so everything
is opened, drawn and closed within one call. Whoever calls sees to it that one thread does (the worker of the window).
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2

_POINTS = 72.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn page or a stripe of one: rows of 32-bit pixels (blue, green, red, nothing), from the top down.

    `top` is the distance of the stripe from the upper edge of the page, in pixels.
    """

    width: int
    height: int
    stride: int
    pixels: bytes
    top: int = 0


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Return width and height of every page, points."""
    with _opened(pdf) as document:
        sizes = (document.get_page_size(at) for at in range(len(document)))
        return tuple((float(width), float(height)) for width, height in sizes)


def draw_page(pdf: bytes, page: int, dots: float) -> Picture:
    """Draw a page (counted from 0) at `dots` per inch, for a screen."""
    with _opened(pdf) as document, _page(document, page) as opened:
        return _drawn(opened, dots, (0, 0, 0, 0), top=0, mode=None)


def draw_stripes(pdf: bytes, page: int, dots: float, height: int) -> Iterator[Picture]:
    """Draw a page at `dots` per inch in stripes of at most `height` pixels, for a printer: a whole one is 140 MB."""
    with _opened(pdf) as document, _page(document, page) as opened:
        whole = opened.get_height() * dots / _POINTS
        for top in range(0, math.ceil(whole), height):
            below = max(0.0, (whole - top - height - 1) * _POINTS / dots)  # one more: no seam where it is rounded down
            yield _drawn(opened, dots, (0, below, 0, top * _POINTS / dots), top=top, mode="print")


@contextlib.contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    import pypdfium2  # noqa: PLC0415 - heavy, and only wanted where pages are drawn

    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


@contextlib.contextmanager
def _page(document: pypdfium2.PdfDocument, page: int) -> Iterator[pypdfium2.PdfPage]:
    opened = document[page]
    try:
        yield opened
    finally:
        opened.close()


def _drawn(
    page: pypdfium2.PdfPage, dots: float, crop: tuple[float, float, float, float], *, top: int, mode: str | None
) -> Picture:
    bitmap = page.render(scale=dots / _POINTS, crop=crop, prefer_bgrx=True, optimize_mode=mode, draw_annots=False)
    try:
        return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), top)
    finally:
        bitmap.close()
