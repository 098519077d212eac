"""Tell what was done in a base.

показать, что и когда делали в базе, или перенести старые годы в архив
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from setvzaim.cli._common import answer, as_json, opened, say
from setvzaim.cli._parser import DONE
from setvzaim.errors import WorldError
from setvzaim.operations.archive import archive
from setvzaim.queries.history import Done, operations
from setvzaim.storage import Base
from setvzaim.text.format import format_value
from setvzaim.text.parse import parse_school_year
from setvzaim.text.plural import Noun

_LINES = Noun("операция", "операции", "операций")


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("base", metavar="БАЗА", type=Path, help="файл базы")
    parser.add_argument("--search", metavar="СЛОВА", default="", help="слова из названия операции, записи или имени")
    parser.add_argument("--limit", metavar="ЧИСЛО", type=int, default=None, help="сколько последних строк показать")
    parser.add_argument("--archive-before", metavar="ГОД", dest="year",
                        help="перенести в архив всё, что было до этого учебного года, например 2026/27")  # fmt: skip
    parser.add_argument("--to", metavar="ФАЙЛ", type=Path, help="файл архива, zip")
    as_json(parser)


def run(arguments: Namespace) -> int:
    """Do it."""
    if bool(arguments.year) != bool(arguments.to):
        raise WorldError("Для архива нужны оба ключа: --archive-before с учебным годом и --to с именем файла.")
    with opened(arguments.base) as base:
        if arguments.year:
            return _archive(base, arguments)
        with base.read() as connection:
            found = operations(connection, arguments.search, arguments.limit)
    if arguments.json:
        answer({"operations": [_machine(done) for done in found]})
    else:
        say(*map(_line, found))
        say("В истории ничего нет." if not found else f"Строк: {len(found)}.")
    return DONE


def _archive(base: Base, arguments: Namespace) -> int:
    year = parse_school_year(arguments.year)
    if year is None:
        raise WorldError(f"Учебный год «{arguments.year}» непонятен: нужно, например, 2026/27.")
    outcome = archive(base, before=year, to=arguments.to)
    if arguments.json:
        answer({"archived": outcome.value, "file": str(arguments.to)})
    else:
        say(f"В архив {arguments.to} перенесено: {_LINES.counted(outcome.value)}. Отменить эти операции уже нельзя.")
    return DONE


def _machine(done: Done) -> dict[str, object]:
    return {
        "sequence": done.sequence,
        "name": done.name,
        "about": done.about,
        "at": done.at.isoformat(),
        "who": done.who,
        "computer": done.computer,
        "rows": done.rows,
        "kind": done.kind,
        "undoes": done.undoes,
        "undone": done.undone,
    }


def _line(done: Done) -> str:
    about = f" ({done.about})" if done.about else ""
    undone = ", отменено" if done.undone else ""
    return f"{done.sequence:>6}  {format_value(done.at.astimezone())}  {done.who}: {done.name}{about}{undone}"
