"""A wording with its values becomes a paper, and what is missing is told before it is printed.

Lost when this fails: an order signed with a gap in it, a row fewer, or a name that nobody filled in.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setvzaim.documents.facts import Facts, Pen, Value, person, words
from setvzaim.documents.filling import SPACE, Filled, fill, is_empty, names_in
from setvzaim.documents.tree import (
    Align,
    Blank,
    Heading,
    Kind,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Run,
    SectionRow,
    Signature,
    Stamp,
    Stamps,
    Table,
    plain,
)
from setvzaim.documents.wording import BadWordingError, Placeholder, read_wording
from setvzaim.text.declension import Case, Declension
from setvzaim.text.declension import Kind as WordKind

STAMPS = Stamps(right=Stamp(word="УТВЕРЖДАЮ"))
HANDS: tuple[Facts, ...] = ({"вид": "левая"}, {"вид": "правая"})
MEMBERS: tuple[Facts, ...] = ({"название": "А", "рука": HANDS}, {"название": "Б", "рука": ()})
FACTS: Facts = {
    "школа": words("СОШ № 1", WordKind.SCHOOL),
    "Населённый пункт": "с. Троицкое",
    "директор": person("Манджиева Саглара Борисовна"),
    "пусто": None,
    "учеников": 0,
    "день": date(2026, 9, 5),
    "перо": Pen(30),
    "гриф": (STAMPS,),
    "без грифа": (),
    "участник": MEMBERS,
    "никто": (),
}


def filled(text: str, facts: Facts = FACTS, declension: Declension | None = None) -> Filled:
    """Fill a wording."""
    return fill(read_wording(text), facts, declension or Declension())


def said(text: str) -> str:
    """Fill a wording and return what its paragraphs say."""
    return "\n".join(plain(block.text) for block in filled(text).blocks if isinstance(block, Paragraph | Heading))


def test_every_kind_of_line_becomes_its_block() -> None:
    blocks = filled("# А\n## Б\n> в\n>> г\n< д\n~ е\nж\n---\n[[гриф]]\n= з | и").blocks
    assert blocks == (
        Heading(1, "А"),
        Heading(2, "Б"),
        Paragraph("в", Align.CENTER, indent=False),
        Paragraph("г", Align.RIGHT, indent=False),
        Paragraph("д", Align.LEFT, indent=False),
        Note("е"),
        Paragraph("ж"),
        PageBreak(),
        STAMPS,
        Signature("з", "и"),
    )


def test_a_table_keeps_numbers_and_dates() -> None:
    """A spreadsheet must be able to add them up."""
    (table,) = filled(
        "| Школа :3 | Учеников :1> | День\n| {школа} | {учеников} | {день}\n|= Итог\n|* всего | {учеников}"
    ).blocks
    assert isinstance(table, Table)
    assert [(column.title, column.weight, column.kind) for column in table.columns] == [
        ("Школа", 3, Kind.TEXT),
        ("Учеников", 1, Kind.NUMBER),
        ("День", 1, Kind.TEXT),
    ]
    assert tuple(table.rows) == (
        Row(("СОШ №\u00a01", 0, date(2026, 9, 5))),
        SectionRow("Итог"),
        Row(("всего", 0, ""), bold=True),
    )


def test_a_line_is_repeated_for_each_of_a_list_and_of_a_list_within() -> None:
    text = "[каждый участник] {номер}. {название}\n[каждый участник] [каждая рука] {номер}) {вид} у {название}"
    assert said(text + "\n[если рука] да") == "1. А\n1) левая у А\n2) правая у А\n2. Б"
    assert filled(text).missing == {"рука": 2}


def test_the_last_of_a_list_ends_with_a_full_stop() -> None:
    assert said("[каждый участник] {номер}) {название}{конец}") == "1) А;\n2) Б."


def test_each_item_of_a_list_can_have_a_table_of_its_own() -> None:
    blocks = filled("[каждый участник] {название}\n[каждый участник] | Шапка\n[каждый участник] | {название}").blocks
    assert [type(block) for block in blocks if block != SPACE] == [Paragraph, Table, Paragraph, Table]


def test_neighbouring_tables_are_two() -> None:
    """Merged, the rows of the second would stand under the header of the first."""
    assert [len(tuple(block.rows)) for block in filled("| а\n| 1\n\n| б\n| 2").blocks if isinstance(block, Table)] == [
        1,
        1,
    ]


def test_conditions_ask_for_values() -> None:
    assert said("[если школа] а\n[если пусто] б\n[если нет пусто] в\n[если нет школа] г") == "а\nв"
    assert said("[если учеников] ноль — тоже сведения") == "ноль\u00a0— тоже сведения"


def test_clauses_are_numbered_as_they_are_printed() -> None:
    """A clause left out must not leave a hole in the numbers of an order."""
    text = "№. а\n[если пусто] №. б\n№. в\n[каждый участник] №.№. {название}\n№. г\n# Приложение\n№. д"
    assert said(text) == "1. а\n2. в\n2.1. А\n2.2. Б\n3. г\nПриложение\n1. д"
    assert said("## №. Общие положения\n№.№. а\n№.№. б\n## №. Цели\n№.№. в") == (
        "1. Общие положения\n1.1. а\n1.2. б\n2. Цели\n2.1. в"
    )


def test_a_missing_value_is_told_and_left_for_the_pen() -> None:
    result = filled("а {пусто} б {пусто?} в {пусто? 20} г {___} {перо}")
    assert result.missing == {"пусто": 1}
    (paragraph,) = result.blocks
    assert isinstance(paragraph, Paragraph)
    assert [part.width for part in paragraph.text if isinstance(part, Blank)] == [40, 40, 20, 40, 30]


def test_places_left_on_purpose_are_no_gaps() -> None:
    result = filled("{пусто?} {___} {перо}\n[если пусто] {пусто}\n[если никто] [каждый никто] а\n[[без грифа]]")
    assert (result.missing, result.unknown) == ({}, {})


def test_an_empty_list_is_a_gap_unless_the_wording_asks_for_it() -> None:
    """«Считать участниками сети школы:» and nothing after it is no order."""
    assert filled("а\n[каждый никто] б").missing == {"никто": 2}
    assert filled("[если нет никто] нет\n[каждый никто] б").missing == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{школы}", "школы"),
        ("{школа: род, длинно}", "…: длинно"),
        ("[если школы] а", "школы"),
        ("[каждый школьник] а", "школьник"),
        ("[каждый школа] а", "школа"),
        ("[[грифф]]", "грифф"),
        ("[[школа]]", "школа"),
        ("{участник}", "участник"),
        ("{гриф}", "гриф"),
        ("[если пусто] {школы}", "школы"),
        ("[если пусто] [[грифф]]", "грифф"),
        ("| {школы}\n| {школа}", "школы"),
    ],
)
def test_an_unknown_name_is_told_even_where_nothing_is_printed(text: str, name: str) -> None:
    """Found on the day of printing next year, it is too late."""
    assert filled(f"слово\n{text}").unknown == {name: 2}


def test_values_take_the_shapes_asked_for() -> None:
    forms = {(WordKind.SCHOOL, "СОШ № 1", Case.GEN): "СОШ № 1 (род.)"}
    text = "{школа: род} {день} {день: словами} {директор: кратко} {директор: фамилия} {населенный пункт: заглавными}"
    (block,) = filled(text, declension=Declension(forms)).blocks
    assert isinstance(block, Paragraph)
    assert plain(block.text).replace("\u00a0", " ") == (
        "СОШ № 1 (род.) 05.09.2026 5 сентября 2026 г. С. Б. Манджиева Манджиева С. Б. С. ТРОИЦКОЕ"
    )


def test_a_number_in_words_and_straight_quotes() -> None:
    (block,) = filled('{сколько: прописью} из {сколько: прописью, род} "школ"', {"сколько": 21}).blocks
    assert block == Paragraph("двадцать один из двадцати одного «школ»")


def test_bold_and_dashes_and_ties() -> None:
    (block,) = filled("*Школа* - {школа}, п. 5.2").blocks
    assert block == Paragraph((Run("Школа", bold=True), Run("\u00a0— СОШ №\u00a01, п.\u00a05.2")))


def test_empty_lines_are_one_space_and_none_beside_headings_and_signatures() -> None:
    """A line that is not printed must not leave a hole in the page."""
    blocks = filled("\n# А\n\nб\n\n[если пусто] в\n\nг\n\n= д | е\n").blocks
    assert blocks == (Heading(1, "А"), Paragraph("б"), SPACE, Paragraph("г"), Signature("д", "е"))


def test_stamps_one_under_the_other_stand_level() -> None:
    """СОГЛАСОВАНО on the left of УТВЕРЖДАЮ, as on every plan; two of one side cannot."""
    agreed, approved = Stamp(word="СОГЛАСОВАНО"), Stamp(word="УТВЕРЖДАЮ")
    facts: Facts = {"с": (Stamps(left=agreed),), "у": (Stamps(right=approved),), "нет": ()}
    assert filled("[[с]]\n[[нет]]\n\n[[у]]\n# А", facts).blocks[0] == Stamps(left=agreed, right=approved)
    assert filled("[[у]]\n[[у]]", facts).blocks == (Stamps(right=approved), Stamps(right=approved))


SIGNS = "#><~=|[]{}*\\_:?-№. \n"
PIECES = st.one_of(
    st.sampled_from(
        [f"{{{name}}}" for name in FACTS]
        + [
            "[каждый участник] ",
            "[каждая рука] ",
            "[если пусто] ",
            "[если нет школа] ",
            "| ",
            "|* ",
            "|= ",
            "= ",
            " | ",
        ]
        + [
            "[[гриф]]",
            "[[без грифа]]",
            "[[школа]]",
            "№. ",
            "№.№. ",
            "\n",
            "\n\n",
            "---\n",
            "{название: род}",
            "{нету?}",
        ]
    ),
    st.text(SIGNS + "абв", max_size=4),
)
VALUES = st.recursive(
    st.one_of(
        st.none(), st.text(max_size=5), st.integers(), st.floats(), st.dates(), st.booleans(),
        st.just(Pen()), st.just(person("Очиров Б. С.")), st.just((STAMPS,)),
    ),
    lambda inner: st.lists(st.dictionaries(st.sampled_from([*FACTS, "вид"]), inner, max_size=3), max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join), st.dictionaries(st.sampled_from([*FACTS]), VALUES))
def test_filling_never_fails_and_names_every_gap(text: str, values: dict[str, Value]) -> None:
    """Whatever text and whatever facts: a paper, or the line to mend; every value that is not there is told."""
    try:
        lines = read_wording(text)
    except BadWordingError:
        return
    facts: Facts = values
    result = fill(lines, facts, Declension())
    told = {*result.unknown, *result.missing}
    outside = [line for line in lines if not (line.each or line.given or line.lacking)]
    known = {name.replace("ё", "е").lower(): value for name, value in facts.items()}
    for name in names_in(outside):
        if name not in known:
            assert name in told
    strict = {
        part.name
        for line in outside
        for cell in line.cells
        for part in cell
        if isinstance(part, Placeholder) and part.pen is None
    }
    for name in strict & known.keys():
        if is_empty(known[name]):
            assert name in told
