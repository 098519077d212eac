"""Noun phrases: the words that agree, up to the first noun, decline; all after it stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from setvzaim.text.declension import dictionary
from setvzaim.text.declension.cases import Forms, fixed, joined, words
from setvzaim.text.declension.dictionary import Gender, Reading
from setvzaim.text.declension.readings import ORDINAL, adjectives, is_adverb, is_short, nouns

_TOKEN = re.compile(r"\d+-[^\W\d_]+|\d*[^\W\d_]+(?:[-\u2011][^\W_]+)*\.?|\s+|.", re.DOTALL)
_WORD = re.compile(r"\d*[^\W\d_]")
_NUMBER = re.compile(r"[\d/IVX]+|[№/.–-]")
"""What may stand before the agreeing words: «2026/27 учебный год», «I квартал»."""
_QUOTES = frozenset('«»"“”„')
_BRACKETS = frozenset("(),")
_STOPS = frozenset({"имени", "им.", "№", "на", "по", "в", "с", "для", "при", "о", "об", "за", "от", "из", "к"})
_DEPUTIES = frozenset(
    {"зам.", "и.", "ио", "и.о.", "врио", "вр.", "пом.", "нач.", "рук.", "зав.", "в.", "вр", "о.", "с."}
)
"""Shortened heads: what follows is in the genitive already («зам. директора»)."""
_APPOSED = words("""
    школа гимназия лицей сад центр дом дворец интернат станция прогимназия колледж техникум училище институт академия
    комплекс корпус школа-интернат школа-сад пансион клуб филиал отделение ясли управление отдел
    """)
"""Kinds of schools that stand beside a generic word in the same case: «учреждения дополнительного образования Дома
детского творчества»."""


@dataclass(slots=True)
class _Part:
    """The leading words of a phrase: `end` is the place after the head; `forms` one for each token up to it."""

    end: int
    forms: list[Forms] = field(default_factory=list)
    gender: Gender | None = None
    animate: bool = False
    head: str = ""


def phrase(text: str, *, animate: bool | None = None, school: bool = False) -> Forms:
    """Return the forms of a noun phrase with single spaces.

    `animate` is what an unknown head is taken for, and whether the phrase names a person; `school` lets kinds of
    schools further on agree with the head.
    """
    mixed = _without_capitals(text) if text.isupper() else text
    if mixed != text:
        small = phrase(mixed, animate=animate, school=school)
        return Forms(tuple(form.upper() for form in small.texts), sure=small.sure)  # type: ignore[arg-type]
    tokens = _tokens(text)
    start = _after_short(tokens) if school else 0
    first = _leading(tokens, start, animate=bool(animate))
    if first is None:
        return fixed(text, sure=_all_short(tokens))
    forms = [*map(fixed, tokens[:start]), *first.forms]
    last, place = first, first.end
    while place < len(tokens):
        found = _next_part(tokens, place, last, animate=bool(animate), school=school)
        if found is None:
            forms.append(fixed(tokens[place]))
            if tokens[place] in _QUOTES:
                break
            place += 1
        else:
            forms += found.forms
            last = found
            place = last.end
    forms.append(fixed("".join(tokens[len(forms) :])))
    return joined(forms)


def _tokens(text: str) -> list[str]:
    """Return words, spaces and signs; «Школа-детский сад» is two heads with a hyphen between them."""
    found: list[str] = []
    for token in _TOKEN.findall(text):
        head, dash, rest = token.partition("-")
        apart = dash and head.lower() in _APPOSED and adjectives(rest) and not dictionary.nouns(rest)
        found += [head, dash, rest] if apart else [token]
    return found


def _without_capitals(text: str) -> str:
    """Return a text all in capitals with its words in small letters and only its abbreviations in capitals."""
    if not re.search(r"[^\W\d_]{6}", text):
        return text
    return re.sub(
        r"[^\W\d_]+",
        lambda word: word[0].lower() if len(word[0]) > 6 or dictionary.is_common(word[0]) else word[0],
        text,
    )


def _after_short(tokens: Sequence[str]) -> int:
    """Return where a kind of school in small letters follows an abbreviation: «МБОУ гимназия № 3»."""
    if len(tokens) > 2 and is_short(tokens[0]) and tokens[1].isspace() and tokens[2].islower() and len(tokens[2]) > 4:
        return 2
    return 0


def _all_short(tokens: Sequence[str]) -> bool:
    first = next((token for token in tokens if _WORD.match(token)), "")
    return tokens[0] in _QUOTES or is_short(first) or first.lower() in _DEPUTIES


def _next_part(tokens: list[str], place: int, first: _Part, *, animate: bool, school: bool) -> _Part | None:
    """Return another head beside the first: after «и», a comma, a dash or a bracket, or beside it at once."""
    if not _WORD.match(tokens[place]):
        return None
    before = [token for token in tokens[first.end : place] if not token.isspace()]
    link = before[-1] if before else ""
    direct = len(before) <= 1
    part = _leading(tokens, place, animate=animate)
    if part is None or not part.head or not part.head[0].isalpha():
        return None
    singular = part.gender is not None
    known = any(reading.gender == part.gender for reading in dictionary.nouns(part.head)) or "-" in part.head
    if not known:
        return None
    person = animate and singular and part.animate
    if link in {"и", ",", "/", "(", "–", "—", "-"} and person:
        return part
    if direct and link in {"и", "–", "—", "-", ","} and singular == (first.gender is not None) and not animate:
        return part
    kind = school and singular and part.head.lower() in _APPOSED
    if kind and (link not in {"и", ","} or direct):
        return part
    return part if direct and not link and person and part.head.lower() in _APPOSED else None


def _leading(tokens: list[str], start: int, *, animate: bool) -> _Part | None:
    """Return the agreeing words from `start` up to their noun, or up to the last of them where no noun follows."""
    run: list[int] = []
    place = start
    while place < len(tokens):
        token = tokens[place]
        if not _WORD.match(token) and not ORDINAL.fullmatch(token):
            if token in _QUOTES or not (
                token.isspace() or token in _BRACKETS or (not run and _NUMBER.fullmatch(token))
            ):
                break
        elif token.lower() in _STOPS | _DEPUTIES:
            break
        elif _NUMBER.fullmatch(token) or (
            (run and token.lower() in {"и", "или"})
            or token.endswith(".")
            or (is_adverb(token) and not adjectives(token))
        ):
            pass
        else:
            head = _head(tokens, place, run, start, animate=animate)
            if head:
                return head
            if not _agreeing(tokens, [*run, place]):
                break
            run.append(place)
        place += 1
    return _without_noun(tokens, run, start, animate=animate) if run else None


def _head(tokens: list[str], place: int, run: list[int], start: int, *, animate: bool) -> _Part | None:
    """Return the phrase whose noun stands at `place`, if that word may be the noun of the run before it."""
    word = tokens[place]
    if is_short(word):
        return _before_short(tokens, place, run, start, animate=animate) if run else None
    adjectival = adjectives(word)
    for noun in nouns(word, animate=animate, after=bool(run) or place == start):
        if adjectival and _modifies(tokens, place):
            continue
        if all(_fits(tokens[i], noun.gender) for i in run):
            return _assembled(tokens, place, run, start, noun)
    return None


def _modifies(tokens: list[str], place: int) -> bool:
    """Return whether a word that may be either stands before a noun that it agrees with («рабочая группа»)."""
    for after in tokens[place + 1 :]:
        if after.isspace():
            continue
        if not _WORD.match(after) or after.lower() in _STOPS:
            return False
        genders = {reading.gender for reading in adjectives(tokens[place])}
        readings = (*nouns(after, animate=False, after=True), *adjectives(after))
        return is_short(after) or any(reading.gender in genders for reading in readings)
    return False


def _assembled(tokens: list[str], place: int, run: list[int], start: int, noun: Reading) -> _Part:
    forms = _modifier_forms(tokens, start, place, run, noun.gender, animate=noun.animate)
    return _Part(place + 1, [*forms, noun.forms], noun.gender, noun.animate, tokens[place])


def _modifier_forms(
    tokens: list[str], start: int, end: int, run: list[int], gender: Gender | None, *, animate: bool
) -> list[Forms]:
    forms = []
    for i in range(start, end):
        found = [reading for reading in adjectives(tokens[i]) if reading.gender == gender] if i in run else []
        forms.append(found[0].for_noun(animate=animate) if found else fixed(tokens[i]))
    return forms


def _before_short(tokens: list[str], place: int, run: list[int], start: int, *, animate: bool) -> _Part | None:
    genders = _common(tokens, run)
    if not genders:
        return None
    forms = _modifier_forms(tokens, start, place, run, genders[0], animate=animate)
    return _Part(place + 1, [*forms, fixed(tokens[place])], genders[0], animate)


def _without_noun(tokens: list[str], run: list[int], start: int, *, animate: bool) -> _Part | None:
    """Return the phrase whose head is its last adjective or participle: «заведующий хозяйством»."""
    genders = _common(tokens, run)
    if not genders:
        return None
    end = run[-1] + 1
    forms = _modifier_forms(tokens, start, end, run, genders[0], animate=animate)
    return _Part(end, forms, genders[0], animate, tokens[run[-1]])


def _common(tokens: list[str], run: list[int]) -> list[Gender | None]:
    """Return the genders that all words of a run may have, `None` for the plural, as the first word orders them."""
    return [
        reading.gender
        for reading in adjectives(tokens[run[0]])
        if all(_fits(tokens[i], reading.gender) for i in run[1:])
    ]


def _agreeing(tokens: list[str], run: list[int]) -> bool:
    return bool(adjectives(tokens[run[-1]]) and _common(tokens, run))


def _fits(word: str, gender: Gender | None) -> bool:
    return any(reading.gender == gender for reading in adjectives(word))
