"""Filling a wording with facts: blocks of a document, and what was missing on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

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
from setvzaim.text.declension import Case, Declension, Sex
from setvzaim.text.declension import Kind as WordKind
from setvzaim.text.fold import fold
from setvzaim.text.format import format_date, format_long_date, format_value

CASES = {"им": Case.NOM, "род": Case.GEN, "дат": Case.DAT, "вин": Case.ACC, "тв": Case.INS, "пр": Case.LOC}
"""Cases by their usual abbreviations, as they are written after the colon of a placeholder."""
SHAPES = {
    "кратко": "инициалы и фамилия: С. Б. Манджиева",
    "фамилия": "фамилия и инициалы: Манджиева С. Б.",
    "словами": "дата словами: 5 сентября 2026 г.",
    "с большой": "с прописной буквы",
    "заглавными": "заглавными буквами",
}
"""Other shapes of a value, with what they do."""
_GAP = Spacer(2)
"""Around a table."""
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
class Declined:
    """Words that were put into a case: what they are, and how they stand on the paper.

    `sure` is False where no rule and nobody's correction says so and the form is a guess.
    """

    kind: WordKind
    text: str
    case: Case
    form: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """A wording with its values: what is printed, and what was missing (by name, with the number of the line).

    A missing value is printed as a place for the pen, an unknown name as it stands in the wording. `declined` holds the
    words put into a case, each once, in the order in which they stand.
    """

    blocks: tuple[Block, ...]
    unknown: dict[str, int]
    missing: dict[str, int]
    declined: tuple[Declined, ...] = ()


def fill(lines: Sequence[TemplateLine], facts: Facts, declension: Declension) -> Filled:
    """Fill the lines of a wording with facts."""
    filling = _Filling(declension)
    facts = _folded(facts)
    blocks: list[Block] = []
    table: list[tuple[TemplateLine, Facts]] = []
    for line, known in filling.printed(lines, facts):
        if line.kind in TABLE_LINES:
            if line.kind is LineKind.HEADER and table:
                blocks += (filling.table(table), _GAP)
                table = []
            table.append((line, known))
            continue
        if table:
            blocks += (_GAP, filling.table(table), _GAP)
            table = []
        blocks += filling.blocks(line, known)
    if table:
        blocks += (_GAP, filling.table(table), _GAP)
    return Filled(tuple(blocks), filling.gaps.unknown, filling.gaps.missing, tuple(filling.declined.values()))


def names_in(lines: Sequence[TemplateLine]) -> frozenset[str]:
    """Return every name a wording mentions, conditions and lists included."""
    found: set[str] = set()
    for line in lines:
        found |= {line.each, *line.given, *line.lacking}
        for cell in line.cells:
            found |= {part.name for part in cell if isinstance(part, Placeholder)}
            if line.kind is LineKind.BLOCK:
                found |= {fold(part.text) for part in cell if isinstance(part, Literal)}
    return frozenset(found - {""})


def is_empty(value: Value) -> bool:
    """Whether a value is none: `None`, no words, an empty list. Zero is a value."""
    return value is None or (isinstance(value, str | Sequence) and not value)


def _folded(facts: Facts) -> Facts:
    """Return facts by their names as a wording is read: in lower case, ё as е."""
    return {fold(name): value for name, value in facts.items()}


def _small(post: str) -> str:
    """Write a post as it stands within a sentence, however a register begins it: «директор», but «И. о. директора»."""
    return post[:1].lower() + post[1:] if post[1:2].islower() else post


class _Filling:
    """One pass over a wording."""

    def __init__(self, declension: Declension) -> None:
        self._declension = declension
        self.gaps = Gaps()
        self.declined: dict[tuple[WordKind, str, Case], Declined] = {}

    def printed(self, lines: Sequence[TemplateLine], facts: Facts) -> Iterator[tuple[TemplateLine, Facts]]:
        """Give the lines that are printed, each with the facts it is filled from; neighbours of one list together."""
        at = 0
        while at < len(lines):
            line = lines[at]
            if not line.each:
                at += 1
                if self._holds(line, facts):
                    yield line, facts
                continue
            end = at
            while end < len(lines) and lines[end].each == line.each:
                end += 1
            for number, item in enumerate(self._items(line, facts), 1):
                known = {**facts, "номер": number, **_folded(item)}
                yield from ((one, known) for one in lines[at:end] if self._holds(one, known))
            at = end

    def _items(self, line: TemplateLine, facts: Facts) -> Sequence[Facts]:
        """Return the list a line goes through; a singular stands for the plural where the facts say so."""
        if line.each not in facts:
            self.gaps.unknown.setdefault(line.each, line.number)
            return ()
        value = facts[line.each]
        return cast("Sequence[Facts]", value) if isinstance(value, tuple | list) else ()

    def _holds(self, line: TemplateLine, facts: Facts) -> bool:
        for name in (*line.given, *line.lacking):
            if name not in facts:
                self.gaps.unknown.setdefault(name, line.number)
        return all(not is_empty(facts.get(name)) for name in line.given) and all(
            is_empty(facts.get(name)) for name in line.lacking
        )

    def blocks(self, line: TemplateLine, facts: Facts) -> tuple[Block, ...]:
        """Return what a line outside a table becomes."""
        match line.kind:
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
        if is_empty(value):
            self.gaps.missing.setdefault(name, line.number)
            return (Spacer(1),)
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
        if len(parts) == 1 and isinstance(part := parts[0], Placeholder) and not part.shapes:
            value = facts.get(part.name)
            if isinstance(value, int | float | date):
                return value
        return self._text(line, parts, facts)

    def _text(self, line: TemplateLine, parts: tuple[Part, ...], facts: Facts) -> Text:
        inlines: list[Inline] = []
        for part in parts:
            made = Run(part.text, bold=part.bold) if isinstance(part, Literal) else self._place(line, part, facts)
            last = inlines[-1] if inlines else None
            if isinstance(made, Run) and isinstance(last, Run) and made.bold == last.bold:
                inlines[-1] = Run(last.text + made.text, bold=made.bold)
            else:
                inlines.append(made)
        if len(inlines) == 1 and isinstance(only := inlines[0], Run) and not only.bold:
            return only.text
        return tuple(inlines) or ""

    def _place(self, line: TemplateLine, place: Placeholder, facts: Facts) -> Inline:
        if not place.name:
            return Blank(place.pen or 0)
        if place.name not in facts:
            self.gaps.unknown.setdefault(place.name, line.number)
            return Run(f"{{{place.name}}}", bold=place.bold)
        value = facts[place.name]
        if isinstance(value, Pen):
            return Blank(value.width)
        if is_empty(value):
            if place.pen is None:
                self.gaps.missing.setdefault(place.name, line.number)
                return Blank(PEN)
            return Blank(place.pen) if place.pen else Run("")
        text = self._shaped(line, value, place.shapes)
        return Run(text, bold=place.bold)

    def _shaped(self, line: TemplateLine, value: Value, shapes: tuple[str, ...]) -> str:
        case = next((CASES[shape] for shape in shapes if shape in CASES), Case.NOM)
        for shape in shapes:
            if shape not in CASES and shape not in SHAPES:
                self.gaps.unknown.setdefault(f"…: {shape}", line.number)
        text = self._written(value, case, shapes)
        if "с большой" in shapes:
            text = text[:1].upper() + text[1:]
        return text.upper() if "заглавными" in shapes else text

    def _written(self, value: Value, case: Case, shapes: tuple[str, ...]) -> str:
        match value:
            case Words(text, WordKind.FULL, _) if "кратко" in shapes or "фамилия" in shapes:
                self._decline(WordKind.FULL, text, case, value.sex)
                return self._declension.short_name(text, case, initials_first="кратко" in shapes)
            case Words(text, kind, sex):
                form = self._decline(kind, text, case, sex)
                return _small(form) if kind is WordKind.POST else form
            case date():
                return format_long_date(value) if "словами" in shapes else format_date(value)
            case str() if case is not Case.NOM:
                return self._decline(WordKind.PHRASE, value, case)
            case _:
                return format_value(value)

    def _decline(self, kind: WordKind, text: str, case: Case, sex: Sex | None = None) -> str:
        """Put words into a case, and remember that they were."""
        text = " ".join(text.split())
        form = self._declension.decline(kind, text, case, sex)
        if case is not Case.NOM:
            sure = self._declension.sure(kind, text, sex)
            self.declined.setdefault((kind, text, case), Declined(kind, text, case, form, sure))
        return form
