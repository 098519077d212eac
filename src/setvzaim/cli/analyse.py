"""Analyse what is in a base.

проанализировать базу: готовность по пунктам Положения
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date

from setvzaim.analysis.readiness import Finding, State
from setvzaim.cli._common import answer, as_json, context_of, from_base, opened, say
from setvzaim.cli._parser import DONE, FINDINGS
from setvzaim.documents.readiness import STATES
from setvzaim.queries.readiness import ready
from setvzaim.registers import register


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("kind", metavar="ЧТО", choices=list(_KINDS), help="readiness — готовность по пунктам Положения")
    from_base(parser)
    as_json(parser)


def run(arguments: Namespace) -> int:
    """Do it."""
    return _KINDS[arguments.kind](arguments)


def _readiness(arguments: Namespace) -> int:
    """Say how the network stands clause by clause; the status is 1 when something is missing."""
    today = date.today()  # noqa: DTZ011 - the office's own calendar
    with opened(arguments.base) as base, base.read() as connection:
        context = context_of(connection, arguments, this_year=True)
        found = ready(connection, context, today)
    if arguments.json:
        answer({"findings": [_machine(finding) for finding in found]})
    else:
        say(*(line for finding in found for line in _lines(finding)))
    return FINDINGS if any(one.state in (State.PARTLY, State.MISSING) for one in found) else DONE


def _lines(finding: Finding) -> list[str]:
    facts = "; ".join(fact.words for fact in finding.facts)
    todo = [f"     {finding.who.value}: {finding.todo}"] if finding.todo else []
    return [f"{finding.clause}  {STATES[finding.state]} — {finding.demand}", f"     {facts}", *todo]


def _machine(finding: Finding) -> dict[str, object]:
    return {
        "clause": finding.clause,
        "demand": finding.demand,
        "state": finding.state.value,
        "facts": [{"label": fact.label, "part": fact.part, "whole": fact.whole} for fact in finding.facts],
        "todo": finding.todo,
        "who": finding.who.value,
        "register": register(finding.where).key,
    }


_KINDS: dict[str, Callable[[Namespace], int]] = {"readiness": _readiness}
"""What can be analysed."""
