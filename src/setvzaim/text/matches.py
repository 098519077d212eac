"""Where the words of a search stand in a text."""

from __future__ import annotations

from collections.abc import Iterable

from setvzaim.text.fold import fold


def matches(text: str, search: str) -> tuple[tuple[int, int], ...]:
    """Return the places of `text` (start and end) in which a word of `search` occurs, folded; from left to right.

    Places that touch or overlap are one.
    """
    folded, places = "", []
    for place, sign in enumerate(text):
        key = " " if sign.isspace() else fold(sign)
        folded += key
        places += [place] * len(key)
    found = ((at, at + len(word)) for word in set(fold(search).split()) for at in _occurrences(folded, word))
    return tuple(_joined((places[start], places[end - 1] + 1) for start, end in sorted(found)))


def _occurrences(text: str, word: str) -> Iterable[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _joined(ranges: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    last: tuple[int, int] | None = None
    for start, end in ranges:
        if last is not None and start <= last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last
