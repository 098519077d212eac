"""Quotation marks as Russian print has them: «ёлочки» outside, „лапки“ inside."""

from __future__ import annotations

_MARKS = frozenset('«»"“”„‟')
_OPENING = frozenset("«„‟")
_OUTER = ("«", "»")
_INNER = ("„", "“")
_BEFORE_OPENING = frozenset("([{—–-/")


def typographic(text: str) -> str:
    """Return a text with straight and mixed quotation marks made Russian, by their depth.

    A text whose marks are not in pairs stays as it is: nobody can tell where the missing one belongs.
    """
    depth = 0
    letters: list[str] = []
    for place, letter in enumerate(text):
        if letter not in _MARKS:
            letters.append(letter)
        elif _opens(text, place, depth):
            depth += 1
            letters.append((_OUTER if depth == 1 else _INNER)[0])
        elif depth == 0:
            return text
        else:
            letters.append((_OUTER if depth == 1 else _INNER)[1])
            depth -= 1
    return text if depth else "".join(letters)


def _opens(text: str, place: int, depth: int) -> bool:
    letter = text[place]
    if letter in _OPENING:
        return True
    if letter == "»" or depth == 0:
        return letter != "»"
    before = text[place - 1]
    return before.isspace() or before in _BEFORE_OPENING or before in _OPENING
