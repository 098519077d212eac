"""Searching all registers at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from setvzaim.queries.query import Context
from setvzaim.queries.source import Source
from setvzaim.registers import Link, Register, all_registers, parent_of
from setvzaim.text.fold import fold

_FIRST = (
    "schools", "staff", "methods", "equipment", "needs", "centers", "measures", "groups", "movements", "results",
    "indicators", "recommendations", "documents",
)  # fmt: skip
"""Registers in the order in which people look for things; others follow, directories last."""


@dataclass(frozen=True, slots=True)
class Found:
    """A row in which all words of a search occur."""

    register: str
    id: str
    label: str
    """What the row is called."""
    belongs: str
    """What it belongs to: its school, else the record its name is meant within; empty when to nothing."""


def search_everywhere(connection: sa.Connection, text: str, context: Context, most: int = 5) -> tuple[Found, ...]:
    """Return rows of all registers in which all words occur, at most `most` of each register.

    Rows that are called so come before rows in which the words occur elsewhere. Nothing is found for no words.
    """
    words = fold(text).split()
    if not words:
        return ()
    found: list[Found] = []
    for of in sorted(all_registers().values(), key=_rank):
        found += _search(connection, of, words, context, most)
    return tuple(found)


def _rank(of: Register) -> tuple[bool, int, str]:
    return of.directory, _FIRST.index(of.key) if of.key in _FIRST else len(_FIRST), fold(of.title)


def _search(connection: sa.Connection, of: Register, words: list[str], context: Context, most: int) -> list[Found]:
    source = Source(of, context)
    called, belongs = _label(source), _belongs(source)
    by_name = sa.case((sa.and_(*(source.called(word) for word in words)), 0), else_=1)
    conditions = [*source.narrowed(), *(source.matches(word) for word in words)]
    order = [by_name, *(source.ordered(key) for key in of.order), source.table.c.id]
    statement = sa.select(source.table.c.id, called, belongs).select_from(source.tables)
    kind = of[of.label].kind  # a register with a stand-in is called by texts, both alike
    return [
        Found(of.key, id_, kind.write(label), str(above or ""))
        for id_, label, above in connection.execute(statement.where(*conditions).order_by(*order).limit(most))
    ]


def _label(source: Source) -> sa.ColumnElement[Any]:
    """Return what a row is called: its label, or the label of the record that stands in its place."""
    of = source.register
    return source.label("") if of.label_else else source.selected(of[of.label])[-1]


def _belongs(source: Source) -> sa.ColumnElement[Any]:
    of = source.register
    if of.school not in ("", "id"):
        return sa.literal("") if of.school == of.label else source.label(of.school)
    column = parent_of(of) or next((column for column in of.links() if column.required), None)
    if column is None or not isinstance(column.kind, Link):
        return sa.literal("")
    return source.label(column.key)
