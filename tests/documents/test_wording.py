"""The wording of a form is read, or the office is told which line to mend.

Lost when this fails: the office's own text of an order, printed with brackets and asterisks in it or with a line less.
"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from setvzaim.documents.wording import (
    BadWordingError,
    LineKind,
    Literal,
    Placeholder,
    TemplateLine,
    read_wording,
)

SIGNS = "#><~=|[]{}*\\_:?-№., 0123456789абвгдеёшклTx\n\t«»"


def only(text: str) -> TemplateLine:
    """Read a wording of one line."""
    (line,) = read_wording(text)
    return line


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# ПРИКАЗ", LineKind.TITLE),
        ("## Общие положения", LineKind.HEADING),
        ("### Права", LineKind.SUBHEADING),
        ("> посередине", LineKind.CENTER),
        (">> справа", LineKind.RIGHT),
        ("< слева", LineKind.LEFT),
        ("~ мелко", LineKind.NOTE),
        ("= начальник | И. О. Фамилия", LineKind.SIGNATURE),
        ("| № :0,5 | Школа :3>", LineKind.HEADER),
        ("|* Итого | 5", LineKind.BOLD_ROW),
        ("|= Кадры", LineKind.SPAN),
        ("---", LineKind.BREAK),
        ("[[участники]]", LineKind.BLOCK),
        ("— с тире", LineKind.PARAGRAPH),
        ("--- не разрыв", LineKind.PARAGRAPH),
        ("\\# не заголовок", LineKind.PARAGRAPH),
        ("", LineKind.EMPTY),
    ],
)
def test_the_first_sign_says_what_a_line_is(text: str, kind: LineKind) -> None:
    assert only(text).kind is kind


def test_a_table_is_a_header_and_rows_until_an_empty_line() -> None:
    """A row taken for a header would be printed in bold on every page."""
    lines = read_wording("| № :0,5 | Школа :3> |\n| {номер} | {школа} |\n|* всего | 14\n\n| Новая | шапка")
    assert [line.kind for line in lines if line.kind is not LineKind.EMPTY] == [
        LineKind.HEADER, LineKind.ROW, LineKind.BOLD_ROW, LineKind.HEADER,
    ]  # fmt: skip
    assert lines[0].weights == (0.5, -3.0)
    assert lines[0].cells == ((Literal("№"),), (Literal("Школа"),))
    assert lines[1].cells == ((Placeholder("номер"),), (Placeholder("школа"),))


def test_conditions_stand_before_a_line_in_any_number() -> None:
    line = only("[если приказ][если нет письма] [каждая школа] [каждый педагог] {ФИО: дат, кратко} {___ 25}")
    assert (line.given, line.lacking, line.each) == (("приказ",), ("письма",), ("школа", "педагог"))
    assert line.cells == ((Placeholder("фио", ("дат", "кратко")), Literal(" "), Placeholder("", pen=25.0)),)


def test_names_are_read_whatever_case_and_letters_they_are_typed_in() -> None:
    assert only("{Населённый  Пункт?}").cells == ((Placeholder("населенный пункт", pen=40.0),),)


def test_bold_stands_between_asterisks() -> None:
    assert only("a *b {в}* г").cells == (
        (Literal("a "), Literal("b ", bold=True), Placeholder("в", bold=True), Literal(" г")),
    )


def test_an_escaped_sign_is_itself() -> None:
    """An office must be able to print any sign there is."""
    line = only(r"\{не место\} 5\*5 \[нет\] a\|б \\ и\\*жирно*")
    assert line.cells[0][0] == Literal("{не место} 5*5 [нет] a|б \\ и\\")
    assert read_wording(r"| а" + "\n" + r"| б\|в")[1].cells == ((Literal("б|в"),),)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{школа", "фигурная скобка без пары"),
        ("школа}", "фигурная скобка без пары"),
        ("{}", "нет названия"),
        ("{«»}", "нет названия"),
        ("{школа?много}", "после «?» может стоять только длина"),
        ("{школа? 900}", "место для ручки — от 0 до 170 мм"),
        ("{___ 0}", "место для ручки"),
        ("= начальник", "должность и фамилия"),
        ("= а | б | в", "должность и фамилия"),
        ("[[участники", "нет «]]»"),
        ("[[ ]]", "нет названия"),
        ("[[{школа}]]", "только название"),
        ("[есле приказ] текст", "«каждый …», «если …»"),
        ("*жирно", "звёздочка без пары"),
        ("| а :0 | б", "ширина столбца"),
        ("| а | б\n| 1 | 2 | 3", "ячеек больше, чем столбцов в таблице (2)"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text: str, why: str) -> None:
    with pytest.raises(BadWordingError) as refused:
        read_wording(f"# Название\n\n{text}")
    assert why in str(refused.value)
    assert str(refused.value).startswith(f"Строка {3 + text.count(chr(10))}: ")


@given(st.one_of(st.text(), st.text(SIGNS)))
@example("[[]]")
@example("{:}")
@example("| : 1>")
@example("[если *] *")
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    """Whatever somebody types into the editor, the window goes on."""
    try:
        lines = read_wording(text)
    except BadWordingError as refused:
        assert str(refused).startswith("Строка ")  # noqa: PT017 - either outcome is right
        return
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    for line in lines:
        assert len(line.weights) in {0, len(line.cells)}
        assert all(abs(weight) > 0 for weight in line.weights)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1))
def test_words_with_every_sign_escaped_come_out_as_they_are(text: str) -> None:
    """Nothing of a text is lost on the way, whatever signs it has."""
    wanted = "".join(char for char in text if not "\ufdd0" <= char <= "\ufdef" and char != "\ufeff").strip()
    escaped = "".join(f"\\{char}" if char in "\\{}[]|*#<>~=-№" else char for char in wanted)
    line = only(escaped)
    assert "".join(part.text for part in line.cells[0] if isinstance(part, Literal)) == wanted
