"""Every block but the table: paragraphs, headings, stamps, signatures.

A flow knows how much of it must stand together (`start_height`) and draws itself on the pager; `tail` is
the height of what must follow its last lines on the same page.
"""

from __future__ import annotations

from typing import Protocol

from setvzaim.documents.tree import (
    Align,
    Blank,
    Heading,
    Note,
    Paragraph,
    Run,
    Signature,
    Stamp,
    Stamps,
    Text,
    runs,
)
from setvzaim.rendering.pdf.fonts import ASCENT, DESCENT
from setvzaim.rendering.pdf.pager import MM, Pager, leading
from setvzaim.rendering.pdf.wrap import Line, wrap

_NOTE_SIZE = 10.0
SIGN_LINE = 32.0
"""Length of the line for the signature, мм."""
_KEEP_LINES = 2
"""A paragraph leaves at least this many lines on either side of a page break."""


class Flow(Protocol):
    """A block laid out for the width of the page."""

    @property
    def keep_next(self) -> bool:
        """Whether the block stands on the page of the block after it."""

    @property
    def keep_previous(self) -> bool:
        """Whether the block stands on the page of the end of the block before it."""

    @property
    def whole(self) -> bool:
        """Whether that least is all of it: then what is kept with its end is kept with its start."""

    def start_height(self) -> float:
        """Height of the least that may stand at the foot of a page, points."""

    def draw(self, tail: float = 0.0) -> None:
        """Draw from the place reached, keeping `tail` points after the last lines."""


class TextFlow:
    """A paragraph, heading or note: lines under each other, broken over pages two lines at the least."""

    def __init__(self, block: Paragraph | Heading | Note, pager: Pager) -> None:
        self._pager = pager
        rules = pager.rules
        self.keep_next = isinstance(block, Heading)
        self.keep_previous = isinstance(block, Note)  # of a table, or under a signature: alone it means nothing
        self._size = _NOTE_SIZE if isinstance(block, Note) else rules.text_size
        self._step = leading(self._size, rules.line_spacing)
        self._before = self._after = 0.0
        self._align, self._indent = Align.LEFT, 0.0
        text = block.text
        if isinstance(block, Heading):
            self._before, self._after, self._align = 10.0 if block.level == 1 else 6.0, 6.0, Align.CENTER
        elif isinstance(block, Paragraph):
            self._align = block.align
            self._indent = rules.profile.indent * MM if block.indent else 0.0
        else:
            self._before = 4.0
        width, bold = pager.width / self._size, isinstance(block, Heading)
        self._lines = wrap(text, width, self._size, bold=bold, indent=self._indent / self._size)
        self.whole = self.keep_next or len(self._lines) < 2 * _KEEP_LINES

    def start_height(self) -> float:
        """Height of the first lines; of the whole when it is a heading or short."""
        count = len(self._lines)
        if self.keep_next:
            return self._before + count * self._step + self._after
        return self._before + (count if self.whole else _KEEP_LINES) * self._step

    def draw(self, tail: float = 0.0) -> None:
        """Draw the lines."""
        pager = self._pager
        if not pager.fresh:
            pager.y += self._before
        done, count = 0, len(self._lines)
        while done < count:
            take = self._take(count - done, tail)
            for line in self._lines[done : done + take]:
                self._draw_line(line, first=done == 0)
                done += 1
            if done < count:
                pager.new_page()
        pager.y += self._after

    def _take(self, rest: int, tail: float) -> int:
        """How many of the `rest` lines stand on this page."""
        pager = self._pager
        room = int((pager.left_over + 0.01) / self._step)
        if pager.fits(rest * self._step + self._after + tail) and room >= rest:
            return rest
        if self.keep_next and not pager.fresh and rest * self._step + tail <= pager.frame_height:
            return 0
        take = min(room, rest - _KEEP_LINES)
        if take >= _KEEP_LINES:
            return take
        return max(1, min(room, rest)) if pager.fresh else 0

    def _draw_line(self, line: Line, *, first: bool) -> None:
        pager = self._pager
        indent = self._indent if first else 0.0
        pager.line(line, self._size, (pager.left + indent, pager.width - indent), pager.y, self._align)
        pager.y += self._step


