"""One document, three files: nobody signs a PDF that says something else than the Word sent to a school."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from rendering.document_samples import plan
from rendering.every_document import every_document
from rendering.pdf_boxes import pages_of
from rendering.random_trees import documents
from rendering.words import Part, Role, check_pdf, of_excel, of_word, parts_of
from setvzaim.documents.plan import plan_document
from setvzaim.documents.tree import Block, Document, Row, Table
from setvzaim.queries import Context
from setvzaim.rendering.docx import render_docx
from setvzaim.rendering.pdf import render_pdf
from setvzaim.rendering.pdf.grid import Grid
from setvzaim.rendering.pdf.table import TableFlow
from setvzaim.rendering.xlsx import render_xlsx
from setvzaim.storage import Base


def check_word(document: Document) -> None:
    """Check the words of the Word file."""
    stream = io.BytesIO()
    render_docx(document, stream)
    assert of_word(docx.Document(stream)) == [word for part in parts_of(document) for word in part.words]


def check_excel(document: Document) -> None:
    """Check the words of the workbook; those of the stamps stand side by side."""
    stream = io.BytesIO()
    render_xlsx(document, stream)
    found = of_excel(load_workbook(stream).active)
    for part in parts_of(document):
        mine, found = found[: len(part.words)], found[len(part.words) :]
        assert _ordered(part, mine) == _ordered(part, list(part.words))
    assert not found


def _ordered(part: Part, words: list[str]) -> list[str]:
    return sorted(words) if part.role is Role.STAMPS else words


def check_all(document: Document) -> None:
    """Check all three."""
    check_word(document)
    check_excel(document)
    stream = io.BytesIO()
    render_pdf(document, stream)
    check_pdf(stream.getvalue(), document)


def test_every_document_says_the_same_in_three_formats(example: Base, context: Context) -> None:
    count = 0
    with example.read() as connection:
        for name, document in every_document(connection, context):
            count += 1
            try:
                check_all(document)
            except AssertionError as error:
                pytest.fail(f"{name}: {error}")
    assert count > 20


@settings(max_examples=60)
@given(documents())
def test_any_document_says_the_same_in_three_formats(document: Document) -> None:
    check_all(document)


PLAN = plan_document(plan(25))


def without(document: Document, word: str) -> Document:
    """Take a word out of the rows of a document."""

    def cut(block: Block) -> Block:
        if not isinstance(block, Table):
            return block
        rows = [row for row in block.rows if not isinstance(row, Row) or word not in str(row.cells)]
        return replace(block, rows=rows)

    return replace(document, blocks=tuple(cut(block) for block in document.blocks))


@pytest.mark.parametrize("other", [without(PLAN, "мероприятие7"), replace(PLAN, blocks=PLAN.blocks[1:])])
def test_a_lost_row_or_stamp_is_noticed_in_each_format(other: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = parts_of(PLAN)
    monkeypatch.setattr(f"{__name__}.parts_of", lambda _document: expected)
    for check in (check_word, check_excel):
        with pytest.raises(AssertionError):
            check(other)
    stream = io.BytesIO()
    render_pdf(other, stream)
    with pytest.raises(AssertionError):
        check_pdf(stream.getvalue(), PLAN)


@pytest.mark.parametrize("numbered", [True, False])
def test_a_page_number_or_a_header_too_many_or_missing_is_noticed(numbered: bool) -> None:  # noqa: FBT001
    stream = io.BytesIO()
    render_pdf(replace(PLAN, page=replace(PLAN.page, number_pages=numbered)), stream)
    assert len(pages_of(stream.getvalue())) > 2
    with pytest.raises(AssertionError):
        check_pdf(stream.getvalue(), replace(PLAN, page=replace(PLAN.page, number_pages=not numbered)))


def test_a_missing_header_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = Grid.begin

    def bare(flow: TableFlow) -> None:
        begin(flow._grid)

    stream = io.BytesIO()
    monkeypatch.setattr(TableFlow, "_begin_page", bare)
    render_pdf(PLAN, stream)
    with pytest.raises(AssertionError):
        check_pdf(stream.getvalue(), PLAN)
