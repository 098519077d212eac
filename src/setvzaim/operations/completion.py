"""Marking measures of a plan as carried out (Regulation 5.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from setvzaim.operations.names import Resolver
from setvzaim.operations.operation import operation
from setvzaim.operations.writing import Values, change_record
from setvzaim.queries import Context
from setvzaim.registers import register
from setvzaim.storage import Changes
from setvzaim.text.format import format_number


def _of_measures(count: int) -> str:
    """Return whose completion is meant: «мероприятия», «3 мероприятий», «21 мероприятия»."""
    noun = register("measures").noun
    genitive = noun.few if noun.after(count) == noun.one else noun.many
    return noun.few if count == 1 else f"{format_number(count)}\u00a0{genitive}"


@operation(lambda records, **_: f"отметить выполнение {_of_measures(len(records))}")
def complete(changes: Changes, *, records: Sequence[str], done_on: date, outcome: str | None) -> None:
    """Mark measures as carried out on a day; without an outcome, what was said of it before stays.

    Raises `WorldError` when one of them is gone.
    """
    _mark(changes, records, {"done_on": done_on} | ({"outcome": outcome} if outcome else {}))


@operation(lambda records: f"снять отметку о выполнении {_of_measures(len(records))}")
def reopen(changes: Changes, *, records: Sequence[str]) -> None:
    """Take the day of completion away; the words about it stay. Raises `WorldError` when one of them is gone."""
    _mark(changes, records, {"done_on": None})


def _mark(changes: Changes, records: Sequence[str], values: Values) -> None:
    of, context = register("measures"), Context()
    resolver = Resolver(changes.connection, of, context)
    for record in records:
        change_record(changes, of, record, values, context, resolver)
