"""Which mode of 4.2 suits a measure or an exchange of the base, by the rules the office has written.

A measure meets at the participant that is the nearest for the farthest one; it needs equipment that cannot be carried
away, and pupils, when one of its exchanges does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from setvzaim.analysis.modes import USUAL, Chosen, Mode, ModeRule, Situation, choose_mode
from setvzaim.model import BETWEEN, TABLES
from setvzaim.queries.equipped import buses, described, internet
from setvzaim.queries.query import Context, Query
from setvzaim.queries.rows import find
from setvzaim.queries.travel import Ways

_CONDITIONS = (
    "minutes_up_to", "minutes_from", "speed_from", "pupils_up_to", "pupils_from", "transport", "immovable",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ModeAnswer:
    """The mode that suits a record, what is known of it, and the mode it has now (a code, `None` when open)."""

    register: str
    record: str
    label: str
    schools: tuple[str, ...]
    now: str | None
    situation: Situation
    chosen: Chosen


def mode_rules(connection: sa.Connection) -> tuple[ModeRule, ...]:
    """Return the rules of the base in their order; the usual ones where the office has written none."""
    table = TABLES["mode_rules"]
    order = (table.c.position.is_(None), table.c.position, table.c.name_fold)
    found = connection.execute(sa.select(table).order_by(*order)).mappings()
    rules = tuple(ModeRule(row["name"], Mode(row["mode"]), **{key: row[key] for key in _CONDITIONS}) for row in found)
    return rules or USUAL


class ModeFacts:
    """What the base knows that the rules ask for, read once."""

    def __init__(self, connection: sa.Connection) -> None:
        self.rules = mode_rules(connection)
        self._ways = Ways(connection)
        self._speeds = internet(connection)
        self._buses = buses(connection)
        self._described = described(connection)

    def situation(
        self,
        schools: Sequence[str],
        *,
        pupils: int | None = None,
        immovable: bool | None = None,
        allowed: frozenset[Mode] = frozenset(Mode),
    ) -> Situation:
        """Return what is known of some schools that work together."""
        speeds = [self._speeds.get(school) for school in schools]
        slowest = min((speed for speed in speeds if speed is not None), default=None)
        return Situation(
            minutes=self._minutes(schools),
            speed=None if None in speeds else slowest,
            pupils=pupils,
            transport=self._transport(schools),
            immovable=immovable,
            allowed=allowed,
        )

    def choose(self, situation: Situation) -> Chosen:
        """Return the mode by the rules of the base."""
        return choose_mode(situation, self.rules)

    def _minutes(self, schools: Sequence[str]) -> float | None:
        """Return how long the farthest school is on its way to the best place; `None` when a way is not known."""
        best: float | None = None
        for host in schools:
            ways = [self._ways.between(school, host) for school in schools if school != host]
            times = [way.minutes for way in ways if way is not None and way.minutes is not None]
            if times and len(times) == len(ways):
                best = max(times) if best is None else min(best, max(times))
        return best

    def _transport(self, schools: Sequence[str]) -> bool | None:
        """Tell whether all but one, at whose place they meet, have a bus with a driver."""
        without = [school for school in schools if school not in self._buses]
        if len(without) <= 1:
            return True
        return False if all(school in self._described for school in without) else None


def measure_modes(connection: sa.Connection, context: Context) -> tuple[ModeAnswer, ...]:
    """Return the mode that suits each measure with at least two participants, in the order of the plan."""
    facts, uses = ModeFacts(connection), _uses_of_measures(connection)
    table, between = TABLES["measures"], BETWEEN["measures_participants"]
    schools: dict[str, list[str]] = {}
    for owner, target in connection.execute(
        sa.select(between.c.owner, between.c.target).order_by(between.c.owner, between.c.position)
    ):
        schools.setdefault(owner, []).append(target)
    rows = {row["id"]: row for row in connection.execute(sa.select(table.c.id, table.c.title, table.c.mode)).mappings()}
    answers = []
    for record in find(connection, Query("measures", context=context)):
        taking = tuple(schools.get(record, ()))
        if len(taking) > 1:
            row = rows[record]
            answers.append(_answer(facts, "measures", row, row["title"], taking, uses.get(record, [])))
    return tuple(answers)


def exchange_modes(connection: sa.Connection, context: Context) -> tuple[ModeAnswer, ...]:
    """Return the mode that suits each exchange of resources."""
    facts = ModeFacts(connection)
    rows = {row["id"]: row for row in _uses(connection)}
    answers = []
    for record in find(connection, Query("resource_uses", context=context)):
        row = rows[record]
        answers.append(_answer(facts, "resource_uses", row, row["title"], (row["giver"], row["school"]), [row]))
    return tuple(answers)


def _answer(
    facts: ModeFacts, register: str, row: sa.RowMapping, label: str, schools: tuple[str, ...],
    uses: Sequence[sa.RowMapping],
) -> ModeAnswer:  # fmt: skip
    pupils = [use["pupils"] for use in uses if use["pupils"] is not None]
    movable = [use["movable"] for use in uses if use["equipment"] is not None]
    immovable = True if False in movable else None if None in movable else False
    situation = facts.situation(schools, pupils=sum(pupils) if pupils else None, immovable=immovable)
    return ModeAnswer(register, row["id"], label, schools, row["mode"], situation, facts.choose(situation))


def _uses(connection: sa.Connection) -> Iterator[sa.RowMapping]:
    """Give the exchanges with what the rules ask of their needs and of their equipment."""
    uses, needs, equipment = TABLES["resource_uses"], TABLES["needs"], TABLES["equipment"]
    asked = (
        sa.select(uses, needs.c.title, needs.c.school, needs.c.pupils, equipment.c.movable)
        .join(needs, needs.c.id == uses.c.need)
        .outerjoin(equipment, equipment.c.id == uses.c.equipment)
        .order_by(uses.c.id)
    )
    return iter(connection.execute(asked).mappings())


def _uses_of_measures(connection: sa.Connection) -> dict[str, list[sa.RowMapping]]:
    found: dict[str, list[sa.RowMapping]] = {}
    for row in _uses(connection):
        if row["measure"] is not None:
            found.setdefault(row["measure"], []).append(row)
    return found
