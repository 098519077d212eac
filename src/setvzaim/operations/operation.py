"""The one wrapper of all operations: transaction, name, and what changed.

An operation is a function whose first argument is `Changes`. Decorated, it is called with the open base instead, runs
in one transaction, and answers with an `Outcome`. The same transaction writes it to the journal, so that it can be
undone, and refuses whatever would change an approved plan.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Concatenate, Generic, ParamSpec, TypeVar

from setvzaim.operations.approved import refuse_changed
from setvzaim.storage import Base, Changes, journal
from setvzaim.storage.recorder import Recorder

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """An operation that was done."""

    name: str
    """Russian, as the history and «Отменить» call it: «добавлена школа»."""
    value: T
    touched: frozenset[str]
    """Tables that changed; whatever shows them reads again."""
    rows: int
    """How many rows were written or deleted."""
    sequence: int | None = field(default=None, compare=False)
    """Its place in the journal, by which it can be undone; `None` when it changed nothing."""


def operation(
    name: str | Callable[..., str],
) -> Callable[[Callable[Concatenate[Changes, P], T]], Callable[Concatenate[Base, P], Outcome[T]]]:
    """Make a function an operation.

    `name` is Russian text with `{placeholders}` for the function's keyword arguments, or a function of them.
    """

    def decorate(function: Callable[Concatenate[Changes, P], T]) -> Callable[Concatenate[Base, P], Outcome[T]]:
        @functools.wraps(function)
        def run(base: Base, /, *args: P.args, **kwargs: P.kwargs) -> Outcome[T]:
            with base.write() as connection:
                recorder = Recorder()
                changes = Changes(connection, recorder)
                value = function(changes, *args, **kwargs)
                refuse_changed(connection, changes.touched)
                called = name(**kwargs) if callable(name) else name.format(**kwargs)
                sequence = journal.write(connection, called, changes.rows, recorder)
            return Outcome(called, value, frozenset(changes.touched), changes.rows, sequence)

        return run

    return decorate
