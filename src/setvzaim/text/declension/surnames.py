"""Surnames: masculine ones decline, feminine ones on a consonant, -ь, -о, -е, -и, -у and -ых do not."""

from __future__ import annotations

from setvzaim.text.declension import dictionary, endings
from setvzaim.text.declension.cases import Forms, Sex, fixed, joined, made, words

_POSSESSIVE = ("ов", "ев", "ёв", "ин", "ын")
_FOREIGN = words("дарвин чаплин цеппелин кронин гершвин мартин кельвин франклин дюпин")
"""Foreign surnames on -ин have -ом; so have all of one syllable (Грин, Лин)."""
_LIKE_NOUN_OF_A_WOMAN = words("""
    калина малина щербина скорина гречина былина година дубина хмарина глина скотина голова корова
    сова дуброва дубрава основа подкова
    """)
"""Nouns that look like a feminine possessive: «Щербина» – «Щербины», not «Щербиной»."""
_STRESSED_FRENCH = words("дюма петипа золя труайя тома люка дега гюра бенуа моруа делакруа леруа франсуа")
_BOUND_PARTS = words("""
    бонч тер дер сен гей грум кара мак сангаджи санджи эрдни дорджи бадма манджи очир церен лиджи гаря басан мучка
    ван фон де ла ле аль эль бен ибн ибрагим хан нар чон шара хара цаган тян
    """)
"""First parts of double surnames that never change, Kalmyk personal names among them: «Сангаджи-Горяева»."""
PARTICLES = words("фон ван дер ден де ди да ла ле аль эль бен ибн дю дель")
_DECLINED_ON_IH = ("рих", "лих", "бих", "дих", "тих", "мних", "юних")


def surname(text: str, sex: Sex | None) -> Forms:
    """Return the forms of a surname; without a sex that of its ending, and a man's where it tells nothing."""
    known = sex or sex_of_surname(text)
    sure = known is not None or _changes_never(text.lower())
    pieces: list[Forms] = []
    for i, word in enumerate(text.split(" ")):
        pieces += [fixed(" ")] if i else []
        pieces.append(_with_hyphens(word, known or Sex.MALE))
    forms = joined(pieces)
    return forms if sure else Forms(forms.texts, sure=False)


def sex_of_surname(text: str) -> Sex | None:
    """Return whose surname it is where its ending tells."""
    low = text.lower().rsplit("-", 1)[-1]
    if low in _LIKE_NOUN_OF_A_WOMAN:
        return None
    if _is_possessive_of_a_woman(low) or (low.endswith(("ая", "яя")) and len(low) > 4):
        return Sex.FEMALE
    if low.endswith((*_POSSESSIVE, "ский", "цкий", "ской", "ый")) and len(low) > 3:
        return Sex.MALE
    return None


def _with_hyphens(word: str, sex: Sex) -> Forms:
    parts = word.split("-")
    if len(parts) == 1:
        return _single(word, sex)
    pieces: list[Forms] = []
    for i, part in enumerate(parts):
        pieces += [fixed("-")] if i else []
        bound = i < len(parts) - 1 and not _of_its_own(part)
        pieces.append(fixed(part) if bound else _single(part, sex))
    return joined(pieces)


def _of_its_own(part: str) -> bool:
    """Return whether the first part of a double surname is a surname of its own, and so declines."""
    low = part.lower()
    if low in _BOUND_PARTS or endings.vowels(low) == 0:
        return False
    if low.endswith((*_POSSESSIVE, "ова", "ева", "ёва", "ина", "ына", "ий", "ый", "ая", "ич", "ян", "чук", "дзе")):
        return True
    return any("Surn" in found for found in dictionary.tags(part))


def _changes_never(low: str) -> bool:
    if low.endswith(("о", "е", "ё", "и", "у", "ю", "э", "ы")):
        return True
    return low.endswith(("ых", "их")) and not low.endswith(_DECLINED_ON_IH) and endings.vowels(low) > 1


def _single(word: str, sex: Sex) -> Forms:
    low = word.lower()
    if len(low) < 2 or not low[-1].isalpha() or low in PARTICLES or _changes_never(low):
        return fixed(word)
    if not endings.vowels(low):
        return fixed(word, sure=False)
    if low.endswith(("а", "я")):
        return _on_a(word, sex)
    return fixed(word) if sex is Sex.FEMALE else _man(word)


