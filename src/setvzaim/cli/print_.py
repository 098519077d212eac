"""Print a document or a register as PDF, Excel or Word.

напечатать документ или реестр в PDF, Excel или Word
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from setvzaim.cli._common import answer, as_json, context_of, named_register, nameless, opened, say, warn
from setvzaim.cli._common import standing as standing_arguments
from setvzaim.documents.profiles import GOST_2016, GOST_2025, Orientation
from setvzaim.documents.register_list import usual_page
from setvzaim.documents.tree import Document, PageRules
from setvzaim.errors import WorldError
from setvzaim.queries import Context, Query, count
from setvzaim.queries.forms import Asked, Form, Wanted, all_forms, form, make, ready, subjects
from setvzaim.queries.forms.pack import Piece, pack
from setvzaim.queries.nameless import few_people
from setvzaim.queries.papers import register_document
from setvzaim.queries.where import parse_where
from setvzaim.registers import LinkTo, Register, all_registers, register
from setvzaim.rendering import FORMATS, render
from setvzaim.text.fold import match_key
from setvzaim.text.parse import parse_date

_PROFILES = {"2016": GOST_2016, "2025": GOST_2025}
"""Editions of the standard by their year."""
_EVERYTHING = "all"


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "document", metavar="ЧТО", nargs="?", default="", help="документ из --list, реестр (schools, staff, …) или all"
    )
    parser.add_argument("--list", action="store_true", help="какие документы есть и что каждому нужно")
    parser.add_argument("--from", dest="base", metavar="БАЗА", type=Path, help="файл базы")
    parser.add_argument("--to", metavar="ФАЙЛ", type=Path, help="файл .pdf, .xlsx или .docx; для нескольких — папка")
    parser.add_argument("--school", metavar="ШКОЛА", help="о какой школе документ")
    parser.add_argument("--plan", metavar="НАЗВАНИЕ", help="какой план, если их несколько")
    parser.add_argument("--record", metavar="НАЗВАНИЕ", help="о чём документ: группа, заседание, договор, …")
    parser.add_argument("--all-schools", action="store_true", help="по документу на каждую школу, в папку --to")
    parser.add_argument("--each", action="store_true", help="по документу на каждую запись, в папку --to")
    parser.add_argument("--as", dest="suffix", choices=[suffix[1:] for suffix in FORMATS], default="pdf",
                        help="вид файлов в папке")  # fmt: skip
    parser.add_argument("--day", metavar="ДАТА", help="на какой день документ, например 05.09.2026")
    parser.add_argument("--blanks", action="store_true", help="где сведений нет, оставить место для ручки")
    parser.add_argument("--columns", metavar="СТОЛБЦЫ", help="ключи столбцов через запятую, в нужном порядке")
    parser.add_argument("--title", metavar="ТЕКСТ", default="", help="заголовок вместо обычного")
    parser.add_argument("--orientation", choices=["portrait", "landscape"], help="лист: книжный или альбомный")
    parser.add_argument("--profile", choices=list(_PROFILES), help="редакция ГОСТ Р 7.0.97")
    parser.add_argument("--where", metavar="УСЛОВИЕ", action="append", default=[], help="какие строки реестра")
    nameless(parser)
    standing_arguments(parser)
    as_json(parser)


def run(arguments: Namespace) -> int:
    """Do it."""
    if arguments.list:
        return _list(arguments)
    if not (arguments.document and arguments.base and arguments.to):
        raise WorldError("Назовите, что печатать, базу (--from) и файл (--to). Что можно напечатать, скажет --list.")
    with opened(arguments.base) as base, base.read() as connection:
        if arguments.document == _EVERYTHING:
            context = context_of(connection, arguments, this_year=True)
            return _several(connection, context, list(all_forms().values()), arguments)
        if arguments.document in all_forms():
            chosen = form(arguments.document)
            own_year = bool(chosen.subject and register(chosen.subject).year)
            context = context_of(connection, arguments, this_year=not own_year)
            if arguments.each or arguments.all_schools:
                return _several(connection, context, [chosen], arguments)
            document = _form(connection, context, chosen, arguments)
        else:
            context = context_of(connection, arguments)
            document = _register(connection, context, _named(arguments.document), arguments)
        render(document, arguments.to)
    say(f"Напечатано: {arguments.to}")
    return 0


def _list(arguments: Namespace) -> int:
    """Name every document with what it needs; registers are printed too, each as a list."""
    forms = all_forms().values()
    if arguments.json:
        answer(
            [
                {
                    "document": one.key,
                    "title": one.title,
                    "group": one.group,
                    "about": one.about,
                    "needs": one.subject or None,
                    "per_school": one.subject == "schools",
                    "columns": [key for key, _ in one.columns],
                }
                for one in forms
            ]
            + [
                {"document": of.key, "title": of.title, "group": "Реестры", "about": of.purpose or of.title,
                 "needs": None, "per_school": False, "columns": [column.key for column in of.columns]}
                for of in all_registers().values()
            ]
        )  # fmt: skip
        return 0
    for one in forms:
        say(f"{one.key:24} {one.title}{_needs(one)}")
    say("", f"Реестры списком: {', '.join(all_registers())}")
    return 0


def _needs(one: Form) -> str:
    if not one.subject:
        return ""
    of = register(one.subject)
    return f" — нужно: {of.noun.one} ({_keys(of)})"


def _keys(of: Register) -> str:
    return {"schools": "--school или --all-schools", "plans": "--plan"}.get(of.key, "--record или --each")


def _named(key: str) -> Register:
    if key not in all_registers():
        raise WorldError(f"Документа или реестра «{key}» нет. Есть документы: {', '.join(all_forms())}; и реестры: "
                         f"{', '.join(sorted(all_registers()))}.")  # fmt: skip
    return named_register(key)


def _form(connection: sa.Connection, context: Context, chosen: Form, arguments: Namespace) -> Document:
    record = _subject(connection, context, chosen, arguments).id if chosen.subject else ""
    return _paper(connection, context, chosen, record, arguments)


def _paper(connection: sa.Connection, context: Context, chosen: Form, record: str, arguments: Namespace) -> Document:
    known = dict(chosen.columns)
    keys = tuple(arguments.columns.split(",")) if arguments.columns and known else chosen.usual_columns
    if wrong := [key for key in keys if key not in known]:
        raise WorldError(f"В документе нет столбцов {', '.join(wrong)}. Есть: {', '.join(known)}.")
    wanted = Wanted(
        title=arguments.title,
        columns=keys,
        page=_page(arguments, usual_page(len(keys)) if keys else chosen.page),
        day=_day(arguments),
        without_names=arguments.without_names,
    )
    asked = Asked(connection=connection, context=context, today=date.today(), record=record, wanted=wanted)  # noqa: DTZ011 - the day on the wall
    paper = ready(make(chosen, asked), blanks=arguments.blanks)
    for note in paper.notes:
        warn(note)
    return paper.document


def _subject(connection: sa.Connection, context: Context, chosen: Form, arguments: Namespace) -> LinkTo:
    """Return the record a document is about: the one named, or the only one there is."""
    of = register(chosen.subject)
    found = subjects(connection, chosen, context)
    named = arguments.record or {"schools": arguments.school, "plans": arguments.plan}.get(of.key)
    if named:
        wanted = match_key(named)
        found = tuple(one for one in found if match_key(one.label) == wanted) or tuple(
            one for one in found if wanted in match_key(one.label)
        )
    if not found:
        said = f" «{named}»" if named else ""
        raise WorldError(f"Для документа «{chosen.title}» не найдено: {of.noun.one}{said}. Проверьте сеть и год.")
    if len(found) > 1:
        several = _some([f"«{one.label}»" for one in found])
        raise WorldError(
            f"Для документа «{chosen.title}» нужно выбрать: {several}.{_needs(chosen).replace(' — ', ' ')}"
        )
    return found[0]


def _some(names: Sequence[str]) -> str:
    most = 5
    shown = list(dict.fromkeys(names))
    return ", ".join(shown[:most]) + (f" и ещё {len(shown) - most}" if len(shown) > most else "")


def _several(connection: sa.Connection, context: Context, forms: list[Form], arguments: Namespace) -> int:
    """Print a pack into a folder. A paper that lacks something is named and left out; the others are printed."""
    if not arguments.to.is_dir():
        raise WorldError(f"Несколько документов сохраняются в папку, а «{arguments.to}» — не папка. Создайте её.")
    if arguments.all_schools and not all(one.subject == "schools" for one in forms):
        raise WorldError("Этот документ не о школе: --all-schools здесь ни к чему.")
    pieces = pack(connection, forms, context)
    done, left = [], []
    for piece in pieces:
        path = arguments.to / f"{piece.name}.{arguments.suffix}"
        try:
            render(_paper(connection, context, piece.form, _record(piece), arguments), path)
        except WorldError as error:
            left.append((piece.name, str(error)))
            continue
        done.append(path)
    if arguments.json:
        answer({"printed": [str(path) for path in done], "left": [{"name": n, "why": why} for n, why in left]})
    else:
        for name, why in left:
            warn(f"{name}: {why}")
        say(f"Напечатано документов: {len(done)} из {len(pieces)}, в папке {arguments.to}")
    return 1 if left else 0


def _record(piece: Piece) -> str:
    return piece.subject.id if piece.subject else ""


def _register(connection: sa.Connection, context: Context, of: Register, arguments: Namespace) -> Document:
    keys = tuple(arguments.columns.split(",") if arguments.columns else [c.key for c in of.columns if c.shown])
    if wrong := [key for key in keys if key not in of]:
        raise WorldError(f"В реестре нет столбцов {', '.join(wrong)}. Есть: {', '.join(c.key for c in of.columns)}.")
    filters = tuple(parse_where(of, text) for text in arguments.where)
    wanted = Wanted(
        title=arguments.title,
        columns=keys,
        page=_page(arguments, usual_page(len(keys))),
        day=_day(arguments),
        without_names=arguments.without_names,
    )
    query = Query(of.key, filters=filters, context=context)
    warn(few_people(of, count(connection, query)))
    return register_document(connection, query, wanted)


def _day(arguments: Namespace) -> date | None:
    if not arguments.day:
        return None
    day = parse_date(arguments.day)
    if day is None:
        raise WorldError(f"День «{arguments.day}» непонятен: нужно, например, 05.09.2026.")
    return day


def _page(arguments: Namespace, usual: PageRules) -> PageRules | None:
    if not (arguments.orientation or arguments.profile):
        return None
    orientation = Orientation(arguments.orientation) if arguments.orientation else usual.orientation
    profile = _PROFILES[arguments.profile] if arguments.profile else usual.profile
    return replace(usual, orientation=orientation, profile=profile)
