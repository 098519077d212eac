"""Noun phrases: the words that agree, up to the first noun, decline; all after it stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from setvzaim.text.declension import dictionary, endings
from setvzaim.text.declension.cases import Forms, fixed, joined, words
from setvzaim.text.declension.dictionary import Gender, Reading

_TOKEN = re.compile(r"\d+-[^\W\d_]+|[^\W\d_]+(?:[-\u2011][^\W_]+)*\.?|\s+|.", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]")
_ORDINAL = re.compile(r"\d+-[йяеЙЯЕ]")
_QUOTES = frozenset('«»"“”„')
_BRACKETS = frozenset("(),")
_STOPS = frozenset({"имени", "им.", "№", "на", "по", "в", "с", "для", "при", "о", "об", "за", "от", "из", "к"})
_DEPUTIES = frozenset(
    {"зам.", "и.", "ио", "и.о.", "врио", "вр.", "пом.", "нач.", "рук.", "зав.", "в.", "вр", "о.", "с."}
)
"""Shortened heads: what follows is in the genitive already («зам. директора»)."""
_BOUND = words("""
    вице экс пресс премьер генерал бизнес веб интернет шеф контр обер унтер штаб медиа арт топ онлайн мини лейб камер
    видео аудио фото кино радио теле эко этно спорт кибер робо нано микро макро супер мульти флеш мастер блиц квест ай
    """)
"""First parts that never change: «вице-президента», «пресс-секретаря», «мастер-класса»."""
_APPOSED = words("""
    школа гимназия лицей сад центр дом дворец интернат станция прогимназия колледж техникум училище институт академия
    комплекс корпус школа-интернат школа-сад пансион клуб филиал отделение ясли
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
    tokens: list[str] = _TOKEN.findall(text)
    first = _leading(tokens, 0, animate=bool(animate))
    if first is None:
        return fixed(text, sure=_all_short(tokens))
    forms = first.forms
    place = first.end
    while place < len(tokens):
        found = _next_part(tokens, place, first, animate=bool(animate), school=school)
        if found is None:
            forms.append(fixed(tokens[place]))
            if tokens[place] in _QUOTES:
                break
            place += 1
        else:
            forms += found.forms
            place = found.end
    forms.append(fixed("".join(tokens[len(forms) :])))
    return joined(forms)


def _all_short(tokens: Sequence[str]) -> bool:
    first = next((token for token in tokens if _WORD.match(token)), "")
    return tokens[0] in _QUOTES or _is_short(first) or first.lower() in _DEPUTIES


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
    if link in {"и", ",", "/", "("} and person:
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
        if not _WORD.match(token) and not _ORDINAL.fullmatch(token):
            if token in _QUOTES or not (token.isspace() or token in _BRACKETS):
                break
        elif token.lower() in _STOPS | _DEPUTIES:
            break
        elif (
            (run and token.lower() in {"и", "или"})
            or token.endswith(".")
            or (_adverb(token) and not _adjectives(token))
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
    if _is_short(word):
        return _before_short(tokens, place, run, start, animate=animate) if run else None
    adjectival = _adjectives(word)
    for noun in _nouns(word, animate=animate, after=bool(run)):
        if adjectival and not run and _modifies(tokens, place):
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
        genders = {reading.gender for reading in _adjectives(tokens[place])}
        readings = (*_nouns(after, animate=False, after=True), *_adjectives(after))
        return _is_short(after) or any(reading.gender in genders for reading in readings)
    return False


def _assembled(tokens: list[str], place: int, run: list[int], start: int, noun: Reading) -> _Part:
    forms = _modifier_forms(tokens, start, place, run, noun.gender, animate=noun.animate)
    return _Part(place + 1, [*forms, noun.forms], noun.gender, noun.animate, tokens[place])


def _modifier_forms(
    tokens: list[str], start: int, end: int, run: list[int], gender: Gender | None, *, animate: bool
) -> list[Forms]:
    forms = []
    for i in range(start, end):
        found = [reading for reading in _adjectives(tokens[i]) if reading.gender == gender] if i in run else []
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
        for reading in _adjectives(tokens[run[0]])
        if all(_fits(tokens[i], reading.gender) for i in run[1:])
    ]


