"""The beginning of a long document, for the preview."""

from __future__ import annotations

from collections.abc import Iterator

from setvzaim.documents.excerpt import excerpt
from setvzaim.documents.tree import Document, Heading, Paragraph, Row, Streamed, Table, TableColumn, TableRow

COLUMNS = (TableColumn(title="№"),)


def long_table(count: int, read: list[int]) -> Table:
    """Return a table that tells which of its rows were read."""

    def make() -> Iterator[TableRow]:
        for at in range(count):
            read.append(at)
            yield Row((at,))

    return Table(columns=COLUMNS, rows=Streamed(make, count))


def test_a_register_of_40_000_rows_is_not_read_to_show_its_beginning() -> None:
    """Without it the preview of a long register takes as long as its print."""
    read: list[int] = []
    whole = Document("Реестр", (Heading(1, "Реестр"), long_table(40_000, read), Paragraph("Всего: 40 000")))
    part = excerpt(whole, 300)
    assert (part.shown, part.rows, part.whole) == (300, 40_000, False)
    table = part.document.blocks[-1]
    assert isinstance(table, Table)
    assert table.count == 300
    assert len(list(table.rows)) == 300
    assert len(list(table.rows)) == 300, "a renderer passes over a table twice"
    assert len(read) <= 301, "but only once over the register, which is sorted anew each time"
    assert len(part.document.blocks) == 2, "what stands under a table that is cut would stand in the wrong place"


def test_what_is_short_stays_whole() -> None:
    """Without it a plan of 30 measures loses its signature in the preview."""
    whole = Document("План", (long_table(20, []), long_table(10, []), Paragraph("Подпись")))
    part = excerpt(whole, 30)
    assert part.whole
    assert part.document == whole


def test_rows_of_several_tables_count_together() -> None:
    """Without it fifty tables of three hundred rows are all laid out."""
    part = excerpt(Document("Справка", (long_table(20, []), long_table(20, []), long_table(20, []))), 30)
    assert [block.count for block in part.document.blocks if isinstance(block, Table)] == [20, 10]
