"""A drawing between paragraphs: whole, over the width of the frame."""

from __future__ import annotations

from setvzaim.documents.tree import Figure
from setvzaim.rendering.pdf.pager import MM, Pager

_UNDER = 2 * MM
"""Space under a drawing, points."""


def figure_scale(figure: Figure, width: float, height: float) -> float:
    """Return how many times larger a drawing is drawn so that it fills a frame of this width and height, мм."""
    return min(width / figure.drawing.width, height / figure.drawing.height)


class FigureFlow:
    """A drawing: as wide as the frame, unless a page is not high enough."""

    keep_next = False
    keep_previous = False
    whole = True

    def __init__(self, block: Figure, pager: Pager) -> None:
        self._pager = pager
        self._drawing = block.drawing
        self._scale = figure_scale(block, pager.width / MM, (pager.frame_height - _UNDER) / MM)

    def start_height(self) -> float:
        """Height of the whole."""
        return self._drawing.height * self._scale * MM + _UNDER

    def draw(self, tail: float = 0.0) -> None:
        """Draw it on this page, or on the next where it does not fit."""
        pager = self._pager
        pager.need(self.start_height() + tail)
        pager.figure(self._drawing, self._scale)
        pager.y = min(pager.y + self.start_height(), pager.bottom)
