"""Pages of a PDF: the place reached on the page, page numbers, text and thin lines.

Distances are in points from the left and the upper edge of the sheet, downwards; the canvas counts upwards.
"""

from __future__ import annotations

from typing import BinaryIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from setvzaim.documents.drawing import Drawing
from setvzaim.documents.tree import Align, Document, PageRules
from setvzaim.rendering.pdf.drawing import draw
from setvzaim.rendering.pdf.fonts import ASCENT, DESCENT, LEADING, Face, clean, face
from setvzaim.rendering.pdf.wrap import Line

rl_config.useA85 = 0  # no text armour around compressed pages: a quarter larger and slower for nothing

MM = 72 / 25.4
RULE = 0.5
"""Thickness of grid lines and lines for the pen, points."""
_NUMBER_SIZE = 12.0
_FIT = 0.01


class Pager:
    """Draws on one page after another; `y` is the place reached, inside the frame of the margins."""

    def __init__(self, document: Document, stream: BinaryIO) -> None:
        self.rules: PageRules = document.page
        width, height = (side * MM for side in self.rules.sheet)
        margins = self.rules.margins
        self.left, self.right = margins.left * MM, width - margins.right * MM
        self.top, self.bottom = margins.top * MM, height - margins.bottom * MM
        self.width = self.right - self.left
        self._height = height
        self._canvas = Canvas(stream, pagesize=(width, height), invariant=1, pageCompression=1, lang="ru-RU")
        self._canvas.setTitle(clean(document.title))
        self._canvas.setCreator("setvzaim")
        self._canvas.setAuthor("")
        self._canvas.setSubject("")
        self.page = 0
        self._start_page()

    def _start_page(self) -> None:
        self.page += 1
        self.y = self.top
        self._rules: list[tuple[float, float, float, float]] = []
        self._text = self._canvas.beginText()
        self._font: tuple[str, float] | None = None
        if self.page > 1 and self.rules.number_pages:
            number, font = str(self.page), face()
            middle = (self.left + self.right - font.width(number) * _NUMBER_SIZE) / 2
            self.put(font, _NUMBER_SIZE, (middle, self.rules.profile.number_offset * MM), number)

    def _end_page(self) -> None:
        self._canvas.drawText(self._text)
        if self._rules:
            self._canvas.setLineWidth(RULE)
            self._canvas.lines(self._rules)
        self._canvas.showPage()

    @property
    def left_over(self) -> float:
        """Height left on the page."""
        return self.bottom - self.y

    @property
    def frame_height(self) -> float:
        """Height of an empty page."""
        return self.bottom - self.top

    @property
    def fresh(self) -> bool:
        """Whether nothing stands on the page yet."""
        return self.y <= self.top + _FIT

    def fits(self, height: float) -> bool:
        """Whether a block of this height still fits the page."""
        return height <= self.left_over + _FIT

    def new_page(self) -> None:
        """End the page and start the next."""
        self._end_page()
        self._start_page()

    def need(self, height: float) -> None:
        """Start a new page unless `height` fits here; on a fresh page there is nothing better to do."""
        if not self.fits(height) and not self.fresh:
            self.new_page()

    def put(self, font: Face, size: float, at: tuple[float, float], text: str, spread: float = 0.0) -> None:
        """Write a string at `at` (left and upper edge of its line); `spread` points go to every space."""
        out = self._text
        if self._font != (font.name, size):
            out.setFont(font.name, size)
            self._font = (font.name, size)
        out.setTextOrigin(at[0], self._height - at[1] - ASCENT * size)
        if spread:
            out.setWordSpace(spread)
        out.textOut(text)
        if spread:
            out.setWordSpace(0)

    def rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a thin line."""
        self._rules.append((x1, self._height - y1, x2, self._height - y2))

    def line(self, line: Line, size: float, box: tuple[float, float], top: float, align: Align = Align.LEFT) -> None:
        """Write a line of text in a box (`left`, `width`); `top` is its upper edge."""
        x, width = box
        spare = width - line.width * size
        spread = 0.0
        if align is Align.RIGHT:
            x += spare
        elif align is Align.CENTER:
            x += spare / 2
        elif align is Align.JUSTIFY and not line.last:
            gaps = sum(_gaps(fragment.text) for fragment in line.fragments)
            spread = max(spare, 0.0) / gaps if gaps else 0.0
        for font, text, ems in line.fragments:
            if font is None:
                base = top + (ASCENT + DESCENT / 2) * size
                self.rule(x, base, x + ems * size, base)
            elif text:
                self.put(font, size, (x, top), text, spread)
            x += ems * size + (spread * _gaps(text) if spread else 0.0)

    def figure(self, drawing: Drawing, scale: float) -> None:
        """Draw a drawing in the middle between the margins, its upper edge at the place reached."""
        left = (self.left + self.right - drawing.width * scale * MM) / 2
        draw(self._canvas, drawing, left, self._height - self.y, scale)

    def save(self) -> None:
        """End the last page and write the file."""
        self._end_page()
        self._canvas.save()


def leading(size: float, spacing: float = 1.0) -> float:
    """Height of a line of text, points."""
    return size * LEADING * spacing


def _gaps(text: str) -> int:
    """Count the characters which a viewer widens with the word space: the serif writes them as code 32."""
    return text.count(" ") + text.count("\u00a0")
