"""Where things stand on the pages of a PDF: no text in the margins, no torn row."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from rendering.document_samples import LONG, document, plan, table
from rendering.pdf_reader import assert_inside, drawn, placed, words
from setvzaim.documents.plan import plan_document
from setvzaim.documents.profiles import GOST_2016, GOST_2025, Orientation, Profile
from setvzaim.documents.tree import (
    Heading,
    Note,
    PageBreak,
    PageRules,
    Paragraph,
    Row,
    SectionRow,
    Signature,
    Spacer,
    Table,
    TableColumn,
    plain,
)
from setvzaim.rendering.pdf import render_pdf
from setvzaim.rendering.pdf.table import TableFlow

PLAN = plan_document(plan(60))


def test_all_text_stands_inside_the_margins() -> None:
    for page in drawn(PLAN).pages:
        assert_inside(page, PLAN.page)


@pytest.mark.parametrize("orientation", list(Orientation))
@pytest.mark.parametrize("profile", [GOST_2016, GOST_2025])
def test_page_number_stands_in_the_middle_of_the_upper_margin_from_the_second_page(
    profile: Profile, orientation: Orientation
) -> None:
    rules = PageRules(profile=profile, orientation=orientation, long_storage=profile is GOST_2016)
    text = document(*[Paragraph(LONG * 3)] * 40, page=rules)
    for number, page in enumerate(drawn(text).pages, 1):
        above = [string for string in placed(page) if string.y < rules.margins.top]
        if number == 1:
            assert not above
            continue
        (shown,) = above
        middle = (rules.margins.left + rules.sheet[0] - rules.margins.right) / 2
        assert shown.text == str(number)
        assert shown.x == pytest.approx(middle, abs=3)
        assert shown.y - 12 / 72 * 25.4 * 0.7 >= profile.number_offset  # the top of the figure


def test_header_stands_on_every_page_of_the_table() -> None:
    pages = drawn(PLAN).pages
    assert len(pages) > 4
    for page in pages:
        text = re.sub(r"\s+", " ", page.extract_text())
        assert "Мероприятие" in text
        assert "Ожидаемый результат" in text
        assert "1 2 3 4 5 6 7 8" in text  # the row of column numbers


def test_no_row_is_torn_while_it_fits_a_page() -> None:
    marks = [f"н{n} " + "слово " * (20 * (n % 7) + 1) + f"к{n}" for n in range(120)]
    text = document(table(*[Row((mark, "")) for mark in marks]))
    for page in drawn(text).pages:
        found = page.extract_text().split()
        starts = {w[1:] for w in found if re.fullmatch(r"н\d+", w)}
        ends = {w[1:] for w in found if re.fullmatch(r"к\d+", w)}
        assert starts == ends


def test_row_longer_than_a_page_goes_on_and_loses_nothing() -> None:
    long = " ".join(f"слово{n}" for n in range(3000))
    reader = drawn(document(table(Row(("до", "а")), Row((long, "б")), Row(("после", "в")))))
    assert len(reader.pages) > 3
    found = [word for word in words(reader) if word.startswith("слово")]
    assert found == long.split()
    assert words(reader)[-2:] == ["после", "в"]
    assert all("Столбец1" in page.extract_text() for page in reader.pages)


@pytest.mark.parametrize("filling", range(20, 60))
def test_section_is_never_the_last_row_of_a_page(filling: int) -> None:
    rows = [Row((f"строка{n}", "")) for n in range(filling)]
    reader = drawn(document(table(*rows, SectionRow("Раздел"), SectionRow("Подраздел"), Row(("за ними", "")))))
    for page in reader.pages:
        text = page.extract_text()
        assert ("Раздел" in text) == ("Подраздел" in text) == ("за ними" in text)


@pytest.mark.parametrize("filling", range(35, 50))
def test_heading_stays_with_what_follows(filling: int) -> None:
    lines = [Paragraph("строка", indent=False)] * filling
    for follower in (Paragraph("следом"), table(Row(("следом", "")))):
        for page in drawn(document(*lines, Heading(2, "Заголовок"), follower)).pages:
            text = page.extract_text()
            assert ("Заголовок" in text) == ("следом" in text)


@pytest.mark.parametrize("filling", range(30, 52))
def test_signature_is_never_alone_on_a_page(filling: int) -> None:
    rows = [Row((f"строка{n}", "")) for n in range(filling)]
    reader = drawn(document(table(*rows), Signature("Методист", "И. О. Фамилия")))
    assert "строка" in reader.pages[-1].extract_text()
    paragraphs = [Paragraph("абзац", indent=False)] * filling
    assert "абзац" in drawn(document(*paragraphs, Signature("Методист", "И. О."))).pages[-1].extract_text()


@pytest.mark.parametrize("filling", range(30, 52))
def test_what_stands_under_a_heading_with_a_signature_takes_the_heading_along(filling: int) -> None:
    """«Нет сведений.» and two signatures go to the next page together, and not without their heading."""
    lines = [Paragraph("строка", indent=False)] * filling
    signed = (Signature("Председатель", "А. А. Первый"), Signature("Секретарь", "Б. Б. Второй"))
    for follower in (Paragraph("следом"), table(Row(("следом", "")))):
        made = document(*lines, Heading(2, "Заголовок"), follower, *signed)
        for page in drawn(made).pages:
            text = page.extract_text()
            assert ("Заголовок" in text) == ("следом" in text) == ("Первый" in text) == ("Второй" in text)
            assert_inside(page, made.page)


@pytest.mark.parametrize("filling", range(30, 52))
def test_small_print_is_never_alone_on_a_page(filling: int) -> None:
    rows = [Row((f"строка{n}", "")) for n in range(filling)]
    assert "строка" in drawn(document(table(*rows), Note("мелко"))).pages[-1].extract_text()
    signed = document(table(*rows), Signature("Методист", "И. О. Фамилия"), Note("Исполнитель"))
    last = drawn(signed).pages[-1].extract_text()
    assert all(part in last for part in ("строка", "Фамилия", "Исполнитель"))


@pytest.mark.parametrize("filling", range(36, 46))
def test_table_of_one_row_is_not_parted_from_its_header_or_signature(filling: int) -> None:
    before = [Paragraph("строка", indent=False)] * filling
    made = document(*before, table(Row(("единственная", ""))), Signature("Методист", "И. О. Фамилия"))
    for page in drawn(made).pages:
        text = page.extract_text()
        assert ("Столбец1" in text) == ("единственная" in text) == ("Фамилия" in text)
        assert_inside(page, made.page)


@pytest.mark.parametrize("filling", range(34, 46))
def test_row_longer_than_a_page_begins_with_several_lines_under_its_header(filling: int) -> None:
    before = [Paragraph("строка", indent=False)] * filling
    made = document(*before, table(SectionRow("Раздел"), Row(("слово " * 2000, ""))))
    for page in drawn(made).pages:
        text = page.extract_text()
        assert "Столбец1" not in text or text.count("слово") >= 3
        assert "Раздел" not in text or "слово" in text
        assert_inside(page, made.page)


@pytest.mark.parametrize("length", [400, 1500, 6000])
def test_header_too_high_to_be_repeated_is_drawn_once_and_whole(length: int) -> None:
    title = " ".join(f"ш{n}" for n in range(length))
    columns = (TableColumn(title=title), TableColumn(title="Срок"))
    made = document(Paragraph("до"), Table(columns=columns, rows=(Row(("дело", "май")),) * 60))
    reader = drawn(made)
    found = words(reader)
    assert [word for word in found if word.startswith("ш")][:length] == title.split()
    assert found.count("дело") == 60
    for page in reader.pages:
        assert_inside(page, made.page)


def test_page_break_starts_one_page_and_space_at_the_top_vanishes() -> None:
    reader = drawn(
        document(Paragraph("первая"), PageBreak(), PageBreak(), Spacer(50), Paragraph("вторая", indent=False))
    )
    assert len(reader.pages) == 2
    (second,) = [s for s in placed(reader.pages[1]) if s.text == "вторая"]
    assert second.y < PageRules().margins.top + 7


def test_words_come_back_from_the_pdf() -> None:
    reader = drawn(PLAN)
    expected = " ".join(plain(row.text) for row in _rows() if isinstance(row, SectionRow)).split()
    cells = [str(cell) for row in _rows() if isinstance(row, Row) for cell in row.cells if cell]
    found = words(reader)
    assert set(expected) <= set(found)
    assert sum(word.startswith("мероприятие") for word in found) == 60
    assert {"Җаңһрин", "өдр:", "әрүн,", "үзүр", "«Точка", "№"} <= set(found)
    assert len(cells) > 60


def _rows() -> list[Row | SectionRow]:
    (only,) = [block for block in PLAN.blocks if isinstance(block, Table)]
    return list(only.rows)


def test_file_says_its_title_and_language_and_is_the_same_each_time() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    render_pdf(PLAN, first)
    render_pdf(PLAN, second)
    assert first.getvalue() == second.getvalue()
    reader = drawn(PLAN)
    assert reader.metadata is not None
    assert reader.metadata.title == "СОВМЕСТНЫЙ ПЛАН Целинного района 2026/27"
    assert str(reader.root_object["/Lang"]) == "ru-RU"
    assert {name for name in _embedded(reader) if "Tinos" in name}
    assert all("Tinos" in name for name in _embedded(reader))


def _embedded(reader: PdfReader) -> set[str]:
    """Give the names of the fonts that the text of the file is set in."""
    names: set[str] = set()

    def visit(text: str, _cm: object, _tm: object, font: dict[str, str] | None, _size: float) -> None:
        if text.strip() and font is not None:
            names.add(str(font["/BaseFont"]))

    for page in reader.pages:
        page.extract_text(visitor_text=visit)
    return names


def test_each_row_is_laid_out_once_however_long_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Growth is linear: only the first row is laid out again, to see where the table begins."""
    calls: list[int] = []
    lay = TableFlow._lay

    def counted(self: TableFlow, row: Row | SectionRow) -> object:
        calls.append(1)
        return lay(self, row)

    monkeypatch.setattr(TableFlow, "_lay", counted)
    for count in (50, 400):
        calls.clear()
        rows = [Row((f"строка{n}", LONG)) for n in range(count)]
        drawn(document(table(*rows)))
        assert len(calls) <= count + 2
