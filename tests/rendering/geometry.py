"""Checks where things stand on every page of a PDF, from the file alone and the rules of its pages.

Words that stand in nobody's way, inside the frame; page numbers; headers on every page a table goes on to; nothing that
announces something left alone at the foot of a page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rendering.pdf_boxes import NEAR, GridRow, PageBoxes, PageGrid, Word, pages_of
from setvzaim.documents.tree import PageRules

MM = 72 / 25.4
_INK = 1.5
"""How far ink may stand out of the place its letter takes, points: slanted letters above all."""


def faults(file: bytes, rules: PageRules, headings: Collection[str] | None = None) -> list[str]:
    """Tell all that stands where it must not, each with the number of its page; an empty list is a good paper.

    `headings` are the texts of the headings outside of tables; without them each bold centred line is held for one.
    """
    pages = pages_of(file)
    known = None if headings is None else {"".join(text.split()) for text in headings}
    found: list[str] = []
    for number, page in enumerate(pages, 1):
        following = pages[number] if number < len(pages) else None
        checks = (
            _sheet(page, rules),
            _frame(page, rules),
            _number(page, rules, number),
            _overlaps(page),
            _cells(page),
            _headers(page, following, rules),
            _orphans(page, following, rules, known),
        )
        found += [f"page {number}: {fault}" for check in checks for fault in check]
    return found


def frame_of(rules: PageRules) -> tuple[float, float, float, float]:
    """Give the left, upper, right and lower edge of the frame of the margins."""
    (width, height), margins = rules.sheet, rules.margins
    return margins.left * MM, margins.top * MM, (width - margins.right) * MM, (height - margins.bottom) * MM


def _sheet(page: PageBoxes, rules: PageRules) -> Iterator[str]:
    width, height = (side * MM for side in rules.sheet)
    if abs(page.width - width) > NEAR or abs(page.height - height) > NEAR:
        yield f"the sheet is {page.width:.1f} × {page.height:.1f} points instead of {width:.1f} × {height:.1f}"


def _body(page: PageBoxes, rules: PageRules) -> list[Word]:
    """Give the words below the upper margin."""
    top = rules.margins.top * MM
    return [word for word in page.words if (word.top + word.bottom) / 2 > top]


def _frame(page: PageBoxes, rules: PageRules) -> Iterator[str]:
    left, top, right, bottom = frame_of(rules)
    for word in _body(page, rules):
        if not (left - _INK < word.left and word.right < right + _INK and top - _INK < word.top):
            yield f"{word.text!r} stands in a margin"
        elif word.bottom > bottom + _INK:
            yield f"{word.text!r} stands in the lower margin"
        if word.clipped:
            yield f"{word.text!r} is clipped"
    for rule in page.rules:
        inside = left - NEAR < rule.left and rule.right < right + NEAR
        if not (inside and top - NEAR < rule.top and rule.bottom < bottom + NEAR):
            yield f"a line stands in a margin: {rule}"


def _number(page: PageBoxes, rules: PageRules, number: int) -> Iterator[str]:
    left, top, right, _ = frame_of(rules)
    above = [word for word in page.words if (word.top + word.bottom) / 2 <= top]
    expected = [str(number)] if number > 1 and rules.number_pages else []
    if (shown := [word.text for word in above]) != expected:
        yield f"{shown} stand in the upper margin instead of {expected}"
        return
    for word in above:
        if abs((word.left + word.right) / 2 - (left + right) / 2) > _INK:
            yield "the page number is not in the middle"
        if word.top < rules.profile.number_offset * MM or word.bottom > top:
            yield "the page number is not in its place"


def _overlaps(page: PageBoxes) -> Iterator[str]:
    words = sorted(page.words, key=lambda word: word.top)
    for place, word in enumerate(words):
        for other in words[place + 1 :]:
            if other.top > word.bottom - NEAR:
                break
            if min(word.right, other.right) - max(word.left, other.left) > _INK:
                yield f"{word.text!r} and {other.text!r} stand one upon the other"


def _cells(page: PageBoxes) -> Iterator[str]:
    """Every word of a table stands between the lines of its cell."""
    for grid in page.grids:
        for row in grid.rows:
            for cell, left, right in zip(row.cells, row.edges, row.edges[1:], strict=False):
                for word in cell:
                    if word.left < left - NEAR or word.right > right + NEAR:
                        yield f"{word.text!r} stands out of its cell to the side"
                    if word.top < row.top - NEAR or word.bottom > row.bottom + NEAR:
                        yield f"{word.text!r} stands out of its row"


def _headers(page: PageBoxes, following: PageBoxes | None, rules: PageRules) -> Iterator[str]:
    for grid in page.grids:
        if not (grid.rows and grid.rows[0].bold):
            yield f"a table begins without a header: {grid.rows[0].text if grid.rows else ''}"
    going = _goes_on(page, following, rules)
    if going and _head(going[0]) != _head(going[1]):
        yield f"the table goes on with another header: {_head(going[1])} instead of {_head(going[0])}"


def _orphans(
    page: PageBoxes, following: PageBoxes | None, rules: PageRules, headings: Collection[str] | None
) -> Iterator[str]:
    """Nothing that announces what follows is the last on its page."""
    if following is None:
        return
    going = _goes_on(page, following, rules)
    if going:
        grid = going[0]
        if len(grid.rows) == len(_head(grid)):
            yield "a header is left alone at the foot of the page"
        elif len(grid.edges) > 2 and len(grid.rows[-1].cells) == 1 and grid.rows[-1].bold:
            yield f"a section is left alone at the foot of the page: {grid.rows[-1].text}"
    words = _body(page, rules)
    base = max((word.base for word in words), default=0.0)
    last = sorted(word for word in words if word.base > base - NEAR)
    below = any(rule.bottom > base + 2 * _INK for rule in page.rules)  # a table, or lines for the pen
    if last and not below and _is_heading(last, rules, headings):
        yield f"a heading is left alone at the foot of the page: {' '.join(word.text for word in last)}"


def _is_heading(line: list[Word], rules: PageRules, headings: Collection[str] | None) -> bool:
    left, _, right, _ = frame_of(rules)
    middle = (min(word.left for word in line) + max(word.right for word in line)) / 2
    text = "".join("".join(word.text.split()) for word in sorted(line, key=lambda word: word.left))
    named = headings is None or any(heading.endswith(text) for heading in headings)
    return named and all(word.bold for word in line) and abs(middle - (left + right) / 2) < _INK


def _goes_on(page: PageBoxes, following: PageBoxes | None, rules: PageRules) -> tuple[PageGrid, PageGrid] | None:
    """Give the table that ends a page and the one of the same columns that begins the next."""
    if following is None or not page.grids or not following.grids:
        return None
    last, first = page.grids[-1], following.grids[0]
    ends = all(word.bottom < last.bottom + NEAR for word in _body(page, rules))
    begins = first.top < rules.margins.top * MM + NEAR
    same = len(last.edges) == len(first.edges)
    alike = same and all(abs(a - b) < NEAR for a, b in zip(last.edges, first.edges, strict=True))
    return (last, first) if ends and begins and alike else None


def _head(grid: PageGrid) -> list[tuple[str, ...]]:
    """Give the rows of the header: the first, and the numbers of the columns."""
    numbers = tuple(str(number) for number in range(1, len(grid.edges)))
    rows: list[GridRow] = [*grid.rows[:1], *(row for row in grid.rows[1:2] if row.text == numbers and not row.bold)]
    return [row.text for row in rows]
