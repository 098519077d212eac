"""Documents at random, of every block and in every way a page may lie, in words that can be told apart."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from setvzaim.documents.profiles import PROFILES, Orientation
from setvzaim.documents.tree import (
    Align,
    Blank,
    Block,
    Cell,
    Document,
    Heading,
    Inline,
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
    TableRow,
    Text,
)

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяӘәӨөҮүҺһҖҗҢңАБВГДЕЁЖЗ«»№₽&<>"
word = st.text(alphabet=LETTERS, min_size=1, max_size=14)
hyphened = st.tuples(word, word).map("-".join)


def phrase(most: int) -> st.SearchStrategy[str]:
    """Give a few words with single spaces."""
    return st.lists(st.one_of(word, word, hyphened), min_size=1, max_size=most).map(" ".join)


def faced(most: int) -> st.SearchStrategy[tuple[Inline, ...]]:
    """Give text in several faces, with places for the pen."""
    run = st.builds(Run, phrase(most).map(lambda text: f" {text} "), st.booleans(), st.booleans())
    blank = st.builds(Blank, st.floats(min_value=6, max_value=60))
    return st.lists(st.one_of(run, run, blank), min_size=1, max_size=4).map(tuple)


def text(most: int) -> st.SearchStrategy[Text]:
    """Give text of one face or several."""
    return st.one_of(phrase(most), faced(most))


stamp = st.builds(
    Stamp,
    word=st.sampled_from(["УТВЕРЖДАЮ", "СОГЛАСОВАНО"]),
    ground=st.lists(text(9), max_size=3).map(tuple),
    signatory=st.none() | phrase(3),
    date=st.none() | faced(2),
)
number = st.one_of(st.integers(-(10**7), 10**7), st.integers(10**3, 10**9).map(lambda n: n / 1000))
cell: st.SearchStrategy[Cell] = st.one_of(
    st.none(), text(12), number, st.booleans(), st.dates(date(1901, 1, 1), date(2100, 1, 1))
)
column = st.builds(
    TableColumn,
    title=phrase(4),
    kind=st.sampled_from(Kind),
    weight=st.floats(min_value=0.3, max_value=4),
    align=st.none() | st.sampled_from(Align),
    decimals=st.none() | st.integers(0, 3),
    grouping=st.booleans(),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Give a table: the first cell of a row always has words, so that every row can be seen."""
    columns = draw(st.lists(column, min_size=1, max_size=7).map(tuple))
    several = st.tuples(phrase(5), *[cell for _ in columns[1:]])
    row: st.SearchStrategy[TableRow] = st.builds(Row, several, st.booleans())
    section = st.builds(SectionRow, phrase(6))
    rows = draw(st.lists(st.one_of(row, row, row, section), max_size=8))
    return Table(columns=columns, rows=tuple(rows * draw(st.integers(1, 9))), numbered=draw(st.booleans()))


blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.integers(1, 3), text(12)),
    st.builds(Paragraph, text(60), st.sampled_from(Align), st.booleans()),
    st.builds(Note, text(30)),
    tables(),
    tables(),
    st.builds(Signature, text(9), phrase(3)),
    st.builds(Spacer, st.floats(min_value=0, max_value=40)),
    st.just(PageBreak()),
)
rules = st.builds(
    PageRules,
    profile=st.sampled_from(sorted(PROFILES.values(), key=lambda profile: profile.key)),
    orientation=st.sampled_from(Orientation),
    long_storage=st.booleans(),
    text_size=st.sampled_from([12.0, 14.0]),
    line_spacing=st.sampled_from([1.0, 1.5]),
    number_pages=st.booleans(),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Give a whole document."""
    stamps = draw(st.none() | st.builds(Stamps, left=st.none() | stamp, right=st.none() | stamp))
    body: list[Block] = []
    for block in draw(st.lists(blocks, min_size=1, max_size=9)):
        before = next((other for other in reversed(body) if not isinstance(other, Spacer | PageBreak)), None)
        if isinstance(block, PageBreak) and isinstance(before, Heading):
            continue  # a heading over an empty rest of a page is asked for by nobody
        if isinstance(block, Table) and isinstance(before, Table):
            body.append(Note("и ещё"))  # from the paper alone two tables of the same columns are one that goes on
        if not (isinstance(block, Spacer) and body and isinstance(body[-1], Spacer)):
            body.append(block)
    return Document(draw(phrase(5)), (*((stamps,) if stamps else ()), *body), draw(rules))
