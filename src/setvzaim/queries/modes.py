"""Which mode of 4.2 suits a measure or an exchange of the base, by the rules the office has written.

A measure meets at the participant that is the nearest for the farthest one; one for everybody has all schools of its
network as participants. It needs equipment that cannot be carried away, and pupils, when one of its exchanges does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from setvzaim.analysis.mode_words import Gaps, why_mode
from setvzaim.analysis.modes import USUAL, Chosen, Mode, ModeRule, Situation, choose_mode
from setvzaim.model import BETWEEN, TABLES
from setvzaim.queries.approvals import locked_plans
from setvzaim.queries.equipped import buses, described, internet
from setvzaim.queries.query import Context, Query
from setvzaim.queries.rows import find
from setvzaim.queries.travel import Ways

CONDITIONS = (
    "minutes_up_to", "minutes_from", "speed_from", "pupils_up_to", "pupils_from", "transport", "immovable",
)  # fmt: skip
"""Columns of a rule that ask for something, called as the fields of `ModeRule`."""


_OVER = ("finished", "declined")
"""States of an exchange whose mode nobody has to choose any more."""
_NOBODY, _ALONE = "Участники не названы.", "Участник один: договариваться о форме не с кем."


@dataclass(frozen=True, slots=True)
class ModeAnswer:
    """The mode that suits a record, what is known of it, and the mode it has now (a code, `None` when open)."""

    register: str
    record: str
    label: str
    schools: tuple[str, ...]
    names: tuple[str, ...]
    """Of the schools."""
    now: str | None
    situation: Situation
    chosen: Chosen
    gaps: Gaps
    why_none: str = ""
    """Why there is nothing to choose at all, in a sentence."""
    locked: str = ""
    """Why its mode may not be changed, in a sentence."""

    @property
    def proposed(self) -> str | None:
        """The code of the mode that is proposed and is not the present one; `None` where there is nothing to accept."""
        mode = self.chosen.mode
        return None if self.locked or mode is None or mode.value == self.now else mode.value

    @property
    def why(self) -> str:
        """Why this mode, or why none."""
        return self.why_none or why_mode(self.chosen)


def mode_rules(connection: sa.Connection) -> tuple[ModeRule, ...]:
    """Return the rules of the base in their order; the usual ones where the office has written none."""
    table = TABLES["mode_rules"]
    order = (table.c.position.is_(None), table.c.position, table.c.name_fold)
    found = connection.execute(sa.select(table).order_by(*order)).mappings()
    rules = tuple(ModeRule(row["name"], Mode(row["mode"]), **{key: row[key] for key in CONDITIONS}) for row in found)
    return rules or USUAL


class ModeFacts:
    """What the base knows that the rules ask for, read once."""

    def __init__(self, connection: sa.Connection) -> None:
        self.rules = mode_rules(connection)
        self._ways = Ways(connection)
        self._speeds = internet(connection)
        self._buses = buses(connection)
        self._described = described(connection)
        self._farthest: dict[tuple[str, ...], float | None] = {}
        """What has been worked out: measures for everybody ask for all schools again and again."""
        table = TABLES["schools"]
        self._names: dict[str, str] = dict(connection.execute(sa.select(table.c.id, table.c.name)).all())

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

    def names(self, schools: Sequence[str]) -> tuple[str, ...]:
        """Return what schools are called."""
        return tuple(self._names[school] for school in schools)

    def gaps(self, schools: Sequence[str]) -> Gaps:
        """Return of which schools is not known what a situation does not know."""
        unreached = [
            school for school in schools
            if all(self._known_minutes(school, other) is None for other in schools if other != school)
        ]  # fmt: skip
        silent = [school for school in schools if school not in self._speeds]
        bare = [school for school in schools if school not in self._buses and school not in self._described]
        by_fact = {"minutes": unreached, "speed": silent, "transport": bare}
        return {fact: self.names(found) for fact, found in by_fact.items() if found}

    def _known_minutes(self, start: str, end: str) -> float | None:
        found = self._ways.between(start, end)
        return None if found is None else found.minutes

    def _minutes(self, schools: Sequence[str]) -> float | None:
        """Return how long the farthest school is on its way to the best place; `None` when a way is not known."""
        key = tuple(schools)
        if key not in self._farthest:
            best: float | None = None
            for host in key:
                farthest = self._reach(key, host, best)
                best = best if farthest is None else farthest
            self._farthest[key] = best
        return self._farthest[key]

    def _reach(self, schools: Sequence[str], host: str, best: float | None) -> float | None:
        """Return how long the farthest one is on its way to a host; `None` when not less than `best` or not known."""
        farthest = -1.0
        for school in schools:
            if school != host:
                minutes = self._known_minutes(school, host)
                if minutes is None or (best is not None and minutes >= best):
                    return None
                farthest = max(farthest, minutes)
        return farthest if farthest >= 0 else None

    def _transport(self, schools: Sequence[str]) -> bool | None:
        """Tell whether all but one, at whose place they meet, have a bus with a driver."""
        without = [school for school in schools if school not in self._buses]
        if len(without) <= 1:
            return True
        return False if all(school in self._described for school in without) else None


def measure_modes(connection: sa.Connection, context: Context) -> tuple[ModeAnswer, ...]:
    """Return the mode that suits each measure, in the order of the plan."""
    facts, uses, locked = ModeFacts(connection), _uses_of_measures(connection), locked_plans(connection)
    taking = _Taking(connection)
    table, plans = TABLES["measures"], TABLES["plans"]
    asked = sa.select(table.c.id, table.c.title, table.c.mode, table.c.plan, table.c.everyone, plans.c.network)
    rows = {row["id"]: row for row in connection.execute(asked.join(plans, plans.c.id == table.c.plan)).mappings()}
    return tuple(
        _answer(
            facts, "measures", rows[record], taking.schools(rows[record]), uses.get(record, []),
            "План утверждён: форму можно менять в следующей версии." if rows[record]["plan"] in locked else "",
        )
        for record in find(connection, Query("measures", context=context))
    )  # fmt: skip


def exchange_modes(connection: sa.Connection, context: Context) -> tuple[ModeAnswer, ...]:
    """Return the mode that suits each exchange of resources that is not over."""
    facts = ModeFacts(connection)
    rows = {row["id"]: row for row in _uses(connection)}
    found = (rows[record] for record in find(connection, Query("resource_uses", context=context)))
    return tuple(
        _answer(facts, "resource_uses", row, (row["giver"], row["school"]), [row])
        for row in found
        if row["state"] not in _OVER
    )


class _Taking:
    """Who takes part in the measures."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._everyone: dict[str, tuple[str, ...]] = {}
        self._named: dict[str, list[str]] = {}
        between = BETWEEN["measures_participants"]
        order = sa.select(between.c.owner, between.c.target).order_by(between.c.owner, between.c.position)
        for owner, target in connection.execute(order):
            self._named.setdefault(owner, []).append(target)

    def schools(self, row: sa.RowMapping) -> tuple[str, ...]:
        """Return the schools of a measure, all of the network where it is for everybody."""
        network = row["network"]
        if not row["everyone"] or network is None:
            return tuple(self._named.get(row["id"], ()))
        if network not in self._everyone:
            asked = Query("schools", context=Context(network))
            self._everyone[network] = tuple(find(self._connection, asked))
        return self._everyone[network]


def _answer(
    facts: ModeFacts, register: str, row: sa.RowMapping, schools: tuple[str, ...], uses: Sequence[sa.RowMapping],
    locked: str = "",
) -> ModeAnswer:  # fmt: skip
    pupils = [use["pupils"] for use in uses if use["pupils"] is not None]
    movable = [use["movable"] for use in uses if use["equipment"] is not None]
    immovable = True if False in movable else None if None in movable else False
    situation = facts.situation(schools, pupils=sum(pupils) if pupils else None, immovable=immovable)
    chosen = facts.choose(situation) if len(schools) > 1 else Chosen(None, None)
    return ModeAnswer(
        register, row["id"], row["title"], schools, facts.names(schools), row["mode"], situation, chosen,
        facts.gaps(schools), ("" if len(schools) > 1 else _ALONE if schools else _NOBODY), locked,
    )  # fmt: skip


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
