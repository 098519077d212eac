"""What can be asked of a register, as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from setvzaim.registers import Column

Test = Literal["contains", "equals", "any_of", "between", "above", "below", "is", "empty", "filled"]


@dataclass(frozen=True, slots=True)
class Context:
    """Where the user stands: the network and the school year chosen at the top of the window."""

    network: str | None = None
    """Identifier of the network; `None` for all schools of the base."""
    school_year: int | None = None
    """The calendar year in which the school year starts; `None` for all years."""
    day: date | None = None
    """The day that is spoken of; `None` for today."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A test that a column of every row must pass.

    `contains` and `equals` take text, compared folded; `above` and `below` a number or a date; `any_of` a tuple
    of codes or identifiers; `between` a pair of least and most, either of which may be `None` (a share is tested
    by its value from 0 to 100); `is` takes a bool; `empty` and `filled` take nothing.
    """

    column: str
    test: Test
    value: object = None


@dataclass(frozen=True, slots=True)
class Query:
    """Which rows of a register, in which order."""

    register: str
    search: str = ""
    """Words that must all occur in some text of the row."""
    filters: tuple[Filter, ...] = ()
    order: tuple[str, ...] = ()
    """Column keys, the first one first; a leading minus turns the order round. Empty: the register's own."""
    context: Context = Context()
    only: tuple[str, ...] | None = None
    """Identifiers outside of which nothing is wanted, a few thousand at most; `None` for all rows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a register: the values of the columns that were asked for, in their order."""

    id: str
    version: int
    columns: tuple[Column, ...]
    values: tuple[object, ...]

    def __getitem__(self, key: str) -> object:
        """Return the value of a column by its key; raise `KeyError`."""
        for column, value in zip(self.columns, self.values, strict=True):
            if column.key == key:
                return value
        raise KeyError(key)

    def text(self, key: str) -> str:
        """Return the value of a column as it is written, an empty text for none; raise `KeyError`."""
        for column, value in zip(self.columns, self.values, strict=True):
            if column.key == key:
                return column.kind.write(value)
        raise KeyError(key)

    def texts(self) -> Iterator[str]:
        """Give the values as they are written on the screen and on paper."""
        return (column.kind.write(value) for column, value in zip(self.columns, self.values, strict=True))
