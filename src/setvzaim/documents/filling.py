"""Filling a wording with facts: blocks of a document, and what was missing on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast, get_args

from setvzaim.documents.declining import Declined, Declining
from setvzaim.documents.facts import Facts, Pen, Value, Words
from setvzaim.documents.tree import (
    Align,
    Blank,
    Block,
    Cell,
    Heading,
    Inline,
    Kind,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Run,
    SectionRow,
    Signature,
    Spacer,
    Stamps,
    Table,
    TableColumn,
    TableRow,
    Text,
)
from setvzaim.documents.wording import (
    PEN,
    TABLE_LINES,
    LineKind,
    Literal,
    Part,
    Placeholder,
    TemplateLine,
)
from setvzaim.text.declension import Case, Declension
from setvzaim.text.declension import Kind as WordKind
from setvzaim.text.fold import fold
from setvzaim.text.format import format_date, format_long_date, format_value
from setvzaim.text.numerals import MOST, in_words
from setvzaim.text.typography import dashed, quoted, tied

CASES = {"им": Case.NOM, "род": Case.GEN, "дат": Case.DAT, "вин": Case.ACC, "тв": Case.INS, "пр": Case.LOC}
"""Cases by their usual abbreviations, as they are written after the colon of a placeholder."""
SHAPES = {
    "кратко": "инициалы и фамилия: С. Б. Манджиева",
    "фамилия": "фамилия и инициалы: Манджиева С. Б.",
    "словами": "дата словами: 5 сентября 2026 г.",
    "прописью": "число прописью: двадцать один",
    "с большой": "с прописной буквы",
    "с маленькой": "со строчной буквы",
    "заглавными": "заглавными буквами",
}
"""Other shapes of a value, with what they do."""
SPACE = Spacer(3)
"""What an empty line of a wording becomes, and what stands around a table."""
_CLAUSE = re.compile(r"(?:№\.)+")
_BLOCKS = get_args(Block)
_DISTANT_BELOW = (Heading, PageBreak, Spacer, Stamps)
_DISTANT_ABOVE = (Heading, Signature, Note, PageBreak, Spacer)
_ANEW = frozenset({LineKind.TITLE, LineKind.HEADING, LineKind.SUBHEADING, LineKind.BREAK})
"""After these clauses are numbered from the beginning, unless they are numbered themselves."""
_LEVELS = {LineKind.TITLE: 1, LineKind.HEADING: 2, LineKind.SUBHEADING: 3}
_ALIGNS = {LineKind.CENTER: Align.CENTER, LineKind.RIGHT: Align.RIGHT, LineKind.LEFT: Align.LEFT}


@dataclass(slots=True)
class Gaps:
    """What a wording asks for and does not get, each named once, in the order of the wording."""

    unknown: dict[str, int] = field(default_factory=dict)
    """Names and shapes that do not exist, with the line."""
    missing: dict[str, int] = field(default_factory=dict)
    """Values that are not there, with the line."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A wording with its values: what is printed, and what was missing (by name, with the number of the line).

    A missing value is printed as a place for the pen, an unknown name as it stands in the wording.
    """

    blocks: tuple[Block, ...]
    unknown: dict[str, int]
    missing: dict[str, int]
    declined: tuple[Declined, ...] = ()
    """The words put into a case, each once, in the order in which they stand."""


def fill(lines: Sequence[TemplateLine], facts: Facts, declension: Declension) -> Filled:
    """Fill the lines of a wording with facts."""
    filling = _Filling(declension, lines)
    blocks: list[Block] = []
    table: list[tuple[TemplateLine, Facts]] = []

    def end_of_table() -> None:
        if table:
            blocks.extend((SPACE, filling.table(table), SPACE))
            table.clear()

    for line, known in filling.printed(lines, _folded(facts)):
        if line.kind is LineKind.HEADER or line.kind not in TABLE_LINES:
            end_of_table()
        if line.kind in TABLE_LINES:
            table.append((line, known))
        else:
            blocks += filling.blocks(line, known)
    end_of_table()
    return Filled(_spaced(blocks), filling.gaps.unknown, filling.gaps.missing, filling.declension.found)


def _spaced(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with one space where several meet, and none where a block keeps a distance of its own."""
    found: list[Block] = []
    for block in blocks:
        if block == SPACE:
            if found and found[-1] != SPACE and not isinstance(found[-1], _DISTANT_BELOW):
                found.append(block)
            continue
        if found and found[-1] == SPACE and isinstance(block, _DISTANT_ABOVE):
            found.pop()
        last = found[-1] if found else None
        if isinstance(block, Stamps) and isinstance(last, Stamps):
            found[-1:] = _level(last, block)
        else:
            found.append(block)
    return tuple(found[:-1] if found and found[-1] == SPACE else found)


