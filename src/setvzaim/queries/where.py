"""Reading conditions that somebody typed: «учеников>100», «статус=ШНОР», «школа~троицк», «сайт=»."""

from __future__ import annotations

import re

from setvzaim.errors import WorldError
from setvzaim.queries.query import Filter
from setvzaim.registers import (
    Choice,
    Column,
    Files,
    Flag,
    Gathered,
    Link,
    Links,
    Refused,
    Register,
    Text,
    Validity,
)
from setvzaim.text.fold import match_key

_CONDITION = re.compile(r"\s*(?P<column>[^=<>!~]+?)\s*(?P<sign>>=|<=|!=|=|~|>|<)\s*(?P<value>.*?)\s*", re.DOTALL)


def parse_where(of: Register, text: str) -> Filter:
    """Return the filter a condition stands for. Raises `WorldError` that says what can be asked.

    The column goes by its key or its label. «=» with nothing after it asks for empty cells, «!=» for filled ones.
    """
    found = _CONDITION.fullmatch(text)
    if found is None:
        raise WorldError(f"Условие «{text}» непонятно: нужно, например, pupils>100 или статус=ШНОР.")
    column = _column(of, found["column"])
    sign, value = found["sign"], found["value"]
    if not value:
        return Filter(column.key, "filled" if sign == "!=" else "empty")
    if sign == "~":
        return Filter(column.key, "contains", value)
    if sign == "!=":
        raise WorldError(f"Условие «{text}»: «!=» бывает только без значения и значит «заполнено».")
    try:
        return _compared(column, sign, value)
    except Refused as refusal:
        raise WorldError(f"Условие «{text}»: {refusal}.") from refusal


def _column(of: Register, name: str) -> Column:
    if name in of:
        return of[name]
    key = match_key(name)
    for column in of.columns:
        if key == match_key(column.label):
            return column
    raise WorldError(f"В реестре «{of.title}» нет столбца «{name}». Есть: {', '.join(c.key for c in of.columns)}.")


def _compared(column: Column, sign: str, value: str) -> Filter:
    match column.kind:
        case Gathered() | Validity() as kind:
            return Filter(column.key, "any_of", (kind.choice.read(value),))
        case Choice() as kind:
            return Filter(column.key, "any_of", (kind.read(value),))
        case Files():
            return Filter(column.key, "is", Flag().read("да" if match_key(value) == "есть" else value))
        case Flag() as kind:
            return Filter(column.key, "is", kind.read(value))
        case Text() | Link() | Links():
            return Filter(column.key, "equals", value)
    number = column.kind.read(value) if column.own else _number(value)
    match sign:
        case ">=" | ">":
            return Filter(column.key, "above" if sign == ">" else "between", number if sign == ">" else (number, None))
        case "<=" | "<":
            return Filter(column.key, "below" if sign == "<" else "between", number if sign == "<" else (None, number))
        case _:
            return Filter(column.key, "between", (number, number))


def _number(value: str) -> float:
    try:
        return float(value.replace(",", "."))
    except ValueError:
        raise Refused(f"нужно число, а записано «{value}»") from None
