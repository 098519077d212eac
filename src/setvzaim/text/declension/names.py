"""First names and patronymics, Kalmyk ones among them."""

from __future__ import annotations

from setvzaim.text.declension import dictionary, endings
from setvzaim.text.declension.cases import Forms, Sex, fixed, joined, made, words

_MEN = words("""
    баазр баатр баатыр батр баир басан басанг бата бадма бамба бембя бембе боован боова босхомджи босха бюрчя гаря
    дава даваа джангар джангр доржи дорджи дордже замба замбя зурган кару кекшен лаган лари лиджи лижи мазан манджи
    мерген мингиян мингян муджик мукебен муковюн мутул надбит намру наран нарма нимя немя нимгир окон онгон очир
    пюрвя пюрве пюрбя савр салвр санан санджи санжи сангаджи сангджи санчир саран сарн сярбя сян тавун тюрбя убуш
    убуши улюмджи улан учур халга хара хонгор хулхача цебек цевек церен чингис чингиз чон чонкур шарап шургучи
    эльвг эльдя эльзят энкр эрдни эрдне эренжен эренцен эренджен эрентжен араш арслан арсланг арша бааза базр
    буджа бембеев болд гаха ишкя кичик кукан лага лама мацак мошка мушка нохашка нуска ользя сумьян тербиш уташ
    утнасун хату цагадай шовгр эвя элистан ара адьян адык аюка
    илья никита фома лука кузьма савва данила гаврила фока сила добрыня миша гоша лёша леша коля
    толя юра витя вова дима петя ваня гена боря лёня леня костя федя гриша сеня стёпа степа
    мустафа муса иса абдулла мурза иуда хамза исса ильяса валера серёжа сережа андрюша алёша алеша
    павел лев пётр петр игорь лазарь рауль даниэль даниель габриэль емельян шамиль исмаиль рамиль наиль камиль
    эмиль самуэль микаэль рафаэль михаэль анатоль жигер умар анзор ахмед магомед иван
    """)
_WOMEN = words("""
    саглр саглар саглара сагла байрта байр байрт баин байн гиляна гилян герел герл деляш делгр делгир делгира дельгир
    дельгира джиргал жиргал зулта зула занда заяна заян зая иляна кермен кермн кема кеема кишта кишня ноган ногала
    нюдля нюдл нюдла отхон отхн сяяхля сян-белг саналта сувсана тевкя увшан хюв цаган цагана эльзя эльзята эльвя эльвира
    энкира энкрсина эрвена эренцена эвелина эдя эдля булгун булгн бося бовуш бамба-цаган бальджир бальжир гунсада
    дана долган дольган дольма даяна ирсен инджир кюкя кутя кутюк любовь намуна нарана нарн номина саяна сарна
    тогрш улана уласта улста улман хонгора цевкя цевля церма цеца цеке цецег цецк шаралда янжи ягсада
    нинель рахиль юдифь эсфирь руфь суламифь ассоль адель николь айгуль жизель мишель рашель нигяр
    ирен элен элис энн мари кармен эдит джейн катрин мадлен мариам мириам гульнар айнур гюзель гузель гюзяль
    асель рауфь наргиз ширин лейсан лейсян алтын эстер элеонор элизабет маргарет долорес ингрид астрид марлен
    мадина фатима айшат патимат зулихан асет айзан жанет зарет марьям саадат умукусюм хеда сацита
    """)
"""Names that the dictionary does not have, or has with the other sex only. Kalmyk ones first: women's names on a
consonant (Герел, Кермен, Деляш, Цаган) do not change, men's do."""

_OF_BOTH = words("саша женя паша валя слава шура")
_WITHOUT_VOWEL = {"павел": "Павл", "лев": "Льв", "пётр": "Петр", "петр": "Петр"}
_STRESSED_YA = {"илья": "ёй"}
_STRESSED_MEN = {"ильич", "лукич", "кузьмич", "фомич"}
_SURE_ENDINGS = ("а", "я", "й")
_FIXED_TAILS = {"оглы", "оглу", "кызы", "гызы", "кизи", "улы", "уулу", "ибн", "бен", "бин"}


def sex_of_name(name: str) -> Sex | None:
    """Return whose name it is, `None` where it is unknown or serves both (Саша, Женя)."""
    low = name.lower()
    if "-" in low and low not in _WOMEN:
        low = low.rsplit("-", 1)[-1]
    genders = dictionary.name_sex(low)
    man = low in _MEN or genders == {"masc"}
    woman = low in _WOMEN or genders == {"femn"}
    if low in _MEN or low in _WOMEN:
        man, woman = low in _MEN, low in _WOMEN
    if man == woman:
        return None
    return Sex.MALE if man else Sex.FEMALE


