"""Joining the names of columns in a workbook to the columns of a register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from setvzaim.registers import Column, Register
from setvzaim.text.fold import match_key

_WHOLE = ("всего", "итого")
"""What stands below a heading for the number that the heading means: «Обучающихся / всего»."""


def join(labels: Sequence[str], register: Register, remembered: Mapping[str, str | None]) -> tuple[Column | None, ...]:
    """Join header texts to columns, each column at most once.

    What the user has said comes before what is guessed; of two equal claims the first wins.
    """
    by_name = {key: column for column in register.columns if column.editable for key in column.headers}
    said = [_said(label, register, remembered) for label in labels]
    reserved = {column.key for column in said if column is not None}
    joined: list[Column | None] = []
    placed: set[str] = set()
    for label, wanted in zip(labels, said, strict=True):
        guessed = wanted is None and match_key(label) not in remembered
        column = next((by_name[key] for key in _names(label) if key in by_name), None) if guessed else wanted
        if column is not None and (column.key in placed or (guessed and column.key in reserved)):
            column = None
        if column is not None:
            placed.add(column.key)
        joined.append(column)
    return tuple(joined)


def _said(label: str, register: Register, remembered: Mapping[str, str | None]) -> Column | None:
    known = remembered.get(match_key(label)) if label else None
    return register[known] if known and known in register else None


def _names(label: str) -> Iterator[str]:
    """Give the keys a header may be known by: with its unit and without, whole and by its lowest part."""
    parts = label.split(" / ")
    if len(parts) > 1 and match_key(parts[-1]) in _WHOLE:
        parts.pop()
    for text in dict.fromkeys((label, parts[-1])):
        yield from filter(None, map(match_key, (text, text.rpartition(",")[0], text.split("(", maxsplit=1)[0])))
