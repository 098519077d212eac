r"""The wording of a printed form: plain text an office may change, read into a template.

One line is one paragraph, an empty line a little space; the first sign of a line says what it is:

    # ПРИКАЗ                     the name of the paper; ## and ### are headings below it
    > в середине                 a line in the middle;  >> at the right;  < at the left, without an indent
    ~ мелко                      small print
    = должность | И. О. Фамилия  a signature
    | № :0.5 | Школа :3          a table: first its header with the weights of the columns (`>` after a weight
    | {номер} | {школа}          sets a column to the right), then its rows; |* is a row in bold, |= a row over all
    ---                          a new page
    [[участники]]                a block that the program makes
    №. Назначить …               a clause the program numbers: 1., 2., …;  №.№. is 1.1., 1.2. under it

In brackets before a line stands when it is printed: `[каждый участник]` once for each of a list (two of them: each of
a list within each of another; `{номер}` counts them, `{конец}` is «;», after the last «.»), `[если приказ]` where
there is a value, `[если нет приказ]` where there is none. In braces stand values: `{школа}`, with its case or another
shape after a colon: `{школа: род}`, `{руководитель: дат, кратко}`. `{номер?}` leaves a place for the pen where there
is no value, `{номер? 0}` nothing; `{___}` always does, `{___ 40}` one of 40 mm. Text between asterisks is bold. A
backslash before a sign takes its meaning away: `\*`, `\{`, `\|`, `\[`, `\#`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from setvzaim.text.fold import fold


class LineKind(Enum):
    """What a line of a wording is, by the signs it begins with."""

    TITLE = "#"
    HEADING = "##"
    SUBHEADING = "###"
    CENTER = ">"
    RIGHT = ">>"
    LEFT = "<"
    NOTE = "~"
    SIGNATURE = "="
    HEADER = "|:"
    ROW = "|"
    BOLD_ROW = "|*"
    SPAN = "|="
    BREAK = "---"
    BLOCK = "[["
    PARAGRAPH = ""
    EMPTY = " "


TABLE_LINES = frozenset({LineKind.HEADER, LineKind.ROW, LineKind.BOLD_ROW, LineKind.SPAN})
PEN = 40.0
"""Usual length of a place for the pen, мм."""
LONGEST_PEN = 170.0
"""No line for the pen is longer than a line of text, мм."""
HEAVIEST = 100.0
"""The greatest weight of a column."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Words that are printed as they stand."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place for a value: its name, the shapes asked for («род», «кратко»), and what stands there without one.

    `pen` is the length in millimetres of the place left for the pen, 0 for none; `None` where a missing value is a
    fault. A place that is always left for the pen has no name.
    """

    name: str
    shapes: tuple[str, ...] = ()
    pen: float | None = None
    bold: bool = False


Part = Literal | Placeholder


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One line: what it is, its cells (one but for tables and signatures), and when it is printed.

    `each` names the list it is printed for, and the lists within that; `given` and `lacking` name values that must or
    must not be there. `weights` are those of a table's header, negative for a column set to the right.
    """

    number: int
    kind: LineKind
    cells: tuple[tuple[Part, ...], ...]
    each: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()


class BadWordingError(ValueError):
    """A line of a wording cannot be read; the message says which one and why, in Russian."""


_SIGNS = ("###", "##", "#", ">>", ">", "<", "~", "=", "|=", "|*", "|", "[[")
_CONDITION = re.compile(r"\[\s*(каждый|каждая|каждое|если нет|если)\s+([^\[\]]+)\]\s*")
_PARTS = re.compile(r"\{([^{}]*)\}|(\*)")
_PEN = re.compile(r"_{2,}\s*(\d+(?:[.,]\d+)?)?")
_LENGTH = re.compile(r"\d+(?:[.,]\d+)?")
_WEIGHT = re.compile(r"\s*:\s*(\d+(?:[.,]\d+)?)\s*(>?)\s*$")
_NEW_LINE = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_BREAK = re.compile("-{3,}")

_ESCAPED = "\\{}[]|*#<>~=-№"
_PLAIN = {sign: chr(0xFDD0 + place) for place, sign in enumerate(_ESCAPED)}
"""What stands for an escaped sign while a line is read: characters that Unicode keeps out of every text."""
_ESCAPE = re.compile(r"\\([" + re.escape(_ESCAPED) + "])")
_BACK = str.maketrans({hidden: sign for sign, hidden in _PLAIN.items()})
_NO_TEXT = dict.fromkeys([*map(ord, _PLAIN.values()), 0xFEFF])


def read_wording(text: str) -> tuple[TemplateLine, ...]:
    """Read the wording of a form. Raises `BadWordingError`."""
    found: list[TemplateLine] = []
    columns = 0
    for number, raw in enumerate(_NEW_LINE.split(text), 1):
        shown = _ESCAPE.sub(lambda match: _PLAIN[match.group(1)], raw.translate(_NO_TEXT)).strip()
        if not shown:
            found.append(TemplateLine(number, LineKind.EMPTY, ((),)))
            columns = 0
            continue
        line = _line(number, shown, in_table=columns > 0)
        if line.kind in TABLE_LINES:
            columns = columns or len(line.cells)
            if len(line.cells) > columns:
                raise BadWordingError(f"Строка {number}: ячеек больше, чем столбцов в таблице ({columns}).")
        else:
            columns = 0
        found.append(line)
    return tuple(found)


