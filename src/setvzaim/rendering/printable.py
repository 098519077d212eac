"""Text as it is printed, and as XML may hold it: shared by the renderers so that the words are the same."""

from __future__ import annotations

import re

USUAL = re.compile("[^\n !-~\u0410-\u044f\u0401\u0451«»–—№\u00a0\u202f]")
"""Finds a character which an office paper seldom has; without one a text needs no care."""

_ALIKE = {
    0x2011: "-", 0x2010: "-", 0x2012: "–", 0x2015: "—", 0x2028: "\n", 0x2029: "\n", 0x85: "\n",
    0x25C6: "♦", 0x2605: "☼",
}  # fmt: skip
"""What stands for characters the serif lacks; the last two are marks of the status of a school."""
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_SPACES = re.compile("[ \t]+")
_MANY_SPACES = re.compile("  |\t| \n|\n |^ | $")

_TIED = re.compile(r"(?<=№) (?=\w)|(?<=\d) (?=%)|(?<=\b[А-ЯЁ]\.) (?=[А-ЯЁ])")
"""Spaces that never end a line: «№ 5», «10 %», «Б. С. Манджиева»."""

_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile("[&<>]")


def printable(text: str) -> str:
    """Remove invisible characters and superfluous spaces; tie what must not be parted by the end of a line."""
    if USUAL.search(text) is not None:
        text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").translate(_ALIKE))
    if _MANY_SPACES.search(text) is not None:
        text = "\n".join(_SPACES.sub(" ", line).strip(" ") for line in text.split("\n"))
    return _TIED.sub("\u00a0", text)


def edge_spaces(text: str) -> tuple[str, str]:
    """Give the spaces at the edges of a run, which part it from its neighbours; `printable` drops them."""
    return " " if text[:1] in {" ", "\t"} else "", " " if text[-1:] in {" ", "\t"} else ""


def legal(text: str) -> str:
    """Remove what XML forbids: control characters and halves of characters from a damaged import."""
    return _ILLEGAL.sub("", text)


def escaped(text: str) -> str:
    """Write text so that it can stand inside an element of XML."""
    if _SPECIAL.search(text) is None:
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