def _agreeing(tokens: list[str], run: list[int]) -> bool:
    return bool(_adjectives(tokens[run[-1]]) and _common(tokens, run))


def _fits(word: str, gender: Gender | None) -> bool:
    return any(reading.gender == gender for reading in _adjectives(word))


def _is_short(word: str) -> bool:
    """Return whether a word is an abbreviation in capitals: МБОУ, СОШ."""
    capitals = sum(letter.isupper() for letter in word)
    if capitals < 2 or len(word) > 9 or word[-1] == ".":
        return False
    return (word.isupper() or capitals >= 3) and not dictionary.nouns(word) and not _adjectives(word)


def _adverb(word: str) -> bool:
    return word[0].islower() and dictionary.is_adverb(word)


def _adjectives(word: str) -> tuple[Reading, ...]:
    """Return the readings as an adjective: the dictionary's, else by the ending."""
    if _ORDINAL.fullmatch(word):
        return (_reading(endings.ordinal(word), {"й": "masc", "я": "femn", "е": "neut"}[word[-1].lower()]),)
    found = tuple(reading for reading in dictionary.readings(word) if reading.adjective)
    if found or dictionary.nouns(word):
        return found
    if "-" in word:
        head, _, last = word.rpartition("-")
        return tuple(_prefixed(f"{head}-", reading) for reading in _adjectives(last)) if last else ()
    low = word.lower()
    forms = endings.adjective(word) if len(low) > 4 and low.endswith(_ADJECTIVES) else None
    return (_reading(forms, _GENDERS[low[-2:]]),) if forms else ()


_ADJECTIVES = ("ый", "ий", "ой", "ая", "яя", "ое", "ские", "цкие", "ные", "вые", "тые")
_GENDERS: dict[str, str] = {
    "ый": "masc", "ий": "masc", "ой": "masc", "ая": "femn", "яя": "femn", "ое": "neut", "ее": "neut", "ые": "", "ие": ""
}  # fmt: skip


def _reading(forms: Forms, gender: str, *, adjective: bool = True, animate: bool = False) -> Reading:
    return Reading(adjective, gender or None, animate, forms, frozenset())  # type: ignore[arg-type]


def _prefixed(head: str, reading: Reading) -> Reading:
    forms = joined([fixed(head), reading.forms])
    return Reading(reading.adjective, reading.gender, reading.animate, forms, reading.tags)


def _nouns(word: str, *, animate: bool, after: bool) -> tuple[Reading, ...]:
    """Return the readings as a noun; `after` says that adjectives precede the word."""
    found = dictionary.nouns(word)
    if found:
        return tuple(sorted(found, key=lambda reading: reading.animate != animate)) if animate else found
    if "-" in word.strip("-"):
        return _hyphenated(word, animate=animate)
    if dictionary.tags(word) or _adjectives(word) or not (animate or after) or not word.isalpha():
        return ()
    return _by_ending(word, animate=animate)


def _hyphenated(word: str, *, animate: bool) -> tuple[Reading, ...]:
    head, _, last = word.rpartition("-")
    found = _nouns(last, animate=animate, after=True)
    if not found:
        return ()
    if head.lower() in _BOUND or not head.isalpha() or (not head.islower() and head.isupper()):
        return tuple(_prefixed(f"{head}-", reading) for reading in found)
    first = next((noun for noun in dictionary.nouns(head) if noun.plural == found[0].plural), None)
    if first is None:
        return tuple(_prefixed(f"{head}-", reading) for reading in found)
    forms = joined([first.forms, fixed("-"), found[0].forms])
    return (Reading(adjective=False, gender=first.gender, animate=first.animate, forms=forms, tags=first.tags),)


def _by_ending(word: str, *, animate: bool) -> tuple[Reading, ...]:
    """Return what an unknown word is by its last letter, as a noun; a guess."""
    low = word.lower()
    if len(low) < 3 or endings.vowels(low) == 0:
        return ()
    if low.endswith(("а", "я")) and low[-2] not in endings.VOWELS.replace("и", ""):
        return (_reading(endings.with_a(word, sure=False), "femn", adjective=False, animate=animate),)
    if low[-1] not in endings.VOWELS + "ъ":
        return (
            _reading(endings.masculine(word, animate=animate, sure=False), "masc", adjective=False, animate=animate),
        )
    return ()