def _level(above: Stamps, below: Stamps) -> tuple[Stamps, ...]:
    """Put two stamps side by side where there is room for both."""
    if (above.left and below.left) or (above.right and below.right):
        return above, below
    return (Stamps(left=above.left or below.left, right=above.right or below.right),)


def names_in(lines: Sequence[TemplateLine]) -> frozenset[str]:
    """Return every name a wording mentions, conditions and lists included."""
    found: set[str] = set()
    for line in lines:
        found |= {*line.each, *line.given, *line.lacking}
        for cell in line.cells:
            found |= {part.name for part in cell if isinstance(part, Placeholder)}
            if line.kind is LineKind.BLOCK:
                found |= {fold(part.text) for part in cell if isinstance(part, Literal)}
    return frozenset(found - {""})


def _begins_numbered(line: TemplateLine) -> bool:
    first = line.cells[0][:1]
    return any(isinstance(part, Literal) and _CLAUSE.match(part.text) for part in first)


def is_empty(value: Value) -> bool:
    """Whether a value is none: `None`, no words, an empty list. Zero is a value."""
    match value:
        case str():
            return not value.strip()
        case Words(text):
            return not text.strip()
        case _:
            return value is None or (isinstance(value, Sequence) and not value)


def is_list(value: Value) -> bool:
    """Whether a value is what `[каждый …]` goes through: a sequence of facts, or an empty one."""
    return isinstance(value, tuple | list) and all(isinstance(item, Mapping) for item in value)


def _folded(facts: Facts) -> Facts:
    """Return facts by their names as a wording is read: in lower case, ё as е."""
    return {fold(name): value for name, value in facts.items()}


def _small(post: str) -> str:
    """Write a post as it stands within a sentence, however a register begins it: «директор», but «И. о. директора»."""
    return post[:1].lower() + post[1:] if post[1:2].islower() else post


