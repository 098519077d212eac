"""Runs and paragraphs as XML of Word, in the order of elements the schema wants."""

from __future__ import annotations

from collections.abc import Iterator

from setvzaim.documents.tree import Align, Blank, Inline, Run, Text
from setvzaim.rendering.pdf.fonts import face
from setvzaim.rendering.pdf.wrap import wrap
from setvzaim.rendering.printable import edge_spaces, escaped, legal, printable

NAMESPACE = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ALIGNED = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.JUSTIFY: "both"}
_TIED_SPACE = "\u00a0"
_MM = 72 / 25.4
_HIGHEST = 31_680
"""The highest line of Word, twips."""


TWIPS = 20
"""Of a point."""


def twips(points: float) -> int:
    """Turn points into Word's twentieths."""
    return round(points * TWIPS)


def mm_twips(millimetres: float) -> int:
    """Turn millimetres into twentieths of a point."""
    return twips(millimetres * _MM)


def words(text: str) -> str:
    """Make text printable and legal."""
    return legal(printable(text))


def run(text: str, face_xml: str = "") -> str:
    """Write a run of cleaned text; `face_xml` holds the elements of its face. Lines are ended as in the text."""
    if not text:
        return ""
    space = ' xml:space="preserve"' if text[0] == " " or text[-1] == " " else ""
    body = f"<w:t{space}>{escaped(text)}</w:t>"
    if "\n" in text:
        lines = (f'<w:t xml:space="preserve">{escaped(line)}</w:t>' if line else "" for line in text.split("\n"))
        body = "<w:br/>".join(lines)
    return f"<w:r><w:rPr>{face_xml}</w:rPr>{body}</w:r>" if face_xml else f"<w:r>{body}</w:r>"


def runs_xml(text: Text, *, size: float, bold: bool = False, pens: Iterator[str] | None = None) -> str:
    """Write a text as runs; a place for the pen is the next of `pens`.

    Without them it is underlined no-break spaces, which wrap with the text.

    `bold` adds the bold face to what the style gives; `size` is that of the text, points.
    """
    if isinstance(text, str):
        return run(words(text), _face(bold=bold, italic=False))
    pieces = []
    for part in text:
        if isinstance(part, Blank):
            if pens is not None:
                pieces.append(next(pens))
                continue
            count = max(1, round(part.width * _MM / (face().space * size)))
            pieces.append(run(_TIED_SPACE * count, '<w:u w:val="single"/>'))
        else:
            pieces.append(run(_run_words(part), _face(bold=bold or part.bold, italic=part.italic)))
    return "".join(pieces)


def lined(text: Text, *, size: float, width: float, start: float = 0.0, bold: bool = False) -> tuple[str, str]:
    """Write a text whose places for the pen are tabs drawn as lines: tab stops, runs.

    They end where the PDF ends them, as it breaks the text into lines of `width` points, the first from `start`. Where
    the end of one would cut another short, and when there is no place for the pen, there are no tab stops.
    """
    if isinstance(text, str) or not any(isinstance(part, Blank) for part in text):
        return "", runs_xml(text, size=size, bold=bold)
    places = _places(text, size=size, width=width, start=start, bold=bold)
    stops = sorted({twips(end) for _, end in places})
    if any(twips(begin) < stop < twips(end) for begin, end in places for stop in stops):
        return "", runs_xml(text, size=size, bold=bold)
    tabs = "".join(f'<w:tab w:val="left" w:leader="underscore" w:pos="{stop}"/>' for stop in stops)
    return f"<w:tabs>{tabs}</w:tabs>", runs_xml(text, size=size, bold=bold, pens=_pens(text, places))


def _places(text: Text, *, size: float, width: float, start: float, bold: bool) -> list[tuple[float, float]]:
    """Find where the places for the pen begin and end in their lines, points."""
    found = []
    for number, line in enumerate(wrap(text, width / size, size, bold=bold, indent=start / size)):
        at = 0.0 if number else start
        for fragment in line.fragments:
            begin, at = at, at + fragment.width * size
            if fragment.face is None:
                found.append((begin, at))
    return found


def _pens(text: tuple[Inline, ...], places: list[tuple[float, float]]) -> Iterator[str]:
    """Write each place for the pen as a tab; a new line is begun where one would not hold it whole."""
    before = [previous.text.rstrip(" ") if isinstance(previous, Run) else "" for previous in text]
    blanks = [number for number, part in enumerate(text) if isinstance(part, Blank)]
    for number, (begin, _) in zip(blanks, places, strict=True):
        wrapped = begin == 0.0 and number > 0 and not before[number - 1].endswith("\n")
        yield f"<w:r>{'<w:br/>' if wrapped else ''}<w:tab/></w:r>"


def paragraph(
    style: str, runs: str, *, keep: bool = False, fresh: bool = False, tabs: str = "", spacing: str = "", rest: str = ""
) -> str:
    """Write a paragraph. `keep` holds it to the next, `fresh` starts a page; `rest` is indent and alignment."""
    kept = "<w:keepNext/>" if keep else ""
    started = "<w:pageBreakBefore/>" if fresh else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{started}{tabs}{spacing}{rest}</w:pPr>{runs}</w:p>'


def gap(height: float, *, keep: bool = False, fresh: bool = False) -> str:
    """Write an empty paragraph exactly `height` points high; Word parts tables by it, too."""
    exact = f'<w:spacing w:line="{min(max(twips(height), 20), _HIGHEST)}" w:lineRule="exact"/>'
    mark = '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'
    return paragraph("Normal", "", keep=keep, fresh=fresh, spacing=exact, rest=mark)


def _run_words(part: Run) -> str:
    before, after = edge_spaces(part.text)
    return f"{before}{text}{after}" if (text := words(part.text)) else before or after


def _face(*, bold: bool, italic: bool) -> str:
    return f"{'<w:b/><w:bCs/>' if bold else ''}{'<w:i/><w:iCs/>' if italic else ''}"
