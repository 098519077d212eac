"""Keys by which Russian text is sorted, searched and recognised."""

from __future__ import annotations

import re
from codecs import charmap_decode
from collections.abc import Iterator, Sequence

_QUOTES = "\"'`´«»“”„‘’‹›"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_LOOKALIKES = dict(zip("abcehkmoptxy", "авсенкмортху", strict=True))
_KALMYK = dict(zip("әөүҗңһ", "аоужнг", strict=True))
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0308"
"""Signs without width: soft hyphens of Word, joiners of web pages, the dots of a ё that macOS writes in two signs."""
_SHORT_I = "и\u0306"
_SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())

_FOLD = str.maketrans(
    {
        **_LOOKALIKES,
        **_KALMYK,
        "ё": "е",
        **dict.fromkeys(_QUOTES + _UNSEEN, ""),
        **dict.fromkeys(_DASHES, "-"),
    }
)
_PUNCTUATION = str.maketrans(dict.fromkeys(".,;:!?()[]{}/\\-_№#+*=&" + _SPACES, ""))

_GONE = "\0"
_BETWEEN = "\1"
_APART = r"\1·"
_BETWEEN_NUMBERS = re.compile(rf"([0-9])[^\w{_BETWEEN}]+(?=[0-9])")  # begins with a set: that is quick
_TOGETHER = 200
"""Texts folded in one pass: one sign outside Windows-1251 sends as many the slow way."""


def _table(*steps: dict[int, str]) -> str:
    """Return what each byte of Windows-1251 becomes, as a decoding table; what vanishes is a mark to take out."""
    made = []
    for byte in range(256):
        key = bytes([byte]).decode("cp1251", "ignore").casefold()
        for step in steps:
            key = key.translate(step)
        made.append(key or _GONE)
    return "".join(made)


_FOLDED = _table(_FOLD)
_MATCHED = _table(_FOLD, _PUNCTUATION)


def _folded(text: str) -> str:
    """Fold sign by sign. Nearly all Russian text fits Windows-1251, where one table does it in one pass."""
    try:
        return charmap_decode(text.encode("cp1251"), "strict", _FOLDED)[0].replace(_GONE, "")
    except UnicodeEncodeError:
        return text.casefold().translate(_FOLD).replace(_GONE, "").replace(_SHORT_I, "й")


def fold(text: str) -> str:
    """Return the key for sorting and searching.

    Case is gone, ё stands by е, quotation marks vanish, dashes are one dash, runs of white space are one
    space, and Latin letters that look Cyrillic are Cyrillic (officials type «CОШ» with a Latin C). Kalmyk
    letters stand by the Russian letter they are made from, as ё by е, so that a search typed on a Russian keyboard
    finds them. Signs without width vanish.
    """
    return " ".join(_folded(text).split())


def match_key(text: str) -> str:
    """Return the key by which two spellings are the same name: letters and digits alone, folded."""
    try:
        return charmap_decode(text.encode("cp1251"), "strict", _MATCHED)[0].replace(_GONE, "")
    except UnicodeEncodeError:
        return _folded(text).translate(_PUNCTUATION)


def name_key(text: str) -> str:
    """Return the key by which two names of records are the same: `match_key`, with numbers kept apart.

    «Школа № 1 5 микрорайона» and «Школа № 15 микрорайона» are two schools.
    """
    return match_key(_BETWEEN_NUMBERS.sub(_APART, text))


def name_keys(texts: Sequence[str]) -> list[str]:
    """Return `name_key` of each text, as `fold_all` does."""
    found: list[str] = []
    for part, joined in _parts(texts):
        if joined is None:
            found += map(name_key, part)
        else:
            found += match_key(_BETWEEN_NUMBERS.sub(_APART, joined)).split(_BETWEEN)
    return found


def fold_all(texts: Sequence[str]) -> list[str]:
    """Return `fold` of each text: a column of a workbook takes a third of the time of single calls."""
    found: list[str] = []
    for part, joined in _parts(texts):
        if joined is None:
            found += map(fold, part)
        else:
            key = " ".join(_folded(joined).split())
            found += key.replace(f" {_BETWEEN}", _BETWEEN).replace(f"{_BETWEEN} ", _BETWEEN).split(_BETWEEN)
    return found


def match_keys(texts: Sequence[str]) -> list[str]:
    """Return `match_key` of each text, as `fold_all` does."""
    found: list[str] = []
    for part, joined in _parts(texts):
        found += map(match_key, part) if joined is None else match_key(joined).split(_BETWEEN)
    return found


def _parts(texts: Sequence[str]) -> Iterator[tuple[Sequence[str], str | None]]:
    """Give the texts in parts, each also joined by a mark, or with `None` where a text has that mark in it."""
    for start in range(0, len(texts), _TOGETHER):
        part = texts[start : start + _TOGETHER]
        joined = _BETWEEN.join(part)
        yield part, joined if joined.count(_BETWEEN) == len(part) - 1 else None
