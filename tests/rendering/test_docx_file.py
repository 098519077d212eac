"""The Word file an office goes on with: opens without repair, styles to change, headers repeated, numbers as fields."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from hypothesis import given, settings
from hypothesis import strategies as st

from rendering.document_samples import document, plan, table
from rendering.random_trees import documents
from rendering.word_schema import complaints
from setvzaim.documents.plan import plan_document
from setvzaim.documents.profiles import Orientation
from setvzaim.documents.tree import (
    Align,
    Blank,
    Cell,
    Document,
    Heading,
    Kind,
    Note,
    PageBreak,
    PageRules,
    Paragraph,
    Row,
    Run,
    SectionRow,
    Signature,
    Spacer,
    Stamp,
    Stamps,
    Table,
    TableColumn,
)
from setvzaim.errors import WorldError
from setvzaim.rendering.docx import render_docx
from setvzaim.rendering.job import Job
from setvzaim.rendering.pdf.columns import measure_columns
from setvzaim.rendering.pdf.pager import MM

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLAN = plan_document(plan(20))


def written(made: Document) -> bytes:
    """Write a document in memory."""
    stream = io.BytesIO()
    render_docx(made, stream)
    return stream.getvalue()


def opened(made: Document) -> WordDocument:
    """Write a document and open it."""
    return docx.Document(io.BytesIO(written(made)))


def xml_of(made: Document) -> str:
    """Give the text of a document as XML."""
    with zipfile.ZipFile(io.BytesIO(written(made))) as archive:
        return archive.read("word/document.xml").decode()


def plan_table(word: WordDocument) -> WordTable:
    """Give the table of the plan: the one with the most columns."""
    return max(word.tables, key=lambda found: len(found.columns))


@settings(max_examples=60)
@given(documents())
def test_word_finds_nothing_to_repair(made: Document) -> None:
    assert complaints(written(made)) == []


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        ("<w:keepNext/><w:keepLines/>", "<w:keepLines/><w:keepNext/>", "wrong order"),
        ("<w:tblGrid>", "<w:tblGrid><w:gridCol/>", "columns instead of"),
        ('<w:p><w:pPr><w:pStyle w:val="Stamp"/></w:pPr></w:p></w:tc>', "</w:tc>", "does not end with a paragraph"),
        ('<w:pStyle w:val="Stamp"/>', '<w:pStyle w:val="Гриф"/>', "no such style"),
        ("</w:tbl>", "</w:tbl><w:tbl/>", "a table is followed by tbl"),
        ("<w:cantSplit/><w:tblHeader/>", "<w:cantSplit/><w:tblHeader/><w:tcW/>", "tcW stands in trPr"),
        ('<w:vAlign w:val="center"/>', '<w:vAlign w:val="center"/><w:vAlign w:val="top"/>', "two of vAlign"),
    ],
)
def test_a_file_word_would_repair_is_noticed(good: str, bad: str, words: str) -> None:
    spoilt = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written(PLAN))) as whole, zipfile.ZipFile(spoilt, "w") as archive:
        texts = {name: whole.read(name).decode() for name in whole.namelist()}
        assert any(good in text for text in texts.values())
        for name, text in texts.items():
            archive.writestr(name, text.replace(good, bad))
    assert words in " ".join(complaints(spoilt.getvalue()))


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_text_anywhere_is_written_and_read(text: str) -> None:
    runs = (Run(text, bold=True), Blank(20), Run(text, italic=True))
    stamps = Stamps(left=Stamp(word=text, ground=(text, runs), signatory=text, date=runs), right=Stamp(word=text))
    rows = (SectionRow(text), Row((text, runs)), Row((runs, text), bold=True))
    made = Document(text, (stamps, Heading(1, text), Paragraph(runs), Note(text), table(*rows), Signature(text, runs)))
    assert complaints(written(made)) == []
    assert docx.Document(io.BytesIO(written(made))).paragraphs


def test_page_is_that_of_the_profile() -> None:
    (section,) = opened(document(page=PageRules(orientation=Orientation.LANDSCAPE, long_storage=True))).sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    found = [section.page_width, section.page_height, section.left_margin, section.right_margin, section.top_margin]
    expected = [Mm(297), Mm(210), Mm(30), Mm(10), Mm(20)]
    assert [int(side or 0) for side in found] == pytest.approx(expected, abs=Mm(0.1))
    assert int(section.header_distance or 0) == pytest.approx(Mm(10), abs=Mm(0.1))


def test_pages_are_numbered_by_a_field_from_the_second_on() -> None:
    (section,) = opened(PLAN).sections
    assert section.different_first_page_header_footer
    (paragraph,) = section.header.paragraphs
    assert paragraph.style is not None
    assert paragraph.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    (field,) = paragraph._p.iter(f"{W}fldSimple")
    assert field.get(f"{W}instr") == " PAGE "
    assert not "".join(paragraph.text for paragraph in section.first_page_header.paragraphs)
    (bare,) = opened(document(page=PageRules(number_pages=False))).sections
    assert bare.header.is_linked_to_previous


def test_styles_carry_the_look_so_that_one_change_changes_all() -> None:
    word = opened(document(Heading(1, "Заголовок"), Heading(2, "Раздел"), Paragraph("текст"), Note("мелко")))
    styles = [paragraph.style.name for paragraph in word.paragraphs if paragraph.style is not None]
    assert styles == ["Heading 1", "Heading 2", "Body Text", "Примечание"]
    heading, body, note = word.styles["Heading 1"], word.styles["Body Text"], word.styles["Примечание"]
    assert heading.font.bold
    assert heading.paragraph_format.keep_with_next
    assert heading.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert body.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert body.paragraph_format.first_line_indent == pytest.approx(Mm(12.5), abs=Mm(0.1))
    assert note.font.size == Pt(10)
    assert not [run for paragraph in word.paragraphs for run in paragraph.runs if run.font.name or run.font.size]
    defaults = word.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert defaults.find(f"{W}rFonts").get(f"{W}ascii") == "Times New Roman"
    assert defaults.find(f"{W}lang").get(f"{W}val") == "ru-RU"
    assert defaults.find(f"{W}sz").get(f"{W}val") == "28"


def test_file_says_its_title_and_nothing_of_its_maker_and_is_the_same_each_time() -> None:
    properties = opened(PLAN).core_properties
    assert properties.title == "СОВМЕСТНЫЙ ПЛАН Целинного района 2026/27"
    assert (properties.author, properties.comments, properties.language) == ("setvzaim", "", "ru-RU")
    assert written(PLAN) == written(PLAN)
    with zipfile.ZipFile(io.BytesIO(written(PLAN))) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name or "custom" in name]
        assert not [name for name in archive.namelist() if b"python-docx" in archive.read(name)]


def test_header_is_repeated_rows_stay_whole_and_sections_with_what_follows() -> None:
    rows = plan_table(opened(PLAN)).rows
    kinds = [[child.tag.removeprefix(W) for child in row._tr.trPr] for row in rows]
    assert kinds[:2] == [["cantSplit", "tblHeader"]] * 2
    assert all(kind == ["cantSplit"] for kind in kinds[2:])
    assert [cell.grid_span for cell in rows[2]._tr.tc_lst] == [8]
    assert rows[2].cells[0].text == "I. раздел0"
    (paragraph,) = rows[2].cells[0].paragraphs
    assert paragraph.style is not None
    assert paragraph.style.paragraph_format.keep_with_next


def test_a_header_too_high_is_not_repeated() -> None:
    columns = (TableColumn(title="слово " * 2000), TableColumn(title="Срок"))
    assert "tblHeader" not in xml_of(document(Table(columns=columns, rows=(Row(("а", "б")),))))


def test_columns_are_as_wide_as_in_the_pdf() -> None:
    (made,) = [block for block in PLAN.blocks if isinstance(block, Table)]
    columns = measure_columns(made, PLAN.page.frame_width * MM, PLAN.page, Job())
    found = [column.width for column in plan_table(opened(PLAN)).columns]
    assert [int(width or 0) for width in found] == pytest.approx([Pt(width) for width in columns.widths], abs=Pt(0.1))
    (size,) = {style.font.size for style in opened(PLAN).styles if style.name.startswith("Таблица")}
    assert size == Pt(columns.size)


def test_cells_are_aligned_by_what_they_hold_and_totals_are_bold() -> None:
    columns = (
        TableColumn(title="Школа"),
        TableColumn(title="Учеников", kind=Kind.NUMBER),
        TableColumn(title="День", kind=Kind.DATE),
    )
    cells: tuple[Cell, ...] = ("Троицкая", 1640, date(2026, 9, 1))
    (made,) = opened(document(Table(columns=columns, rows=(Row(cells), Row(cells, bold=True))))).tables
    plain, total = made.rows[1].cells, made.rows[2].cells
    assert [cell.text for cell in plain] == ["Троицкая", "1\u202f640", "01.09.2026"]
    assert [cell.paragraphs[0].alignment for cell in plain] == [
        None,
        WD_ALIGN_PARAGRAPH.RIGHT,
        WD_ALIGN_PARAGRAPH.CENTER,
    ]
    assert not any(cell.paragraphs[0].runs[0].bold for cell in plain)
    assert all(cell.paragraphs[0].runs[0].bold for cell in total)


def test_stamps_stand_left_and_right_in_their_widths() -> None:
    stamps = opened(PLAN).tables[0]
    left, middle, right = stamps.rows[0].cells
    assert left.text.startswith("СОГЛАСОВАНО")
    assert right.text.startswith("УТВЕРЖДАЮ\nНачальник Отдела образования\n")
    assert not middle.text
    assert [int(cell.width or 0) for cell in (left, right)] == pytest.approx([Mm(80)] * 2, abs=Mm(0.1))


def test_a_place_for_the_pen_is_a_line_nobody_has_to_type() -> None:
    one_line = Paragraph((Run("от "), Blank(20), Run(" № "), Blank(10)), align=Align.LEFT, indent=False)
    long = Paragraph((Run("слово " * 30), Blank(90), Run(" слово" * 9), Blank(70), Run(" слово" * 9), Blank(40)))
    made = document(one_line, long, table(Row(((Run("дата "), Blank(10)), ""))))
    assert "_" not in xml_of(made).replace("_rels", "")
    first, second = opened(made).paragraphs[:2]
    stops = list(first.paragraph_format.tab_stops)
    assert first.text == "от \t № \t"
    assert len(stops) == 2
    start = int(stops[0].position) - Mm(20)
    assert 0 < start < Mm(10)  # the line begins where «от » ends
    assert second.runs[1].underline
    assert set(second.runs[1].text) == {"\u00a0"}


def test_signature_stays_with_the_text_before_it() -> None:
    made = document(Paragraph("конец"), Spacer(3), Signature("Методист", "И. О. Фамилия"))
    word = opened(made)
    kept = [paragraph.paragraph_format.keep_with_next for paragraph in word.paragraphs[:3]]
    assert kept == [True, True, True]
    after_table = opened(document(table(Row(("а", "б")), Row(("в", "г"))), Signature("Методист", "И. О. Фамилия")))
    first, last = (row.cells[0].paragraphs[0] for row in after_table.tables[0].rows[1:])
    assert (first.paragraph_format.keep_with_next, last.paragraph_format.keep_with_next) == (None, True)
    signature = after_table.tables[1].rows[0].cells
    assert [cell.text for cell in signature] == ["Методист", "", "", "", "И.\u00a0О.\u00a0Фамилия"]
    assert [len(list(cell._tc.iter(f"{W}bottom"))) for cell in signature] == [0, 0, 1, 0, 0]


def test_page_break_belongs_to_what_begins_the_page() -> None:
    word = opened(document(Paragraph("первая"), PageBreak(), PageBreak(), Spacer(20), Paragraph("вторая")))
    assert [paragraph.text for paragraph in word.paragraphs] == ["первая", "вторая"]
    assert [paragraph.paragraph_format.page_break_before for paragraph in word.paragraphs] == [None, True]
    before_table = opened(document(Paragraph("первая"), PageBreak(), table(Row(("а", "б")))))
    assert before_table.paragraphs[1].paragraph_format.page_break_before


def test_a_table_wider_than_word_allows_is_refused_in_words() -> None:
    wide = table(Row(tuple("а" * 64)), columns=64)
    with pytest.raises(WorldError, match="больше 63 столбцов"):
        written(document(wide))
    assert complaints(written(document(table(Row(tuple("а" * 63)), columns=63)))) == []
