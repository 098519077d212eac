"""A drawing as vectors: shapes by the canvas, words in the embedded serif."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from setvzaim.documents.drawing import (
    HOLLOW,
    Caption,
    Drawing,
    Ink,
    Mark,
    Stroke,
    arrow_head,
    corners,
    middle_of,
    shortened,
)
from setvzaim.rendering.pdf.fonts import clean, face

_MM = 72 / 25.4
_INKS = {
    Ink.TEXT: "#000000", Ink.MUTED: "#5f6368", Ink.PLAIN: "#4a5560", Ink.LOW_RESULTS: "#a3360a",
    Ink.ADVERSE: "#7a4a00", Ink.RESILIENT: "#6a2c91", Ink.STABLE: "#1c6b2f", Ink.ON_SITE: "#1a56a8",
    Ink.REMOTE: "#0b6e69", Ink.PLATFORM: "#a11a6b",
}  # fmt: skip
"""Colours on paper: told from each other by a printer without colours too, because each has a shape of its own."""
_RING = 1.1
"""Distance of the ring of a center from its mark, мм."""
_NUMBER = 2.6
"""Height of the number in a hollow mark, мм."""
_PAPER = HexColor("#ffffff")


def draw(canvas: Canvas, drawing: Drawing, left: float, top: float, scale: float = 1.0) -> None:
    """Draw with the upper left corner at a point of the canvas (which counts upwards), `scale` times as large.

    It is a form of its own in the file: who reads the text of the page is not led through the names on a map.
    """
    name = f"drawing{canvas.getPageNumber()}-{round(top)}"
    canvas.beginForm(name, 0, -drawing.height, drawing.width, 0)
    for item in drawing.items:
        match item:
            case Mark():
                _mark(canvas, item)
            case Stroke():
                _stroke(canvas, item)
            case Caption():
                _caption(canvas, item)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(left, top)
    canvas.scale(_MM * scale, _MM * scale)
    canvas.doForm(name)
    canvas.restoreState()


def _mark(canvas: Canvas, mark: Mark) -> None:
    tint = HexColor(_INKS[mark.ink])
    canvas.setFillColor(_PAPER if mark.text else tint)
    canvas.setStrokeColor(tint if mark.text else _PAPER)
    canvas.setLineWidth(HOLLOW if mark.text else 0.2)
    if found := corners(mark):
        _polygon(canvas, found, stroke=1)
    else:
        canvas.circle(mark.x, -mark.y, mark.radius, stroke=1, fill=1)
    if mark.ring:
        canvas.setStrokeColor(HexColor(_INKS[Ink.TEXT]))
        canvas.setLineWidth(0.4)
        canvas.circle(mark.x, -mark.y, mark.radius + _RING, stroke=1, fill=0)
    if mark.text:
        _caption(canvas, Caption(*middle_of(mark, _NUMBER), mark.text, _NUMBER, centred=True))


def _stroke(canvas: Canvas, stroke: Stroke) -> None:
    tint = HexColor(_INKS[stroke.ink])
    canvas.setStrokeColor(tint)
    canvas.setLineWidth(stroke.width)
    canvas.setDash(list(stroke.dashes))
    x, y = shortened(stroke)
    canvas.line(stroke.x1, -stroke.y1, x, -y)
    canvas.setDash()
    if stroke.arrow:
        canvas.setFillColor(tint)
        _polygon(canvas, arrow_head(stroke), stroke=0)


def _caption(canvas: Canvas, caption: Caption) -> None:
    """Write words; a name has a ground of its own, so that lines under it do not strike it out."""
    font, text = face(), clean(caption.text)
    long = font.width(text) * caption.size
    left = caption.x - (long / 2 if caption.centred else 0.0)
    if caption.key or caption.ground:
        canvas.setFillColor(_PAPER)
        canvas.rect(left, -caption.y - 0.22 * caption.size, long, 0.94 * caption.size, stroke=0, fill=1)
    canvas.setFillColor(HexColor(_INKS[caption.ink]))
    canvas.setFont(font.name, caption.size)
    canvas.drawString(left, -caption.y, text)


def _polygon(canvas: Canvas, points: tuple[tuple[float, float], ...], *, stroke: int) -> None:
    path = canvas.beginPath()
    path.moveTo(points[0][0], -points[0][1])
    for x, y in points[1:]:
        path.lineTo(x, -y)
    path.close()
    canvas.drawPath(path, stroke=stroke, fill=1)
