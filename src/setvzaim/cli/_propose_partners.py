"""`propose partners`: who helps whom, with reasons; accepted pairs become exchanges, agreements and measures."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

import sqlalchemy as sa

from setvzaim.analysis.partners.model import Line, Partnership, PartnersProblem, PartnersProposal, Uncovered
from setvzaim.analysis.partners.reasons import Loosening
from setvzaim.analysis.partners.solve import explain_pair
from setvzaim.analysis.partners.words import what_is_lost
from setvzaim.cli._common import answer, context_of, opened, say
from setvzaim.cli._proposing import today, within
from setvzaim.errors import WorldError
from setvzaim.operations.partners import accept_pairs, accepted_pairs
from setvzaim.queries import Context, Query, find, suggest
from setvzaim.queries.advice import PartnersAdvice, advise_partners, usual_seconds
from setvzaim.registers.choices import MODE
from setvzaim.storage import Base
from setvzaim.text.fold import match_key
from setvzaim.text.format import format_number
from setvzaim.text.plural import Noun

NO_PLAN = "-"
"""What is written for a plan when no measures are wanted."""
_LEVELS = ("coverage", "travel", "network")
_PAIR = Noun("пара", "пары", "пар")
_EXCHANGE = Noun("обмен", "обмена", "обменов")


def propose(arguments: Namespace) -> None:
    """Propose, say or answer it, and accept it when asked to."""
    with opened(arguments.base) as base:
        with base.read() as connection:
            context = context_of(connection, arguments, this_year=True)
            plan = _plan(connection, arguments, context) if arguments.accept else None
            usual = usual_seconds(connection, context)
            seconds = usual if arguments.seconds is None else arguments.seconds
            pace = within(seconds)
            advice = advise_partners(
                connection, context, today(context), pace, lambda problem: _limits(arguments, problem)
            )
        exchanges = _accept(base, advice, plan, context) if arguments.accept else None
    each = seconds if arguments.reasons else None
    if arguments.json:
        accepted = {} if exchanges is None else {"accepted": exchanges}
        answer({**_machine(advice, each), **accepted})
        return
    say(*_lines(advice, each))
    if exchanges is not None:
        say(f"Принято: {_EXCHANGE.counted(exchanges)}.")


def _limits(arguments: Namespace, problem: PartnersProblem) -> PartnersProblem:
    rules = problem.rules
    minutes = rules.travel_limit if arguments.minutes is None else arguments.minutes
    partners = rules.partners if arguments.partners is None else arguments.partners
    own_way = rules.own_way and not arguments.school_bus
    rules = replace(rules, travel_limit=minutes, partners=partners, own_way=own_way)
    return replace(problem, rules=rules, mode_rules=() if arguments.any_mode else problem.mode_rules)


def _plan(connection: sa.Connection, arguments: Namespace, context: Context) -> str | None:
    """Return the plan that gets the measures: the one named, else the only one of the year; `None` for none."""
    if arguments.plan == NO_PLAN:
        return None
    if arguments.plan is None:
        plans = find(connection, Query("plans", context=context))
        return plans[0] if len(plans) == 1 else None
    found = list(suggest(connection, "plans", arguments.plan))
    exact = [link for link in found if match_key(link.label) == match_key(arguments.plan)] or found
    if len(exact) != 1:
        raise WorldError(f"План «{arguments.plan}» {'не найден' if not exact else 'назван неоднозначно'}.")
    return exact[0].id


def _accept(base: Base, advice: PartnersAdvice, plan: str | None, context: Context) -> int:
    pairs = accepted_pairs(advice.question, advice.proposal.pairs, advice.why_line)
    if not pairs:
        return 0
    return len(accept_pairs(base, pairs=pairs, plan=plan, context=context, since=today(context)).value)


def _machine(advice: PartnersAdvice, seconds: float | None) -> dict[str, object]:
    """Return the answer; `pairs[].without` and `uncovered[].would_cover` stand in it when there is time for them."""
    return {
        **_levels(advice.proposal),
        "proven": advice.good,
        "pairs": [_pair(advice, pair, seconds) for pair in advice.proposal.pairs],
        "uncovered": [_uncovered(advice, one, seconds) for one in advice.proposal.uncovered],
        "not_kept": list(advice.not_kept),
        "notes": list(advice.question.notes),
    }


def _levels(proposal: PartnersProposal) -> dict[str, object]:
    levels = {name: getattr(proposal, name) for name in _LEVELS}
    return {
        "objective": {name: level.value for name, level in levels.items()},
        "bound": {name: level.bound for name, level in levels.items()},
        "gap": {name: level.gap for name, level in levels.items()},
    }


def _pair(advice: PartnersAdvice, pair: Partnership, seconds: float | None) -> dict[str, object]:
    name_of, reasons = advice.question.name_of, list(advice.why(pair))
    found: dict[str, object] = {
        "giver": name_of(pair.giver),
        "taker": name_of(pair.taker),
        "weight": pair.weight,
        "travel": pair.travel,
        "minutes": advice.minutes(pair),
        "agreed": pair.agreed,
        "kept": pair.kept,
        "lines": [_line(advice, line) for line in pair.lines],
        "reasons": reasons,
    }
    if seconds is not None:
        question, ends = advice.question, (pair.giver, pair.taker)
        reason = explain_pair(question.problem, advice.proposal, ends, within(seconds))
        reasons.append(what_is_lost(reason, advice.proposal, name_of))
        found["without"] = {
            "coverage": reason.coverage,
            "travel": reason.travel,
            "network": reason.network,
            "next_givers": {name_of(need): [name_of(key) for key in keys] for need, keys in reason.next_givers},
            "proven": reason.proven,
        }
    return found


def _line(advice: PartnersAdvice, line: Line) -> dict[str, object]:
    found = advice.line_modes[line.offer, line.need]
    return {
        "need": advice.question.name_of(line.need),
        "offer": advice.question.name_of(line.offer),
        "amount": line.amount,
        "mode": MODE.write(line.mode.value),
        "rule": None if found.rule is None or found.agreed else found.rule.name,
        "unknown": list(found.unknown),
        "trips": line.trips,
        "travel": line.travel,
    }


def _uncovered(advice: PartnersAdvice, one: Uncovered, seconds: float | None) -> dict[str, object]:
    found: dict[str, object] = {
        "need": advice.question.name_of(one.need),
        "school": advice.question.things[one.need].school.label,
        "missing": one.missing,
        "cause": one.cause.value,
        "reasons": [advice.why_not(one)],
    }
    if seconds is not None:
        loosened = advice.loosened(one, within(seconds))
        found["reasons"] = [advice.why_not(one), *advice.help_in_words(loosened)]
        found["would_cover"] = None if loosened is None else [_loosening(advice, each) for each in loosened]
    return found


def _loosening(advice: PartnersAdvice, one: Loosening) -> dict[str, object]:
    keys = {"school": one.school, "other": one.other, "offer": one.offer, "subject": one.subject}
    named = {name: advice.question.name_of(key) for name, key in keys.items() if key is not None}
    return {"limit": one.limit.value, "now": one.now, "to": one.to, **named}


def _lines(advice: PartnersAdvice, seconds: float | None) -> list[str]:
    name_of, proposal = advice.question.name_of, advice.proposal
    found = [f"Предложено: {_PAIR.counted(len(proposal.pairs))}. {advice.good}"]
    for pair in proposal.pairs:
        more = [] if seconds is None else [advice.without(pair, within(seconds))]
        found += [
            f"{name_of(pair.giver)} → {name_of(pair.taker)}",
            *(f"  {words}" for words in (*advice.why(pair), *more)),
        ]
    for one in proposal.uncovered:
        school = advice.question.things[one.need].school.label
        more = [] if seconds is None else list(advice.would_cover(one, within(seconds)))
        found += [
            f"Не покрыто: {name_of(one.need)}, {school} — {format_number(one.missing)}",
            *(f"  {words}" for words in (advice.why_not(one), *more)),
        ]
    found += [f"Не сохранено: {words}" for words in advice.not_kept]
    return [*found, *(f"Не известно: {note}" for note in advice.question.notes)]
