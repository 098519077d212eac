"""What a word may be in a phrase: adjective, noun, adverb or abbreviation, by the dictionary or by its ending."""

from __future__ import annotations

import re
from dataclasses import replace

from setvzaim.text.declension import dictionary, endings
from setvzaim.text.declension.cases import Forms, fixed, joined, words
from setvzaim.text.declension.dictionary import Reading

ORDINAL = re.compile(r"\d+-[йяеЙЯЕ]")
_BOUND = words("""
    вице экс пресс премьер генерал бизнес веб интернет шеф контр обер унтер штаб медиа арт топ онлайн мини лейб камер
    видео аудио фото кино радио теле эко этно спорт кибер робо нано микро макро супер мульти флеш блиц квест ай
    """)
"""First parts that never change: «вице-президента», «пресс-секретаря», «мастер-класса»."""


def is_short(word: str) -> bool:
    """Return whether a word is an abbreviation in capitals: МБОУ, СОШ."""
    capitals = sum(letter.isupper() for letter in word)
    if capitals < 2 or len(word) > 9 or word[-1] == ".":
        return False
    if word.isupper() and len(word) < 6:
        return True
    return (word.isupper() or capitals >= 3) and not dictionary.nouns(word) and not adjectives(word)


def is_adverb(word: str) -> bool:
    """Return whether a word in small letters is an adverb and nothing that declines."""
    return word[0].islower() and dictionary.is_adverb(word) and not dictionary.nouns(word)


def adjectives(word: str) -> tuple[Reading, ...]:
    """Return the readings as an adjective: the dictionary's, else by the ending."""
    if ORDINAL.fullmatch(word):
        return (_reading(endings.ordinal(word), {"й": "masc", "я": "femn", "е": "neut"}[word[-1].lower()]),)
    found = tuple(reading for reading in dictionary.readings(word) if reading.adjective)
    if found or dictionary.is_common(word):
        return found
    if "-" in word:
        head, _, last = word.rpartition("-")
        return tuple(_prefixed(head, reading) for reading in adjectives(last)) if last else ()
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
    """Return the reading of a word with a first part that stays."""
    forms = joined([fixed(f"{head}-"), reading.forms])
    return Reading(reading.adjective, reading.gender, reading.animate, forms, reading.tags)


def nouns(word: str, *, animate: bool, after: bool) -> tuple[Reading, ...]:
    """Return the readings as a noun; `after` says that adjectives precede the word."""
    found = dictionary.nouns(word)
    if found:
        return tuple(map(_person, sorted(found, key=lambda noun: not noun.animate))) if animate else found
    if "-" in word.strip("-"):
        return _hyphenated(word, animate=animate)
    if dictionary.tags(word) or adjectives(word) or not (animate or after) or not dictionary.is_russian(word):
        return ()
    return _by_ending(word, animate=animate)


def _person(noun: Reading) -> Reading:
    """Return a noun that names a person, whatever the dictionary takes it for («модератор», «эксперт»)."""
    if noun.animate or noun.gender != "masc":
        return noun
    nom, gen, dat, _, ins, loc = noun.forms.texts
    return replace(noun, animate=True, forms=Forms((nom, gen, dat, gen, ins, loc), sure=noun.forms.sure))


def _hyphenated(word: str, *, animate: bool) -> tuple[Reading, ...]:
    head, _, last = word.rpartition("-")
    found = nouns(last, animate=animate, after=True)
    if not found:
        return ()
    if head.lower() in _BOUND or not head.isalpha() or (not head.islower() and head.isupper()):
        return tuple(_prefixed(head, reading) for reading in found)
    first = next((noun for noun in dictionary.nouns(head) if noun.plural == found[0].plural), None)
    if first is None:
        return tuple(_prefixed(head, reading) for reading in found)
    forms = joined([first.forms, fixed("-"), found[0].forms])
    return (Reading(adjective=False, gender=first.gender, animate=first.animate, forms=forms, tags=first.tags),)


def _by_ending(word: str, *, animate: bool) -> tuple[Reading, ...]:
    """Return what an unknown word is by its last letter, as a noun; a guess."""
    low = word.lower()
    if len(low) < 3 or endings.vowels(low) == 0:
        return ()
    if low.endswith(("а", "я")) and low[-2] not in endings.VOWELS.replace("и", ""):
        return (_reading(endings.with_a(word, sure=False), "femn", adjective=False, animate=animate),)
    if low.endswith(("ние", "тие", "ье")):
        return (_reading(endings.neuter(word, sure=False), "neut", adjective=False),)
    if low.endswith(("ость", "знь")):
        return (_reading(endings.feminine_soft(word, sure=False), "femn", adjective=False),)
    if low[-1] not in endings.VOWELS + "ъ":
        return (
            _reading(endings.masculine(word, animate=animate, sure=False), "masc", adjective=False, animate=animate),
        )
    return ()