def _line(number: int, text: str, *, in_table: bool) -> TemplateLine:
    each: list[str] = []
    given: list[str] = []
    lacking: list[str] = []
    while match := _CONDITION.match(text):
        word, name = match.group(1), _name(number, match.group(2))
        (each if word.startswith("кажд") else lacking if word == "если нет" else given).append(name)
        text = text[match.end() :]
    if text.startswith("[") and not text.startswith("[["):
        raise BadWordingError(
            f"Строка {number}: в скобках в начале строки стоит «каждый …», «если …» или «если нет …». "
            "Чтобы напечатать саму скобку, поставьте перед ней «\\»."
        )
    kind = _kind(text)
    body = "" if kind is LineKind.BREAK else text[len(kind.value) :].strip()
    if kind is LineKind.ROW and not in_table:
        kind = LineKind.HEADER
    cells, weights = _cells(number, kind, body)
    parts = tuple(_parts(number, cell) for cell in cells)
    if kind is LineKind.BLOCK and any(isinstance(part, Placeholder) or part.bold for part in parts[0]):
        raise BadWordingError(f"Строка {number}: в двойных скобках может стоять только название.")
    return TemplateLine(number, kind, parts, tuple(each), tuple(given), tuple(lacking), weights)


def _kind(text: str) -> LineKind:
    if _BREAK.fullmatch(text):
        return LineKind.BREAK
    return next((LineKind(sign) for sign in _SIGNS if text.startswith(sign)), LineKind.PARAGRAPH)


def _cells(number: int, kind: LineKind, body: str) -> tuple[list[str], tuple[float, ...]]:
    """Cut the text of a line into cells; a header has weights too."""
    match kind:
        case LineKind.BLOCK:
            if not body.endswith("]]"):
                raise BadWordingError(f"Строка {number}: после названия в скобках нет «]]».")
            return [_name(number, body[:-2])], ()
        case LineKind.HEADER:
            return _header(number, _split(body))
        case LineKind.ROW | LineKind.BOLD_ROW:
            return _split(body), ()
        case LineKind.SIGNATURE:
            cells = _split(body)
            if len(cells) != 2:
                raise BadWordingError(f"Строка {number}: в подписи должны быть должность и фамилия, между ними «|».")
            return cells, ()
        case _:
            return [body], ()


def _split(body: str) -> list[str]:
    return [cell.strip() for cell in body.removesuffix("|").split("|")]


def _header(number: int, cells: Iterable[str]) -> tuple[list[str], tuple[float, ...]]:
    weights = []
    titles = []
    for cell in cells:
        found = _WEIGHT.search(cell)
        weight = float(found.group(1).replace(",", ".")) if found else 1.0
        if not 0 < weight <= HEAVIEST:
            raise BadWordingError(f"Строка {number}: ширина столбца после «:» — число больше 0 и до {HEAVIEST:.0f}.")
        weights.append(-weight if found and found.group(2) else weight)
        titles.append(cell[: found.start()].strip() if found else cell)
    return titles, tuple(weights)


def _parts(number: int, text: str) -> tuple[Part, ...]:
    """Read the text of a cell into words and places."""
    parts: list[Part] = []
    at, bold = 0, False
    for found in _PARTS.finditer(text):
        if found.start() > at:
            parts.append(_literal(number, text[at : found.start()], bold=bold))
        at = found.end()
        if found.group(2):
            bold = not bold
        else:
            parts.append(_placeholder(number, found.group(1), bold=bold))
    if bold:
        raise BadWordingError(
            f"Строка {number}: звёздочка без пары. Чтобы напечатать её саму, поставьте перед ней «\\»."
        )
    if at < len(text):
        parts.append(_literal(number, text[at:], bold=bold))
    return tuple(parts)


def _literal(number: int, text: str, *, bold: bool) -> Literal:
    if "{" in text or "}" in text:
        raise BadWordingError(f"Строка {number}: фигурная скобка без пары.")
    return Literal(text.translate(_BACK), bold)


def _placeholder(number: int, inside: str, *, bold: bool) -> Placeholder:
    if pen := _PEN.fullmatch(inside.strip()):
        return Placeholder("", pen=_length(number, pen.group(1), least=1), bold=bold)
    name, _, shapes = inside.partition(":")
    name, question, length = name.partition("?")
    if length.strip() and not _LENGTH.fullmatch(length.strip()):
        raise BadWordingError(f"Строка {number}: после «?» может стоять только длина места для ручки в миллиметрах.")
    return Placeholder(
        _name(number, name),
        tuple(fold(shape.translate(_BACK)) for shape in shapes.split(",") if shape.strip()),
        _length(number, length.strip(), least=0) if question else None,
        bold,
    )


def _name(number: int, written: str) -> str:
    name = fold(written.translate(_BACK))
    if not name:
        raise BadWordingError(f"Строка {number}: в скобках нет названия.")
    return name


def _length(number: int, written: str | None, *, least: float) -> float:
    length = float(written.replace(",", ".")) if written else PEN
    if not least <= length <= LONGEST_PEN:
        raise BadWordingError(f"Строка {number}: место для ручки — от {least:.0f} до {LONGEST_PEN:.0f} мм.")
    return length
