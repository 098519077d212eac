"""Accepting what was proposed: exchanges, a draft measure and a draft agreement for each pair (regulation 4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from setvzaim.errors import WorldError
from setvzaim.operations.operation import operation
from setvzaim.operations.writing import insert_record
from setvzaim.queries import Context
from setvzaim.queries.rows import one
from setvzaim.registers import LinkTo, Named, register
from setvzaim.storage import Changes
from setvzaim.text.plural import Noun

SECTION = "Помощь школ друг другу"
"""The section of the plan the measures of accepted pairs stand in."""
_PAIRS = Noun("пару", "пары", "пар")


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
    """Make of each pair its exchanges, a draft agreement and, with `plan`, a draft measure; return the exchanges.

    Raises `WorldError` when the plan is gone, `Refusal` when a row cannot be kept; then nothing is written.
    """
    if plan is not None and one(changes.connection, register("plans"), plan) is None:
        raise WorldError("Этого плана уже нет: его удалили. Выберите другой.")
    made: list[str] = []
    for pair in pairs:
        agreement = _agreement(changes, pair, context)
        measure = _measure(changes, pair, plan, context) if plan is not None else None
        made += [_exchange(changes, pair, line, agreement, measure, context, since) for line in pair.lines]
    return tuple(made)


def _agreement(changes: Changes, pair: AcceptedPair, context: Context) -> str:
    values: dict[str, object] = {
        "title": f"Договор о сотрудничестве: {pair.giver.label} — {pair.taker.label}",
        "kind": "agreement",
        "schools": (pair.giver.id, pair.taker.id),
        "network": context.network,
        "note": "Проект: впишите номер и дату, когда договор подписан.",
    }
    return insert_record(changes, register("documents"), values, context)


def _measure(changes: Changes, pair: AcceptedPair, plan: str, context: Context) -> str:
    modes = {line.mode for line in pair.lines}
    values: dict[str, object] = {
        "plan": plan,
        "section": Named(SECTION),
        "title": f"{pair.giver.label} помогает {pair.taker.label}: {'; '.join(_what(pair))}",
        "task": "exchange",
        "participants": (pair.giver.id, pair.taker.id),
        "mode": modes.pop() if len(modes) == 1 else None,
        "term": "в течение учебного года",
        "expected": "Потребности покрыты: " + "; ".join(dict.fromkeys(line.need_title for line in pair.lines)),
    }
    return insert_record(changes, register("measures"), values, context)


def _what(pair: AcceptedPair) -> list[str]:
    return list(dict.fromkeys(line.need_title for line in pair.lines))


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
