"""What an office has changed in a wording, line by line. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that differs: `sign` is «+» for one of the office's own, «−» for one of the usual text that is gone.

    `number` is the line of the office's own text, counted from 1: where it stands, or where the other one stood.
    """

    sign: str
    number: int
    text: str


def differences(usual: str, own: str) -> tuple[Difference, ...]:
    """Return the lines in which two wordings differ, in their order; those that are gone before what stands instead."""
    old, new = _lines(usual), _lines(own)
    found: list[Difference] = []
    for tag, since, until, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        found += [Difference("−", begin + 1, line) for line in old[since:until] if line]
        found += [Difference("+", at + 1, new[at]) for at in range(begin, end) if new[at]]
    return tuple(found)


def _lines(text: str) -> list[str]:
    """Return the lines of a text; spaces at their ends are nothing that anybody has changed."""
    return [line.rstrip() for line in text.rstrip().splitlines()]
