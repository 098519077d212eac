"""Cardinal numbers in words: «двадцать один», «пяти»."""

from __future__ import annotations

from typing import Literal

from setvzaim.text.declension.cases import Case
from setvzaim.text.plural import Noun

Gender = Literal["m", "f", "n"]

_ONE = {Case.NOM: {"m": "один", "f": "одна", "n": "одно"}, Case.GEN: {"m": "одного", "f": "одной", "n": "одного"}}
_TWO = {Case.NOM: {"m": "два", "f": "две", "n": "два"}, Case.GEN: {"m": "двух", "f": "двух", "n": "двух"}}
_SMALL = {
    Case.NOM: "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
    "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
    Case.GEN: "нуля одного двух трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати "
    "четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати",
}
_TENS = {
    Case.NOM: "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    Case.GEN: "двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста",
}
_HUNDREDS = {
    Case.NOM: "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот",
    Case.GEN: "ста двухсот трёхсот четырёхсот пятисот шестисот семисот восьмисот девятисот",
}
_GROUPS: tuple[tuple[Noun, Gender], ...] = (
    (Noun("тысяча", "тысячи", "тысяч"), "f"),
    (Noun("миллион", "миллиона", "миллионов"), "m"),
)
MOST = 999_999_999


def in_words(number: int, *, gender: Gender = "m", case: Case = Case.NOM) -> str:
    """Return a whole number from 0 to `MOST` in words, in the nominative or the genitive.

    `gender` is that of what is counted: «двадцать одна», «двух». Raises `ValueError` for other numbers and cases.
    """
    if not 0 <= number <= MOST or case not in _ONE:
        raise ValueError(f"no words for {number} in the case {case.value}")
    if number == 0:
        return _SMALL[case].split()[0]
    words = _below_thousand(number % 1000, gender, case)
    rest = number // 1000
    for noun, noun_gender in _GROUPS:
        count = rest % 1000
        rest //= 1000
        if count:
            words = [*_below_thousand(count, noun_gender, case), _form(noun, count, case), *words]
    return " ".join(words)


def _form(noun: Noun, count: int, case: Case) -> str:
    """Return the noun after a number; in the genitive «одной школы», «двух школ»: the forms after two and five."""
    if case is Case.NOM:
        return noun.after(count)
    return noun.few if count % 10 == 1 and count % 100 != 11 else noun.many


def _below_thousand(number: int, gender: Gender, case: Case) -> list[str]:
    words = []
    if number >= 100:
        words.append(_HUNDREDS[case].split()[number // 100 - 1])
    tail = number % 100
    if tail >= 20:
        words.append(_TENS[case].split()[tail // 10 - 2])
        tail %= 10
    match tail:
        case 0:
            pass
        case 1:
            words.append(_ONE[case][gender])
        case 2:
            words.append(_TWO[case][gender])
        case _:
            words.append(_SMALL[case].split()[tail])
    return words
