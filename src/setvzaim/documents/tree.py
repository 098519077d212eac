"""The document tree: what a printed form says, without a word of how a format says it.

Builders make a `Document` of frozen blocks; `rendering` draws it as PDF, Excel or Word. Values stay values here
(numbers, dates), so that a spreadsheet gets real ones; a place left for the pen is a `Blank`, never typed
underscores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TypeAlias

from setvzaim.documents.drawing import Drawing
from setvzaim.documents.profiles import A4, DEFAULT_PROFILE, Margins, Orientation, Profile


class Align(Enum):
    """Where lines of text stand between the edges."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class Kind(Enum):
    """What the cells of a column hold; it decides alignment and the number format of a spreadsheet."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOL = "bool"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """A line left for the pen, `width` millimetres long."""

    width: float = 40.0


Inline: TypeAlias = Run | Blank
Text: TypeAlias = str | tuple[Inline, ...]
Cell: TypeAlias = str | int | float | date | bool | tuple[Inline, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRules:
    """How pages are laid out: the profile of the standard and what the user chose within it.

    Sizes are in points. A table is set in `table_size` and may shrink to `table_min_size` when its words do
    not fit the columns otherwise. `long_storage` widens the left margin for papers kept over ten years.
    """

    profile: Profile = DEFAULT_PROFILE
    orientation: Orientation = Orientation.PORTRAIT
    long_storage: bool = False
    text_size: float = 14.0
    table_size: float = 11.0
    table_min_size: float = 8.0
    line_spacing: float = 1.0
    number_pages: bool = True

    @property
    def margins(self) -> Margins:
        """Margins of the page, мм."""
        own = self.profile.margins
        if not self.long_storage:
            return own
        return Margins(self.profile.long_storage_left, own.right, own.top, own.bottom)

    @property
    def sheet(self) -> tuple[float, float]:
        """Width and height of the sheet as it lies, мм."""
        width, height = A4
        return (width, height) if self.orientation is Orientation.PORTRAIT else (height, width)

    @property
    def frame_width(self) -> float:
        """Width between the margins, мм."""
        return self.sheet[0] - self.margins.left - self.margins.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A stamp of approval or agreement (гриф): УТВЕРЖДАЮ, СОГЛАСОВАНО.

    `ground` holds one entry for each paragraph: post and organisation, or the order that approves.
    `signatory` is the initials and surname behind the line for the signature, `None` when nobody signs
    (approved by an order). `date` is a line of its own. Any of them may be or contain a `Blank`.
    """

    word: str
    ground: tuple[Text, ...] = ()
    signatory: Text | None = None
    date: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamps:
    """Stamps at the top of the first page: СОГЛАСОВАНО on the left, УТВЕРЖДАЮ on the right."""

    left: Stamp | None = None
    right: Stamp | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, centred and bold; level 1 is the name of the document. It stays with what follows."""

    level: int
    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text; `indent` is that of the profile on the first line."""

    text: Text
    align: Align = Align.JUSTIFY
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: a remark under a table or a footnote."""

    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column of a table.

    `weight` is its share of the width against the other columns; `decimals` the exact digits after the comma
    (`None`: as many as the value has); `grouping` puts a space between thousands (switch it off for codes
    and years).
    """

    title: Text
    kind: Kind = Kind.TEXT
    weight: float = 1.0
    align: Align | None = None
    decimals: int | None = None
    grouping: bool = True

    @property
    def alignment(self) -> Align:
        """The chosen alignment, or the usual one of the kind: numbers right, dates and yes/no centred."""
        usual = {Kind.NUMBER: Align.RIGHT, Kind.DATE: Align.CENTER, Kind.BOOL: Align.CENTER}
        return self.align or usual.get(self.kind, Align.LEFT)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, one for each column; `bold` marks a total."""

    cells: tuple[Cell, ...]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A heading inside a table, over its whole width; it stays with the row that follows."""

    text: Text


TableRow: TypeAlias = Row | SectionRow


@dataclass(frozen=True, slots=True)
class Streamed:
    """Rows made anew on every pass, so that a long register is never held in memory.

    `make` starts a pass; `count` is how many rows it yields, for the progress shown.
    """

    make: Callable[[], Iterator[TableRow]]
    count: int

    def __iter__(self) -> Iterator[TableRow]:
        """Start a pass."""
        return self.make()

    def __len__(self) -> int:
        """Tell how many rows a pass yields."""
        return self.count


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose header is repeated on every page.

    `rows` can be iterated more than once (a tuple, a list or `Streamed`). `numbered` adds a row of column
    numbers under the header, as official plans have.
    """

    columns: tuple[TableColumn, ...]
    rows: Iterable[TableRow]
    numbered: bool = False

    def __post_init__(self) -> None:
        """Refuse a table without columns or with rows that can be read only once."""
        if not self.columns:
            raise ValueError("a table needs at least one column")
        if isinstance(self.rows, Iterator):
            raise TypeError("rows must be re-iterable: wrap a generator function in Streamed")

    @property
    def count(self) -> int:
        """How many rows a pass yields, 0 when that is unknown."""
        rows = self.rows
        return len(rows) if isinstance(rows, Streamed | tuple | list) else 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing over the width of the frame, or less where its height would not fit a page; never torn.

    `text` says in words what it shows, for who cannot see it.
    """

    drawing: Drawing
    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature under a text: post on the left, a line for the pen, initials and surname on the right."""

    post: Text
    name: Text


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""


@dataclass(frozen=True, slots=True)
class Spacer:
    """Empty space, `height` millimetres; it vanishes at the top of a page."""

    height: float


Block: TypeAlias = Stamps | Heading | Paragraph | Note | Table | Figure | Signature | PageBreak | Spacer


@dataclass(frozen=True, slots=True)
class Document:
    """A whole printed form: `title` is for the properties of the file, `blocks` are what is printed."""

    title: str
    blocks: tuple[Block, ...]
    page: PageRules = field(default_factory=PageRules)


def runs(text: Text) -> tuple[Inline, ...]:
    """Give any text as its parts."""
    return (Run(text),) if isinstance(text, str) else text


def plain(text: Text) -> str:
    """Give any text without faces; a place for the pen becomes underscores, one for two millimetres."""
    if isinstance(text, str):
        return text
    return "".join(part.text if isinstance(part, Run) else "_" * max(1, round(part.width / 2)) for part in text)
