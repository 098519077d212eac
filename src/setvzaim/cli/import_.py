"""Bring a workbook into a base.

внести файл Excel или CSV
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from setvzaim.cli._common import answer, as_json, context_of, named_register, opened, say, standing
from setvzaim.cli._doubts import decided, objection, rows
from setvzaim.cli._map import read_map
from setvzaim.cli._parser import DONE, FINDINGS
from setvzaim.errors import WorldError
from setvzaim.exchange import Verdict, describe, doubts, prepare, report
from setvzaim.operations.imports import apply_import


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar="ФАЙЛ", type=Path, help="xlsx, xls, ods или csv")
    parser.add_argument("--to", dest="base", metavar="БАЗА", required=True, type=Path, help="файл базы")
    parser.add_argument("--register", metavar="РЕЕСТР", help="какой реестр; без ключа программа узнаёт его сама")
    parser.add_argument("--map", metavar="M.toml", type=Path, help="файл соответствия столбцов")
    parser.add_argument(
        "--accept-similar", action="store_true", help="принять и запомнить уверенные совпадения названий школ"
    )
    parser.add_argument(
        "--same",
        metavar="СТРОКИ",
        type=rows,
        action="extend",
        default=[],
        help="в этих строках (20,76) — та запись, на которую они похожи; запомнить",
    )
    parser.add_argument(
        "--other",
        metavar="СТРОКИ",
        type=rows,
        action="extend",
        default=[],
        help="в этих строках — другая запись; запомнить и больше не предлагать",
    )
    parser.add_argument(
        "--doubts", action="store_true", help="только показать все похожие записи с оценкой; ничего не записывать"
    )
    parser.add_argument("--blank-is-zero", action="store_true", help="пустая ячейка под предметом — ноль")
    parser.add_argument("--dry-run", action="store_true", help="только показать, что будет; ничего не записывать")
    standing(parser)
    as_json(parser)


def run(arguments: Namespace) -> int:
    """Do it."""
    of = named_register(arguments.register) if arguments.register else None
    wishes = replace(read_map(arguments.map, of.key if of else None), zeros=arguments.blank_is_zero)
    with opened(arguments.base) as base:
        with base.read() as connection:
            context = context_of(connection, arguments, this_year=True)
            plan = prepare(connection, arguments.file, context, wishes)
            told = decided(plan, wishes, same=arguments.same, other=arguments.other, sure=arguments.accept_similar)
            if told != wishes:
                plan = prepare(connection, arguments.file, context, told)
        if against := objection(plan):
            raise WorldError(against)
        looked = arguments.dry_run or arguments.doubts
        if not looked:
            apply_import(base, of=plan.register, writes=plan.writes, context=context)
    if arguments.json:
        answer(report(plan))
    elif arguments.doubts:
        say(*doubts(plan))
    else:
        say(*describe(plan, dry=looked))
    wrong = plan.count(Verdict.REFUSED) or any(not total.agrees for total in plan.subtotals)
    return FINDINGS if wrong else DONE
