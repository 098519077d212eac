"""Reads a PDF back for the tests: words, and where each string stands."""

from __future__ import annotations

import io
from typing import NamedTuple

from pypdf import PageObject, PdfReader

from setvzaim.documents.tree import Document
from setvzaim.rendering.pdf import render_pdf

POINTS = 72 / 25.4


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
