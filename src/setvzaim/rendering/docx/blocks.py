"""The text of a Word file: block after block as XML."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from setvzaim.documents.tree import (
    Align,
    Blank,
    Block,
    Document,
    Figure,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Run,
    Signature,
    Spacer,
    Stamp,
    Stamps,
    Table,
    Text,
    runs,
)
from setvzaim.rendering.docx.figure import picture_xml
from setvzaim.rendering.docx.styles import BODY, NOTE, NOTE_SIZE, SIGNATURE, STAMP, cell_margins, heading_style
from setvzaim.rendering.docx.table import TableWriter
from setvzaim.rendering.docx.xml import ALIGNED, gap, lined, paragraph, runs_xml, twips
from setvzaim.rendering.figures import Picture
from setvzaim.rendering.job import Job
from setvzaim.rendering.pdf.blocks import SIGN_LINE
from setvzaim.rendering.pdf.columns import Columns
from setvzaim.rendering.pdf.pager import MM, leading

_LEFT = (Align.LEFT, Align.JUSTIFY)
_NO_LINES = f'<w:tblPr><w:tblW w:w="{{0}}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{cell_margins(0, 0)}</w:tblPr>'
_LINE = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders>'


class BodyWriter:
    """Writes the blocks of a document; `measured` are the columns of its tables, `drawn` its drawings, in order."""

    def __init__(
        self,
        document: Document,
        measured: Sequence[Columns],
        write: Callable[[str], object],
        job: Job,
        drawn: Sequence[Picture] = (),
    ) -> None:
        self._blocks = document.blocks
        self._rules = document.page
        self._measured = iter(measured)
        self._drawn = enumerate(drawn, 1)
        self._write = write
        self._job = job
        self._size = self._rules.text_size
        self._width = self._rules.frame_width * MM
        self._blank = True
        """Whether nothing stands on the page yet that was begun."""
        self._break = False
        """Whether the next block starts a page."""
        self._table = False
        """Whether the last that was written is a table; Word joins two that meet, and ends no text by one."""

    def write_all(self) -> None:
        """Write every block."""
        for block, keep in zip(self._blocks, kept(self._blocks), strict=True):
            self._job.look()
            self._block(block, keep=keep)
        if self._table or self._break or self._blank:
            self._gap(0.0)
        self._job.look()

    def _block(self, block: Block, *, keep: bool) -> None:
        match block:
            case PageBreak():
                self._break = self._break or not self._blank
                self._blank = True
            case Spacer():
                if not self._blank:
                    self._gap(block.height * MM, keep=keep)
            case Stamps():
                self._stamps(block)
            case Table():
                self._begin_table()
                TableWriter(block, next(self._measured), self._rules, self._write).write_all(self._job, keep=keep)
            case Signature():
                self._signature(block)
            case Figure():
                at, picture = next(self._drawn)
                middle = '<w:ind w:firstLine="0"/><w:jc w:val="center"/>'
                self._paragraph(BODY, "", picture_xml(picture, at), keep=keep, rest=middle)
            case _:
                self._words(block, keep=keep)

    def _words(self, block: Heading | Paragraph | Note, *, keep: bool) -> None:
        """Write a paragraph, a heading or a note."""
        if isinstance(block, Heading):
            top = '<w:spacing w:before="0"/>' if self._blank else ""
            self._paragraph(heading_style(block.level), "", runs_xml(block.text, size=self._size), rest=top)
        elif isinstance(block, Note):
            tabs, text = lined(block.text, size=NOTE_SIZE, width=self._width)
            self._paragraph(NOTE, tabs, text, keep=keep)
        else:
            indent = self._rules.profile.indent * MM if block.indent else 0.0
            tabs, text = "", ""
            if block.align in _LEFT:
                tabs, text = lined(block.text, size=self._size, width=self._width, start=indent)
            else:
                text = runs_xml(block.text, size=self._size)
            rest = "" if block.indent else '<w:ind w:firstLine="0"/>'
            if block.align is not Align.JUSTIFY:
                rest += f'<w:jc w:val="{ALIGNED[block.align]}"/>'
            self._paragraph(BODY, tabs, text, keep=keep, rest=rest)

    def _stamps(self, block: Stamps) -> None:
        """Write the stamps: a table without lines, СОГЛАСОВАНО on the left, УТВЕРЖДАЮ on the right."""
        self._begin_table()
        width = min(self._rules.profile.stamp_width * MM, self._width / 2 - 2 * MM)
        left, right = self._stamp(block.left, width), self._stamp(block.right, width)
        empty = paragraph(STAMP, "")
        cells = [(width, "", left or empty), (self._width - 2 * width, "", empty), (width, "", right or empty)]
        self._bare_table(cells)
        self._gap(leading(self._size))

    def _stamp(self, stamp: Stamp | None, width: float) -> str:
        if stamp is None:
            return ""
        step = leading(self._size)
        lines: list[tuple[float, Text]] = [(0.0, stamp.word), *((0.0, ground) for ground in stamp.ground)]
        if stamp.signatory is not None:
            lines.append((0.5, (Blank(SIGN_LINE), Run(" "), *runs(stamp.signatory))))
        if stamp.date is not None:
            lines.append((0.25, stamp.date))
        written = []
        for before, text in lines:
            tabs, words = lined(text, size=self._size, width=width)
            spacing = f'<w:spacing w:before="{twips(before * step)}"/>' if before else ""
            written.append(paragraph(STAMP, words, tabs=tabs, spacing=spacing))
        return "".join(written)

    def _signature(self, block: Signature) -> None:
        """Write the post, a line for the pen and the name; it is kept to what stands before it."""
        self._gap(1.5 * leading(self._size), keep=True)
        self._begin_table()
        post, name, space = self._width * 0.45, self._width * 0.28, 2 * MM
        line = self._width - post - name - 2 * space
        right = '<w:jc w:val="right"/>'
        tabs, words = lined(block.post, size=self._size, width=post)
        empty = paragraph(SIGNATURE, "")
        self._bare_table([
            (post, "", paragraph(SIGNATURE, words, tabs=tabs)),
            (space, "", empty),
            (line, _LINE, empty),
            (space, "", empty),
            (name, "", paragraph(SIGNATURE, runs_xml(block.name, size=self._size), rest=right)),
        ], '<w:vAlign w:val="bottom"/>')  # fmt: skip

    def _bare_table(self, cells: Sequence[tuple[float, str, str]], place: str = "") -> None:
        """Write a table of one row without lines: width of each cell (points), its borders, its paragraphs.

        `place` is where the text stands in the height of the row; at its top without.
        """
        widths = [twips(width) for width, _, _ in cells]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        row = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{lines}{place}</w:tcPr>{text}</w:tc>'
            for width, (_, lines, text) in zip(widths, cells, strict=True)
        )
        self._write(
            f"<w:tbl>{_NO_LINES.format(sum(widths))}<w:tblGrid>{grid}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr></w:tbl>"
        )

    def _begin_table(self) -> None:
        """Part the table from one before it, and put it onto the page it belongs to."""
        if self._table or self._break:
            self._gap(0.0, keep=self._break)
        self._table, self._blank = True, False

    def _paragraph(self, style: str, tabs: str, text: str, *, keep: bool = False, rest: str = "") -> None:
        self._write(paragraph(style, text, keep=keep, fresh=self._break, tabs=tabs, rest=rest))
        self._table = self._break = self._blank = False

    def _gap(self, height: float, *, keep: bool = False) -> None:
        self._write(gap(height, keep=keep, fresh=self._break))
        self._table = self._break = self._blank = False


def kept(blocks: Sequence[Block]) -> list[bool]:
    """Tell of each block whether its end stands on the page of the block after it.

    A heading stays with what follows, a signature with what stands before it; empty space parts neither.
    """
    marks: list[bool] = []
    signed = False
    for block in reversed(blocks):
        marks.append(isinstance(block, Heading) or (signed and not isinstance(block, PageBreak)))
        if not isinstance(block, Spacer):
            signed = isinstance(block, Signature)
    marks.reverse()
    for place in range(1, len(marks)):
        headed = marks[place - 1] and isinstance(blocks[place - 1], Heading | Spacer)
        marks[place] |= isinstance(blocks[place], Spacer) and headed
    return marks
