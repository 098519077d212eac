"""Names of settlements and districts, alone and beside the word for their kind."""

from __future__ import annotations

import re

from setvzaim.text.declension import dictionary, endings
from setvzaim.text.declension.cases import Forms, fixed, joined, made, words
from setvzaim.text.declension.phrases import phrase

_FEMININE_SOFT = words("""
    лагань казань рязань тюмень астрахань сызрань пермь тверь керчь обь кубань сибирь чернь русь любань умань ирпень
    юрюзань шилань шемордань кесь ухоль волынь тамань назрань кемь печень индигирь соль ладонь вырь пинь тосьмень
    режь нерль мышь гусинь елань матыш эмань бугурусль кермень кигань колмань
    """)
_PLURALS = {
    "дербеты": "дербет", "ульдючины": "ульдючин", "кетченеры": "кетченер", "чебоксары": "чебоксар", "луки": "лук",
    "мытищи": "мытищ", "люберцы": "люберец", "бронницы": "бронниц", "черкассы": "черкасс", "челны": "челнов",
    "ессентуки": "ессентуков", "клинцы": "клинцов", "воды": "вод", "ключи": "ключей", "камыши": "камышей",
    "соли": "солей", "пески": "песков", "бараки": "бараков", "сады": "садов", "хутора": "хуторов", "казаки": "казаков",
    "черни": "черней", "барсуки": "барсуков", "дубки": "дубков", "прудки": "прудков", "бурты": "буртов",
    "минводы": "минвод", "сальски": "сальсков", "яры": "яров", "броды": "бродов", "мосты": "мостов", "пруды": "прудов",
    "родники": "родников", "колодцы": "колодцев", "столбы": "столбов", "дубы": "дубов", "тополи": "тополей",
    "сочи": "", "чили": "", "тбилиси": "", "батуми": "", "поти": "", "шали": "",
}  # fmt: skip
"""The genitive of plural names; an empty one is a name that does not change."""
_FLEETING = {"орёл": "орл", "орел": "орл", "псёл": "псл"}

_SHORT = re.compile(
    r"(?P<short>(?:г|с|п|пос|д|дер|х|хут|ст|ст-ца|пгт|рп|р\.\s?п|п\.\s?г\.\s?т|мкр|мкрн)\.?)\s?(?P<rest>[А-ЯЁ].*)",
    re.DOTALL,
)
_GENERIC = re.compile(
    r"(?P<kind>(?:рабочий |дачный |курортный )?(?:город-герой|город|село|пос[её]лок|деревня|хутор|станица|аул|слобода"
    r"|местечко|станция|республика|улус|микрорайон|разъезд)(?: городского типа)?)(?P<gap>\s)(?P<rest>[А-ЯЁ1-9«\"].*)",
    re.IGNORECASE | re.DOTALL,
)
_KIND_OF_SHORT = {"г": "город", "с": "село", "д": "деревня", "дер": "деревня", "ст": "станица", "ст-ца": "станица"}
_STREET = re.compile(r"(?:ул|пр|просп|пер|пл|бул|ш|д|кв|корп|стр)\.?\s*[А-ЯЁ\d]")
"""Parts of an address that stay, shortened as they are: «ул. Ленина», «д. 5»."""
_SEPARATOR = re.compile("(, | [–—-] )")
_STREETS = words("улица проспект переулок площадь бульвар проезд шоссе аллея набережная тупик квартал")
_OFFICIAL = "республика"


def place(text: str) -> Forms:
    """Return the forms of a place with single spaces; of an address, those of each of its parts."""
    return joined(fixed(part) if _SEPARATOR.fullmatch(part) else _place(part) for part in _SEPARATOR.split(text))


