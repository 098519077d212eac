"""Accepting the modes that were proposed for measures and exchanges (regulation 4.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from setvzaim.analysis.modes import USUAL
from setvzaim.errors import WorldError
from setvzaim.model import TABLES
from setvzaim.operations.names import Resolver
from setvzaim.operations.operation import operation
from setvzaim.operations.writing import change_record, insert_record
from setvzaim.queries import Context
from setvzaim.queries.modes import CONDITIONS, ModeAnswer
from setvzaim.registers import register
from setvzaim.storage import Changes
from setvzaim.text.plural import Noun

_MODES = Noun("форму", "формы", "форм")


@dataclass(frozen=True, slots=True)
class AcceptedMode:
    """The mode a record gets, by its code, and the one it had when that was proposed."""

    register: str
    record: str
    label: str
    was: str | None
    mode: str


def accepted_modes(answers: Iterable[ModeAnswer]) -> tuple[AcceptedMode, ...]:
    """Return what was proposed as it is accepted; what is the same already or may not be changed is left out."""
    return tuple(
        AcceptedMode(one.register, one.record, one.label, one.now, one.proposed)
        for one in answers
        if one.proposed is not None
    )


@operation(lambda modes, **_: f"принять {_MODES.counted(len(modes))}" if len(modes) != 1 else "принять форму")
def accept_modes(changes: Changes, *, modes: Sequence[AcceptedMode], context: Context) -> int:
    """Give measures and exchanges the modes proposed, in one step; return how many.

    Raises `WorldError` when one is gone or has got another mode since, `Refusal` when the plan is approved; then
    nothing is written.
    """
    for key in dict.fromkeys(one.register for one in modes):
        of, table = register(key), TABLES[key]
        resolver = Resolver(changes.connection, of, context)
        there = dict(changes.connection.execute(sa.select(table.c.id, table.c.mode)).all())
        for one in modes:
            if one.register != key:
                continue
            if one.record not in there or there[one.record] != one.was:
                raise WorldError(f"«{one.label}» тем временем изменили или удалили. Посмотрите формы заново.")
            change_record(changes, of, one.record, {"mode": one.mode}, context, resolver)
    return len(modes)


@operation("записать обычные правила формы")
def write_usual_rules(changes: Changes, *, context: Context) -> int:
    """Write the usual rules of the mode into the register, to be changed there; return how many.

    Raises `WorldError` when the office has rules of its own already.
    """
    if changes.connection.execute(sa.select(TABLES["mode_rules"].c.id).limit(1)).first() is not None:
        raise WorldError("Свои правила формы уже есть: обычные к ним не добавляются.")
    of = register("mode_rules")
    for place, rule in enumerate(USUAL, 1):
        conditions = {key: getattr(rule, key) for key in CONDITIONS}
        insert_record(
            changes, of, {"name": rule.name, "position": place, "mode": rule.mode.value, **conditions}, context
        )
    return len(USUAL)
