"""Look a base over.

проверить базу: целость файла, ссылки, правила реестров, журнал
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from setvzaim.cli._common import answer, as_json, opened, say
from setvzaim.cli._parser import DONE, FINDINGS
from setvzaim.errors import Damaged
from setvzaim.operations.attachments import sweep
from setvzaim.operations.backups import file_faults
from setvzaim.queries.journal_check import journal_findings
from setvzaim.queries.soundness import Finding, findings
from setvzaim.registers import all_registers


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("base", metavar="БАЗА", type=Path, help="файл базы")
    as_json(parser)


def run(arguments: Namespace) -> int:
    """Do it."""
    found = _found(arguments.base)
    if arguments.json:
        answer({"findings": [asdict(finding) for finding in found]})
    else:
        say(*map(_line, found))
        say("Замечаний нет." if not found else f"Замечаний: {len(found)}.")
    return FINDINGS if found else DONE


def _found(path: Path) -> list[Finding]:
    """Return what is wrong with a base; of a damaged file what SQLite says of it."""
    try:
        with opened(path) as base:
            with base.read() as connection:
                found = [*findings(connection), *journal_findings(connection)]
            if not found and not base.read_only:  # in a base that is not sound nothing is touched
                sweep(base)
            return found
    except Damaged as damaged:
        return [Finding("", None, "", str(damaged)), *(Finding("", None, "", line) for line in file_faults(path))]


def _line(one: Finding) -> str:
    if not one.register:
        return one.reason
    register = all_registers().get(one.register)
    return f"{register.title if register else one.register} «{one.name}»: {one.reason}"
