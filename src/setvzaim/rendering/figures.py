"""A drawing as a picture of pixels, for formats that know no vectors of ours: the PDF draws it, PDFium looks at it.

By the rule of `raster.py` this happens on one thread at a time, as all rendering does.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from setvzaim.documents.tree import Block, Document, Figure, PageRules
from setvzaim.rendering.pdf.drawing import draw
from setvzaim.rendering.pdf.figure import figure_scale
from setvzaim.rendering.raster import draw_page

_DOTS = 200.0
"""Dots per inch: sharp on paper, 200 KB for half a page."""
_MM = 72 / 25.4
_ROOM = 30.0
"""Height of a page left to the words about a drawing, мм."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as a PNG file, its size on paper (мм), and what it shows in words."""

    png: bytes
    width: float
    height: float
    text: str


def pictures(document: Document) -> tuple[Picture, ...]:
    """Return the drawings of a document in their order."""
    return tuple(picture(block, document.page) for block in figures(document.blocks))


def figures(blocks: Sequence[Block]) -> tuple[Figure, ...]:
    """Return the drawings among some blocks."""
    return tuple(block for block in blocks if isinstance(block, Figure))


def picture(figure: Figure, page: PageRules) -> Picture:
    """Draw a drawing as large as it stands on a page."""
    margins = page.margins
    scale = figure_scale(figure, page.frame_width, page.sheet[1] - margins.top - margins.bottom - _ROOM)
    width, height = figure.drawing.width * scale, figure.drawing.height * scale
    return Picture(_pixels(_pdf(figure, width, height, scale)), width, height, figure.text)


def _pdf(figure: Figure, width: float, height: float, scale: float) -> bytes:
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - heavy, seldom wanted

    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(width * _MM, height * _MM), invariant=1)
    draw(canvas, figure.drawing, 0.0, height * _MM, scale)
    canvas.save()
    return made.getvalue()


def _pixels(pdf: bytes) -> bytes:
    """Draw the page and write it as PNG."""
    drawn = draw_page(pdf, 0, _DOTS)
    lines = []
    for at in range(drawn.height):
        row = drawn.pixels[at * drawn.stride : at * drawn.stride + 4 * drawn.width]
        line = bytearray(3 * drawn.width)
        line[0::3], line[1::3], line[2::3] = row[2::4], row[1::4], row[0::4]
        lines.append(b"\0" + bytes(line))
    return _png(drawn.width, drawn.height, b"".join(lines))


def _png(width: int, height: int, lines: bytes) -> bytes:
    """Write a PNG of 24-bit pixels; each line begins with the byte of its filter."""
    dots = round(_DOTS / 0.0254)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"pHYs", struct.pack(">IIB", dots, dots, 1)),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
