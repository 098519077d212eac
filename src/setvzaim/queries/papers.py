"""Registers as documents: the frozen rows are fetched here, the builders of `documents` do the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from setvzaim.documents.register_list import RegisterList, register_list
from setvzaim.documents.registers import cell, table_column
from setvzaim.documents.tree import Document, Streamed, Table
from setvzaim.documents.tree import Row as TableRow
from setvzaim.queries.forms.form import USUAL, Wanted
from setvzaim.queries.nameless import stream_nameless
from setvzaim.queries.query import Context, Query
from setvzaim.queries.rows import count, one, stream
from setvzaim.registers import Column, register


def register_document(connection: sa.Connection, query: Query, wanted: Wanted = USUAL) -> Document:
    """Return a register, or the part of it that is shown, as a document whose rows are read while it is drawn."""
    of = register(query.register)
    columns = tuple(of[key] for key in wanted.columns) or tuple(column for column in of.columns if column.shown)
    number = count(connection, query)
    return register_list(
        RegisterList(
            title=wanted.title or of.title,
            columns=tuple(table_column(column) for column in columns),
            rows=_rows(connection, query, columns, number, without_names=wanted.without_names, called=True),
            place=_network_name(connection, query.context),
            total=f"Всего: {of.noun.counted(number)}",
            day=wanted.day,
            page=wanted.page,
        )
    )


def export_document(connection: sa.Connection, query: Query, *, without_names: bool = False) -> Document:
    """Return a register as a workbook that can be imported again: the columns somebody fills, and a header.

    Without names it is for reading only: initials would be imported as names.
    """
    of = register(query.register)
    columns = tuple(column for column in of.columns if column.own)
    number = count(connection, query)
    rows = _rows(connection, query, columns, number, without_names=without_names)
    table = Table(columns=tuple(table_column(column) for column in columns), rows=rows)
    return Document(of.title, (table,))


def _rows(
    connection: sa.Connection,
    query: Query,
    columns: Sequence[Column],
    number: int,
    *,
    without_names: bool,
    called: bool = False,
) -> Streamed:
    """Return the rows of a table; `called`: where the label is empty stands what the row is called by instead."""
    read = stream_nameless if without_names else stream
    label, *others = register(query.register).naming
    more = tuple(other for other in others if called and label in columns and other not in columns)

    def make() -> Iterator[TableRow]:
        for row in read(connection, query, (*columns, *more)):
            values = list(row.values[: len(columns)])
            if more and row[label.key] is None:
                values[columns.index(label)] = row[more[0].key]
            yield TableRow(tuple(cell(column, value) for column, value in zip(columns, values, strict=True)))

    return Streamed(make, number)


def _network_name(connection: sa.Connection, context: Context) -> str:
    if context.network is None:
        return ""
    row = one(connection, register("networks"), context.network)
    return str(row["name"]) if row else ""
