"""The wording of a printed form: plain text an office may change, read into a template.

One line is one paragraph; its first sign says what it is:

    # ПРИКАЗ                     the name of the paper; ## and ### are headings below it
    > в середине                 a line in the middle;  >> at the right;  < at the left, without an indent
    ~ мелко                      small print
    = должность | И. О. Фамилия  a signature
    | № :0.5 | Школа :3          a table: first its header with the weights of the columns (`>` after a weight
    | {номер} | {школа}          sets a column to the right), then its rows; |* is a row in bold, |= a row over all
    ---                          a new page
    [[участники]]                a block that the program makes

In brackets before a line stands when it is printed: `[каждый участник]` once for each of a list, `[если приказ]`
where there is a value, `[если нет приказ]` where there is none. In braces stand values: `{школа}`, with its case or
another shape after a colon: `{школа: род}`, `{руководитель: дат, кратко}`. `{номер?}` leaves a place for the pen
where there is no value, `{номер? 0}` nothing; `{___}` always does, `{___ 40}` one of 40 mm. Text between
asterisks is bold.
"""

from __future__ import annotations

import re
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


TABLE_LINES = frozenset({LineKind.HEADER, LineKind.ROW, LineKind.BOLD_ROW, LineKind.SPAN})
PEN = 40.0
"""Usual length of a place for the pen, мм."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Words that are printed as they stand."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place for a value: its name, the shapes asked for («род», «кратко»), and what stands there without one.

    `pen` is the length in millimetres of the place left for the pen; `None` where a missing value is a fault. A
    place that is always left for the pen has no name.
    """

    name: str
    shapes: tuple[str, ...] = ()
    pen: float | None = None
    bold: bool = False


Part = Literal | Placeholder


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One line: what it is, its cells (one but for tables and signatures), and when it is printed.

    `each` names the list it is printed for; `given` and `lacking` name values that must or must not be there.
    `weights` are those of a table's header, negative for a column set to the right.
    """

    number: int
    kind: LineKind
    cells: tuple[tuple[Part, ...], ...]
    each: str = ""
    given: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()


class BadWordingError(ValueError):
    """A line of a wording cannot be read; the message says which one and why, in Russian."""


_SIGNS = ("---", "###", "##", "#", ">>", ">", "<", "~", "=", "|=", "|*", "|", "[[")
_CONDITION = re.compile(r"\[\s*(каждый|каждая|каждое|если нет|если)\s+([^\[\]]+)\]\s*")
_PARTS = re.compile(r"\{([^{}]*)\}|(\*)")
_PEN = re.compile(r"_{2,}\s*(\d+(?:[.,]\d+)?)?")
_WEIGHT = re.compile(r"\s*:\s*(\d+(?:[.,]\d+)?)\s*(>?)\s*$")


def read_wording(text: str) -> tuple[TemplateLine, ...]:
    """Read the wording of a form. Raises `BadWordingError`."""
    found: list[TemplateLine] = []
    in_table = False
    for number, raw in enumerate(text.splitlines(), 1):
        if not raw.strip():
            in_table = False
            continue
        line = _line(number, raw.strip(), in_table=in_table)
        in_table = line.kind in TABLE_LINES
        found.append(line)
    return tuple(found)


def _line(number: int, text: str, *, in_table: bool) -> TemplateLine:
    each = ""
    given: list[str] = []
    lacking: list[str] = []
    while match := _CONDITION.match(text):
        word, name = match.group(1), fold(match.group(2))
        if word.startswith("кажд"):
            each = name
        else:
            (lacking if word == "если нет" else given).append(name)
        text = text[match.end() :]
    kind = next((LineKind(sign) for sign in _SIGNS if text.startswith(sign)), LineKind.PARAGRAPH)
    body = text[len(kind.value) :].strip()
    weights: tuple[float, ...] = ()
    if kind is LineKind.BLOCK:
        if not body.endswith("]]"):
            raise BadWordingError(f"Строка {number}: после названия в скобках нет «]]».")
        cells = [body[:-2]]
    elif kind in {LineKind.ROW, LineKind.BOLD_ROW}:
        cells = [cell.strip() for cell in body.removesuffix("|").split("|")]
        if kind is LineKind.ROW and not in_table:
            kind = LineKind.HEADER
            cells, weights = _header(cells)
    else:
        cells = [cell.strip() for cell in body.split("|")] if kind is LineKind.SIGNATURE else [body]
    if kind is LineKind.SIGNATURE and len(cells) != 2:
        raise BadWordingError(f"Строка {number}: в подписи должны быть должность и фамилия, между ними «|».")
    parts = tuple(_parts(number, cell) for cell in cells)
    return TemplateLine(number, kind, parts, each, tuple(given), tuple(lacking), weights)


def _header(cells: list[str]) -> tuple[list[str], tuple[float, ...]]:
    weights = []
    titles = []
    for cell in cells:
        found = _WEIGHT.search(cell)
        weight = float(found.group(1).replace(",", ".")) if found else 1.0
        weights.append(-weight if found and found.group(2) else weight)
        titles.append(cell[: found.start()].strip() if found else cell)
    return titles, tuple(weights)


def _parts(number: int, text: str) -> tuple[Part, ...]:
    """Read the text of a cell into words and places."""
    parts: list[Part] = []
    at, bold = 0, False
    for found in _PARTS.finditer(text):
        if found.start() > at:
            parts.append(Literal(text[at : found.start()], bold))
        at = found.end()
        if found.group(2):
            bold = not bold
        else:
            parts.append(_placeholder(number, found.group(1), bold=bold))
    if at < len(text):
        parts.append(Literal(text[at:], bold))
    if any(isinstance(part, Literal) and ("{" in part.text or "}" in part.text) for part in parts):
        raise BadWordingError(f"Строка {number}: фигурная скобка без пары.")
    return tuple(parts)


def _placeholder(number: int, inside: str, *, bold: bool) -> Placeholder:
    if pen := _PEN.fullmatch(inside.strip()):
        return Placeholder("", pen=_length(pen.group(1)), bold=bold)
    name, _, shapes = inside.partition(":")
    name, question, length = name.partition("?")
    if not name.strip():
        raise BadWordingError(f"Строка {number}: в фигурных скобках нет названия.")
    if length.strip() and not re.fullmatch(r"\d+(?:[.,]\d+)?", length.strip()):
        raise BadWordingError(f"Строка {number}: после «?» может стоять только длина места для ручки в миллиметрах.")
    return Placeholder(
        fold(name),
        tuple(fold(shape) for shape in shapes.split(",") if shape.strip()),
        _length(length.strip()) if question else None,
        bold,
    )


def _length(written: str | None) -> float:
    return float(written.replace(",", ".")) if written else PEN
