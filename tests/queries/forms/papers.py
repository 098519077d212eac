"""Papers as the tests read them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

import sqlalchemy as sa

from setvzaim.documents.tree import (
    Document,
    Heading,
    Note,
    Paragraph,
    Row,
    Signature,
    Stamps,
    Table,
    plain,
)
from setvzaim.queries import Context
from setvzaim.queries.forms import Asked, Form, Paper, Wanted, all_forms, make, subjects
from setvzaim.text.format import format_value

TODAY = date(2026, 11, 24)
USUAL = Wanted()


def made(connection: sa.Connection, form: Form, context: Context, record: str = "", wanted: Wanted = USUAL) -> Paper:
    """Return a paper as it is on the day of the tests."""
    return make(form, Asked(connection=connection, context=context, today=TODAY, record=record, wanted=wanted))


def every_paper(connection: sa.Connection, context: Context, wanted: Wanted = USUAL) -> Iterator[tuple[str, Paper]]:
    """Give every form about every record it can be about."""
    for form in all_forms().values():
        records = [link.id for link in subjects(connection, form, context)] if form.subject else [""]
        for record in records:
            yield form.key, made(connection, form, context, record, wanted)


def words_of(document: Document) -> str:
    """Return all words of a document, a line for each paragraph and row."""
    return "\n".join(_lines(document)).replace("\u00a0", " ").replace("\u202f", " ")


def _lines(document: Document) -> Iterator[str]:
    for block in document.blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text) | Note(text=text):
                yield plain(text)
            case Signature(post, name):
                yield f"{plain(post)} {plain(name)}"
            case Stamps(left=left, right=right):
                parts = ((one.word, *one.ground, one.signatory or "", one.date or "") for one in (left, right) if one)
                yield " ".join(_plain(part) for part in chain.from_iterable(parts))
            case Table(columns=columns, rows=rows):
                yield " | ".join(plain(column.title) for column in columns)
                for row in rows:
                    yield " | ".join(map(_plain, row.cells)) if isinstance(row, Row) else plain(row.text)
            case _:
                continue


def _plain(text: object) -> str:
    if isinstance(text, tuple) and (not text or not isinstance(text[0], str | tuple)):
        return plain(text)
    if isinstance(text, tuple):
        return " ".join(_plain(part) for part in text)
    return format_value(text)