def _on_a(word: str, sex: Sex) -> Forms:
    low = word.lower()
    stem = word[:-1]
    if sex is Sex.FEMALE:
        if _is_possessive_of_a_woman(low):
            return made(word, stem, "ой ой у ой ой")
        if low.endswith(("ая", "яя")) and len(low) > 4:
            return endings.adjective(word) or fixed(word)
    if low in _STRESSED_FRENCH or (low.endswith("а") and low[-2] in endings.VOWELS):
        return fixed(word)
    if low.endswith("ая") and sex is Sex.MALE and len(low) > 4:
        return fixed(word, sure=False)
    return endings.with_a(word, instrumental=_instrumental(low))


def _is_possessive_of_a_woman(low: str) -> bool:
    """Return whether a surname is «Манджиева», «Ильина»; «Рева» and «Щербина» are nouns."""
    return low.endswith(("ова", "ева", "ёва", "ина", "ына")) and low not in _LIKE_NOUN_OF_A_WOMAN and len(low) > 4


def _instrumental(low: str) -> str | None:
    """Return the stressed ending of the instrumental where the surname is a noun that the dictionary has."""
    for noun in dictionary.nouns(low):
        form = noun.forms.texts[4]
        if noun.gender in {"femn", "masc"} and form[:-2] == low[:-1]:
            return form[-2:]
    return None


def _man(word: str) -> Forms:
    low = word.lower()
    if low == "лев":
        return made(word, word[:1] + ("ЬВ" if word.isupper() else "ьв"), "а у а ом е", sure=False)
    if low.endswith(_POSSESSIVE):
        foreign = low in _FOREIGN or (low.endswith("ин") and endings.vowels(low) == 1)
        return made(word, word, f"а у а {'ом' if foreign else 'ым'} е")
    if low.endswith(("ый", "ий", "ой")):
        adjectival = _adjectival(word)
        if adjectival:
            return adjectival
    return _as_noun(word) or _by_ending(word)


def _adjectival(word: str) -> Forms | None:
    low = word.lower()
    if low.endswith("ой") and (endings.vowels(low) == 1 or _noun_on_j(word)):
        return None
    if low.endswith("ий") and low[-3:-2] not in "гкхнжшщчц":
        return None
    if low.endswith("ций") and not low.endswith("куций"):
        return None
    return endings.adjective(word, animate=True)


def _noun_on_j(word: str) -> bool:
    """Return whether a surname on -ой is a noun: «Прибой» – «Прибоя»."""
    return any(noun.forms.texts[1].endswith("оя") for noun in dictionary.nouns(word))


def _as_noun(word: str) -> Forms | None:
    """Return the forms of a surname that is a common noun: «Заяц» – «Зайца», «Ткач» – «Ткачом».

    Foreign surnames only look so: «Кегель» – «Кегеля», «Сон» – «Сона». Families differ on whether the vowel goes
    («Заяца»), so such a form is not sure.
    """
    for noun in dictionary.nouns(word):
        if noun.gender != "masc" or "Fixd" in noun.tags or "Geox" in noun.tags:
            continue
        nom, gen, dat, _, ins, loc = noun.forms.texts
        kept = gen.startswith(nom.rstrip("йь"))
        if not kept and not noun.animate and (nom.endswith("ель") or endings.vowels(nom) == 1):
            continue
        return Forms((nom, gen, dat, gen, ins, loc), sure=kept)
    return None


def _by_ending(word: str) -> Forms:
    low = word.lower()
    stem = word[:-2]
    if low.endswith(("онок", "ёнок", "енок", "инок")):
        return made(word, stem, "ка ку ка ком ке", sure=False)
    if low.endswith(("чок", "шок", "жок")) and endings.vowels(low) > 1:
        return made(word, stem, "ка ку ка ком ке", sure=False)
    if low.endswith("иец"):
        return made(word, stem, "йца йцу йца йцем йце", sure=False)
    if (
        low.endswith("ец")
        and endings.vowels(low) > 1
        and low[-3:-2] not in endings.VOWELS
        and low[-4:-3] in endings.VOWELS
    ):
        soft = "ь" if low[-3] == "л" else ""
        return made(word, stem, " ".join(soft + ending for ending in ["ца", "цу", "ца", "цом", "це"]), sure=False)
    stressed = low.endswith(("ач", "яч")) and endings.vowels(low) > 1
    return endings.masculine(word, animate=True, stressed=stressed)
