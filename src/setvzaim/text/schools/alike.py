"""How alike two names of schools are, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from setvzaim.text.schools.parts import SchoolName

_SCHOOLS = frozenset({"сош", "оош", "нош", "школа"})
_APART = frozenset({"филиал", "вечерняя", "коррекционная", "сад", "колония", "колледж"})
"""Kinds that stand beside an ordinary school of the same place and number."""
_NOUN_ENDINGS = (
    "а", "я", "о", "е", "ы", "и", "у", "ь", "й", "ое", "ее", "ая", "яя", "ый", "ий", "ой", "ые", "ие", "ого", "его",
    "ом", "ка", "ки", "ко", "ское", "ский", "ской", "ск", "ска", "ску",
)  # fmt: skip
"""What a name of a place loses before «-ская» is put to it: Зуевка, Петровское, Нерчинск."""
_BEFORE_ADJECTIVE = ("ин", "ен", "ов", "ев", "ан", "н")
"""What may stand between the name of a place and «-ская»: Ягоднинская, Приозёрненская."""
_INFLECTED = ("ого", "его", "ая", "яя", "ое", "ее", "ый", "ий", "ой", "а", "я", "о", "е", "ы", "и", "у", "ь", "й")
_LEAST_STEM = 3
_MIDDLING, _LONGISH, _LONG = 5, 7, 9
"""Letters of a word from which one slip may be thought of, counts as one, and two may be thought of."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score from 0 to 1, and in Russian what differs; empty when nothing does."""

    score: float
    differs: tuple[str, ...] = ()


def alike(one: SchoolName, other: SchoolName) -> Likeness:
    """Return how likely two names, of the same municipality, are of one school.

    Another number makes another school; so does another place where both are named. What one name leaves out (the
    honorific, the district) costs little.
    """
    if one.numbers and other.numbers and not _same_numbers(one.numbers, other.numbers):
        return Likeness(0.0, ("номер другой",))
    marks: list[tuple[float, str]] = []
    place = _place(one, other, marks)
    if place == 0:
        return Likeness(0.0, ("название другое",))
    marks += [*_kinds(one.kinds, other.kinds), *_numbers(one, other), *_honour(one, other, place)]
    if not (one.proper or other.proper):
        marks.append((0.85, "ни номера, ни места в названии нет"))
    score = place
    for factor, _ in marks:
        score *= factor
    return Likeness(round(score, 3), tuple(dict.fromkeys(said for _, said in marks)))


def _same_numbers(one: Sequence[str], other: Sequence[str]) -> bool:
    return set(one) <= set(other) or set(other) <= set(one)


def _place(one: SchoolName, other: SchoolName, marks: list[tuple[float, str]]) -> float:
    """Return the part of the words proper that meet each other; 0 when both have some and none meets."""
    if not one.words and not other.words:
        return 1.0
    numbered = bool(one.numbers and other.numbers)
    if not one.words or not other.words:
        honoured = bool(_share(one.honour, other.honour))
        explained = one.words or other.words
        elsewhere = other.honour + other.extra if one.words else one.honour + one.extra
        if _share(explained, elsewhere):
            return 0.97
        marks.append((0.9 if numbered else 0.82 if honoured else 0.5, "место или имя есть только в одном названии"))
        return 1.0
    best = max(
        _share(one.words, other.words), _crossed(one, other), _same_word("".join(one.words), "".join(other.words))
    )
    if best == 0:
        return 0.0
    if best < 1:
        slipped = best >= _SLIPS[2] and len(one.words) == len(other.words)
        marks.append((0.35 + 0.65 * best, "написание другое" if slipped else "часть названия другая"))
    return 1.0


def _crossed(one: SchoolName, other: SchoolName) -> float:
    """Compare the words when one name counts among them what the other says as an honorific."""
    wider = (*one.words, *one.honour), (*other.words, *other.honour)
    if _share(one.words, wider[1], within=True) == 1 or _share(other.words, wider[0], within=True) == 1:
        return 0.9 + 0.1 * _share(one.words, other.words)
    return 0.0


def _share(one: Sequence[str], other: Sequence[str], *, within: bool = False) -> float:
    """Return the share of words that meet, 0 to 1; `within` asks only whether those of `one` are in `other`."""
    if not one or not other:
        return 0.0
    rest = list(other)
    met = 0.0
    for word in one:
        found = max(rest, key=lambda candidate: _same_word(word, candidate))
        score = _same_word(word, found)
        if score > 0:
            met += score
            rest.remove(found)
            if not rest:
                break
    return met / len(one) if within else 2 * met / (len(one) + len(other))


