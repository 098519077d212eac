"""What the dictionary of OpenCorpora knows of a word (pymorphy3 reads it). Loaded with the first word asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from setvzaim.text.declension.cases import Forms, in_capitals

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

_CASES = ("gent", "datv", "accs", "ablt", "loct")
_RUSSIAN = re.compile("[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_PERSONAL = {"Name", "Surn", "Patr"}

Gender = Literal["masc", "femn", "neut"]
_GENDERS: tuple[Gender, ...] = ("masc", "femn", "neut")


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a word in the nominative: `gender` is `None` in the plural; `forms` follow the word's own case."""

    adjective: bool
    gender: Gender | None
    animate: bool
    forms: Forms
    tags: frozenset[str]

    @property
    def plural(self) -> bool:
        """Whether the word stands in the plural."""
        return self.gender is None

    def for_noun(self, *, animate: bool) -> Forms:
        """Return the forms of an adjective beside a noun: its accusative follows the noun."""
        if self.gender in {"femn", "neut"}:
            return self.forms
        nom, gen, dat, _, ins, loc = self.forms.texts
        return Forms((nom, gen, dat, gen if animate else nom, ins, loc), sure=self.forms.sure)


@cache
def _analyzer() -> MorphAnalyzer:
    import pymorphy3  # noqa: PLC0415  # 0.15 s and 30 MiB, which a start without papers does not need
    import pymorphy3_dicts_ru  # noqa: PLC0415

    return pymorphy3.MorphAnalyzer(path=pymorphy3_dicts_ru.get_path())


def is_russian(word: str) -> bool:
    """Return whether a word is of Russian letters, with or without hyphens."""
    return bool(_RUSSIAN.fullmatch(word))


def _parses(word: str) -> list[Parse]:
    """Return what the dictionary has of a word, without the guesses; it stumbles over letters that are not Russian."""
    return [parse for parse in _analyzer().parse(word) if parse.is_known] if is_russian(word) else []


@lru_cache(maxsize=4096)
def readings(word: str) -> tuple[Reading, ...]:
    """Return the readings in the nominative of a word that the dictionary has, the likely ones first."""
    return tuple(
        reading
        for parse in _parses(word)
        if "nomn" in parse.tag and parse.tag.POS in {"NOUN", "ADJF", "PRTF"}
        if parse.tag.POS == "NOUN" or "Fixd" not in parse.tag
        for gender in _genders(parse)
        for reading in [_reading(word, parse, gender)]
        if reading
    )


def nouns(word: str, *, personal: bool = False) -> tuple[Reading, ...]:
    """Return the readings as a noun; names of persons only where asked for."""
    return tuple(
        reading
        for reading in readings(word)
        if not reading.adjective and bool(reading.tags & _PERSONAL) == personal and "Abbr" not in reading.tags
    )


@lru_cache(maxsize=4096)
def tags(word: str) -> tuple[frozenset[str], ...]:
    """Return the tags of each reading in any case of a word that the dictionary has."""
    return tuple(frozenset(parse.tag.grammemes) for parse in _parses(word))


def is_common(word: str) -> bool:
    """Return whether the dictionary has a word otherwise than as the name of a person."""
    return any(not found & _PERSONAL for found in tags(word))


def is_adverb(word: str) -> bool:
    """Return whether a word is an adverb: «личностно ориентированный», «временно исполняющий»."""
    return any("ADVB" in found for found in tags(word))


def name_sex(word: str) -> set[str]:
    """Return the genders («masc», «femn») the dictionary has a first name with, in the nominative singular."""
    return {
        gender
        for found in tags(word)
        if "Name" in found and "nomn" in found and "sing" in found
        for gender in ("masc", "femn")
        if gender in found
    }


def _genders(parse: Parse) -> tuple[Gender | None, ...]:
    """Return the genders a word agrees in: «глава» and «староста» are of both («новый глава», «новая староста»)."""
    known = parse.tag.grammemes
    if "plur" in known:
        return (None,)
    if "ms-f" in known:
        return ("masc", "femn")
    return tuple(gender for gender in _GENDERS if gender in known)


def _reading(word: str, parse: Parse, gender: Gender | None) -> Reading | None:
    texts = [word]
    for case in _CASES:
        form = parse.inflect({case})
        if form is None:
            return None
        texts.append(like(word, form.word))
    return Reading(
        adjective=parse.tag.POS != "NOUN",
        gender=gender,
        animate="anim" in parse.tag.grammemes,
        forms=Forms(tuple(texts)),  # type: ignore[arg-type]
        tags=frozenset(parse.tag.grammemes),
    )


def like(source: str, form: str) -> str:
    """Return a form from the dictionary (small letters) written as the source is.

    Capitals stay, and so does е where the source writes it for ё: «Поселок» gives «Поселка», not «Посёлка».
    """
    if in_capitals(source):
        form = form.upper()
    shared = 0
    letters: list[str] = []
    for own, new in zip(source, form, strict=False):
        if own.lower().replace("ё", "е") != new.lower().replace("ё", "е"):
            break
        letters.append(own if own.lower() == new.lower() or own in "еЕ" else _cased(new, own))
        shared += 1
    return "".join(letters) + form[shared:]


def _cased(letter: str, pattern: str) -> str:
    return letter.upper() if pattern.isupper() else letter.lower()
