"""What a form is filled with: values by the names that stand in its wording."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from setvzaim.documents.tree import Block
from setvzaim.text.declension import Kind, Sex


@dataclass(frozen=True, slots=True)
class Words:
    """Words that can stand in any case: a person, a post, a school, a settlement, a phrase.

    `sex` is that of a person, where it is known.
    """

    text: str
    kind: Kind = Kind.PHRASE
    sex: Sex | None = None


@dataclass(frozen=True, slots=True)
class Pen:
    """A place left for the pen on purpose, `width` мм: a name on a paper without names."""

    width: float = 40.0


Value: TypeAlias = "str | int | float | date | Words | Pen | Sequence[Facts] | tuple[Block, ...] | None"
Facts: TypeAlias = Mapping[str, Value]
"""Values by name, lower case: «школа», «руководитель школы». A list of facts is what `[каждый …]` goes through; a tuple
of blocks is what `[[…]]` stands for. `None`, an empty text and an empty list are «no value»."""


def person(name: str | None, sex: Sex | None = None) -> Words | None:
    """Return a person by the full name; `None` without one."""
    return Words(name, Kind.FULL, sex) if name else None


def words(text: str | None, kind: Kind = Kind.PHRASE) -> Words | None:
    """Return words of a kind; `None` without any."""
    return Words(text, kind) if text else None
