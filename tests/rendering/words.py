"""The words of a document: as its tree has them, and as they are read back from each format.

A place for the pen is a gap in all: a line in the PDF, a tab or underlined spaces in Word, underscores in Excel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from docx.document import Document as WordDocument
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from openpyxl.worksheet.worksheet import Worksheet

from rendering.pdf_boxes import PageBoxes, pages_of
from setvzaim.documents.tree import (
    Block,
    Document,
    Heading,
    Note,
    Paragraph,
    Row,
    Run,
    Signature,
    Stamp,
    Stamps,
    Table,
    Text,
    runs,
)
from setvzaim.rendering.printable import printable
from setvzaim.rendering.values import cell_text


class Role(Enum):
    """What words are, where a format may show them otherwise than in the order of the tree."""

    TEXT = "text"
    STAMPS = "stamps"
    """Excel has the lines of both stamps side by side."""
    SIGNATURE = "signature"
    """A post of several lines stands beside the name."""
    HEADER = "header"
    """Repeated in the PDF on each page the table goes on to."""
    ROWS = "rows"


@dataclass(frozen=True)
class Part:
    """Words that belong together, in the order of the tree."""

    role: Role
    words: tuple[str, ...]


def split(text: str) -> tuple[str, ...]:
    """Give the words of a text; figures of a number are parted by any space."""
    return tuple(re.sub("_+", " ", printable(text)).split())


def of_text(text: Text) -> tuple[str, ...]:
    """Give the words of a text of the tree."""
    parts = (part.text if isinstance(part, Run) else " " for part in runs(text))
    return split("".join(parts))


def parts_of(document: Document) -> list[Part]:
    """Give the words of a tree."""
    return [part for block in document.blocks for part in _parts(block)]


def _parts(block: Block) -> Iterator[Part]:
    match block:
        case Stamps():
            yield Part(Role.STAMPS, (*_stamp(block.left), *_stamp(block.right)))
        case Heading() | Paragraph() | Note():
            yield Part(Role.TEXT, of_text(block.text))
        case Signature():
            yield Part(Role.SIGNATURE, (*of_text(block.post), *of_text(block.name)))
        case Table():
            numbers = [str(n) for n, _ in enumerate(block.columns, 1)] if block.numbered else []
            yield Part(Role.HEADER, (*(w for c in block.columns for w in of_text(c.title)), *numbers))
            yield Part(Role.ROWS, tuple(_rows(block)))


def _stamp(stamp: Stamp | None) -> Iterator[str]:
    if stamp is not None:
        for line in (stamp.word, *stamp.ground, stamp.signatory or "", stamp.date or ""):
            yield from of_text(line)


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        if isinstance(row, Row):
            for column, value in zip(table.columns, row.cells, strict=True):
                yield from of_text(cell_text(column, value))
        else:
            yield from of_text(row.text)


def of_word(document: WordDocument) -> list[str]:
    """Give the words of a Word file in the order of the document."""
    return [word for item in document.iter_inner_content() for word in _of_item(item)]


def _of_item(item: WordParagraph | WordTable) -> Iterator[str]:
    if isinstance(item, WordParagraph):
        yield from split(item.text)
        return
    for row in item.rows:
        for cell in row._tr.tc_lst:  # `row.cells` gives a merged cell once for each column
            for paragraph in cell.p_lst:
                yield from split(WordParagraph(paragraph, row).text)


def of_excel(sheet: Worksheet) -> list[str]:
    """Give the words of a worksheet row by row, numbers and dates as their formats show them in Russia."""
    return [word for row in sheet.iter_rows() for cell in row for word in split(shown(cell))]


def shown(cell: Any) -> str:  # noqa: ANN401 - a cell of openpyxl
    """Write a cell as Excel shows it with Russian settings."""
    value, shape = cell.value, str(cell.number_format)
    match value:
        case None:
            return ""
        case str():
            return value
        case datetime():
            return f"{value:%d.%m.%Y %H:%M}" if "HH" in shape else f"{value:%d.%m.%Y}"
        case date():
            return f"{value:%d.%m.%Y}"
        case _:
            decimals = len(shape.partition(".")[2]) if shape != "General" else None
            grouped = "," if shape.startswith("#,##") else ""
            plain = f"{value:{grouped}.{decimals}f}" if decimals is not None else f"{value:.6f}".rstrip("0").rstrip(".")
            return plain.replace(",", " ").replace(".", ",")


def check_pdf(file: bytes, document: Document) -> None:
    """Check that a PDF has the words of the tree, its page numbers, the repeated headers, and nothing else."""
    PdfWords(document).check(pages_of(file))


class PdfWords:
    """Goes through the words of a PDF and of its tree side by side."""

    def __init__(self, document: Document) -> None:
        self._numbered = document.page.number_pages
        self._parts = [part for part in parts_of(document) if part.words or part.role is Role.HEADER]
        self._at = 0
        self._done = 0
        self._headers = dict(self._header_of())

    def _header_of(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        header: tuple[str, ...] = ()
        for place, part in enumerate(self._parts):
            if part.role is Role.HEADER:
                header = part.words
            elif part.role is Role.ROWS:
                yield place, header

    def check(self, pages: list[PageBoxes]) -> None:
        """Raise `AssertionError` at the first word that differs."""
        for number, page in enumerate(pages, 1):
            words = _PageWords(page)
            if number > 1 and self._numbered:
                assert words.take_one() == str(number)
            self._skip()
            if self._done and self._at in self._headers:
                words.take(self._headers[self._at], 0)
            while not words.empty:
                self._take(words)
        self._skip()
        assert self._at == len(self._parts), self._parts[self._at]

    def _skip(self) -> None:
        while self._at < len(self._parts) and self._done == len(self._parts[self._at].words):
            self._at, self._done = self._at + 1, 0

    def _take(self, words: _PageWords) -> None:
        self._skip()
        assert self._at < len(self._parts), f"more than the tree has: {words.rest()[:9]}"
        part = self._parts[self._at]
        if part.role is Role.SIGNATURE:
            words.take_any(part.words)
            self._done = len(part.words)
        else:
            self._done = words.take(part.words, self._done)


class _PageWords:
    """The words of a page in the order they are drawn, each with whether a string of the PDF ends after it."""

    def __init__(self, page: PageBoxes) -> None:
        self._words: list[tuple[str, bool]] = []
        for string in page.words:
            words = split(string.text)
            self._words += [(word, place == len(words)) for place, word in enumerate(words, 1)]
        self._at = 0

    @property
    def empty(self) -> bool:
        return self._at == len(self._words)

    def rest(self) -> list[str]:
        return [word for word, _ in self._words[self._at :]]

    def take_one(self) -> str:
        self._at += 1
        return self._words[self._at - 1][0]

    def take(self, expected: tuple[str, ...], done: int) -> int:
        """Take words of `expected` from `done` on, to its end or that of the page; give how many are done."""
        while done < len(expected) and not self.empty:
            self._take_word(expected[done], expected[max(done - 5, 0) : done + 5])
            done += 1
        return done

    def _take_word(self, word: str, around: tuple[str, ...]) -> None:
        """Take one word, which may go on in the next line or in another face."""
        found, place = "", self._at
        while found != word:
            assert word.startswith(found), f"{found!r} instead of {word!r} in {' '.join(around)!r}"
            assert place < len(self._words), f"{word!r} is missing after {found!r} in {' '.join(around)!r}"
            assert not found or self._words[place - 1][1], f"{word!r} is parted: {found!r}"
            found += self._words[place][0]
            place += 1
        self._at = place

    def take_any(self, expected: tuple[str, ...]) -> None:
        """Take these words in any order, each perhaps broken at the ends of lines: letter by letter."""
        letters, found = sorted("".join(expected)), ""
        while len(found) < len(letters) and not self.empty:
            found += self.take_one()
        assert sorted(found) == letters, f"{found!r} instead of {' '.join(expected)!r}"
