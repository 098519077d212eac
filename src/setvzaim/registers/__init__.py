"""The registers of the office, each declared once, as data (mechanism 1).

A module of this package that holds a `Register` needs no further mention: it is found here by being here.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from setvzaim.registers.derived import VALIDITY, Aggregate, Derived, Files, Gathered, Presence, Share, Validity
from setvzaim.registers.kinds import (
    Choice,
    Date,
    Flag,
    Kind,
    Link,
    Links,
    LinkTo,
    Named,
    Number,
    Option,
    Refused,
    SchoolYear,
    Text,
)
from setvzaim.registers.register import Column, Register, Remark

__all__ = [
    "VALIDITY", "Aggregate", "Choice", "Column", "Date", "Derived", "Files", "Flag", "Gathered", "Kind", "Link",
    "LinkTo", "Links", "Named", "Number", "Option", "Presence", "Refused", "Register", "Remark", "SchoolYear", "Share",
    "Text", "Validity", "all_registers", "goes_with", "parent_of", "parts_of", "register", "scope_of",
]  # fmt: skip


@cache
def all_registers() -> dict[str, Register]:
    """Return every register by its key, in the order of their modules."""
    found: dict[str, Register] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        for thing in vars(import_module(f"{__name__}.{module}")).values():
            if isinstance(thing, Register):
                found.setdefault(thing.key, thing)
    return found


def register(key: str) -> Register:
    """Return a register by its key; raise `KeyError` with the keys there are."""
    try:
        return all_registers()[key]
    except KeyError:
        raise KeyError(f"{key}: {', '.join(sorted(all_registers()))}") from None


@cache
def parts_of(key: str) -> tuple[tuple[Register, Column], ...]:
    """Return the registers with a link to this one, with the column that links: what a card shows below."""
    return tuple(
        (other, column)
        for other in all_registers().values()
        for column in other.columns
        if isinstance(column.kind, Link | Links) and column.kind.register == key
    )


def goes_with(of: Register, other: Register, column: Column) -> bool:
    """Whether a row of `other` whose `column` leads to a row of `of` cannot stand without it and goes with it."""
    return isinstance(column.kind, Link) and (column.required or other.key in of.whole)


def parent_of(of: Register) -> Column | None:
    """Return the link by which records of a register are told apart beside their names (the plan of a section)."""
    for group in of.identity:
        if of.label in group:
            for key in group:
                column = of[key.rstrip("?")]
                if isinstance(column.kind, Link):
                    return column
    return None


def scope_of(of: Register, column: Column) -> str | None:
    """Return the key of the column of the same row within which the names in a link are meant.

    A section is meant within the plan of its measure: both have a column `plan`. `None`: within all records.
    """
    if not isinstance(column.kind, Link | Links):
        return None
    parent = parent_of(register(column.kind.register))
    return parent.key if parent is not None and parent.key in of and parent.key != column.key else None
