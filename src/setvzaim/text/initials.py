"""Names made short."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LINKS = {"и", "или", "по", "в", "на", "с", "от", "для"}


def initials(text: str) -> str:
    """Return a text whose names are initials: «Иванова Мария Петровна» is «И. М. П.».

    A name is a word with a capital; where none has one («иванова мария»), every word is taken for a name. Small
    words beside names stay: «зам. директора Петров С.» is «зам. директора П. С.».
    """
    whole = not any(word[0].isupper() for word in _WORD.findall(text))

    def short(found: re.Match[str]) -> str:
        word = found.group()
        if word in _LINKS or not (whole or word[0].isupper()):
            return word
        return f"{word[0].upper()}."

    return re.sub(r"\.{2,}", ".", _WORD.sub(short, text))
