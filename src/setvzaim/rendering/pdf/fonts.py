"""The embedded serif: its four faces, and how wide words are in it.

Tinos has the widths of Times New Roman and the letters of Russian and Kalmyk. Widths are in ems (1 = the size
of the text), so they serve every size and are measured once for each word.
"""

from __future__ import annotations

import threading
from functools import lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from setvzaim.rendering.printable import USUAL, printable
from setvzaim.resource_files import resource

LEADING = 1.15
"""Distance between lines at single spacing, ems (ascent 0.891, descent 0.216, gap 0.042)."""
ASCENT = 0.891
DESCENT = 0.216

_KEEP_WORDS = 50_000
_REPLACEMENT = "\ufffd"
_registering = threading.Lock()


class Face:
    """One face of the serif: its name for the canvas and the widths of words, ems."""

    def __init__(self, style: str) -> None:
        self.name = f"Tinos-{style}"
        font = TTFont(self.name, str(resource("fonts", f"{self.name}.ttf")))
        pdfmetrics.registerFont(font)
        self.glyphs: dict[int, int] = font.face.charToGlyph
        self._chars = _CharWidths(font.face.charWidths, font.face.defaultWidth)
        self.words = _WordWidths(self._chars)
        self.space = self._chars[" "]

    def width(self, text: str) -> float:
        """Measure a line of text, ems."""
        return sum(map(self._chars.__getitem__, text))


class _CharWidths(dict[str, float]):
    """Widths of characters, filled from the font on demand."""

    def __init__(self, widths: dict[int, float], default: float) -> None:
        super().__init__()
        self._widths = widths
        self._default = default

    def __missing__(self, char: str) -> float:
        code = 32 if char == "\u00a0" else ord(char)  # the canvas writes a no-break space as a space
        width = self[char] = self._widths.get(code, self._default) / 1000
        return width


class _WordWidths(dict[str, float]):
    """Widths of words: most words of an office paper come again and again."""

    def __init__(self, chars: _CharWidths) -> None:
        super().__init__()
        self._char = chars.__getitem__

    def __missing__(self, word: str) -> float:
        if len(self) > _KEEP_WORDS:
            self.clear()
        width = self[word] = sum(map(self._char, word))
        return width


@lru_cache(maxsize=4)
def _load(style: str) -> Face:
    return Face(style)


def face(*, bold: bool = False, italic: bool = False) -> Face:
    """Give a face, loaded and registered on first use (from any thread)."""
    style = {
        (False, False): "Regular",
        (True, False): "Bold",
        (False, True): "Italic",
        (True, True): "BoldItalic",
    }
    with _registering:
        return _load(style[bold, italic])


def clean(text: str) -> str:
    """Make text printable: no invisible characters, `\ufffd` for what the serif has no letter for."""
    text = printable(text)
    if USUAL.search(text) is not None:
        glyphs = face().glyphs
        if any(ord(char) not in glyphs for char in set(text) - {"\n"}):
            text = "".join(c if c == "\n" or ord(c) in glyphs else _REPLACEMENT for c in text)
    return text
