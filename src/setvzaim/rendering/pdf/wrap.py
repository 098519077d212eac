"""Breaking text into lines by measured widths, which are in ems of the text; a word is measured once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from setvzaim.documents.tree import Blank, Inline, Run, Text
from setvzaim.rendering.pdf.fonts import Face, clean, face
from setvzaim.rendering.printable import edge_spaces

_SLACK = 1e-6
_INSIDE = re.compile(r"(?<=[^\W\d_]{3}[-/])(?=[^\W\d_]{3})")
"""A word may be broken after a hyphen or a slash between letters: школа-|наставник."""


class Fragment(NamedTuple):
    """A piece of a line in one face; without a face it is a line for the pen."""

    face: Face | None
    text: str
    width: float


class Line(NamedTuple):
    """A line of text: its pieces, its width in ems, and whether the paragraph ends with it."""

    fragments: tuple[Fragment, ...]
    width: float
    last: bool


class Piece(NamedTuple):
    """What is not broken unless wider than a whole line; `space` tells that a space stands before it."""

    fragment: Fragment
    space: bool


def wrap(text: Text, limit: float, size: float, *, bold: bool = False, indent: float = 0.0) -> list[Line]:
    """Break text into lines no wider than `limit` ems; the first starts `indent` ems to the right.

    `size` (points) turns the millimetres of a place for the pen into ems. `bold` is the face of text
    without runs. An empty text has one empty line.
    """
    if isinstance(text, str):
        return wrap_plain(clean(text), face(bold=bold), limit, indent)
    lines: list[Line] = []
    for paragraph in _paragraphs(text, bold=bold, size=size):
        lines += _fill(paragraph, limit, indent if not lines else 0.0)
    return lines


def wrap_plain(text: str, font: Face, limit: float, indent: float = 0.0) -> list[Line]:
    """Break clean text of one face: the quick way for the cells of a table."""
    limit += _SLACK
    lines: list[Line] = []
    words_width, space = font.words, font.space
    for part in text.split("\n"):
        mark = len(lines)
        room = limit - (0.0 if lines else indent)
        words = part.split(" ")
        start, used = 0, -space
        for index, word in enumerate(words):
            width = words_width[word]
            if used + space + width <= room:
                used += space + width
                continue
            if width > limit or "-" in word or "/" in word:  # rare: the careful way for the whole part
                pieces = [Piece(f, space=s) for f, s in _pieces(words, font)]
                del lines[mark:]
                lines += _fill(pieces, limit, indent if not lines else 0.0)
                break
            if index > start:
                lines.append(Line((Fragment(font, " ".join(words[start:index]), used),), used, last=False))
            start, used, room = index, width, limit
        else:
            lines.append(Line((Fragment(font, " ".join(words[start:]), used),), used, last=True))
    return lines


def longest_piece(text: Text, size: float, *, bold: bool = False, above: float = 0.0) -> float:
    """Measure the widest unbreakable piece of a text, ems; pieces surely under `above` are not measured."""
    if not isinstance(text, str):
        return max((p.fragment.width for part in _paragraphs(text, bold=bold, size=size) for p in part), default=0.0)
    font = face(bold=bold)
    for word in clean(text).replace("\n", " ").split(" "):
        if len(word) * 1.1 <= above:  # no letter of the serif is wider than 1.1 em
            continue
        width = font.words[word]
        if width > above:
            above = max(above, *(font.words[piece] for piece in _INSIDE.split(word)))
    return above


def _pieces(words: list[str], font: Face) -> Iterator[tuple[Fragment, bool]]:
    """Cut words where they may be broken."""
    for word in words:
        for number, piece in enumerate(_INSIDE.split(word)):
            yield Fragment(font, piece, font.words[piece]), number == 0


def _paragraphs(text: tuple[Inline, ...], *, bold: bool, size: float) -> list[list[Piece]]:
    """Cut a text of several faces into paragraphs of pieces."""
    paragraphs: list[list[Piece]] = [[]]
    spaced = False
    for part in text:
        if isinstance(part, Blank):
            paragraphs[-1].append(Piece(Fragment(None, "", part.width / 25.4 * 72 / size), spaced))
            spaced = False
            continue
        font = face(bold=part.bold or bold, italic=part.italic)
        for number, row in enumerate(_edges(part)):
            if number:
                paragraphs.append([])
                spaced = False
            words = row.split(" ")
            for index, word in enumerate(words):
                spaced = spaced or index > 0
                if word:
                    for fragment, first in _pieces([word], font):
                        paragraphs[-1].append(Piece(fragment, spaced and first))
                    spaced = False
    return paragraphs


def _edges(part: Run) -> list[str]:
    """Clean a run line by line, keeping the spaces at its edges that part it from its neighbours."""
    before, after = edge_spaces(part.text)
    return f"{before}{clean(part.text)}{after}".split("\n")


def _fill(pieces: list[Piece], limit: float, indent: float) -> list[Line]:
    """Fill lines with pieces one after another; a piece wider than a line is cut between letters."""
    lines: list[Line] = []
    row: list[Piece] = []
    used, room = 0.0, limit - indent
    for given in pieces:
        piece = given
        gap = _gap(piece) if row and piece.space else 0.0
        if used + gap + piece.fragment.width > room + _SLACK:
            if row:
                lines.append(_line(row, used, last=False))
                row, used, gap, room = [], 0.0, 0.0, limit
            while piece.fragment.width > room + _SLACK and len(piece.fragment.text) > 1:
                head, tail = _cut(piece.fragment, room)
                lines.append(_line([Piece(head, space=False)], head.width, last=False))
                piece, room = Piece(tail, space=False), limit
            if piece.fragment.face is None and piece.fragment.width > room:
                piece = Piece(piece.fragment._replace(width=room), space=False)
        row.append(piece)
        used += gap + piece.fragment.width
    lines.append(_line(row, used, last=True))
    return lines


def _gap(piece: Piece) -> float:
    return (piece.fragment.face or face()).space


def _line(row: list[Piece], used: float, *, last: bool) -> Line:
    """Join neighbours of the same face into fragments, with the spaces between them."""
    fragments: list[Fragment] = []
    for number, piece in enumerate(row):
        fragment = piece.fragment
        if number and piece.space:
            lead = fragment if fragment.face else Fragment(face(), "", 0.0)
            spaced = Fragment(lead.face, f" {lead.text}", lead.width + _gap(piece))
            fragments += [spaced] if fragment.face else [spaced, fragment]
        else:
            fragments.append(fragment)
    joined: list[Fragment] = []
    for fragment in fragments:
        if joined and fragment.face is not None and joined[-1].face is fragment.face:
            joined[-1] = Fragment(fragment.face, joined[-1].text + fragment.text, joined[-1].width + fragment.width)
        else:
            joined.append(fragment)
    return Line(tuple(joined), used, last)


def _cut(fragment: Fragment, room: float) -> tuple[Fragment, Fragment]:
    """Cut a fragment so that the head fits `room`; the head has at least one letter."""
    font = fragment.face or face()
    used = 0.0
    for index, char in enumerate(fragment.text):
        width = font.width(char)
        if index and used + width > room:
            break
        used += width
    head, tail = fragment.text[:index], fragment.text[index:]
    return Fragment(fragment.face, head, used), Fragment(fragment.face, tail, font.width(tail))
