"""Reads a PDF back for the tests: words, and where each string stands."""

from __future__ import annotations

import io
from typing import NamedTuple

from pypdf import PageObject, PdfReader

from setvzaim.documents.tree import Document, PageRules
from setvzaim.rendering.pdf import render_pdf
from setvzaim.rendering.pdf.fonts import DESCENT, face

POINTS = 72 / 25.4
SLACK = 0.3  # мм: half of a line of the grid


class Placed(NamedTuple):
    """A string on a page: millimetres of its start from the left and of its base line from the upper edge."""

    text: str
    x: float
    y: float
    size: float


def drawn(document: Document) -> PdfReader:
    """Render a document in memory and open it."""
    stream = io.BytesIO()
    render_pdf(document, stream)
    stream.seek(0)
    return PdfReader(stream)


def words(reader: PdfReader) -> list[str]:
    """Give all words of all pages but the page numbers, in the order of reading."""
    found: list[str] = []
    for number, page in enumerate(reader.pages, 1):
        on_page = page.extract_text().split()
        if number > 1 and on_page and on_page[0] == str(number):
            on_page = on_page[1:]
        found += on_page
    return found


def placed(page: PageObject) -> list[Placed]:
    """Give the strings of a page with their places."""
    height = float(page.mediabox.height)
    strings: list[Placed] = []

    def visit(text: str, _cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            strings.append(Placed(text.strip("\n"), tm[4] / POINTS, (height - tm[5]) / POINTS, size))

    page.extract_text(visitor_text=visit)
    return strings


def assert_inside(page: PageObject, rules: PageRules) -> None:
    """Check that every string but the page number stands inside the frame of the margins."""
    width, height = rules.sheet
    number = (page.page_number or 0) + 1
    for string in placed(page):
        if number > 1 and string.y < rules.margins.top:
            assert string.text == str(number)
            continue
        right = string.x + min(f.width(string.text) for f in (face(), face(bold=True))) * string.size / POINTS
        assert string.x >= rules.margins.left - SLACK, string
        assert right <= width - rules.margins.right + SLACK, string
        assert string.y + DESCENT * string.size / POINTS <= height - rules.margins.bottom + SLACK, string
