"""Columns that are not stored in their own row but follow from other rows; declared as data like the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from setvzaim.registers.kinds import Choice, Flag, Kind, Option, Refused
from setvzaim.text.format import format_share
from setvzaim.text.plural import Noun

VALIDITY = Choice(
    (
        Option("in_force", "действует"),
        Option("expiring", "истекает"),
        Option("expired", "истёк"),
        Option("replaced", "утратил силу"),
        Option("ahead", "ещё не действует"),
        Option("draft", "проект"),
    )
)
_DAY = Noun("день", "дня", "дней")


@dataclass(frozen=True, slots=True)
class Derived(Kind):
    """A value the program works out; nobody types it."""

    def read(self, raw: object) -> object:  # noqa: ARG002 - whatever it was, it is not wanted
        """Refuse: the value follows from others."""
        raise Refused("это значение программа считает сама")


@dataclass(frozen=True, slots=True)
class Aggregate(Derived):
    """A count, sum or greatest value over the rows of another register that link here.

    `link` is the column of `register` that leads to this row; `where` holds column values they must have.
    Without such rows a count is 0 and the others are missing.
    """

    function: Literal["count", "sum", "max"]
    register: str
    link: str
    column: str = ""
    where: tuple[tuple[str, object], ...] = ()
    numeric = True


@dataclass(frozen=True, slots=True)
class Share(Derived):
    """One number of the row as a share of another, shown with numerator and denominator.

    The value is a pair (part, whole), or `None` when either is missing. Up to `small` in the denominator the
    share carries the mark of a small sample.
    """

    part: str
    whole: str
    small: int = 10
    numeric = True

    def write(self, value: object) -> str:
        """Write «5 из 14 (36 %)», small samples marked."""
        if not isinstance(value, tuple):
            return ""
        part, whole = value
        mark = " · малая выборка" if 0 < whole < self.small else ""
        return format_share(part, whole) + mark


@dataclass(frozen=True, slots=True)
class Gathered(Derived):
    """The choices that the rows of another register give to this row in the chosen school year.

    The value is a tuple of codes of `choice`, in the order of its options.
    """

    register: str
    link: str
    column: str
    choice: Choice
    year: str = "school_year"

    def write(self, value: object) -> str:
        """Write the words, with their signs."""
        if not isinstance(value, tuple):
            return ""
        options = {option.code: option for option in self.choice.options}
        return ", ".join(f"{options[code].sign} {options[code].label}".strip() for code in value)


@dataclass(frozen=True, slots=True)
class Files(Derived):
    """How many files are kept with the row."""

    def write(self, value: object) -> str:
        """Write «есть» or «нет», with the number where there are several."""
        match value:
            case None:
                return ""
            case 0:
                return "нет"
            case 1:
                return "есть"
            case _:
                return f"есть: {value}"


@dataclass(frozen=True, slots=True)
class Validity(Derived):
    """Whether the row is in force today: by its first and last day, and unless a later row has taken its place.

    The value is a pair: a code of `choice`, and how many days are left of what expires soon, otherwise `None`.
    """

    starts: str
    ends: str
    issued: str
    """The day a row is of; it takes the place of another one from then on where no first day is given."""
    replaces: str
    """Link to the row of the same register whose place a row takes."""
    number: str
    kind: str
    signed: tuple[str, ...]
    """Kinds of rows that are drafts as long as they have neither number nor day."""
    choice: Choice = VALIDITY
    soon: int = 30
    """Days before the last one from which on a row is said to expire."""

    def write(self, value: object) -> str:
        """Write «действует», «истекает через 20 дней»."""
        if not isinstance(value, tuple):
            return ""
        code, left = value
        if left is None:
            return self.choice.write(code)
        return f"истекает через {_DAY.counted(left)}" if left else "истекает сегодня"


@dataclass(frozen=True, slots=True)
class Presence(Flag):
    """Yes when another register has a row for this one in the chosen school year, written as such a row.

    «ШНОР: да» in a register of schools is a status of that school in that year. Saying «нет» removes the row.
    """

    register: str = ""
    link: str = ""
    where: tuple[tuple[str, object], ...] = ()
    year: str = "school_year"
