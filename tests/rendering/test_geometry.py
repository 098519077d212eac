"""Where things stand on every page that leaves the office, and a checker that is caught neither asleep nor lying."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from reportlab.pdfgen.canvas import Canvas

from rendering.document_samples import document, plan, table
from rendering.every_document import every_document
from rendering.geometry import MM, faults
from rendering.pdf_boxes import pages_of
from rendering.random_trees import documents
from rendering.words import of_text
from setvzaim.documents.plan import plan_document
from setvzaim.documents.profiles import Margins, Orientation
from setvzaim.documents.tree import (
    Document,
    Heading,
    PageRules,
    Paragraph,
    Row,
    SectionRow,
    Spacer,
    Table,
    TableColumn,
)
from setvzaim.queries import Context
from setvzaim.rendering.pdf import render_pdf
from setvzaim.rendering.pdf.blocks import GapFlow, TextFlow
from setvzaim.rendering.pdf.fonts import face
from setvzaim.rendering.pdf.grid import Grid
from setvzaim.rendering.pdf.pager import Pager
from setvzaim.rendering.pdf.table import TableFlow
from setvzaim.storage import Base

PLAN = plan_document(plan(40))
RULES = PageRules()


def drawn(made: Document) -> bytes:
    """Render a document in memory."""
    stream = io.BytesIO()
    render_pdf(made, stream)
    return stream.getvalue()


def headings(made: Document) -> list[str]:
    """Give the texts of the headings."""
    return [" ".join(of_text(block.text)) for block in made.blocks if isinstance(block, Heading)]


def test_every_page_of_every_document_is_well_laid(example: Base, context: Context) -> None:
    pages = 0
    with example.read() as connection:
        for name, made in every_document(connection, context):
            file = drawn(made)
            pages += len(pages_of(file))
            assert not faults(file, made.page), name
    assert pages > 50


@settings(max_examples=60)
@given(documents())
def test_every_page_of_any_document_is_well_laid(made: Document) -> None:
    assert not faults(drawn(made), made.page, headings(made))


@pytest.mark.parametrize("filling", range(30, 48))
def test_heading_is_not_parted_from_a_table_by_the_space_between(filling: int) -> None:
    lines = [Paragraph("строка", indent=False)] * filling
    made = document(*lines, Heading(2, "Заголовок"), Spacer(3), table(Row(("следом", ""))))
    assert not faults(drawn(made), made.page)


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (replace(PLAN.page, orientation=Orientation.PORTRAIT), "the sheet is"),
        (replace(PLAN.page, long_storage=True), "stands in a margin"),
        (replace(PLAN.page, number_pages=False), "stand in the upper margin"),
        (replace(PLAN.page, profile=replace(PLAN.page.profile, number_offset=14)), "not in its place"),
        (replace(PLAN.page, profile=replace(PLAN.page.profile, margins=Margins(20, 10, 20, 40))), "the lower margin"),
        (replace(PLAN.page, profile=replace(PLAN.page.profile, margins=Margins(20, 20, 20, 20))), "a line stands"),
    ],
)
def test_a_page_laid_by_other_rules_is_noticed(rules: PageRules, words: str) -> None:
    assert not faults(drawn(PLAN), PLAN.page)
    assert words in " ".join(faults(drawn(PLAN), rules))


def test_a_page_number_missing_wrong_or_on_the_first_page_is_noticed() -> None:
    without = drawn(replace(PLAN, page=replace(PLAN.page, number_pages=False)))
    assert "page 2: [] stand in the upper margin instead of ['2']" in faults(without, PLAN.page)
    first, second = sketch((RULES.sheet[0] / 2, 15, "1")), sketch((RULES.sheet[0] / 2, 15, "1"), pages=2)
    assert "page 1: ['1'] stand in the upper margin instead of []" in faults(first, RULES)
    assert "page 2: ['1'] stand in the upper margin instead of ['2']" in faults(second, RULES)


def sketch(*strings: tuple[float, float, str], pages: int = 1, clip: bool = False) -> bytes:
    """Draw strings at their places (мм from the left and the top) on an upright sheet, by hand."""
    stream = io.BytesIO()
    width, height = (side * MM for side in RULES.sheet)
    canvas = Canvas(stream, pagesize=(width, height))
    for _ in range(pages):
        canvas.setFont(face().name, 14)
        if clip:
            path = canvas.beginPath()
            path.rect(0, 0, 30 * MM, height)
            canvas.clipPath(path, stroke=0)
        for x, y, text in strings:
            canvas.drawString(x * MM, height - y * MM, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_words_one_upon_the_other_or_clipped_are_noticed() -> None:
    assert not faults(sketch((30, 50, "слово"), (30, 56, "слово"), (50, 50, "слово")), RULES)
    assert "stand one upon the other" in " ".join(faults(sketch((30, 50, "слово"), (33, 51, "слово")), RULES))
    assert "is clipped" in " ".join(faults(sketch((30, 50, "слово"), clip=True), RULES))


def test_a_word_out_of_its_cell_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = (TableColumn(title="Столбец"), TableColumn(title="Другой"))
    made = document(Table(columns=columns, rows=(Row(("слово " * 9, "дело")),)))
    assert not faults(drawn(made), made.page)
    start = Grid.__init__

    def narrow(grid: Grid, pager: Pager, chosen: object) -> None:
        start(grid, pager, chosen)  # type: ignore[arg-type]
        grid._inner = [x - 60 for x in grid._inner]

    monkeypatch.setattr(Grid, "__init__", narrow)
    assert "stands out of its cell" in " ".join(faults(drawn(made), made.page))


def test_a_row_too_low_for_its_text_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = Grid.row

    def low(grid: Grid, row: object, first: int = 0, stop: int | None = None) -> None:
        draw(grid, row, first, stop)  # type: ignore[arg-type]
        grid._pager.rule(grid._pager.left, grid._pager.y - 7, grid._pager.right, grid._pager.y - 7)

    monkeypatch.setattr(Grid, "row", low)
    assert "stands out of its row" in " ".join(faults(drawn(PLAN), PLAN.page))


def test_a_page_without_the_header_or_with_another_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = TableFlow._begin_page

    def bare(flow: TableFlow) -> None:
        begin(flow)
        flow._head = flow._head[1:]

    monkeypatch.setattr(TableFlow, "_begin_page", bare)
    found = " ".join(faults(drawn(PLAN), PLAN.page))
    assert "a table begins without a header" in found
    assert "the table goes on with another header" in found


def test_a_header_or_a_section_left_alone_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [Paragraph("строка", indent=False)] * 44
    made = document(*before, table(Row(("одна", "")), Row(("другая", ""))))
    rows = [row for n in range(90) for row in (SectionRow(f"Раздел {n}"), Row((f"строка {n}", "")))]
    parted = document(table(*rows[1:]))
    assert not faults(drawn(made), made.page)
    assert not faults(drawn(parted), parted.page)

    def careless(flow: TableFlow) -> None:
        flow._grid.end()
        flow._pager.new_page()
        flow._begin_page()

    monkeypatch.setattr(TableFlow, "_next_page", careless)
    monkeypatch.setattr(TableFlow, "start_height", lambda _flow: 0.0)
    chunks = TableFlow._chunks
    monkeypatch.setattr(TableFlow, "_chunks", lambda flow: ([row] for chunk in chunks(flow) for row in chunk))
    assert "a header is left alone" in " ".join(faults(drawn(made), made.page))
    assert "a section is left alone" in " ".join(faults(drawn(parted), parted.page))


def test_a_heading_left_alone_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GapFlow, "start_height", lambda _flow: 0.0)
    draw = TextFlow.draw

    def loose(flow: TextFlow, _tail: float = 0.0) -> None:
        flow.keep_next = False
        draw(flow, 0.0)

    monkeypatch.setattr(TextFlow, "draw", loose)
    found = []
    for filling in range(36, 48):
        lines = [Paragraph("строка", indent=False)] * filling
        made = document(*lines, Heading(2, "Заголовок"), Paragraph("следом " * 40))
        found += faults(drawn(made), made.page, ["Заголовок"])
    assert "a heading is left alone" in " ".join(found)
