"""Analyse what is in a base.

проанализировать базу: готовность по пунктам Положения, статусы школ, чего не хватает
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from datetime import date

from setvzaim.analysis.readiness import Finding, State
from setvzaim.analysis.resource_grid import Category
from setvzaim.analysis.status import Index, Judged
from setvzaim.cli._common import answer, as_json, context_of, from_base, opened, say
from setvzaim.cli._parser import DONE, FINDINGS
from setvzaim.documents.readiness import STATES
from setvzaim.queries.readiness import ready
from setvzaim.queries.resource_words import network, sentence, summary
from setvzaim.queries.resources import resources
from setvzaim.queries.status import Rule, rule_of
from setvzaim.queries.status_words import Told, rule_words, told
from setvzaim.registers import register
from setvzaim.registers.choices import RESOURCE
from setvzaim.text.format import format_school_year
from setvzaim.text.parse import current_school_year


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "kind",
        metavar="ЧТО",
        choices=list(_KINDS),
        help="readiness — готовность по пунктам Положения; status — что говорят результаты о статусах школ; "
        "needs — чего не хватает и что можно дать",
    )
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


def _status(arguments: Namespace) -> int:
    """Say what the numbers say of each school; the status is 1 when something differs from the acts."""
    with opened(arguments.base) as base, base.read() as connection:
        context = context_of(connection, arguments, this_year=True)
        year = context.school_year if context.school_year is not None else current_school_year()
        found, rule = told(connection, context, year), rule_of(connection, year)
    if arguments.json:
        schools = [_school(one) for one in found]
        answer({"school_year": format_school_year(year), "rule": _rule(rule), "schools": schools})
    else:
        say(rule_words(rule), *(line for one in found for line in _status_lines(one)))
    return FINDINGS if any(one.differs for one in found) else DONE


def _needs(arguments: Namespace) -> int:
    """Say what the network needs and can lend; the status is 1 when something is lacking."""
    with opened(arguments.base) as base, base.read() as connection:
        found = resources(connection, context_of(connection, arguments, this_year=True))
    names = {school.id: school.label for school in found.schools}
    if arguments.json:
        answer({"categories": [_category(one, names) for one in found.categories],
                "covered": [{"resource": one.resource, "part": one.covered, "whole": one.needs}
                            for one in found.covered]})  # fmt: skip
    else:
        say(summary(found.categories, found.covered) + ".")
        say(*(line for one in found.categories for line in _category_lines(one, names)))
    return FINDINGS if any(one.lacking for one in found.categories) else DONE


def _category_lines(one: Category, names: Mapping[str, str]) -> list[str]:
    head = f"{RESOURCE.write(one.resource)}: {one.what} — {network(one)}"
    return [head, *(f"     {names.get(cell.school, cell.school)}: {sentence(cell, one)}" for cell in one.cells)]


def _category(one: Category, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "resource": one.resource,
        "what": one.what,
        "unit": one.unit,
        "needs": one.needs,
        "vacancies": one.vacancies,
        "needed": one.needed,
        "available": one.available,
        "lacking": one.lacking,
        "coverable": one.coverable,
        "has": one.has,
        "surplus": one.surplus,
        "schools": [
            {
                "school": {"id": cell.school, "name": names.get(cell.school)},
                "needs": cell.needs,
                "needed": cell.needed,
                "spare": cell.spare,
                "has": cell.has,
                "vacancies": cell.vacancies,
                "records": [{"register": key, "id": record} for key, record in cell.records],
            }
            for cell in one.cells
        ],
    }


def _rule(rule: Rule) -> dict[str, object]:
    low = rule.low
    return {
        "name": rule.name or None,
        "valid_from": rule.valid_from.isoformat() if rule.valid_from is not None else None,
        "threshold": low.threshold,
        "assessments": low.assessments,
        "years": low.years,
        "joined": "both" if low.both else "either",
        "small": low.small,
        "adverse_from": rule.adverse,
    }


def _status_lines(one: Told) -> list[str]:
    head = f"{one.school.label}: по акту — {one.official}; по числам — {one.computed}"
    return [head, *(f"     {line}" for line in (*one.differs, *one.why))]


def _school(one: Told) -> dict[str, object]:
    status = one.status
    return {
        "school": {"id": one.school.id, "name": one.school.label},
        "official": list(status.official),
        "computed": sorted(status.hint.statuses),
        "differs": {code: why.value for code, why in status.hint.differs.items()},
        "doubtful": status.hint.doubtful,
        "results_of": format_school_year(status.results_of),
        "low_results": {
            "verdict": status.sign.verdict.value,
            "procedures": status.procedures,
            "known": status.known,
            "reached": [_result(each) for each in status.sign.first],
            "running": [[_result(each) for each in run] for run in status.sign.second],
            "rests_on_small": status.sign.rests_on_small,
        },
        "index": None if status.index is None else _index(status.index),
        "why": list(one.why),
    }


def _index(index: Index) -> dict[str, object]:
    parts = [
        {
            "indicator": part.measured.indicator,
            "value": part.measured.value,
            "part": part.measured.part,
            "whole": part.measured.whole,
            "scaled": part.scaled,
            "weight": part.weight,
        }
        for part in index.parts
    ]
    return {"value": index.value, "known": index.known, "parts": parts}


def _result(one: Judged) -> dict[str, object]:
    assessment, subject, grade = one.outcome.procedure
    return {
        "school_year": format_school_year(one.outcome.year),
        "assessment": assessment,
        "subject": subject,
        "grade": grade,
        "part": one.outcome.below,
        "whole": one.outcome.participants,
        "small": one.small,
    }


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


_KINDS: dict[str, Callable[[Namespace], int]] = {"readiness": _readiness, "status": _status, "needs": _needs}
"""What can be analysed."""
