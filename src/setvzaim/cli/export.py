"""Write a register as a workbook.

выгрузить реестр в Excel или CSV
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from setvzaim.cli._common import context_of, from_base, named_register, nameless, opened, say
from setvzaim.errors import WorldError
from setvzaim.exchange.export import write_csv
from setvzaim.queries import Query, count, stream
from setvzaim.queries.nameless import stream_nameless
from setvzaim.queries.papers import export_document
from setvzaim.rendering import render


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("register", metavar="РЕЕСТР", help="например schools, staff, needs, measures")
    parser.add_argument("--to", metavar="ФАЙЛ", required=True, type=Path, help="файл .xlsx или .csv")
    nameless(parser)
    from_base(parser)


def run(arguments: Namespace) -> int:
    """Do it."""
    of = named_register(arguments.register)
    suffix = arguments.to.suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        raise WorldError(f"Файл «{arguments.to.name}»: выгрузить можно в .xlsx или .csv.")
    with opened(arguments.base) as base, base.read() as connection:
        query = Query(of.key, context=context_of(connection, arguments))
        if suffix == ".csv":
            columns = tuple(column for column in of.columns if column.own)
            read = stream_nameless if arguments.without_names else stream
            write_csv(columns, read(connection, query, columns), arguments.to)
        else:
            render(export_document(connection, query, without_names=arguments.without_names), arguments.to)
        say(f"Выгружено: {of.noun.counted(count(connection, query))} — {arguments.to}")
    return 0
