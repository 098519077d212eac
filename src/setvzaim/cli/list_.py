"""List the rows of a register.

показать строки реестра
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from setvzaim.cli._common import answer, as_json, context_of, from_base, machine_value, named_register, opened, say
from setvzaim.queries import Query, stream
from setvzaim.queries.where import parse_where


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("register", metavar="РЕЕСТР", help="например schools, staff, needs, measures")
    parser.add_argument("--where", metavar="УСЛОВИЕ", action="append", default=[],
                        help="например pupils>100, статус=ШНОР, школа~троицк; можно несколько")  # fmt: skip
    parser.add_argument("--search", metavar="СЛОВА", default="", help="слова, которые есть в строке")
    from_base(parser)
    as_json(parser)


def run(arguments: Namespace) -> int:
    """Do it."""
    of = named_register(arguments.register)
    filters = tuple(parse_where(of, text) for text in arguments.where)
    with opened(arguments.base) as base, base.read() as connection:
        context = context_of(connection, arguments)
        query = Query(of.key, arguments.search, filters, context=context)
        if arguments.json:
            rows = [
                {"id": row.id}
                | {
                    column.key: machine_value(column, value)
                    for column, value in zip(row.columns, row.values, strict=True)
                }
                for row in stream(connection, query)
            ]
            answer({"count": len(rows), "rows": rows})
            return 0
        shown = tuple(column for column in of.columns if column.shown)
        say("\t".join(column.heading for column in shown))
        number = 0
        for row in stream(connection, query, shown):
            number += 1
            say("\t".join(text.replace("\n", " ") for text in row.texts()))
        say(f"Всего: {of.noun.counted(number)}")
    return 0