@lru_cache(maxsize=100_000)
def _same_word(one: str, other: str) -> float:
    """Return 1 for one word in two forms, less for a slip of the pen, 0 for different words."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) <= 2:
        short, long = sorted((one, other), key=len)
        return 0.7 if long.startswith(short) and len(long) > 3 else 0.0
    if is_adjective(one) != is_adjective(other):
        return _same_place(one, other)
    if bare(one) == bare(other):
        return 1.0
    return _SLIPS[slips] if (slips := _slips(one, other)) in _SLIPS else 0.0


_SLIPS = {1: 0.93, 2: 0.75}
"""What words are worth that one or two slips of the pen part: two are as likely two places."""


def _slips(one: str, other: str) -> int:
    """Return how many slips part two words, 3 for more than words of their length may have."""
    short = min(len(one), len(other))
    allowed = 2 if short >= _LONG else 1 if short >= _MIDDLING else 0
    slips = distance(one, other, allowed)
    if slips > allowed:
        return 3
    begins_otherwise = one[0] != other[0] and sorted(one[:2]) != sorted(other[:2])
    return 2 if short < _LONGISH or begins_otherwise else slips


def is_adjective(word: str) -> bool:
    """Tell whether a word is the adjective of a place: «Зуевская»."""
    return word.endswith(("ская", "цкая"))


def bare(word: str) -> str:
    """Return a word without the ending of its case."""
    return next((word[: -len(end)] for end in _INFLECTED if word.endswith(end) and len(word) - len(end) >= 3), word)


def _same_place(one: str, other: str) -> float:
    """Tell whether an adjective is made of the name of a place: «Таптанайская» of «Таптанай»."""
    adjective, noun = (one, other) if is_adjective(one) else (other, one)
    made, named = adjective_stems(adjective), noun_stems(noun)
    if made & named:
        return 1.0
    near = any(min(len(a), len(b)) >= _LONGISH - 1 and distance(a, b, 1) <= 1 for a in made for b in named)
    return _SLIPS[1] if near else 0.0


def adjective_stems(word: str) -> frozenset[str]:
    """Return what the place of an adjective may begin with: «ягоднин», «ягодн» of «Ягоднинская»."""
    base = word[:-3] if word.endswith("цкая") else word[:-4]
    found = [base, *(base[: -len(part)] for part in _BEFORE_ADJECTIVE if base.endswith(part))]
    return frozenset(stem for stem in found if len(stem) >= _LEAST_STEM)


def noun_stems(word: str) -> frozenset[str]:
    """Return what an adjective of a place may begin with: «зуевк», «зуев» of «Зуевка»."""
    found = [word, *(word[: -len(end)] for end in _NOUN_ENDINGS if word.endswith(end))]
    return frozenset(stem for stem in found if len(stem) >= _LEAST_STEM)


def distance(one: str, other: str, most: int) -> int:
    """Return how many slips (a letter more, fewer, another, two exchanged) part two words; `most` + 1 for more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return min(last[-1], most + 1)


def _kinds(one: frozenset[str], other: frozenset[str]) -> list[tuple[float, str]]:
    if one == other or not one or not other:
        return [] if one == other else [(0.93, "вид школы назван только в одном названии")]
    apart = (one ^ other) & _APART
    if apart:
        return [(0.4, f"в одном названии {', '.join(sorted(apart))}")]
    if one | other <= _SCHOOLS and "школа" in one | other:
        return [(0.95, "вид школы назван не полностью")]
    if one & other:
        return [(0.9, "вид школы указан по-разному")]
    return [(0.75, f"вид школы другой: {', '.join(sorted(one))} и {', '.join(sorted(other))}")]


def _numbers(one: SchoolName, other: SchoolName) -> list[tuple[float, str]]:
    if one.numbers == other.numbers or not (one.numbers or other.numbers):
        return []
    if one.numbers and other.numbers:
        return [(0.85, "ещё одно число в названии")]
    return [(0.7, "номер есть только в одном названии")]


def _honour(one: SchoolName, other: SchoolName, place: float) -> list[tuple[float, str]]:
    """Weigh the honorifics: one may be new or left out; two different ones make two schools, or a renaming."""
    if not one.honour or not other.honour:
        if not one.honour and not other.honour:
            return []
        told = bool((one.numbers and other.numbers) or (one.words and other.words and place))
        return [(0.95 if told else 0.55, "имя («имени …») есть только в одном названии")]
    surnames = [tuple(word for word in words if len(word) > 2) for words in (one.honour, other.honour)]
    if _share(surnames[0] or one.honour, surnames[1] or other.honour) > 0:
        return []
    return [(0.6, "имя («имени …») другое")]
