"""What the name of a school says: its kind, its number, the place, whose name it bears."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from setvzaim.text.fold import fold


@dataclass(frozen=True, slots=True)
class SchoolName:
    """A name taken to pieces; words are folded, in the order of the name.

    `kinds` are codes such as «сош»; `words` what is left of the name proper: place and the like; `honour` the words
    of the person or the event the school is named after; `extra` what is only said to explain (the district, the
    region, «с углублённым изучением …»).
    """

    kinds: frozenset[str]
    numbers: tuple[str, ...]
    words: tuple[str, ...]
    honour: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def proper(self) -> bool:
        """Whether anything tells it from the other schools of its kind."""
        return bool(self.numbers or self.words or self.honour)


_LATIN_NUMBER = re.compile(r"(?<!\w)(?:n|no|nо|nr)\s*[.°º]?\s*(?=\d)", re.IGNORECASE)
_INITIALS = re.compile(
    r"\b[А-ЯЁ]\s?[.-]\s?[А-ЯЁ]\s?[.](?!\w*[.])|(?<=имени )[А-ЯЁ][.]|"
    r"(?<=имени)[А-ЯЁ][.]|(?<=им[.])[А-ЯЁ][.]|(?<=им[.] )[А-ЯЁ][.]"
)
_JOINED = re.compile(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])")
"""Where a number touches a word: «СОШ№1г.Шали», «школа5»."""
_OF_YEARS = re.compile(r"\b(\d+)\s*-?\s*(?:летия|лет|й|го|ой|ая|ый)\b")
_ON_PLACES = re.compile(r"\bна \d+ (?:ученическ\w* )?мест\w*|\b\d+ мест\w*")

_LEGAL = re.compile(
    r"\b(?:муниципальн\w*|mуниципальн\w*|государственн\w*|федеральн\w*|краев\w*|областн\w*|республиканск\w*|частн\w*|"
    r"негосударственн\w*|автономн\w*|некоммерческ\w*|бюджетн\w*|казенн\w*|бюджетно\w*|"
    r"общ[ео]образовательн\w* учрежден\w*|"
    r"образовательн\w* учрежден\w*|учрежден\w*|образовательн\w* организац\w*|общ[ео]образовательн\w* организац\w*|"
    r"[мгкчфн]?(?:г|к|о)?(?:б|а|к)?(?:оу|ноу|ооу)|[мгчкн]оу|мбоу|мкоу|маоу|мбдоу|гбоу|гкоу|гаоу|кгбоу|огбоу|оаоу|ано|оо|"
    r"фгкоу|фгбоу|впо|нпо|спо|во|гкуз|гбуз|фку|ноу|чоу|мбу|мку|мау)\b"
)
_GENERAL = r"общ[ео]*образоват\w*"
_SECONDARY = rf"\bсредн\w* {_GENERAL}(?: школ\w*)?|\bсредн\w* (?:полн\w* )?школ\w*|\bсредн\w* общ\w* шк\w*|\bсо?ш\b"
_BASIC = (
    rf"\bосновн\w* {_GENERAL}(?: школ\w*)?|\b(?:основн|неполн\w* средн)\w* школ\w*|"
    r"\bосновн\w* общ\w* шк\w*|\bоо?ш\b"
)
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(pattern))
    for code, pattern in (
        ("филиал", r"\bфилиал\w*|\bструктурн\w* подразделен\w*"),
        ("вечерняя", r"\b(?:вечерн\w*|открыт\w*)\s*(?:сменн\w*)?|\bсменн\w*|\b[ов]сош\b|\bосш\b"),
        ("коррекционная", r"\bкоррекционн\w*|\bспециальн\w*|\bскш\w*|\bскоши?\b"),
        ("интернат", r"\bинтернат\w*|\bпансион\w*|\bсоши\b"),
        ("кадетская", r"\bкадетск\w*(?: классами| корпус\w*)?"),
        ("гимназия", r"\bпрогимнази\w*|\bгимнази\w*"),
        ("лицей", r"\bлице[йяюе]\w*"),
        ("центр", r"\bцентр\w* образован\w*|\bобразовательн\w* центр\w*|\bцо\b"),
        ("колония", r"\bисправительн\w* колон\w*|\bколони\w*|\bвоспитательн\w* колон\w*"),
        ("колледж", r"\bколледж\w*|\bтехникум\w*|\bучилищ\w*"),
        ("сад", r"\bдетск\w* сад\w*|\bдс\b"),
        ("сош", _SECONDARY),
        ("оош", _BASIC),
        ("нош", r"\bначальн\w* общ[ео]*образоват\w* школ\w*|\bначальн\w* школ\w*|\bнош\b|\bнш\b|\bначальн\w* общ\w*"),
        ("школа", r"\bобщ[ео]*образоват\w* школ\w*|\bшкол\w*|\bшк\b"),
    )
)  # fmt: skip
"""Codes of the kinds; «сош» and its like take the word «школа» with them."""

_HONOUR = re.compile(
    r"\b(?:имени|им)\b\.?\s*(.*?)(?=\s(?:с|п|г|д|х|ст|пгт|пос|село|села|поселк\w*|город\w*|деревн\w*|станиц\w*|аул\w*)\b|"
    r"[,;()|]|$)"
)
_TITLES = re.compile(
    r"\b(?:дважды|трижды|геро\w*|советск\w*|союз\w*|росси\w*|российск\w*|федерац\w*|рф|ссср|кавалер\w*|"
    r"полн\w* (?=кавалер)|орден\w*|слав[ыа]|труда|заслуженн\w*|народн\w*|учител\w*|генерал\w*|маршал\w*|"
    r"полковник\w*|лейтенант\w*|капитан\w*|академик\w*|адмирал\w*|поэт\w*|писател\w*|летчик\w*|"
    r"космонавт\w*|социалистическ\w*|гск|святого|почетн\w* гражданин\w*)\b"
)
_EXTRA = re.compile(
    r"\b(?:с углубленн\w* изучени\w*|с этнокультурн\w*|с кадетск\w*|с изучени\w*|с гуманитарн\w*)[^,;()|]*"
    r"|\bмуниципальн\w* (?:район\w*|округ\w*)(?: \w+ район\w*)?|\bгородск\w* округ\w*"
    r"|\b(?:закрыт\w* )?административно-территориальн\w* образован\w*"
    r"|\b\w+(?:ого|ой|его)\s+(?:муниципальн\w*\s+|городск\w*\s+)?(?:район\w*|округ\w*|кра[яй]|област\w*|республик\w*)\b|"
    r"\bго\b|\bзато\b|\bмр\b|\bмо\b|\bр-на?\b|\bрайон\w*\b"
    r"|\bреспублик\w* \w+|\bсреднего общего образования|\bоткрыт\w* акционерн\w* обществ\w*|\bоао\b"
)
_PLACE_MARKS = re.compile(
    r"\b(?:сел[оае]м?|с|поселк\w*|поселок|пос|п|пгт|г|город\w*|дер|деревн\w*|д|станиц\w*|станци\w*|ст|аул\w*|хутор\w*|х|"
    r"рп|сп|раб|мкр|микрорайон\w*|т|тип\w*|городск\w*|сельск\w*|поселени\w*)\b"
)
_STOP = frozenset(
    ("и", "в", "на", "по", "для", "при", "общего", "среднего", "основного", "начального", "полного", "образования", "№")
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@lru_cache(maxsize=20_000)
def school_name(text: str) -> SchoolName:
    """Take the name of a school to pieces."""
    line = _tidy(text)
    honour, line = _cut(_HONOUR, line, group=1)
    extra, line = _cut(_EXTRA, line)
    years = _OF_YEARS.findall(line)
    line = _OF_YEARS.sub(" ", _ON_PLACES.sub(" ", line))
    line = _LEGAL.sub(" ", line)
    kinds = set()
    for code, pattern in _KINDS:
        found = pattern.sub(" | ", line)
        if found != line:
            kinds.add(code)
            line = found
    if len(kinds) > 1:
        kinds.discard("школа")
    numbers = tuple(str(int(number)) for number in re.findall(r"\d+", line))
    words = _words(_PLACE_MARKS.sub(" ", line))
    named = tuple(word for part in honour for word in (*_words(_TITLES.sub(" ", part)), *re.findall(r"\d+", part)))
    return SchoolName(
        frozenset(kinds), numbers, words, (*named, *years), tuple(w for part in extra for w in _words(part))
    )


def _tidy(text: str) -> str:
    """Fold a name, part what was typed together, and take out the signs that say nothing."""
    line = _LATIN_NUMBER.sub("№", _INITIALS.sub(" ", text))
    line = re.sub(r"(?<=[а-яё.])(?=[А-ЯЁ][а-яё])", " ", line)
    line = fold(re.sub(r"[<>]", " ", line)).replace("№", " № ")
    line = _JOINED.sub(" ", line)
    line = re.sub(r"\s*-\s*", "-", line)
    line = re.sub(r"(?<!\w)-|-(?!\w)", " ", re.sub(r"-(?=\d)|(?<=\d)-", " ", line))
    return " ".join(re.sub(r"[.:*_/\\]", " ", line).split())


def _cut(pattern: re.Pattern[str], line: str, group: int = 0) -> tuple[list[str], str]:
    """Return what a pattern finds, and the line without it."""
    return [found[group] for found in pattern.finditer(line)], pattern.sub(" | ", line)


def _words(line: str) -> tuple[str, ...]:
    parts = (part for word in _WORD.findall(line) for part in word.split("-"))
    return tuple(dict.fromkeys(part for part in parts if part not in _STOP))
