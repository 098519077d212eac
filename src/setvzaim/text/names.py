"""Keys by which names of municipalities are the same in spite of how they are written."""

from __future__ import annotations

import re

from setvzaim.text.fold import fold, match_key

_REGION = re.compile(r"\b(?:\w+(?:ая|ой|ий|ого) (?:республик|област|кра[йя])\w*|республик\w* \w+)")
"""The region a district lies in: «… муниципального района Чеченской Республики»."""
_WORDS = re.compile(
    r"\b(муниципальн\w*|район\w*|р-н|рмо|руо|роо|му|мо|г|город|города|городу|городск\w+|округ\w*|образовани\w*|управлени\w*|отдел\w*|"
    r"департамент\w*|комитет\w*|администраци\w*|мэри\w*|республик\w*|кра[йя]|област\w*)\b\.?"
)
_QUOTES = re.compile("[\"'«»“”„]")
_ENDINGS = re.compile(r"(?<=\w{3})(ого|его|ый|ий|ой|ое|ая)\b")


def municipality_key(text: str) -> str:
    """Return the key of a municipality.

    «Ахматовский р-н», «Ахматовский муниципальный район» and «Управление образования Ахматовского района» agree:
    the region, the words for kinds of places and offices, and the endings of adjectives go.
    """
    bare = match_key(_ENDINGS.sub("", _WORDS.sub(" ", _REGION.sub(" ", fold(_QUOTES.sub(" ", text))))))
    return bare or match_key(text)
