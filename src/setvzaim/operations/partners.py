"""Accepting what was proposed: exchanges, draft measures and a draft agreement for each pair (regulation 4.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from setvzaim.analysis.partners.model import Line, Partnership
from setvzaim.errors import WorldError
from setvzaim.model import TABLES
from setvzaim.operations.operation import operation
from setvzaim.operations.writing import insert_record
from setvzaim.queries import Context
from setvzaim.queries.partners import PartnersQuestion
from setvzaim.queries.rows import one
from setvzaim.registers import LinkTo, Named, register
from setvzaim.storage import Changes
from setvzaim.text.plural import Noun

SECTION = "Помощь школ друг другу"
"""The section of the plan the measures of accepted pairs stand in."""
_PAIRS = Noun("пару", "пары", "пар")
_NEEDS = Noun("потребность", "потребности", "потребностей")
_NAMED = 3
"""So many needs are named in the title of a measure."""


@dataclass(frozen=True, slots=True)
class AcceptedLine:
    """So much of an offer to a need: `source` is the register of the offer (staff, methods, equipment)."""

    need: str
    need_title: str
    source: str
    offer: str
    amount: int
    mode: str
    why: str


@dataclass(frozen=True, slots=True)
class AcceptedPair:
    """What one school gives another, with the schools as links."""

    giver: LinkTo
    taker: LinkTo
    lines: tuple[AcceptedLine, ...]


_COLUMN = {"staff": "staff", "methods": "method", "equipment": "equipment"}


@operation(lambda pairs, **_: f"принять {_PAIRS.counted(len(pairs))}" if len(pairs) > 1 else "принять пару школ")
def accept_pairs(
    changes: Changes, *, pairs: Sequence[AcceptedPair], plan: str | None, context: Context, since: date
) -> tuple[str, ...]:
    """Make of each pair its exchanges, a draft agreement and, with `plan`, draft measures; return the exchanges.

    There is a measure for each mode, because a measure has one (regulation 4.2). A pair that has a draft agreement
    already gets no second one.

    Raises `WorldError` when the plan or anything of a pair is gone, `Refusal` when a row cannot be kept, a measure of
    an approved plan for one; then nothing is written.
    """
    _refuse_gone(changes, pairs)
    if plan is not None and one(changes.connection, register("plans"), plan) is None:
        raise WorldError("Этого плана уже нет: его удалили. Выберите другой.")
    drafts = _drafts(changes)
    made: list[str] = []
    for pair in pairs:
        agreement = drafts.get((pair.giver.id, pair.taker.id)) or _agreement(changes, pair, context)
        for part in _by_mode(pair):
            measure = _measure(changes, part, plan, context) if plan is not None else None
            made += [_exchange(changes, part, line, agreement, measure, context, since) for line in part.lines]
    return tuple(made)


def _drafts(changes: Changes) -> dict[tuple[str, str], str]:
    """Return the agreements without number and date that exchanges in force rest on, by giver and taker."""
    uses, needs, papers = TABLES["resource_uses"], TABLES["needs"], TABLES["documents"]
    found = (
        sa.select(uses.c.giver, needs.c.school, papers.c.id)
        .join_from(uses, needs, uses.c.need == needs.c.id)
        .join(papers, uses.c.agreement == papers.c.id)
        .where(papers.c.number.is_(None), papers.c.issued_on.is_(None))
        .where(sa.or_(uses.c.state.is_(None), uses.c.state.in_(("agreed", "underway"))))
        .order_by(papers.c.id)
    )
    return {(giver, taker): paper for giver, taker, paper in changes.connection.execute(found)}


def _by_mode(pair: AcceptedPair) -> Iterator[AcceptedPair]:
    """Give a pair in parts of one mode each."""
    for mode in dict.fromkeys(line.mode for line in pair.lines):
        yield replace(pair, lines=tuple(line for line in pair.lines if line.mode == mode))


def accepted_pairs(
    question: PartnersQuestion, pairs: Sequence[Partnership], why: Callable[[Partnership, Line], str]
) -> tuple[AcceptedPair, ...]:
    """Return proposed pairs as they are accepted: what is agreed already is left out. `why` is kept with a line."""
    agreed: dict[tuple[str, str], int] = {}
    for known in question.problem.agreed:
        agreed[known.offer, known.need] = agreed.get((known.offer, known.need), 0) + known.amount
    found: list[AcceptedPair] = []
    for pair in pairs:
        new = [(line, line.amount - agreed.get((line.offer, line.need), 0)) for line in pair.lines]
        lines = tuple(_line(question, pair, line, amount, why) for line, amount in new if amount > 0)
        if lines:
            found.append(AcceptedPair(question.schools[pair.giver], question.schools[pair.taker], lines))
    return tuple(found)


def _line(
    question: PartnersQuestion, pair: Partnership, line: Line, amount: int, why: Callable[[Partnership, Line], str]
) -> AcceptedLine:
    need, offer = question.things[line.need], question.things[line.offer]
    return AcceptedLine(
        need.record, need.label, offer.register, offer.record, amount, line.mode.value, why(pair, line)
    )  # fmt: skip


def _refuse_gone(changes: Changes, pairs: Sequence[AcceptedPair]) -> None:
    """Raise `WorldError` when something a pair rests on has been deleted since it was proposed."""
    wanted: dict[str, set[str]] = {}
    for pair in pairs:
        wanted.setdefault("schools", set()).update((pair.giver.id, pair.taker.id))
        for line in pair.lines:
            wanted.setdefault("needs", set()).add(line.need)
            wanted.setdefault(line.source, set()).add(line.offer)
    for key, records in wanted.items():
        table = TABLES[key]
        there = changes.connection.execute(sa.select(table.c.id).where(table.c.id.in_(records))).scalars()
        if records - set(there):
            raise WorldError(
                f"{register(key).title}: записи, на которой держится пара, уже нет. Составьте предложение заново."
            )


def _agreement(changes: Changes, pair: AcceptedPair, context: Context) -> str:
    values: dict[str, object] = {
        "title": f"Договор о сотрудничестве: {pair.giver.label} — {pair.taker.label}",
        "kind": "agreement",
        "schools": (pair.giver.id, pair.taker.id),
        "network": context.network,
    }
    return insert_record(changes, register("documents"), values, context)


def _measure(changes: Changes, pair: AcceptedPair, plan: str, context: Context) -> str:
    values: dict[str, object] = {
        "plan": plan,
        "section": Named(SECTION),
        "title": f"{pair.giver.label} помогает {pair.taker.label}: {_what(pair)}",
        "task": "exchange",
        "participants": (pair.giver.id, pair.taker.id),
        "mode": pair.lines[0].mode,
        "term": "в течение учебного года",
        "expected": f"Потребности покрыты: {_what(pair)}",
    }
    return insert_record(changes, register("measures"), values, context)


def _what(pair: AcceptedPair) -> str:
    """Name what is covered; of many only the first, the exchanges have them all."""
    titles = list(dict.fromkeys(line.need_title for line in pair.lines))
    more = [f"и ещё {_NEEDS.counted(len(titles) - _NAMED)}"] if len(titles) > _NAMED else []
    return "; ".join([*titles[:_NAMED], *more])


def _exchange(
    changes: Changes,
    pair: AcceptedPair,
    line: AcceptedLine,
    agreement: str,
    measure: str | None,
    context: Context,
    since: date,
) -> str:
    values: dict[str, object] = {
        "need": line.need,
        "giver": pair.giver.id,
        _COLUMN[line.source]: line.offer,
        "amount": float(line.amount),
        "mode": line.mode,
        "state": "agreed",
        "since": since,
        "agreement": agreement,
        "measure": measure,
        "why": line.why,
    }
    return insert_record(changes, register("resource_uses"), values, context)
