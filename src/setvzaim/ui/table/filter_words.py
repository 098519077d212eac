"""Filters in words, as the chips over a table show them."""

from __future__ import annotations

from datetime import date

from setvzaim.queries import Filter
from setvzaim.registers import Choice, Column, Gathered, Validity
from setvzaim.text.format import format_value


def words(column: Column, test: Filter) -> str:
    """Return «Статус: ШНОР, ШНСУ», «Учеников: от 100 до 200», «Адрес: пусто»."""
    return f"{column.label}: {_value(column, test)}"


def _value(column: Column, test: Filter) -> str:
    value = test.value
    match test.test:
        case "empty":
            return "не заполнено"
        case "filled":
            return "заполнено"
        case "is":
            return "да" if value else "нет"
        case "any_of":
            return ", ".join(_word(column, code) for code in value) if isinstance(value, tuple) else str(value)
        case "between":
            least, most = value if isinstance(value, tuple) else (value, value)
            ends = [("от", least), ("до", most)]
            return " ".join(f"{word} {_plain(column, end)}" for word, end in ends if end is not None)
        case "above":
            return f"больше {_plain(column, value)}"
        case "below":
            return f"меньше {_plain(column, value)}"
        case _:
            return f"«{value}»"


def _word(column: Column, code: object) -> str:
    kind = column.kind.choice if isinstance(column.kind, Gathered | Validity) else column.kind
    return kind.write(code) if isinstance(kind, Choice) else column.kind.write(code)


def _plain(column: Column, value: object) -> str:
    if isinstance(value, date) or column.kind.write(value):
        return column.kind.write(value)
    return format_value(value)