class StampsFlow:
    """The stamps at the top: СОГЛАСОВАНО on the left, УТВЕРЖДАЮ on the right, level with each other."""

    keep_next = False
    keep_previous = False
    whole = True

    def __init__(self, block: Stamps, pager: Pager) -> None:
        self._pager = pager
        self._size = pager.rules.text_size
        self._step = leading(self._size)
        self._width = min(pager.rules.profile.stamp_width * MM, pager.width / 2 - 2 * MM)
        self._left = self._lay(block.left)
        self._right = self._lay(block.right)

    def _lay(self, stamp: Stamp | None) -> list[tuple[float, Line]]:
        """Break a stamp into lines, each with the space above it."""
        if stamp is None:
            return []
        paragraphs: list[tuple[float, Text]] = [(0.0, stamp.word)]
        paragraphs += [(0.0, ground) for ground in stamp.ground]
        if stamp.signatory is not None:
            paragraphs.append((0.5, (Blank(SIGN_LINE), Run(" "), *runs(stamp.signatory))))
        if stamp.date is not None:
            paragraphs.append((0.25, stamp.date))
        laid: list[tuple[float, Line]] = []
        for before, text in paragraphs:
            lines = wrap(text, self._width / self._size, self._size)
            laid += [(before * self._step if n == 0 else 0.0, line) for n, line in enumerate(lines)]
        return laid

    def _height(self, laid: list[tuple[float, Line]]) -> float:
        return sum(before + self._step for before, _ in laid)

    def start_height(self) -> float:
        """Height of the taller stamp and the space under it."""
        return max(self._height(self._left), self._height(self._right)) + self._step

    def draw(self, tail: float = 0.0) -> None:
        """Draw both stamps; stamps longer than a page (never in life) go on over it."""
        pager = self._pager
        pager.need(self.start_height() + tail)
        top, page = pager.y, pager.page
        lowest = top
        for laid, x in ((self._left, pager.left), (self._right, pager.right - self._width)):
            if pager.page == page:
                pager.y = top
            for before, line in laid:
                pager.need(before + self._step)
                pager.line(line, self._size, (x, self._width), pager.y + before)
                pager.y += before + self._step
            lowest = max(lowest, pager.y) if pager.page == page else pager.y
        pager.y = min(lowest + self._step, pager.bottom)


class SignatureFlow:
    """Post on the left, a line for the pen, initials and surname on the right; never alone on a page."""

    keep_next = False
    keep_previous = True
    whole = True

    def __init__(self, block: Signature, pager: Pager) -> None:
        self._pager = pager
        self._size = pager.rules.text_size
        self._step = leading(self._size)
        self._post_width, self._name_width = pager.width * 0.45, pager.width * 0.28
        self._post = wrap(block.post, self._post_width / self._size, self._size)
        self._name = wrap(block.name, self._name_width / self._size, self._size)
        self._before = 1.5 * self._step

    def start_height(self) -> float:
        """Height of the whole."""
        return self._before + max(len(self._post), len(self._name)) * self._step

    def draw(self, tail: float = 0.0) -> None:
        """Draw it, level with the last line of the post."""
        pager = self._pager
        pager.need(self.start_height() + tail)
        if not pager.fresh:
            pager.y += self._before
        depth = max(len(self._post), len(self._name))
        posts = [None] * (depth - len(self._post)) + self._post
        names = [None] * (depth - len(self._name)) + self._name
        name_left = pager.right - self._name_width
        for post, name in zip(posts, names, strict=True):
            pager.need(self._step)
            if post is not None:
                pager.line(post, self._size, (pager.left, self._post_width), pager.y)
            if name is not None:
                pager.line(name, self._size, (name_left, self._name_width), pager.y, Align.RIGHT)
            pager.y += self._step
        base = pager.y - self._step + (ASCENT + DESCENT / 2) * self._size
        start = pager.left + self._post_width + 3 * MM
        pager.rule(start, base, name_left - 2 * MM, base)


class GapFlow:
    """Empty space; at the top of a page it vanishes."""

    keep_next = False
    keep_previous = False
    whole = False

    def __init__(self, height: float, pager: Pager) -> None:
        self.height = height * MM
        self._pager = pager

    def start_height(self) -> float:
        """Nothing must stand together."""
        return 0.0

    def draw(self, tail: float = 0.0) -> None:  # noqa: ARG002 - nothing to keep
        """Go down, not past the foot of the page."""
        pager = self._pager
        if not pager.fresh:
            pager.y = min(pager.y + self.height, pager.bottom)


class BreakFlow:
    """What follows starts a new page."""

    keep_next = False
    keep_previous = False
    whole = False

    def __init__(self, pager: Pager) -> None:
        self._pager = pager

    def start_height(self) -> float:
        """Nothing must stand together."""
        return 0.0

    def draw(self, tail: float = 0.0) -> None:  # noqa: ARG002 - nothing to keep
        """Start a page unless it is fresh already."""
        if not self._pager.fresh:
            self._pager.new_page()
