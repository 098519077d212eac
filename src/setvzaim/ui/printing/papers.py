"""What can be printed from the window, and what the user may choose about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from setvzaim.documents.plan import COLUMNS, DEFAULT_COLUMNS
from setvzaim.documents.profiles import DEFAULT_PROFILE, PROFILES, Orientation
from setvzaim.documents.register_list import usual_page
from setvzaim.documents.tree import Document, PageRules, plain
from setvzaim.queries import Context, Filter, Query, count
from setvzaim.registers import Column, LinkTo, register
from setvzaim.text.format import format_number
from setvzaim.ui.preferences import Preferences

USUAL_SIZE = int(PageRules().table_size)
LEAST_SIZE = int(PageRules().table_min_size)
MOST_SIZE = int(PageRules().text_size)
"""Sizes of the table's text (пт): it is never larger than the text around it."""


@dataclass(frozen=True, slots=True)
class RegisterPaper:
    """A register as it is shown on the screen: its rows and their order, and the visible columns from left to right."""

    query: Query
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """A joint plan."""

    plan: LinkTo


Paper: TypeAlias = RegisterPaper | PlanPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the user chose and will find chosen the next time."""

    columns: tuple[str, ...]
    """Keys, in the order in which they are printed."""
    orientation: Orientation | None = None
    """`None`: by the number of columns."""
    profile: str = DEFAULT_PROFILE.key
    long_storage: bool = False
    table_size: int = USUAL_SIZE
    """Points."""
    approved: bool = True
    agreed: bool = True
    numbered: bool = False
    dated: bool = True
    without_names: bool = False

    def page(self) -> PageRules:
        """Return the rules of the page."""
        return PageRules(
            profile=PROFILES[self.profile],
            orientation=self.orientation or usual_page(len(self.columns)).orientation,
            long_storage=self.long_storage,
            table_size=float(self.table_size),
        )


def usual_title(what: Paper) -> str:
    """Return the title a paper has until the user writes another."""
    return what.plan.label if isinstance(what, PlanPaper) else register(what.query.register).title


def offered(what: Paper) -> tuple[tuple[str, str], ...]:
    """Return key and heading of every column that can be printed, those on the screen first."""
    if isinstance(what, PlanPaper):
        return tuple((key.value, plain(column.title)) for key, column in COLUMNS.items())
    columns = dict.fromkeys((*what.columns, *register(what.query.register).columns))
    return tuple((column.key, column.heading) for column in columns)


def usual_choices(what: Paper) -> Choices:
    """Return what is chosen until the user chooses: a register has the columns of the screen."""
    if isinstance(what, PlanPaper):
        return Choices(columns=tuple(column.value for column in DEFAULT_COLUMNS))
    return Choices(columns=tuple(column.key for column in what.columns))


def document(connection: Any, what: Paper, choices: Choices, title: str, day: date) -> Document:  # noqa: ANN401
    """Return the paper; `day` is printed on a register if the user wants it dated. Raises `WorldError`."""
    from setvzaim.queries.forms import Asked, Wanted, form, make  # noqa: PLC0415 - used on the worker
    from setvzaim.queries.papers import register_document  # noqa: PLC0415

    wanted = Wanted(
        title=title,
        columns=choices.columns,
        page=choices.page(),
        approved=choices.approved,
        agreed=choices.agreed,
        numbered_columns=choices.numbered,
        without_names=choices.without_names,
    )
    if isinstance(what, PlanPaper):
        asked = Asked(connection=connection, context=Context(), today=day, record=what.plan.id, wanted=wanted)
        return make(form("plan"), asked).document
    return register_document(connection, what.query, replace(wanted, day=day if choices.dated else None))


def extent(connection: Any, what: Paper) -> str:  # noqa: ANN401
    """Return in words how much will be printed, and whether the user is seeing only a part of a register."""
    if isinstance(what, PlanPaper):
        of = register("measures")
        number = count(connection, Query(of.key, filters=(Filter("plan", "any_of", (what.plan.id,)),)))
        return f"В плане {of.noun.counted(number)}." if number else "В плане ещё нет мероприятий."
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


def other_plans(connection: Any, context: Context, given: LinkTo) -> tuple[LinkTo, ...]:  # noqa: ANN401
    """Return the plans that can be printed, `given` among them."""
    from setvzaim.queries.forms import form, subjects  # noqa: PLC0415 - used on the worker

    found = subjects(connection, form("plan"), context)
    return found if any(plan.id == given.id for plan in found) else (given, *found)


class Memory:
    """What was chosen for a register or for plans, kept between starts."""

    def __init__(self, preferences: Preferences, what: Paper) -> None:
        self._preferences = preferences
        self._what = what
        self._name = "print/plan" if isinstance(what, PlanPaper) else f"print/{what.query.register}"

    def choices(self) -> Choices:
        """Return what was chosen the last time, or the usual.

        Columns chosen here are kept as long as those on the screen are the same: who has just changed the table
        wants to print what he sees.
        """
        usual = usual_choices(self._what)
        known = dict(offered(self._what))
        columns = tuple(key for key in self._texts("columns") if key in known)
        same = self._texts("screen") == list(usual.columns)
        orientation, profile = self._text("orientation"), self._text("profile")
        return Choices(
            columns=columns if columns and same else usual.columns,
            orientation=next((one for one in Orientation if one.value == orientation), None),
            profile=profile if profile in PROFILES else usual.profile,
            long_storage=self._flag("long_storage", usual=usual.long_storage),
            table_size=min(max(self._number("table_size", usual.table_size), LEAST_SIZE), MOST_SIZE),
            approved=self._flag("approved", usual=usual.approved),
            agreed=self._flag("agreed", usual=usual.agreed),
            numbered=self._flag("numbered", usual=usual.numbered),
            dated=self._flag("dated", usual=usual.dated),
            without_names=self._flag("without_names", usual=usual.without_names),
        )

    def keep(self, choices: Choices) -> None:
        """Remember what was chosen."""
        self._keep("columns", choices.columns)
        self._keep("screen", usual_choices(self._what).columns)
        self._keep("orientation", choices.orientation.value if choices.orientation else "")
        self._keep("profile", choices.profile)
        for key in ("long_storage", "table_size", "approved", "agreed", "numbered", "dated", "without_names"):
            self._keep(key, int(getattr(choices, key)))

    def title(self, what: Paper) -> str:
        """Return the title written for this very plan, or for these very rows of the register; else the usual."""
        return self._text("title") if self._text("title_of") == _subject(what) else usual_title(what)

    def keep_title(self, what: Paper, title: str) -> None:
        """Remember a title; the usual one is not worth remembering, it only makes this paper's own forgotten."""
        subject = _subject(what)
        if title and title != usual_title(what):
            self._keep("title", title)
            self._keep("title_of", subject)
        elif self._text("title_of") == subject:
            self._keep("title_of", "")

    def _text(self, key: str) -> str:
        return self._preferences.text(f"{self._name}/{key}")

    def _texts(self, key: str) -> list[str]:
        return self._preferences.texts(f"{self._name}/{key}")

    def _number(self, key: str, usual: int) -> int:
        return self._preferences.number(f"{self._name}/{key}", usual)

    def _flag(self, key: str, *, usual: bool) -> bool:
        return bool(self._number(key, int(usual)))

    def _keep(self, key: str, value: str | int | Sequence[str]) -> None:
        plain_value = value if isinstance(value, str | int) else list(value)
        self._preferences.keep(f"{self._name}/{key}", plain_value)


def _subject(what: Paper) -> str:
    """Return what a title was written for."""
    if isinstance(what, PlanPaper):
        return what.plan.id
    return f"{what.query.register} {what.query.search} {what.query.filters}"
