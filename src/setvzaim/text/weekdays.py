"""Days of the week as people write them: «вторник, четверг», «пн–пт», «по средам», «ежедневно»."""

from __future__ import annotations

import re

from setvzaim.text.fold import fold

_FULL = tuple(
    re.compile(stem)
    for stem in (
        r"понедельник\w*", r"вторник\w*", r"сред(?:а|у|ы|е|ой|ам|ами)", r"четверг\w*", r"пятниц\w*", r"суббот\w*",
        r"воскресен\w*",
    )
)  # fmt: skip
_SHORT = {"пн": 0, "вт": 1, "ср": 2, "чт": 3, "пт": 4, "сб": 5, "вс": 6}
_WORD = re.compile(r"[а-я]+")
_SPAN = re.compile(r"\s*(?:-|–|—|\.\.|по)\s*")
_WORKING = frozenset(range(5))
_ALL = ("ежедневно", "каждый день", "все дни", "любой день", "любые дни")


def weekdays(text: str) -> frozenset[int] | None:
    """Return the days a text names, 0 for Monday; `None` where it names none."""
    folded = fold(text)
    if any(word in folded for word in _ALL):
        return frozenset(range(7))
    if "будн" in folded or "рабоч" in folded:
        return _WORKING
    found: set[int] = set()
    last: tuple[int, int] | None = None
    for match in _WORD.finditer(folded):
        day = _day(match.group())
        if day is None:
            continue
        if last is not None and _SPAN.fullmatch(folded[last[1] : match.start()]):
            found |= set(range(last[0], day + 1)) if last[0] <= day else {*range(last[0], 7), *range(day + 1)}
        found.add(day)
        last = day, match.end()
    return frozenset(found) or None


def _day(word: str) -> int | None:
    if word in _SHORT:
        return _SHORT[word]
    return next((day for day, full in enumerate(_FULL) if full.fullmatch(word)), None)
