"""The words of terms: what is normalised, which repetitions are known, which tokens are left."""

from __future__ import annotations

import re

from setvzaim.text.fold import fold
from setvzaim.text.spans import Repeats


class Unclear(Exception):  # noqa: N818 - a verdict on a text, not a fault
    """The text is not a term that can be put into dates."""


Token = tuple[str, str]
"""Kind and value: («month», «10»), («number», «25»), («-», «-»)."""

_ONCE = r"(?:не (?:реже|менее|меньше) )?(?:1|один|одного|раз)?\s*(?:раза?)?\s*"
_EACH = r"кажд(?:ый|ую|ое|ого|ой)"
_REPEATS: tuple[tuple[Repeats, str], ...] = (
    ("weekly", rf"еженедельно|{_EACH} недел[юи]|(?:{_ONCE})раз(?:а)? в неделю"),
    ("monthly", rf"ежемесячно|помесячно|{_EACH} месяца?|(?:{_ONCE})раза? в месяц|месяца, следующего за отчетным"),
    ("quarterly", (rf"(?:в конце |по окончании |по итогам )?{_EACH} четверт[иь]|(?:{_ONCE})раза? в четверть|"
                  r"по (?:учебным )?четвертям|4 раза в год|по (?:итогам|окончании) четвертей")),
    ("calendar_quarterly", rf"ежеквартально|поквартально|{_EACH} квартала?|(?:{_ONCE})раза? в квартал"),
    ("half_yearly", (rf"(?:по итогам )?{_EACH} полугоди[яе]|(?:{_ONCE})раза? в полугодие|по полугодиям|"
                    r"по итогам полугодий|2 раза в (?:учебный )?год|дважды в год")),
    ("yearly", rf"ежегодно|{_EACH} год[а]?|(?:{_ONCE})раза? в (?:учебный )?год"),
)  # fmt: skip
_REPEATED = tuple((every, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for every, words in _REPEATS)

_SCHOOL_YEAR = re.compile(
    r"(?<![\d.])(\d{4})\s*[/-]\s*(\d{4}|\d{2})(?!\.?\d)\s*(учебн\w*|уч\.?)?\s*(?:год\w*|гг\.?|г\.?(?:\s*г\.?)?)?(?!\w)"
)
_YEAR = re.compile(r"(?<![\d.§])((?:19|20)\d\d)\s*(?:год(?:а|у|ы|ов)?|гг?\.?)?(?![\w])")
_ORDINALS = ("перв", "втор", "трет", "четверт", "пят")
_ORDINAL = re.compile(
    r"(?<!\w)(перв|втор|трет|четверт|пят)(?:ый|ой|ий|ая|ья|ое|ье|ого|ьего|ую|ью|ом|ьем|ей|ьей|ые|ья)(?!\w)"
)
_ROMAN = re.compile(r"(?<![\w])(i{1,3}|iv|v|1v)(?:\s?-\s?(?:й|ый|ой|ий|я|ая|е|ое|го|ом|м))?(?!\w)")
_ROMANS = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "1v": "4", "v": "5"}
_ENDING = re.compile(r"(?<![\d.])(\d{1,2})\s?-?\s?(?:ый|ий|ой|й|ая|я|ое|ые|е|ого|го|му|ую|ю|ом|х)(?!\w)")

