"""How values are written in Russian: dates, numbers, shares."""

from __future__ import annotations

from datetime import date, datetime

THIN_SPACE = "\u202f"


def format_number(value: float, decimals: int | None = None) -> str:
    """Write a number with a decimal comma and a narrow space between thousands.

    `decimals` is the exact number of digits after the comma; `None` keeps what the value has, up to six.
    """
    if decimals is not None:
        text = f"{value:,.{decimals}f}"
    elif isinstance(value, int):
        text = f"{value:,}"
    else:
        text = f"{value:,.6f}".rstrip("0").rstrip(".")
    if not text.strip("-0."):
        text = text.removeprefix("-")
    return text.replace(",", THIN_SPACE).replace(".", ",")


def format_date(value: date) -> str:
    """Write a date as DD.MM.YYYY."""
    return f"{value.day:02}.{value.month:02}.{value.year:04}"


_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"
)  # fmt: skip


def format_long_date(value: date) -> str:
    """Write a date in words: «5 сентября 2026 г.», after «от» too, with no-break spaces beside the figures."""
    return f"{value.day}\u00a0{_MONTHS[value.month - 1]} {value.year}\u00a0г."


def format_share(part: float, whole: float) -> str:
    """Write a share with its numerator and denominator: «5 из 14 (36 %)»; a whole of zero has no per cent."""
    counted = f"{format_number(part)} из {format_number(whole)}"
    return f"{counted} ({part / whole * 100:.0f}\u00a0%)" if whole else counted


def format_school_year(start: int) -> str:
    """Write a school year by the calendar year it starts in: 2026 is «2026/27»."""
    return f"{start}/{(start + 1) % 100:02}"


def inside(phrase: str) -> str:
    """Write a name inside a sentence: «Доля детей с ОВЗ» begins small, an abbreviation at the beginning stays."""
    return phrase if phrase[1:2].isupper() else phrase[:1].lower() + phrase[1:]


def format_value(value: object, *, decimals: int | None = None) -> str:
    """Write any value of a table cell; a missing value is an empty string, never 0 or None."""
    match value:
        case None:
            return ""
        case bool():
            return "да" if value else "нет"
        case int() | float():
            return format_number(value, decimals)
        case datetime():
            return f"{format_date(value)} {value:%H:%M}"
        case date():
            return format_date(value)
        case tuple() | list():
            return "; ".join(format_value(part) for part in value)
        case _:
            return str(value)
