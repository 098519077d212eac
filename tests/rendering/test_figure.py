"""A drawing on paper: vectors in the PDF with every name as words, a sharp picture with words beside it elsewhere."""

from __future__ import annotations

import io
import zipfile

import docx
import pypdfium2
import pytest
from pypdf import PdfReader

from queries.forms.papers import TODAY
from rendering.geometry import faults
from setvzaim.documents.tree import Document, Figure
from setvzaim.queries import Context
from setvzaim.queries.forms import Asked, form, make
from setvzaim.queries.network_map import map_data
from setvzaim.queries.query import Query
from setvzaim.rendering.docx import render_docx
from setvzaim.rendering.pdf import render_pdf
from setvzaim.rendering.xlsx import render_xlsx
from setvzaim.storage import Base

SAID = "Карта сети: 14 школ, 1 пара «кто кому помогает»"


@pytest.fixture
def paper(example: Base, context: Context) -> Document:
    with example.read() as connection:
        return make(form("network-map"), Asked(connection=connection, context=context, today=TODAY)).document


def test_the_map_is_vectors_with_all_names(paper: Document, example: Base, context: Context) -> None:
    """Enlarged or printed on A3 it stays sharp, and a settlement can be searched for."""
    made = io.BytesIO()
    render_pdf(paper, made)
    first = PdfReader(made).pages[0]
    assert not first.images
    text = first.extract_text()
    with example.read() as connection:
        labels = [school.label for school in map_data(connection, Query("schools", context=context), TODAY).schools]
    assert len(labels) == 14
    assert [label for label in labels if label not in text] == []
    for word in ("ШНОР", "центр сети", "помогает очно", "20 км"):
        assert word in text.replace("\u00a0", " ")
    assert not faults(made.getvalue(), paper.page)


def test_the_map_stands_inside_the_margins(paper: Document) -> None:
    made = io.BytesIO()
    render_pdf(paper, made)
    opened = pypdfium2.PdfDocument(made.getvalue())
    try:
        page = opened[0]
        height = page.get_height()
        edges = [thing.get_bounds() for thing in page.get_objects(max_depth=1) if thing.type == 5]
    finally:
        opened.close()
    ((left, low, right, high),) = edges
    margins, (width, _) = paper.page.margins, paper.page.sheet
    unit = 72 / 25.4
    assert left >= margins.left * unit - 1
    assert right <= (width - margins.right) * unit + 1
    assert low >= margins.bottom * unit - 1
    assert high <= height - margins.top * unit


def test_word_has_a_sharp_picture_and_its_words(paper: Document) -> None:
    made = io.BytesIO()
    render_docx(paper, made)
    word = docx.Document(made)
    (shape,) = word.inline_shapes
    figure = next(block for block in paper.blocks if isinstance(block, Figure))
    ratio = figure.drawing.width / figure.drawing.height
    assert shape.width / shape.height == pytest.approx(ratio, rel=0.01)
    with zipfile.ZipFile(made) as archive:
        assert f'descr="{SAID}"' in archive.read("word/document.xml").decode()
        png = archive.read("word/media/figure1.png")
    assert int.from_bytes(png[16:20]) == pytest.approx(shape.width / 914_400 * 200, abs=2), "200 dots per inch"


def test_excel_has_the_picture_over_rows_left_free_for_it(paper: Document) -> None:
    made = io.BytesIO()
    render_xlsx(paper, made)
    with zipfile.ZipFile(made) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert f'descr="{SAID}"' in drawing
    assert "<drawing " in sheet
    high = int(drawing.partition('cy="')[2].partition('"')[0]) / 12_700
    first = int(drawing.partition("<row>")[2].partition("</row>")[0])
    filled = [
        int(part.partition('"')[0]) for part in sheet.split('<row r="')[1:] if "<c r=" in part.partition("</row>")[0]
    ]
    following = min(row for row in filled if row > first)
    assert (following - first - 1) * 15 >= high


def test_the_same_paper_gives_the_same_files(paper: Document) -> None:
    for render in (render_pdf, render_docx):
        made = [io.BytesIO(), io.BytesIO()]
        for stream in made:
            render(paper, stream)
        assert made[0].getvalue() == made[1].getvalue()
