"""Cases, sexes and kinds of text, and the six forms of a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Case(Enum):
    """The six cases, in the order of school grammars."""

    NOM = "nom"
    GEN = "gen"
    DAT = "dat"
    ACC = "acc"
    INS = "ins"
    LOC = "loc"


class Sex(Enum):
    """The sex of a person; surnames decline by it."""

    MALE = "m"
    FEMALE = "f"


class Kind(Enum):
    """What a text names: each kind has its own rules."""

    FIRST = "first"
    PATRONYMIC = "patronymic"
    SURNAME = "surname"
    FULL = "full"
    POST = "post"
    SCHOOL = "school"
    PLACE = "place"
    PHRASE = "phrase"


CASES = tuple(Case)


@dataclass(frozen=True, slots=True)
class Forms:
    """The six forms of a text in the order of `CASES`; `sure` is False where a rule could only guess."""

    texts: tuple[str, str, str, str, str, str]
    sure: bool = True

    def __getitem__(self, case: Case) -> str:
        return self.texts[CASES.index(case)]


def fixed(text: str, *, sure: bool = True) -> Forms:
    """Return the forms of a text that does not change."""
    return Forms((text,) * 6, sure=sure)


def made(base: str, stem: str, endings: str, *, sure: bool = True) -> Forms:
    """Return the nominative `base` and five forms: the stem with each of the endings, given in the order of cases.

    Endings are parted by spaces, «-» is an empty one, «=» repeats the nominative. A base in capitals has all its
    forms in capitals.
    """
    gen, dat, acc, ins, loc = (
        base if ending == "=" else with_ending(base, stem, "" if ending == "-" else ending)
        for ending in endings.split()
    )
    return Forms((base, gen, dat, acc, ins, loc), sure=sure)


def with_ending(base: str, stem: str, ending: str) -> str:
    """Return stem and ending, the ending in capitals where the whole base is."""
    return stem + (ending.upper() if in_capitals(base) else ending)


def in_capitals(word: str) -> bool:
    """Return whether a word of at least two letters is written in capitals."""
    return len(word) > 1 and word.isupper()


def joined(parts: Iterable[Forms]) -> Forms:
    """Return the forms of parts put together as they are."""
    parts = tuple(parts)
    texts = tuple("".join(part.texts[i] for part in parts) for i in range(6))
    return Forms(texts, sure=all(part.sure for part in parts))  # type: ignore[arg-type]


def words(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(text.split())