def is_name(word: str) -> bool:
    """Return whether a word is known as a first name."""
    low = word.lower()
    return low in _MEN or low in _WOMEN or low in _OF_BOTH or bool(dictionary.name_sex(low))


def first_name(name: str, sex: Sex | None) -> Forms:
    """Return the forms of a first name.

    Of a woman's double name both parts change («Анны-Марии»), of a man's the last («Жан-Жака», «Абдул-Рахмана»).
    """
    if "-" in name.strip("-"):
        return _double(name, sex or sex_of_name(name))
    known = sex or sex_of_name(name)
    sure = known is not None or name.lower().endswith(_SURE_ENDINGS)
    if known is None:
        known = Sex.FEMALE if name.lower().endswith(("а", "я")) else Sex.MALE
    return _single(name, known, sure=sure)


def _double(name: str, sex: Sex | None) -> Forms:
    head, dash, last = name.rpartition("-")
    first = first_name(head, sex) if sex is Sex.FEMALE else fixed(head)
    return joined([first, fixed(dash), first_name(last, sex)])


def _single(name: str, sex: Sex, *, sure: bool) -> Forms:
    low = name.lower()
    if len(low) < 2 or not low[-1].isalpha() or (not endings.vowels(low) and low not in _MEN):
        return fixed(name, sure=False)
    if low in _WITHOUT_VOWEL and sex is Sex.MALE:
        return _without_vowel(name, _WITHOUT_VOWEL[low])
    if low == "любовь":
        return endings.feminine_soft(name)
    if low == "шота":
        return fixed(name)
    if low.endswith(("а", "я")):
        return _on_a(name, sure=sure)
    if low.endswith("о") and sex is Sex.MALE and low[:-1] + "а" in {"данила", "гаврила", "михайла", "кирила"}:
        return made(name, name[:-1], "ы е у ой е")
    if low[-1] in endings.VOWELS:
        return fixed(name, sure=sure)
    if sex is Sex.FEMALE:
        return endings.feminine_soft(name, sure=sure) if low.endswith("ь") else fixed(name, sure=sure)
    return endings.masculine(name, animate=True, sure=sure)


def _on_a(name: str, *, sure: bool) -> Forms:
    low = name.lower()
    if low[-2] in endings.VOWELS and low.endswith("а"):
        return fixed(name, sure=sure)
    return endings.with_a(name, instrumental=_STRESSED_YA.get(low), sure=sure)


def _without_vowel(name: str, stem: str) -> Forms:
    return made(name, stem.upper() if name.isupper() else stem if name[0].isupper() else stem.lower(), "а у а ом е")


def patronymic(text: str, sex: Sex | None = None) -> Forms:
    """Return the forms of a patronymic; those with «оглы» and «кызы» do not change."""
    words = text.split(" ")
    if (
        len(words) > 1
        or text.lower() in _FIXED_TAILS
        or ("-" in text and text.lower().rsplit("-", 1)[1] in _FIXED_TAILS)
    ):
        return fixed(text)
    head, dash, word = text.rpartition("-")
    forms = _patronymic(word, sex)
    return joined([fixed(head + dash), forms]) if dash else forms


def _patronymic(word: str, sex: Sex | None) -> Forms:
    low = word.lower()
    if low.endswith(("вна", "чна", "шна")):
        return made(word, word[:-1], "ы е у ой е")
    if low.endswith(("ич", "ыч")):
        return endings.masculine(word, animate=True, stressed=low in _STRESSED_MEN)
    return first_name(word, sex) if low.endswith(("а", "я")) else fixed(word, sure=False)


def sex_of_patronymic(text: str) -> Sex | None:
    """Return whose patronymic it is: by -ич, -вна, -чна and by «оглы», «кызы»."""
    low = text.lower().replace("-", " ")
    tail = low.rsplit(" ", 1)[-1]
    if tail in {"оглы", "оглу", "улы", "уулу"} or low.endswith("ич"):
        return Sex.MALE
    if tail in {"кызы", "гызы", "кизи"} or low.endswith(("овна", "евна", "ёвна", "ична", "инишна")):
        return Sex.FEMALE
    return None


def is_tail(word: str) -> bool:
    """Return whether a word is «оглы», «кызы» or the like, which makes a patronymic of the word before it."""
    return word.lower() in _FIXED_TAILS
