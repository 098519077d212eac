"""What a column of a register may hold, how it is read from a cell and how it is written.

A kind is plain data. `read` turns what stands in a cell or in a field into the stored value and raises
`Refused` with the reason in Russian; an empty cell is `None` before any kind sees it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from setvzaim.text.fold import match_key
from setvzaim.text.format import format_number, format_school_year, format_value
from setvzaim.text.parse import as_date, parse_date, parse_flag, parse_number, parse_school_year


class Refused(ValueError):  # noqa: N818 - it is a verdict on a value, not a fault
    """A value cannot be kept; the message is the reason, in Russian, as it stands under the field."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Anything a cell may hold."""

    numeric = False
    """Whether the values are numbers: set to the right and summed at the foot of a table."""

    def read(self, raw: object) -> object:
        """Return the stored value of what was typed or read from a cell; raise `Refused`."""
        raise NotImplementedError

    def write(self, value: object) -> str:
        """Return the text of a stored value; an empty string for `None`."""
        return format_value(value)


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """A line of text, or several lines when `lines` is more than one; at most `most` characters."""

    most: int = 250
    lines: int = 1

    def read(self, raw: object) -> str:
        """Trim the ends; one line has its runs of white space folded into one space."""
        text = raw if isinstance(raw, str) else format_cell(raw)
        text = " ".join(text.split()) if self.lines == 1 else text.strip()
        if len(text) > self.most:
            raise Refused(f"слишком длинный текст: {len(text)} знаков, можно не больше {self.most}")
        return text


@dataclass(frozen=True, slots=True)
class Number(Kind):
    """A number between `least` and `most` (inclusive); whole when `places` is 0."""

    least: float | None = None
    most: float | None = None
    places: int = 0
    grouped: bool = True
    numeric = True

    def read(self, raw: object) -> int | float:
        """Accept numbers and numbers typed as text, with spaces, a comma or a trailing comma."""
        known = isinstance(raw, int | float) and not isinstance(raw, bool) and math.isfinite(raw)
        number = raw if known else parse_number(str(raw))
        if not isinstance(number, int | float):
            raise Refused(f"нужно число, а записано «{str(raw).strip()[:60]}»")
        if self.least is not None and number < self.least:
            raise Refused(f"число {format_number(number)} меньше наименьшего возможного {format_number(self.least)}")
        if self.most is not None and number > self.most:
            raise Refused(f"число {format_number(number)} больше наибольшего возможного {format_number(self.most)}")
        if self.places:
            return float(number)
        if number != int(number):
            raise Refused(f"нужно целое число, а записано {format_number(number)}")
        return int(number)

    def write(self, value: object) -> str:
        """Group thousands unless the number is a name, like a year."""
        return format_value(value) if self.grouped or value is None else str(value).replace(".", ",")


@dataclass(frozen=True, slots=True)
class Date(Kind):
    """A day of the calendar."""

    def read(self, raw: object) -> date:
        """Accept dates and dates typed as text."""
        if isinstance(raw, date):
            return as_date(raw)
        found = parse_date(str(raw))
        if found is None:
            raise Refused(f"нужна дата вида ДД.ММ.ГГГГ, а записано «{str(raw).strip()[:60]}»")
        return found


@dataclass(frozen=True, slots=True)
class SchoolYear(Kind):
    """A school year, 1 September to 31 August, stored as the calendar year in which it starts."""

    def read(self, raw: object) -> int:
        """Accept «2026/27», «2026-2027» and 2026."""
        found = parse_school_year(format_cell(raw))
        if found is None:
            raise Refused(f"нужен учебный год вида 2026/27, а записано «{str(raw).strip()[:60]}»")
        return found

    def write(self, value: object) -> str:
        """Write «2026/27»."""
        return format_school_year(value) if isinstance(value, int) else ""


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    """Yes, no, or not known."""

    def read(self, raw: object) -> bool:
        """Accept да/нет and the other signs people put for them."""
        if isinstance(raw, bool):
            return raw
        found = parse_flag(format_cell(raw))
        if found is None:
            raise Refused(f"нужно «да» или «нет», а записано «{str(raw).strip()[:60]}»")
        return found


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values of a choice: the stored code, its word, and the other words it goes by."""

    code: str
    label: str
    names: tuple[str, ...] = ()
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One of a few named values."""

    options: tuple[Option, ...]

    def read(self, raw: object) -> str:
        """Accept the word, its other names and the code itself."""
        text = format_cell(raw).strip()
        key = match_key(text)
        for option in self.options:
            if text == option.code or key in map(match_key, (option.label, *option.names)):
                return option.code
        words = ", ".join(f"«{option.label}»" for option in self.options)
        raise Refused(f"нет такого значения: «{str(raw).strip()[:60]}». Можно: {words}")

    def write(self, value: object) -> str:
        """Write the word of the code."""
        return next((option.label for option in self.options if option.code == value), "")


@dataclass(frozen=True, slots=True)
class LinkTo:
    """The record a link leads to: its identifier and the words it is shown by."""

    id: str
    label: str

    def __str__(self) -> str:
        """Show the words."""
        return self.label


@dataclass(frozen=True, slots=True)
class Named:
    """A record meant by its name, as somebody typed it; the operation turns it into the record."""

    text: str

    def __str__(self) -> str:
        """Show the name."""
        return self.text


@dataclass(frozen=True, slots=True)
class Link(Kind):
    """One record of another register. With `grows`, a name not yet there makes a new record."""

    register: str
    grows: bool = False

    def read(self, raw: object) -> str | Named:
        """Return the identifier of a `LinkTo`, a `Named` as it is, or the text of a cell, which is a name."""
        match raw:
            case LinkTo(id_):
                return id_
            case Named(text):
                return Named(" ".join(text.split()))
            case _:
                return " ".join(str(raw).split())


@dataclass(frozen=True, slots=True)
class Links(Kind):
    """Several records of another register; in a cell their names are parted by «;» or line breaks."""

    register: str
    grows: bool = False

    def read(self, raw: object) -> tuple[str | Named, ...]:
        """Return what each part of a tuple stands for, as `Link` does, or the names in a cell; each once."""
        if isinstance(raw, tuple | list):
            one = Link(self.register)
            return tuple(dict.fromkeys(one.read(part) for part in raw if not is_blank(part)))
        parts = (" ".join(part.split()) for part in str(raw).replace("\n", ";").split(";"))
        return tuple(dict.fromkeys(part for part in parts if part))


def is_blank(raw: object) -> bool:
    """Whether nothing was typed: `None`, white space, no parts, a name of white space."""
    match raw:
        case None | ():
            return True
        case str() | Named():
            return not str(raw).strip()
        case _:
            return False


def format_cell(raw: object) -> str:
    """Write a spreadsheet's cell as the text a person sees: 7.0 is «7»."""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return format_value(raw) if isinstance(raw, date) else str(raw)
