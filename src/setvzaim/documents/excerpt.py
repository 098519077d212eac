"""The beginning of a long document: enough to see what it looks like, without laying all of it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from setvzaim.documents.tree import Block, Document, Streamed, Table, TableRow


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A document whose tables end after some rows. `shown` of `rows` rows are in it; the same number: it is whole."""

    document: Document
    shown: int
    rows: int

    @property
    def whole(self) -> bool:
        """Whether nothing was left out."""
        return self.shown == self.rows


def excerpt(document: Document, most: int) -> Excerpt:
    """Return the document with at most `most` rows of tables; what follows the table that is cut is left out."""
    blocks: list[Block] = []
    shown = 0
    rows = sum(block.count for block in document.blocks if isinstance(block, Table))
    for block in document.blocks:
        if not isinstance(block, Table):
            blocks.append(block)
            continue
        room = most - shown
        if block.count > room:
            blocks.append(replace(block, rows=_first(block, room)))
            return Excerpt(replace(document, blocks=tuple(blocks)), most, rows)
        blocks.append(block)
        shown += block.count
    return Excerpt(document, rows, rows)


def _first(table: Table, count: int) -> Streamed:
    """Return the first rows, read once, when they are wanted: another pass over a long register sorts it again."""
    read: list[TableRow] = []

    def make() -> Iterator[TableRow]:
        if not read:
            read.extend(islice(iter(table.rows), count))
        return iter(read)

    return Streamed(make, count)