class _Filling:
    """One pass over a wording."""

    def __init__(self, declension: Declension, lines: Sequence[TemplateLine]) -> None:
        self.declension = Declining(declension)
        self._asked = frozenset(name for line in lines for name in (*line.given, *line.lacking))
        self._clauses: list[int] = []
        self.gaps = Gaps()

    def printed(
        self, lines: Sequence[TemplateLine], facts: Facts, depth: int = 0
    ) -> Iterator[tuple[TemplateLine, Facts]]:
        """Give the lines that are printed, each with the facts it is filled from; neighbours of one list together."""
        at = 0
        while at < len(lines):
            line = lines[at]
            if len(line.each) <= depth:
                at += 1
                if self._holds(line, facts):
                    yield line, facts
                continue
            end = at
            while end < len(lines) and lines[end].each[: depth + 1] == line.each[: depth + 1]:
                end += 1
            items = self._items(line, line.each[depth], facts)
            for number, item in enumerate(items, 1):
                end_sign = ";" if number < len(items) else "."
                known = {**facts, "номер": number, "конец": end_sign, **_folded(item)}
                yield from self.printed(lines[at:end], known, depth + 1)
            at = end

    def _items(self, line: TemplateLine, name: str, facts: Facts) -> Sequence[Facts]:
        """Return the list a line goes through; an empty one is a gap unless the wording asks anywhere if it is."""
        value = facts.get(name)
        if name not in facts or not (value is None or is_list(value)):
            self.gaps.unknown.setdefault(name, line.number)
            return ()
        if not value and name not in self._asked:
            self.gaps.missing.setdefault(name, line.number)
        return cast("Sequence[Facts]", value or ())

    def _holds(self, line: TemplateLine, facts: Facts) -> bool:
        """Whether a line is printed; what it names must exist even when it is not."""
        for name in (*line.given, *line.lacking):
            if name not in facts:
                self.gaps.unknown.setdefault(name, line.number)
        holds = all(not is_empty(facts.get(name)) for name in line.given) and all(
            is_empty(facts.get(name)) for name in line.lacking
        )
        if not holds:
            self._check(line, facts)
        return holds

    def _check(self, line: TemplateLine, facts: Facts) -> None:
        """Name what a line that is not printed asks for and nobody knows."""
        for part in (part for cell in line.cells for part in cell):
            if isinstance(part, Placeholder):
                self._known(line, part, facts)
            elif line.kind is LineKind.BLOCK and fold(part.text) not in facts:
                self.gaps.unknown.setdefault(fold(part.text), line.number)

    def _known(self, line: TemplateLine, place: Placeholder, facts: Facts) -> bool:
        """Whether there is a value to stand in a line under this name; names and shapes that do not exist are noted."""
        for shape in place.shapes:
            if shape not in CASES and shape not in SHAPES:
                self.gaps.unknown.setdefault(f"…: {shape}", line.number)
        if not place.name:
            return True
        value = facts.get(place.name)
        if place.name in facts and not (isinstance(value, tuple | list) and value):
            return True
        self.gaps.unknown.setdefault(place.name, line.number)
        return False

    def blocks(self, line: TemplateLine, facts: Facts) -> tuple[Block, ...]:
        """Return what a line outside a table becomes."""
        if line.kind in _ANEW and not _begins_numbered(line):
            self._clauses = []
        match line.kind:
            case LineKind.EMPTY:
                return (SPACE,)
            case LineKind.TITLE | LineKind.HEADING | LineKind.SUBHEADING:
                return (Heading(_LEVELS[line.kind], self._text(line, line.cells[0], facts)),)
            case LineKind.BREAK:
                return (PageBreak(),)
            case LineKind.NOTE:
                return (Note(self._text(line, line.cells[0], facts)),)
            case LineKind.SIGNATURE:
                return (Signature(*(self._text(line, cell, facts) for cell in line.cells)),)
            case LineKind.BLOCK:
                return self._block(line, facts)
            case LineKind.CENTER | LineKind.RIGHT | LineKind.LEFT:
                text = self._text(line, line.cells[0], facts)
                return (Paragraph(text, align=_ALIGNS[line.kind], indent=False),)
            case _:
                text = self._text(line, line.cells[0], facts)
                ragged = any(isinstance(part, Blank) for part in text)  # a line for the pen would tear words apart
                return (Paragraph(text, align=Align.LEFT if ragged else Align.JUSTIFY),)

    def _block(self, line: TemplateLine, facts: Facts) -> tuple[Block, ...]:
        name = fold("".join(part.text for part in line.cells[0] if isinstance(part, Literal)))
        if name not in facts:
            self.gaps.unknown.setdefault(name, line.number)
            return (Paragraph(f"[[{name}]]"),)
        value = facts[name]
        if value is None:
            self.gaps.missing.setdefault(name, line.number)
            return ()
        if not isinstance(value, tuple) or not all(isinstance(block, _BLOCKS) for block in value):
            self.gaps.unknown.setdefault(name, line.number)
            return (Paragraph(f"[[{name}]]"),)
        return cast("tuple[Block, ...]", value)

    def table(self, lines: Sequence[tuple[TemplateLine, Facts]]) -> Table:
        """Make a table of its lines; without a header of its own the columns are equal and untitled."""
        head, known = lines[0]
        body = lines[1:] if head.kind is LineKind.HEADER else lines
        weights = head.weights or (1.0,) * max(len(line.cells) for line, _ in lines)
        titles = head.cells if head.kind is LineKind.HEADER else ((),) * len(weights)
        columns = tuple(
            TableColumn(
                title=self._text(head, title, known),
                weight=abs(weight),
                kind=Kind.NUMBER if weight < 0 else Kind.TEXT,
            )
            for title, weight in zip(titles, weights, strict=True)
        )
        return Table(columns=columns, rows=tuple(self._row(line, facts, len(columns)) for line, facts in body))

    def _row(self, line: TemplateLine, facts: Facts, width: int) -> TableRow:
        if line.kind is LineKind.SPAN:
            return SectionRow(self._text(line, line.cells[0], facts))
        cells = [self._cell(line, cell, facts) for cell in line.cells[:width]]
        return Row((*cells, *[""] * (width - len(cells))), bold=line.kind is LineKind.BOLD_ROW)

    def _cell(self, line: TemplateLine, parts: tuple[Part, ...], facts: Facts) -> Cell:
        """Return a cell: a number or a date alone stays what it is, so that a spreadsheet gets a real one."""
        if len(parts) == 1 and isinstance(part := parts[0], Placeholder) and not (part.shapes or part.bold):
            value = facts.get(part.name)
            if isinstance(value, int | float | date):
                return value
        return self._text(line, parts, facts)

    def _text(self, line: TemplateLine, parts: tuple[Part, ...], facts: Facts) -> Text:
        inlines: list[Inline] = []
        for place, part in enumerate(parts):
            if isinstance(part, Literal):
                text = part.text if place else self._numbered(part.text)
                made: Inline = Run(dashed(text), bold=part.bold)
            else:
                made = self._place(line, part, facts)
            last = inlines[-1] if inlines else None
            if isinstance(made, Run) and isinstance(last, Run) and made.bold == last.bold:
                inlines[-1] = Run(last.text + made.text, bold=made.bold)
            else:
                inlines.append(made)
        inlines = [Run(quoted(tied(one.text)), bold=one.bold) if isinstance(one, Run) else one for one in inlines]
        if len(inlines) == 1 and isinstance(only := inlines[0], Run) and not only.bold:
            return only.text
        return tuple(inlines) or ""

    def _numbered(self, text: str) -> str:
        """Put the next number in the place of «№.» at the beginning of a clause, that of a sub-clause for «№.№.»."""
        mark = _CLAUSE.match(text)
        if mark is None:
            return text
        depth = mark.group().count("№")
        counted = [*self._clauses, *[0] * depth][:depth]
        counted[-1] += 1
        self._clauses = counted
        return "".join(f"{number}." for number in counted) + text[mark.end() :]

    def _place(self, line: TemplateLine, place: Placeholder, facts: Facts) -> Inline:
        if not self._known(line, place, facts):
            return Run(f"{{{place.name}}}", bold=place.bold)
        if not place.name:
            return Blank(place.pen or PEN)
        value = facts[place.name]
        if isinstance(value, Pen):
            return Blank(value.width)
        if is_empty(value):
            if place.pen is None:
                self.gaps.missing.setdefault(place.name, line.number)
                return Blank(PEN)
            return Blank(place.pen) if place.pen else Run("")
        return Run(self._shaped(value, place.shapes), bold=place.bold)

    def _shaped(self, value: Value, shapes: tuple[str, ...]) -> str:
        case = next((CASES[shape] for shape in shapes if shape in CASES), Case.NOM)
        text = self._written(value, case, shapes)
        if "с большой" in shapes:
            text = text[:1].upper() + text[1:]
        if "с маленькой" in shapes and not text[1:2].isupper():
            text = text[:1].lower() + text[1:]
        return text.upper() if "заглавными" in shapes else text

    def _written(self, value: Value, case: Case, shapes: tuple[str, ...]) -> str:
        match value:
            case Words(text, WordKind.FULL, _) if "кратко" in shapes or "фамилия" in shapes:
                return self.declension.short_name(text, case, initials_first="кратко" in shapes)
            case Words(text, kind, sex):
                form = self.declension.decline(kind, text, case, sex)
                return _small(form) if kind is WordKind.POST else form
            case date():
                return format_long_date(value) if "словами" in shapes else format_date(value)
            case int() if "прописью" in shapes and 0 <= value <= MOST:
                return in_words(value, case=case if case is Case.GEN else Case.NOM)
            case str() if case is not Case.NOM:
                return self.declension.decline(WordKind.PHRASE, value, case)
            case _:
                return format_value(value)
