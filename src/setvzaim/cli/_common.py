"""What several commands need: the base, where the user stands, and answers for a machine."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from setvzaim.cli._password import open_base
from setvzaim.errors import WorldError
from setvzaim.queries import Context, suggest
from setvzaim.registers import Choice, Column, Gathered, LinkTo, Register, Share, Validity, all_registers
from setvzaim.storage import Base
from setvzaim.text.fold import match_key
from setvzaim.text.parse import current_school_year, parse_school_year


def from_base(parser: ArgumentParser) -> None:
    """Add `--from`, `--network` and `--school-year`."""
    parser.add_argument("--from", dest="base", metavar="БАЗА", required=True, type=Path, help="файл базы")
    standing(parser)


def standing(parser: ArgumentParser) -> None:
    """Add `--network` and `--school-year`."""
    parser.add_argument("--network", metavar="СЕТЬ", help="только школы этой сети")
    parser.add_argument("--school-year", metavar="ГОД", help="учебный год, например 2026/27")


def nameless(parser: ArgumentParser) -> None:
    """Add `--without-names`."""
    parser.add_argument("--without-names", action="store_true", help="вместо фамилий — код или инициалы")


def as_json(parser: ArgumentParser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="ответ для другой программы")


@contextmanager
def opened(path: Path) -> Iterator[Base]:
    """Open a base for one command, with its password if it has one. Raises `WorldError`."""
    if path.is_dir():
        raise WorldError(f"«{path}» — папка, а нужен файл базы. Назовите файл в ней.")
    base, _ = open_base(path)
    with base:
        yield base


def context_of(connection: sa.Connection, arguments: Namespace, *, this_year: bool = False) -> Context:
    """Return the network and school year a command names. Raises `WorldError`."""
    network = None
    if arguments.network:
        found = list(suggest(connection, "networks", arguments.network))
        exact = [link for link in found if match_key(link.label) == match_key(arguments.network)] or found
        if len(exact) != 1:
            raise WorldError(f"Сеть «{arguments.network}» {'не найдена' if not exact else 'названа неоднозначно'}.")
        network = exact[0].id
    year = current_school_year() if this_year else None
    if arguments.school_year:
        year = parse_school_year(arguments.school_year)
        if year is None:
            raise WorldError(f"Учебный год «{arguments.school_year}» непонятен: нужно, например, 2026/27.")
    return Context(network, year)


def named_register(key: str) -> Register:
    """Return a register by its key. Raises `WorldError` that names them all."""
    registers = all_registers()
    if key not in registers:
        raise WorldError(f"Нет реестра «{key}». Есть: {', '.join(sorted(registers))}.")
    return registers[key]


def machine_value(column: Column, value: object) -> object:
    """Return a value of a row as JSON holds it: words for links and choices, ISO dates, shares as part and whole."""
    match column.kind, value:
        case _, None:
            return None
        case Choice() as kind, code:
            return kind.write(code)
        case Gathered() as kind, tuple() as codes:
            return [kind.choice.write(code) for code in codes]
        case Validity() as kind, _:
            return kind.write(value)
        case Share(), (part, whole):
            return {"part": part, "whole": whole}
        case _, tuple() as links:
            return [str(link) for link in links]
        case _, LinkTo() as link:
            return link.label
        case _, date() as day:
            return day.isoformat()
        case _:
            return value


def answer(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Write an answer for a machine."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def warn(line: str) -> None:
    """Write a warning for a person, if there is one; what a script reads stays free of it."""
    if line:
        sys.stderr.write(f"⚠ {line}\n")


def say(*lines: str) -> None:
    """Write lines for a person."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
