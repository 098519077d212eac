"""Names of people taken apart, to see whether two of them can be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from setvzaim.text.fold import fold

_INITIALS = re.compile(r"(?<!\w)(\w)\.")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Called:
    """A surname and the first letters of the name and the patronymic, folded; of initials there are at most two."""

    surname: str
    initials: str


def taken_apart(name: str) -> Called | None:
    """Return the parts of «Л. Д. Мунчинова», «Мунчинова Л.Д.», «Мунчинова Лариса Дорджиевна»; `None` of anything else.

    What stands after a comma (a post) is left out.
    """
    text = fold(name.partition(",")[0])
    letters = _INITIALS.findall(text)
    words = _WORD.findall(_INITIALS.sub(" ", text))
    if letters and len(words) == 1:
        return Called(words[0], "".join(letters[:2]))
    if not letters and len(words) in (2, 3):
        return Called(words[0], "".join(word[0] for word in words[1:]))
    return None


def unlike_initials(one: str, other: str) -> bool:
    """Tell whether two names have one surname and initials that cannot be one person's."""
    here, there = taken_apart(one), taken_apart(other)
    if here is None or there is None or here.surname != there.surname:
        return False
    return differ(here.initials, there.initials)


def differ(one: str, other: str) -> bool:
    """Tell whether initials cannot be one person's: «лд» and «ид»; «л» can be «лд»."""
    return any(a != b for a, b in zip(one, other, strict=False))
