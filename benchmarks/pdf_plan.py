"""Plan of 1 000 and of 4 000 measures to PDF, against reportlab's LongTable of Paragraphs.

The same text, columns and font on both sides, fonts loaded before the clock starts. Growth is our own
time for one plan of 4 000 measures over that for four plans of 1 000: 1 is linear.
"""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

from figures import Figure, ratio, show
from sample_plan import sample_plan
from setvzaim.documents.plan import plan_document
from setvzaim.documents.tree import Document, Row, Table, plain, runs
from setvzaim.rendering.job import Job
from setvzaim.rendering.pdf import render_pdf
from setvzaim.rendering.pdf.columns import measure_columns
from setvzaim.rendering.pdf.fonts import face
from setvzaim.rendering.pdf.pager import MM

_REACHES = {1000: (0.7, 3), 4000: (0.3, 3)}


def ours(document: Document) -> bytes:
    """Render by our own layout."""
    stream = io.BytesIO()
    render_pdf(document, stream)
    return stream.getvalue()


def long_table(document: Document) -> bytes:
    """Render the table of the document by Platypus, as its guide shows."""
    table = next(block for block in document.blocks if isinstance(block, Table))
    width = document.page.frame_width * MM
    columns = measure_columns(table, width, document.page, Job())
    usual = ParagraphStyle("cell", fontName=face().name, fontSize=columns.size, leading=columns.size * 1.15)
    strong = ParagraphStyle("bold", usual, fontName=face(bold=True).name, alignment=1)
    blank = [""] * (len(columns.widths) - 1)
    data: list[list[object]] = [[Paragraph(escape(plain(c.title)), strong) for c in table.columns]]
    style: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    for row in table.rows:
        if isinstance(row, Row):
            data.append([Paragraph(escape(str(cell or "")), usual) for cell in row.cells])
        else:
            style.append(("SPAN", (0, len(data)), (-1, len(data))))
            data.append([Paragraph(escape(plain(runs(row.text))), strong), *blank])
    stream = io.BytesIO()
    flowable = LongTable(data, colWidths=columns.widths, repeatRows=1, style=TableStyle(style))
    SimpleDocTemplate(stream, pagesize=landscape(A4), leftMargin=20 * MM, rightMargin=10 * MM).build([flowable])
    return stream.getvalue()


def main() -> list[Figure]:
    """Measure the figures of the plan."""
    figures: list[Figure] = []
    documents = {count: plan_document(sample_plan(count)) for count in _REACHES}
    ours(documents[1000])
    for count, (reach, repeats) in _REACHES.items():
        document = documents[count]
        value, mine, theirs = ratio(lambda d=document: ours(d), lambda d=document: long_table(d), repeats)  # type: ignore[misc]
        detail = f"ours {mine:.2f} s, LongTable {theirs:.2f} s, {repeats} repeats"
        figures.append(Figure(f"plan of {count} measures to PDF / LongTable", value, reach, detail=detail))
    small, large = documents[1000], documents[4000]
    value, mine, four = ratio(lambda: ours(large), lambda: [ours(small) for _ in range(4)], 5)
    detail = f"4 000 measures {mine:.2f} s, four times 1 000 {four:.2f} s, 5 repeats"
    figures.append(Figure("plan of 4 000 measures / four plans of 1 000", value, 1.2, detail=detail))
    return figures


if __name__ == "__main__":
    show(main())