_MONTHS = (
    r"янв(?:ар\w{1,2})?", r"фев(?:р(?:ал\w{1,2})?)?", r"мар(?:т\w{0,2})?", r"апр(?:ел\w{1,2})?", r"ма[йяею]",
    r"июн\w{0,2}", r"июл\w{0,2}", r"авг(?:уст\w{0,2})?",
    r"сент?(?:ябр\w{1,2})?", r"окт(?:ябр\w{1,2})?", r"ноя(?:б(?:р\w{1,2})?)?",
    r"дек(?:абр\w{1,2})?",
)  # fmt: skip
_WHOLE = (
    r"(?:в течени[еи]|на протяжении|в ходе)\s*(?:всего\s*|одного\s*)?(?:учебного\s*)?(?:года|периода)|"
    r"весь\s*(?:учебный\s*)?(?:год|период)|(?:учебн(?:ый|ого)\s*)?год[ау]?|круглогодично|круглый год|"
    r"постоянно|регулярно|систематически|ежедневно|"
    r"(?:в течени[еи]\s*)?(?:всего\s*)?(?:срока|периода)\s*(?:реализации|действия)(?:\s*плана)?"
)
_TOKENS = (
    ("school year", r"§\d{4}"),
    ("year", r"¤\d{4}"),
    ("date", r"\d{1,2}\.\d{1,2}(?:\.(?:\d{4}|\d{2}))?(?![\d])\s*(?:г\.?)?(?!\w)"),
    ("number", r"\d{1,2}(?![\d])"),
    *((f"month {at}", rf"(?:{month})(?!\w)\.?") for at, month in enumerate(_MONTHS, 1)),
    ("whole", rf"(?:{_WHOLE})(?!\w)"),
    ("until", r"(?:(?:в )?срок до|не поздне(?:е|й)(?: чем)?(?: до)?|не позже|до|ко?)(?!\w)"),
    ("from", r"(?:начиная с|с|со)(?!\w)"),
    ("to", r"по(?!\w)"),
    ("and", r"и(?!\w)"),
    ("last", r"последн\w{2,3}(?!\w)"),
    ("start", r"начал[оеау](?!\w)"),
    ("middle", r"середин\w(?!\w)"),
    ("end", r"кон(?:ец|це|ца|цу)(?!\w)"),
    ("decade", r"декад\w{0,2}(?!\w)"),
    ("week", r"недел\w{1,2}(?!\w)"),
    ("quarter", r"(?:квартал\w{0,2}|кв\.?)(?!\w)"),
    ("term", r"(?:учебн\w+\s*)?(?:четверт[ьиею]\w{0,2}|четв\.?)(?!\w)"),
    ("half", r"(?:полугоди\w{1,2}|п/г)(?!\w)"),
    ("day number", r"числ[оауе](?!\w)"),
    (
        "",
        r"(?:в течени[еи]|на протяжении|в период|включительно|месяц(?:а|е|ев|ы)?|учебного|года|году|во?|на)(?!\w)|[*.]",
    ),
    ("-", r"-"),
    (",", r"[,;]"),
    (" ", r"\s+|[()]"),
)
_TOKEN = re.compile("|".join(f"(?P<t{at}>{words})" for at, (_, words) in enumerate(_TOKENS)))


def without_repeats(text: str) -> tuple[Repeats | None, str]:
    """Return how often a term says it comes back, and the folded rest of it."""
    folded = _normalised(text)
    for every, words in _REPEATED:
        rest, count = words.subn(" ", folded)
        if count > 1:
            raise Unclear
        if count:
            return every, rest
    return None, folded


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a folded term. Raises `Unclear` for a word that is not known."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.end() == at:
            raise Unclear
        kind = _TOKENS[int(str(match.lastgroup)[1:])][0]
        at = match.end()
        if kind.startswith("month"):
            found.append(("month", kind.removeprefix("month ")))
        elif kind.strip():
            found.append((kind, match[0].strip(" .г§¤")))
    while found and found[-1][0] == ",":
        found.pop()
    while found and found[0][0] == ",":
        del found[0]
    return found


def _normalised(text: str) -> str:
    folded = fold(text).replace("\u2044", "/").replace("*", " ")
    folded = _SCHOOL_YEAR.sub(_as_school_year, folded)
    folded = _YEAR.sub(r" ¤\1 ", folded)
    folded = _ORDINAL.sub(lambda match: str(_ORDINALS.index(match[1]) + 1), folded)
    folded = _ROMAN.sub(lambda match: _ROMANS[match[1]], folded)
    return " ".join(_ENDING.sub(r"\1", folded).split())


def _as_school_year(match: re.Match[str]) -> str:
    start, end = int(match[1]), int(match[2])
    if end % 100 != (start + 1) % 100 or not 1990 <= start <= 2100:
        return match[0]
    return f" §{start} "
