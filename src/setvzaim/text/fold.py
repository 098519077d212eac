"""Keys by which Russian text is sorted, searched and recognised."""

from __future__ import annotations

from codecs import charmap_decode

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
