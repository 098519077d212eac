"""What can be printed from the window, and what the user may choose about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from setvzaim.documents.plan import COLUMNS
from setvzaim.documents.profiles import DEFAULT_PROFILE, PROFILES, Orientation
from setvzaim.documents.register_list import usual_page
from setvzaim.documents.tree import PageRules
from setvzaim.queries import Context, Filter, Query, count
from setvzaim.queries.forms import Asked, Form, Paper, Wanted, make, subjects
from setvzaim.queries.forms.pack import pack
from setvzaim.registers import Column, LinkTo, register
from setvzaim.text.format import format_number
from setvzaim.text.plural import Noun

USUAL_SIZE = int(PageRules().table_size)
LEAST_SIZE = int(PageRules().table_min_size)
MOST_SIZE = int(PageRules().text_size)
"""Sizes of the table's text (пт): it is never larger than the text around it."""
PAPERS = Noun("документ", "документа", "документов")
MOST_COLUMNS = len(COLUMNS)


@dataclass(frozen=True, slots=True)
class RegisterPaper:
    """A register as it is shown on the screen: its rows and their order, and the visible columns from left to right."""

    query: Query
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class FormPaper:
    """A form about a record; without one, where the form is about the network or the record is still to be chosen."""

    form: Form
    record: LinkTo | None = None

    @property
    def settled(self) -> bool:
        """Whether it can be printed: the record is chosen where one is needed."""
        return self.record is not None or not self.form.subject


What: TypeAlias = RegisterPaper | FormPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the user chose and will find chosen the next time."""

    columns: tuple[str, ...]
    """Keys, in the order in which they are printed; none where the form has no such choice."""
    orientation: Orientation | None = None
    """`None`: as usual for the form, or by the number of columns."""
    profile: str = DEFAULT_PROFILE.key
    long_storage: bool = False
    table_size: int = USUAL_SIZE
    """Points."""
    approved: bool = True
    agreed: bool = True
    numbered: bool = False
    dated: bool = True
    without_names: bool = False

    def page(self, what: What) -> PageRules:
        """Return the rules of the page."""
        base = usual_page(len(self.columns)) if self.columns or isinstance(what, RegisterPaper) else what.form.page
        return replace(
            base,
            profile=PROFILES[self.profile],
            orientation=self.orientation or base.orientation,
            long_storage=self.long_storage,
            table_size=float(self.table_size),
        )


def usual_title(what: What) -> str:
    """Return the title a paper has until the user writes another."""
    if isinstance(what, RegisterPaper):
        return register(what.query.register).title
    if what.form.titled and what.record is not None:
        return what.record.label
    return what.form.title


def file_title(what: What, title: str) -> str:
    """Return the words a file is called by: the title, with the record where the title does not name it."""
    if isinstance(what, RegisterPaper) or what.form.titled or what.record is None:
        return title
    return f"{what.form.title} — {what.record.label}"


def offered(what: What) -> tuple[tuple[str, str], ...]:
    """Return key and heading of every column that can be printed, those on the screen first."""
    if isinstance(what, FormPaper):
        return what.form.columns
    columns = dict.fromkeys((*what.columns, *register(what.query.register).columns))
    return tuple((column.key, column.heading) for column in columns)


def usual_choices(what: What) -> Choices:
    """Return what is chosen until the user chooses: a register has the columns of the screen."""
    if isinstance(what, RegisterPaper):
        return Choices(columns=tuple(column.key for column in what.columns))
    page = what.form.page
    size = min(max(int(page.table_size), LEAST_SIZE), MOST_SIZE)
    return Choices(
        columns=what.form.usual_columns, dated=False, long_storage=page.long_storage, table_size=size
    )  # fmt: skip


def asked_for(
    connection: Any,  # noqa: ANN401 - handed on to the queries
    what: FormPaper,
    choices: Choices,
    title: str,
    day: date | None,
    context: Context,
) -> Asked:
    """Return the question for a paper of a form; `day` is printed if the user wants it dated."""
    return Asked(
        connection=connection,
        context=context,
        today=date.today(),  # noqa: DTZ011 - the office's own calendar
        record=what.record.id if what.record else "",
        wanted=_wanted(what, choices, title if what.form.titled else "", day),
    )


def paper(
    connection: Any,  # noqa: ANN401 - handed on to the queries
    what: What,
    choices: Choices,
    title: str,
    day: date,
    context: Context,
) -> Paper:
    """Return the paper; `day` is printed if the user wants it dated. Raises `WorldError`."""
    if isinstance(what, FormPaper):
        return make(what.form, asked_for(connection, what, choices, title, day, context))
    from setvzaim.queries.papers import register_document  # noqa: PLC0415 - used on the worker

    return Paper(register_document(connection, what.query, _wanted(what, choices, title, day)))


def _wanted(what: What, choices: Choices, title: str, day: date | None) -> Wanted:
    return Wanted(
        title=title,
        columns=choices.columns,
        page=choices.page(what),
        approved=choices.approved,
        agreed=choices.agreed,
        numbered_columns=choices.numbered,
        day=day if choices.dated else None,
        without_names=choices.without_names,
    )


def extent(connection: Any, what: What) -> str:  # noqa: ANN401
    """Return in words how much will be printed, and whether the user is seeing only a part of a register."""
    if isinstance(what, FormPaper):
        return _measures(connection, what) if what.form.key == "plan" and what.record else what.form.about
    from setvzaim.queries.nameless import few_people  # noqa: PLC0415 - used on the worker

    of = register(what.query.register)
    number = count(connection, what.query)
    whole = count(connection, Query(of.key, context=what.query.context))
    if not number:
        return "Строк нет: будет напечатана пустая таблица."
    if number < whole:
        words = f"Только отобранное на экране: {of.noun.counted(number)} из {format_number(whole)}."
    else:
        words = f"Весь реестр: {of.noun.counted(number)}."
    few = few_people(of, number)
    return f"{words} ⚠ {few}" if few else words


def _measures(connection: Any, what: FormPaper) -> str:  # noqa: ANN401
    of = register("measures")
    plan = what.record.id if what.record else ""
    number = count(connection, Query(of.key, filters=(Filter("plan", "any_of", (plan,)),)))
    return f"В плане {of.noun.counted(number)}." if number else "В плане ещё нет мероприятий."


def pack_extent(connection: Any, forms: tuple[Form, ...], context: Context, only: dict[str, tuple[str, ...]]) -> str:  # noqa: ANN401
    """Return in words how many papers a pack has."""
    number = len(pack(connection, forms, context, only))
    return f"В пачке {PAPERS.counted(number)}." if number else "Пачка пуста: записей, о которых эти документы, нет."


def records(connection: Any, form: Form, context: Context, given: LinkTo | None) -> tuple[LinkTo, ...]:  # noqa: ANN401
    """Return the records a form can be about, `given` among them."""
    found = subjects(connection, form, context)
    return found if given is None or any(one.id == given.id for one in found) else (given, *found)
