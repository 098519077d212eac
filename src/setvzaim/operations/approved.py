"""Approved plans stay as they are: the one guard that every operation, undoing and redoing pass.

It looks at what came out, not at the way: after the rows are written and before they are kept, every approved plan must
say what its version says. So it holds for cards, paste, import, moving, deleting and bringing back, and for operations
nobody has thought of yet; what does not belong to the content (`analysis.plan_content`) may change.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from setvzaim.errors import Refusal
from setvzaim.queries.approvals import locked_plans
from setvzaim.queries.plan_content import PLAN_TABLES, content_now, content_of, digests_now

_WATCHED = PLAN_TABLES | {"plan_versions"}


def refuse_changed(connection: sa.Connection, touched: Collection[str]) -> None:
    """Raise `Refusal` when an approved plan says something else now. `touched` are the tables written to."""
    if _WATCHED.isdisjoint(touched):
        return
    locked = locked_plans(connection)
    now = digests_now(connection, list(locked)) if locked else {}
    for plan, (number, title, digest) in locked.items():
        if now[plan] != digest and content_now(connection, plan) != content_of(connection, digest):
            raise refused(
                title, number
            )  # two digests may differ by people who have left the register, and nothing else


def refuse_deleted(connection: sa.Connection, plans: Sequence[str]) -> None:
    """Raise `Refusal` when an approved plan is among those that are to be deleted."""
    locked = locked_plans(connection) if plans else {}
    for plan in plans:
        if plan in locked:
            raise refused(locked[plan][1], locked[plan][0], "удалить")


def refused(title: str, number: int, what: str = "изменить") -> Refusal:
    """Return what is said to whoever would change an approved plan."""
    return Refusal({"": f"План «{title}» утверждён (версия {number}). Чтобы {what}, начните следующую версию"})
