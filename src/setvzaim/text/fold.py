"""Keys by which Russian text is sorted, searched and recognised."""

from __future__ import annotations

_QUOTES = "\"'`´«»“”„‘’‹›"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_LOOKALIKES = dict(zip("abcehkmoptxy", "авсенкмортху", strict=True))
_KALMYK = {"ә": "а\u0301", "ө": "о\u0301", "ү": "у\u0301", "җ": "ж\u0301", "ң": "н\u0301", "һ": "г\u0301"}

_FOLD = str.maketrans(
    {
        **_LOOKALIKES,
        **_KALMYK,
        "ё": "е",
        **dict.fromkeys(_QUOTES, ""),
        **dict.fromkeys(_DASHES, "-"),
    }
)
_PUNCTUATION = str.maketrans(dict.fromkeys(" .,;:!?()[]{}/\\-_№#+*=&\t\r\n\u00a0\u202f", ""))


def fold(text: str) -> str:
    """Return the key for sorting and searching.

    Case is gone, ё stands by е, quotation marks vanish, dashes are one dash, runs of white space are one
    space, and Latin letters that look Cyrillic are Cyrillic (officials type «CОШ» with a Latin C). Kalmyk
    letters follow the Russian letter they are made from, so that a search typed on a Russian keyboard finds
    them too.
    """
    return " ".join(text.casefold().translate(_FOLD).split())


def match_key(text: str) -> str:
    """Return the key by which two spellings are the same name: letters and digits alone, folded."""
    return text.casefold().translate(_FOLD).translate(_PUNCTUATION)
