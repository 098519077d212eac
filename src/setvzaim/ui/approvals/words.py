"""What the line of approvals offers and says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from setvzaim.queries import Context, Query, find
from setvzaim.queries.approvals import Status, Version, named_plan, versions
from setvzaim.registers import Choice, LinkTo, register
from setvzaim.text.plural import Noun
from setvzaim.ui.table.model import Said

_NAMED = 4
_DAYS = Noun("день", "дня", "дней")


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen: a version of a plan, or a plan that was never sent."""

    plan: LinkTo
    version: Version | None

    def words(self, *, several: bool) -> str:
        """Name it; the plan too, where there are several."""
        if self.version is None:
            said = "на согласование не отправляли"
        else:
            said = f"{self.version.words} — {_sign(self.version.state)}"
        return f"{self.plan.label}: {said}" if several else said[0].upper() + said[1:]


def offered(connection: Any, context: Context) -> tuple[Offered, ...]:  # noqa: ANN401 - a connection
    """Return the versions of the plans of a network and year, and the plans that were never sent."""
    found: list[Offered] = []
    for id_ in find(connection, Query("plans", context=context)):
        plan = named_plan(connection, id_)
        known = versions(connection, id_)
        found += [Offered(plan, version) for version in known] or [Offered(plan, None)]
    return tuple(found)


def changed_words(state: Status | None) -> str:
    """Say that a plan was changed since it was sent, and whom that concerns; and who has joined the network since."""
    if state is None or state.version is None:
        return ""
    said = []
    if state.changes:
        whom = f", затронуты школы: {_names(state.touched)}" if state.touched else ": школ это не касается"
        said.append(f"План изменён после отправки версии {state.version.number}{whom}.")
    if state.joined and state.version.state == "sent":
        said.append(f"В сети новые школы, их ещё не спрашивали: {_names(state.joined)}.")
    return f"⚠ {' '.join(said)}" if said else ""


def _names(schools: Sequence[LinkTo]) -> str:
    more = len(schools) - _NAMED
    names = ", ".join(school.label for school in schools[:_NAMED])
    return f"{names} и ещё {more}" if more > 0 else names


def instead(state: Status | None) -> dict[tuple[str, str], Said]:
    """Return what the table says of answers that are waited for, or count no more."""
    said: dict[tuple[str, str], Said] = {}
    if state is None or state.version is None:
        return said
    for one in state.waiting:
        if one.reopened:
            said[one.id, "decision"] = Said("↺ спросить снова", "warning", f"Открыто снова: {one.reopened}")
        elif one.late:
            said[one.id, "decision"] = Said(f"◔ просрочено {_DAYS.counted(one.late)}", "declined")
        elif state.version.state == "sent":
            said[one.id, "decision"] = Said("◔ ждём ответа", "sent")
        else:
            said[one.id, "decision"] = Said("ответа нет", "quiet")
    return said


def _sign(state: str) -> str:
    kind = register("plan_versions")["state"].kind
    options = kind.options if isinstance(kind, Choice) else ()
    return next(f"{one.sign} {one.label}" for one in options if one.code == state)