def _place(text: str) -> Forms:
    short = _SHORT.fullmatch(text)
    if short and ("." in short["short"] or short["short"] in {"пгт", "рп", "мкр", "мкрн", "ст-ца"}):
        gap = text[short.end("short") : short.start("rest")]
        key = short["short"].rstrip(".").replace(" ", "")
        name = _beside(_KIND_OF_SHORT.get(key, "посёлок"), short["rest"])
        return joined([fixed(short["short"] + gap), name])
    generic = _GENERIC.fullmatch(text)
    if generic:
        kind = generic["kind"]
        return joined([phrase(kind), fixed(generic["gap"]), _beside(kind.lower().replace("ё", "е"), generic["rest"])])
    if _STREET.match(text):
        return fixed(text)
    bare, tail = _split_tail(text)
    first, *others = bare.split(" ")
    if others and (first.lower() in _STREETS or others[-1] == "Республика" or _has_small_letters([first, *others])):
        return phrase(text)
    return joined([name_of_place(bare), fixed(tail)])


def _has_small_letters(words: list[str]) -> bool:
    return any(word[:1].islower() for word in words)


def _beside(kind: str, rest: str) -> Forms:
    """Return the forms of a name beside the word for its kind.

    A town's name declines; that of a village, hamlet or settlement when it has the gender of that word and is an
    adjective («село Троицкое» – «в селе Троицком») or, beside «деревня» and «станица», a noun on -а. Plural names,
    Kalmyk names of settlements and the names of republics stay, as in official papers («Республики Калмыкия»).
    """
    name, tail = _split_tail(rest)
    word = kind.split(" ", maxsplit=1)[0] if not kind.startswith(("рабочий", "дачный", "курортный")) else "поселок"
    low = name.lower()
    adjectival = low.endswith(
        {"село": ("ое", "ее"), "деревня": ("ая", "яя"), "станица": ("ая", "яя")}.get(word, ("ый", "ий", "ой"))
    )
    if (
        (word in {"город", "город-герой"} and not low.endswith(("и", "ы")))
        or (adjectival and word not in {_OFFICIAL, "станция"})
        or (word in {"деревня", "станица", "слобода"} and low.endswith(("а", "я")))
    ):
        forms = name_of_place(name)
    else:
        forms = fixed(name)
    return joined([forms, fixed(tail)])


_TAIL = re.compile(r" (?:\(|[А-ЯЁ]\S*(?:ого|его|ой|ей) \S|Республики|области|края|района|№|им\.|имени).*", re.DOTALL)


def _split_tail(rest: str) -> tuple[str, str]:
    """Part a name from what follows it in the genitive: «Троицкое Целинного района»."""
    found = _TAIL.search(rest)
    return (rest[: found.start()], rest[found.start() :]) if found else (rest, "")


def name_of_place(name: str) -> Forms:
    """Return the forms of a bare name: «Элиста», «Малые Дербеты», «Ики-Бурул», «Ростов-на-Дону»."""
    if " " in name:
        return _of_words(name)
    if "-" in name.strip("-"):
        return _of_parts(name)
    return _single(name)


def _of_words(name: str) -> Forms:
    head, _, last = name.rpartition(" ")
    if last[:1].islower() or not last.isalpha():
        return phrase(name)
    if dictionary.nouns(head) and dictionary.is_common(last) and not dictionary.readings(last):
        return phrase(name)
    noun = name_of_place(last)
    words = []
    for word in head.split(" "):
        words += [_possessive(word) or endings.adjective(word) or fixed(word), fixed(" ")]
    return joined([*words, noun])


def _possessive(word: str) -> Forms | None:
    """Return the forms of a possessive before a noun: «Сергиев Посад», «Борисов Бор»."""
    if word.lower().endswith(("ов", "ев", "ёв", "ин")) and endings.vowels(word) > 1:
        return made(word, word, "а у = ым ом")
    return None


def _of_parts(name: str) -> Forms:
    parts = name.split("-")
    if len(parts) == 3 and parts[1].lower() in {"на", "под", "над", "в", "во"}:
        return joined([_single(parts[0]), fixed("-" + "-".join(parts[1:]))])
    head, _, last = name.rpartition("-")
    if last.lower().endswith(("ский", "цкий", "ный", "ской")) and "-" not in head and endings.vowels(head):
        return joined([_single(head), fixed("-"), _single(last)])
    if last.lower().endswith(("е", "э", "и", "у", "ю")) and not last.lower().endswith(("ое", "ки")):
        return fixed(name)
    return joined([fixed(head + "-"), _single(last)])


