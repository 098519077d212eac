"""What a printed form is: declared once, with what it needs and where its values come from (mechanism 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

import sqlalchemy as sa

from setvzaim.documents.declining import Declined
from setvzaim.documents.facts import Facts
from setvzaim.documents.filling import fill
from setvzaim.documents.stamps import Gender
from setvzaim.documents.tree import Document, PageRules
from setvzaim.documents.wording import BadWordingError, read_wording
from setvzaim.errors import WorldError
from setvzaim.queries.query import Context, Filter, Query
from setvzaim.queries.rows import stream
from setvzaim.queries.wording import wording_of
from setvzaim.queries.words import declension_of
from setvzaim.registers import LinkTo, register


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the user chose for a paper; empty and `None` stand for the usual."""

    title: str = ""
    """A heading instead of the usual one, where the form has one of its own."""
    columns: tuple[str, ...] = ()
    """Keys of the columns in their order, where the form lets the user choose them."""
    page: PageRules | None = None
    approved: bool = True
    """Whether there is a stamp УТВЕРЖДАЮ, where the form has one."""
    agreed: bool = True
    """Whether there is a stamp СОГЛАСОВАНО, where the form has one."""
    numbered_columns: bool = False
    day: date | None = None
    """The day the paper speaks of; today where it is not given."""
    without_names: bool = False
    """People stand by their code or initials, signatures and stamps have a line for the pen instead of a name."""


USUAL = Wanted()
"""Nothing chosen: everything as usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One paper that is wanted: the base, where the user stands, the record it is about, and what was chosen.

    `today` is given from outside, so that a paper made again on the same day is the same.
    """

    connection: sa.Connection
    context: Context
    today: date
    record: str = ""
    """Identifier of the record of `Form.subject`; empty for a paper about the network and the school year."""
    wanted: Wanted = field(default_factory=Wanted)

    @property
    def day(self) -> date:
        """The day the paper speaks of."""
        return self.wanted.day or self.today


@dataclass(frozen=True, slots=True)
class Paper:
    """A form with its values.

    `missing` names what the base does not know, each in words («руководитель школы»): lines for the pen stand there.
    `unknown` names what the wording asks for and no form knows; such a paper is not printed. `notes` say what else the
    reader of the paper has to know before it is printed. `declined` are the words that were put into a case.
    """

    document: Document
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    declined: tuple[Declined, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A printed form. A module of `queries/forms/` that holds one needs no further mention.

    Either `facts` gives the values for the wording in `resources/documents/KEY.txt`, or `build` makes the paper itself.
    """

    key: str
    """The name on the command line."""
    title: str
    """What the form is called, in the nominative: «Приказ о координаторе и центрах»."""
    group: str
    """What it stands under in the list: one of `GROUPS`."""
    about: str
    """What it is for, in a sentence, with the clause of the regulation."""
    subject: str = ""
    """Key of the register of which it is about one record; empty: about the network and the school year."""
    only: tuple[tuple[str, object], ...] = ()
    """Values the record must have to be a subject: (("kind", "agreement"),)."""
    named: tuple[str, ...] = ()
    """Columns that together name a record, where its own label does not tell it from others («1» of a protocol)."""
    facts: Callable[[Asked], Facts] | None = None
    build: Callable[[Asked], Paper] | None = None
    gender: Gender = Gender.MASCULINE
    """Gender of the word for the paper, for its stamps: план, программа, положение."""
    page: PageRules = field(default_factory=PageRules)
    columns: tuple[tuple[str, str], ...] = ()
    """Keys and titles of the columns the user may choose, where there is such a choice."""
    usual_columns: tuple[str, ...] = ()
    stamps: bool = False
    """Whether the user may choose its stamps."""
    titled: bool = False
    """Whether the user may change its heading."""
    personal: bool = False
    """Whether it names people, so that it can be printed «without names»."""


GROUPS = ("План", "Школы", "Положения", "Приказы", "Договоры", "Группы", "Отчёты")
"""The groups of forms, in the order in which they are offered."""


def make(form: Form, asked: Asked) -> Paper:
    """Make a paper. Raises `WorldError` when the record is gone or the office's own wording cannot be read."""
    if form.build is not None:
        return form.build(asked)
    return worded(form, asked, wording_of(asked.connection, form.key))


def worded(form: Form, asked: Asked, wording: str) -> Paper:
    """Make the paper of a form by a given wording, which may be one that is just being written.

    Raises `WorldError` when the wording cannot be read.
    """
    try:
        return tried(form, asked, wording).paper
    except BadWordingError as error:
        raise WorldError(f"Текст формы «{form.title}»: {error} Исправьте её или верните обычный текст.") from error


@dataclass(frozen=True, slots=True)
class Tried:
    """A paper by a wording that is being written, with what its author has to know: `facts` are the values it may name.

    `unknown` and `missing` tell the line where a name stands first.
    """

    paper: Paper
    facts: Facts
    unknown: dict[str, int]
    missing: dict[str, int]

    @property
    def document(self) -> Document:
        """What is printed."""
        return self.paper.document


def tried(form: Form, asked: Asked, wording: str) -> Tried:
    """Make the paper of a form by a wording that may be wrong. Raises `BadWordingError`."""
    if form.facts is None:
        raise TypeError(f"{form.key} has no wording")
    lines = read_wording(wording)
    facts = form.facts(asked)
    filled = fill(lines, facts, declension_of(asked.connection))
    document = Document(form.title, filled.blocks, asked.wanted.page or form.page)
    paper = Paper(document, tuple(filled.missing), tuple(filled.unknown), declined=filled.declined)
    return Tried(paper, facts, filled.unknown, filled.missing)


def subjects(connection: sa.Connection, form: Form, context: Context) -> tuple[LinkTo, ...]:
    """Return the records a form can be about where the user stands, in the order of their register."""
    of = register(form.subject)
    filters = tuple(Filter(key, "any_of", (value,)) for key, value in form.only)
    columns = tuple(of[key] for key in form.named) or of.naming
    found = []
    for row in stream(connection, Query(of.key, filters=filters, context=context), columns):
        texts = [text for text in row.texts() if text]
        label = ", ".join(texts) if form.named else next(iter(texts), "")
        found.append(LinkTo(row.id, label or "без названия"))
    return tuple(found)


def ready(paper: Paper, *, blanks: bool) -> Paper:
    """Return a paper that may be printed.

    Raises `WorldError` when its wording names what no form knows, or when values are missing and nobody has said
    (`blanks`) that lines for the pen may stand in their place.
    """
    if paper.unknown:
        raise WorldError(f"В тексте формы стоят неизвестные названия: {_listed(paper.unknown)}. Исправьте текст формы.")
    if paper.missing and not blanks:
        raise WorldError(
            f"Не хватает сведений: {_listed(paper.missing)}. Заполните их или разрешите оставить места для ручки."
        )
    return replace(paper, missing=())


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"«{name}»" for name in names)
