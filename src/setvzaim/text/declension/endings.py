"""Endings of nouns and adjectives by their last letters, for words that no dictionary has."""

from __future__ import annotations

from setvzaim.text.declension.cases import Forms, made

VOWELS = "аеёиоуыэюя"
VELARS = "гкх"
HUSHERS = "жшчщ"


def vowels(text: str) -> int:
    """Return how many vowels a text has."""
    return sum(letter in VOWELS for letter in text.lower())


def masculine(word: str, *, animate: bool, stressed: bool = False, sure: bool = True) -> Forms:
    """Return the forms of a masculine noun on a consonant, -ь or -й.

    `stressed` says that the ending takes the stress: «Ткачом», not «Ткачем».
    """
    low = word.lower()
    if low.endswith(("ь", "й")):
        accusative = "я" if animate else "="
        locative = "и" if low.endswith("ий") and vowels(low) > 1 else "е"
        return made(word, word[:-1], f"я ю {accusative} {'ём' if stressed else 'ем'} {locative}", sure=sure)
    accusative = "а" if animate else "="
    instrumental = "ем" if low[-1] in f"{HUSHERS}ц" and not stressed else "ом"
    return made(word, word, f"а у {accusative} {instrumental} е", sure=sure)


def with_a(word: str, *, instrumental: str | None = None, sure: bool = True) -> Forms:
    """Return the forms of a noun on -а or -я of any gender; `instrumental` is its ending where stress decides."""
    low = word.lower()
    stem = word[:-1]
    if low.endswith("ия") and vowels(low) > 2:
        return made(word, stem, "и и ю ей и", sure=sure)
    if low.endswith("я"):
        return made(word, stem, f"и е ю {instrumental or 'ей'} е", sure=sure)
    soft = low[-2] in f"{HUSHERS}ц"
    genitive = "и" if low[-2] in VELARS + HUSHERS else "ы"
    return made(word, stem, f"{genitive} е у {instrumental or ('ей' if soft else 'ой')} е", sure=sure)


def feminine_soft(word: str, *, sure: bool = True) -> Forms:
    """Return the forms of a feminine noun on -ь."""
    return made(word, word[:-1], "и и ь ью и", sure=sure)


def neuter(word: str, *, sure: bool = True) -> Forms:
    """Return the forms of a neuter noun on -о or -е."""
    low = word.lower()
    stem = word[:-1]
    if low.endswith("ие"):
        return made(word, stem, "я ю = ем и", sure=sure)
    if low.endswith(("це", "ще", "же", "че", "ше")):
        return made(word, stem, "а у = ем е", sure=sure)
    if low.endswith("е"):
        return made(word, stem, "я ю = ем е", sure=sure)
    return made(word, stem, "а у = ом е", sure=sure)


_STRESSED_STEMS = ("больш", "чуж", "меньш")


def adjective(word: str, *, animate: bool = False, sure: bool = True) -> Forms | None:
    """Return the forms of a word with the ending of an adjective, by that ending alone; `None` without one."""
    low = word.lower()
    if low.endswith("ся"):
        inner = adjective(word[:-2], animate=animate, sure=sure)
        tail = word[-2:]
        return inner and Forms(tuple(text + tail for text in inner.texts), sure=sure)  # type: ignore[arg-type]
    stem, ending = word[:-2], low[-2:]
    if not vowels(stem) or low[-3] in VOWELS:
        return None
    last = low[-3]
    soft = ending in {"яя", "ее"} or (ending == "ий" and last not in VELARS)
    soft = soft or (last in f"{HUSHERS}ц" and ending != "ой" and not low.startswith(_STRESSED_STEMS))
    vowel = "и" if soft or last in VELARS + HUSHERS else "ы"
    full = "е" if soft else "о"
    match ending:
        case "ый" | "ий" | "ой":
            accusative = f"{full}го" if animate else "="
            return made(word, stem, f"{full}го {full}му {accusative} {vowel}м {full}м", sure=sure)
        case "ое" | "ее":
            return made(word, stem, f"{full}го {full}му = {vowel}м {full}м", sure=sure)
        case "ая" | "яя":
            accusative = "юю" if ending == "яя" else "ую"
            return made(word, stem, f"{full}й {full}й {accusative} {full}й {full}й", sure=sure)
        case "ые" | "ие":
            accusative = f"{ending[0]}х" if animate else "="
            return made(word, stem, f"{ending[0]}х {ending[0]}м {accusative} {ending[0]}ми {ending[0]}х", sure=sure)
        case _:
            return None


_ORDINAL = {"й": "го му {} м м", "я": "й й ю й й", "е": "го му = м м"}


def ordinal(word: str, *, animate: bool = False) -> Forms:
    """Return the forms of an ordinal in figures: «1-й», «2-я», «3-е»."""
    endings = _ORDINAL[word[-1].lower()].format("го" if animate else "=")
    return made(word, word[:-1], endings)
