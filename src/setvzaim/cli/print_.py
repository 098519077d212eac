"""Print the plan or a register as PDF, Excel or Word.

напечатать план или реестр в PDF, Excel или Word
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

import sqlalchemy as sa

from setvzaim.cli._common import context_of, from_base, named_register, nameless, opened, say, warn
from setvzaim.documents.plan import DEFAULT_COLUMNS, PlanColumn
from setvzaim.documents.profiles import GOST_2016, GOST_2025, Orientation
from setvzaim.documents.register_list import usual_page
from setvzaim.documents.tree import Document, PageRules
from setvzaim.errors import WorldError
from setvzaim.queries import Context, Query, count
from setvzaim.queries.nameless import few_people
from setvzaim.queries.papers import Wanted, plan_paper, plans, register_document
from setvzaim.queries.where import parse_where
from setvzaim.registers import Register
from setvzaim.rendering import render
from setvzaim.text.fold import match_key

_PROFILES = {"2016": GOST_2016, "2025": GOST_2025}
"""Editions of the standard by their year."""


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("document", metavar="ЧТО", help="plan — совместный план; или реестр: schools, staff, …")
    parser.add_argument("--to", metavar="ФАЙЛ", required=True, type=Path, help="файл .pdf, .xlsx или .docx")
    parser.add_argument("--plan", metavar="НАЗВАНИЕ", help="какой план, если их несколько")
    parser.add_argument("--columns", metavar="СТОЛБЦЫ", help="ключи столбцов через запятую, в нужном порядке")
    parser.add_argument("--title", metavar="ТЕКСТ", default="", help="заголовок вместо обычного")
    parser.add_argument("--orientation", choices=["portrait", "landscape"], help="лист: книжный или альбомный")
    parser.add_argument("--profile", choices=list(_PROFILES), help="редакция ГОСТ Р 7.0.97")
    parser.add_argument("--where", metavar="УСЛОВИЕ", action="append", default=[], help="какие строки реестра")
    nameless(parser)
    from_base(parser)


def run(arguments: Namespace) -> int:
    """Do it."""
    with opened(arguments.base) as base, base.read() as connection:
        context = context_of(connection, arguments)
        if arguments.document == "plan":
            document = _plan(connection, context, arguments)
        else:
            document = _register(connection, context, named_register(arguments.document), arguments)
        render(document, arguments.to)
    say(f"Напечатано: {arguments.to}")
    return 0


def _plan(connection: sa.Connection, context: Context, arguments: Namespace) -> Document:
    found = plans(connection, context)
    if arguments.plan:
        found = tuple(plan for plan in found if match_key(plan.label) == match_key(arguments.plan))
    if not found:
        raise WorldError("Такого плана в базе нет. Проверьте название, сеть и учебный год.")
    if len(found) > 1:
        names = ", ".join(f"«{name}»" for name in dict.fromkeys(plan.label for plan in found))
        raise WorldError(f"Планов несколько: {names}. Назовите нужный ключами --plan, --network и --school-year.")
    known = {column.value: column for column in PlanColumn}
    keys = arguments.columns.split(",") if arguments.columns else [column.value for column in DEFAULT_COLUMNS]
    if wrong := [key for key in keys if key not in known]:
        raise WorldError(f"В плане нет столбцов {', '.join(wrong)}. Есть: {', '.join(known)}.")
    columns = tuple(known[key] for key in keys)
    wanted = Wanted(
        title=arguments.title,
        plan_columns=columns,
        page=_page(arguments, len(columns)),
        without_names=arguments.without_names,
    )
    return plan_paper(connection, found[0].id, wanted)


def _register(connection: sa.Connection, context: Context, of: Register, arguments: Namespace) -> Document:
    keys = arguments.columns.split(",") if arguments.columns else [c.key for c in of.columns if c.shown]
    if wrong := [key for key in keys if key not in of]:
        raise WorldError(f"В реестре нет столбцов {', '.join(wrong)}. Есть: {', '.join(c.key for c in of.columns)}.")
    filters = tuple(parse_where(of, text) for text in arguments.where)
    columns = tuple(of[key] for key in keys)
    wanted = Wanted(
        title=arguments.title,
        columns=columns,
        page=_page(arguments, len(columns)),
        without_names=arguments.without_names,
    )
    query = Query(of.key, filters=filters, context=context)
    warn(few_people(of, count(connection, query)))
    return register_document(connection, query, wanted)


def _page(arguments: Namespace, columns: int) -> PageRules | None:
    if not (arguments.orientation or arguments.profile):
        return None
    usual = usual_page(columns)
    orientation = Orientation(arguments.orientation) if arguments.orientation else usual.orientation
    return PageRules(
        orientation=orientation, profile=_PROFILES[arguments.profile] if arguments.profile else usual.profile
    )
