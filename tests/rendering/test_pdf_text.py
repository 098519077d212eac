"""Any text survives the PDF: words of a Russian or Kalmyk paper come back, odd characters harm nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rendering.document_samples import document, table
from rendering.pdf_reader import drawn, words
from setvzaim.documents.profiles import Orientation
from setvzaim.documents.tree import (
    Blank,
    Document,
    Heading,
    Note,
    PageRules,
    Paragraph,
    Row,
    Run,
    SectionRow,
    Signature,
    Stamp,
    Stamps,
    Table,
    TableColumn,
)
from setvzaim.rendering.pdf.columns import share_width
from setvzaim.rendering.pdf.fonts import clean, face
from setvzaim.rendering.pdf.wrap import wrap

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяӘәӨөҮүҺһҖҗҢңАБВГДЕЁЖЗ«»№₽"
russian_words = st.lists(st.text(alphabet=LETTERS, min_size=1, max_size=12), max_size=60)
any_text = st.text(max_size=300)
few = settings(max_examples=40, deadline=None)


@few
@given(russian_words, russian_words)
def test_words_of_paragraph_and_cell_come_back_in_order(text: list[str], cell: list[str]) -> None:
    reader = drawn(document(Paragraph(" ".join(text)), table(Row((" ".join(cell),)), columns=1)))
    assert words(reader) == [*text, "Столбец1", *cell]


@few
@given(any_text, any_text, any_text)
def test_any_text_anywhere_is_drawn(first: str, second: str, third: str) -> None:
    runs = (Run(first, bold=True), Blank(20), Run(second, italic=True), Run(third))
    blocks = (
        Stamps(
            left=Stamp(word=first, ground=(second, runs), signatory=third, date=runs),
            right=Stamp(word=second),
        ),
        Heading(1, first),
        Paragraph(runs),
        Note(second),
        table(SectionRow(first), Row((first, second)), Row((runs, third), bold=True)),
        Signature(second, third),
    )
    reader = drawn(Document(first, blocks))
    assert all(page.extract_text() is not None for page in reader.pages)


@few
@given(any_text, st.floats(min_value=0.5, max_value=60))
def test_no_line_is_wider_than_its_room(text: str, room: float) -> None:
    """A line passes its room only when a single character does."""
    for given_text in (text, (Run(text), Run(text, bold=True))):
        for line in wrap(given_text, room, 11):
            assert line.width <= room + 1e-3 or sum(len(f.text) for f in line.fragments) == 1


@given(
    st.lists(
        st.tuples(st.floats(min_value=0.1, max_value=9), st.floats(min_value=1, max_value=300)),
        min_size=1,
        max_size=30,
    )
)
def test_columns_fill_the_width_and_keep_their_longest_words(columns: list[tuple[float, float]]) -> None:
    weights, least = [w for w, _ in columns], [m for _, m in columns]
    widths = share_width(weights, least, 700)
    if sum(least) <= 700:
        assert sum(widths) == pytest.approx(700)
        assert all(width >= m - 1e-6 for width, m in zip(widths, least, strict=True))
    else:
        assert sum(widths) == pytest.approx(700)


def test_wide_register_shrinks_its_text_before_it_cuts_words() -> None:
    titles = [
        "Обучающихся",
        "Педагогических",
        "Автотранспорт",
        "Ответственный",
        "Муниципалитет",
        "Характеристика",
    ] * 2
    columns = tuple(TableColumn(title=title) for title in titles)
    only = Table(columns=columns, rows=(Row(tuple("слово" for _ in titles)),))
    found = words(drawn(document(only, page=PageRules(orientation=Orientation.LANDSCAPE, table_min_size=5))))
    assert found == [*titles, *["слово"] * len(titles)]


def test_spaces_that_tie_do_not_end_a_line() -> None:
    assert clean("СОШ № 5, рост 10 % у Б. С. Манджиевой") == "СОШ №\u00a05, рост 10\u00a0% у Б.\u00a0С.\u00a0Манджиевой"


def test_hyphened_word_breaks_after_its_hyphen() -> None:
    font = face()
    lines = wrap("школа-наставник", font.width("школа-наставник") - 0.2, 11)
    assert ["".join(f.text for f in line.fragments) for line in lines] == ["школа-", "наставник"]


def test_runs_keep_the_spaces_between_them() -> None:
    reader = drawn(document(Paragraph((Run("один "), Run("два", bold=True), Run(" три"), Run("четыре", italic=True)))))
    assert words(reader) == ["один", "два", "тричетыре"]