def _single(name: str) -> Forms:
    low = name.lower()
    if len(low) < 2 or not name.isalpha():
        return fixed(name)
    if low in _PLURALS:
        return _plural(name, _PLURALS[low])
    if low in _FLEETING:
        return made(name, name[:2] + name[3:], "а у = ом е")
    if low.endswith(("ово", "ево", "ёво", "ино", "ыно")):
        return endings.neuter(name)
    for reading in dictionary.readings(name):
        if "Geox" in reading.tags:
            nom, gen, dat, acc, ins, loc = reading.forms.texts
            return Forms((nom, gen, dat, acc, ins, loc))
    return _adjectival(name) or _by_ending(name)


_ADJECTIVES = (
    "ский", "цкий", "ской", "ское", "цкое", "ская", "цкая", "ный", "ное", "ная", "вый", "вой", "вое", "вая"
)  # fmt: skip


def _adjectival(name: str) -> Forms | None:
    low = name.lower()
    if low.endswith(_ADJECTIVES):
        return endings.adjective(name)
    readings = dictionary.readings(name)
    return next((reading.for_noun(animate=False) for reading in readings if reading.adjective), None)


def _by_ending(name: str) -> Forms:
    low = name.lower()
    for noun in dictionary.nouns(name):
        if noun.plural and not low.endswith(("ы", "и")):
            continue
        nom, gen, dat, acc, ins, loc = noun.forms.texts
        return Forms((nom, gen, dat, nom if noun.gender == "masc" else acc, ins, loc))
    if low.endswith(("ое", "ый", "ая")):
        return endings.adjective(name) or fixed(name)
    if low.endswith(("а", "я")):
        return fixed(name) if low.endswith("а") and low[-2] in endings.VOWELS else endings.with_a(name)
    if low.endswith("ь"):
        feminine = low in _FEMININE_SOFT or low[-2] in "нтдсмбвч"
        return endings.feminine_soft(name) if feminine else endings.masculine(name, animate=False)
    if low.endswith(("ы", "ки", "чи", "щи", "ши")):
        return _plural(name, None)
    if low.endswith(("ье", "озеро", "ще", "поле", "но", "село", "чко")):
        return endings.neuter(name)
    if low.endswith(("о", "е", "и", "у", "ю", "э", "ё")):
        return fixed(name)
    return _on_consonant(name)


def _on_consonant(name: str) -> Forms:
    low = name.lower()
    if low.endswith(("городок", "жок", "чок")):
        return made(name, name[:-2], "ка ку = ком ке", sure=False)
    if low.endswith("ец") and endings.vowels(low) > 1 and low[-3:-2] not in endings.VOWELS:
        soft = "ь" if low[-3] == "л" else ""
        return made(name, name[:-2] + soft, "ца цу = цом це")
    return endings.masculine(name, animate=False)


def _plural(name: str, genitive: str | None) -> Forms:
    """Return the forms of a plural name; a genitive that is not given is guessed from the ending."""
    low = name.lower()
    stem = name[:-1]
    if genitive == "":
        return fixed(name)
    if genitive is None:
        genitive = low[:-1]
        if low.endswith(("чи", "яки", "аки", "ики", "уки", "юки")):
            genitive = low[:-1] + ("ей" if low.endswith("чи") else "ов")
        elif low.endswith("цы") and low[-3:-2] not in endings.VOWELS:
            genitive = low[:-1] + "ов"
        elif low.endswith("ки") and low[-3:-2] not in endings.VOWELS:
            genitive = low[:-2].removesuffix("ь") + ("е" if low[-3:-2] in "жшчщцьй" else "о") + "к"
    made_genitive = dictionary.like(name, genitive)
    soft = low.endswith("и") and low[-2] not in endings.VELARS + endings.HUSHERS
    vowel = "я" if soft else "а"
    forms = made(name, stem, f"- {vowel}м = {vowel}ми {vowel}х")
    return Forms((name, made_genitive, *forms.texts[2:]), sure=low in _PLURALS)
