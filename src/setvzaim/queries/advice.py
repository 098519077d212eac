"""Who helps whom, answered: the proposal over the base with its reasons in words (regulation 4.2, 4.3, 5.2).

Needs numpy and HiGHS: to be imported where it is used.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from setvzaim.analysis import modes
from setvzaim.analysis.mode_words import what_is_not_known
from setvzaim.analysis.pace import Pace
from setvzaim.analysis.partners.model import Line, Mode, Partnership, PartnersProposal, Rules, Uncovered
from setvzaim.analysis.partners.reasons import explain_need
from setvzaim.analysis.partners.solve import explain_pair, propose_partners
from setvzaim.analysis.partners.words import (
    how_good,
    what_is_lost,
    what_it_costs,
    what_it_covers,
    what_would_cover,
    why_uncovered,
)
from setvzaim.model import TABLES
from setvzaim.queries.modes import ModeFacts
from setvzaim.queries.partners import PartnersQuestion, partners_question
from setvzaim.queries.query import Context, Query
from setvzaim.queries.rows import count
from setvzaim.queries.settings import Settings
from setvzaim.registers.choices import MODE
from setvzaim.registers.settings import LIMIT, PARTNERS, SEASON, SECONDS, SECONDS_LARGE
from setvzaim.text.plural import Noun

_MINUTE = Noun("минута", "минуты", "минут")
_LARGE = 100  # schools
_OUT_OF_TIME = "На проверку пределов не хватило времени."


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits the base sets: minutes of one way, partners of a school, the season of the roads by its code."""

    minutes: int
    partners: int
    season: str


def usual_seconds(connection: sa.Connection, context: Context) -> float:
    """Return how long the best is looked for unless somebody says otherwise: a large network needs more to have any."""
    large = count(connection, Query("schools", context=context)) > _LARGE
    return float(Settings(connection)[SECONDS_LARGE if large else SECONDS])


def limits(connection: sa.Connection) -> Limits:
    """Return the limits the base sets."""
    kept = Settings(connection)
    return Limits(kept[LIMIT], kept[PARTNERS], kept[SEASON])


@dataclass(frozen=True, slots=True)
class LineMode:
    """The mode of a line of a pair beside what the rules of the office say of it."""

    situation: modes.Situation
    chosen: modes.Chosen


@dataclass(frozen=True, slots=True, eq=False)
class PartnersAdvice:
    """A question, its answer, and both in words. A line is known by (offer, need)."""

    question: PartnersQuestion
    proposal: PartnersProposal
    line_modes: dict[tuple[str, str], LineMode]

    @property
    def good(self) -> str:
        """What is proven of the proposal."""
        return how_good(self.proposal)

    def minutes(self, pair: Partnership) -> float | None:
        """Return how long one way of a pair is; `None` when that is not known."""
        at = {school.key: place for place, school in enumerate(self.question.problem.schools)}
        found = self.question.problem.minutes[at[pair.giver]][at[pair.taker]]
        return found if math.isfinite(found) else None

    def why(self, pair: Partnership) -> tuple[str, ...]:
        """Say what a pair covers, what it costs and in which mode; quick."""
        agreed = ("Уже согласовано: пара сохранена.",) if pair.agreed else ()
        said = dict.fromkeys(self.why_mode(line) for line in pair.lines)
        return (what_it_covers(pair, self.question.name_of), what_it_costs(pair), *said, *agreed)

    def why_line(self, pair: Partnership, line: Line) -> str:
        """Say in short why an exchange was proposed; it is kept with the exchange."""
        minutes = self.minutes(pair)
        way = f"Дорога {_MINUTE.counted(round(minutes))} в один конец." if minutes is not None and line.trips else ""
        return " ".join(words for words in (self.good, way, self.why_mode(line)) if words)

    def why_mode(self, line: Line) -> str:
        """Say in which mode a line is, and what the rules say of it."""
        form, found = MODE.write(line.mode.value), self.line_modes[line.offer, line.need]
        rule, missing = found.chosen.rule, what_is_not_known(found.chosen)
        unknown = f" Не известно, {', '.join(missing)}." if missing else ""
        if rule is None or found.chosen.mode is None:
            return f"Форма: {form}.{unknown}"
        if found.chosen.mode.value == line.mode.value:
            return f"Форма: {form}. Правило: «{rule.name}».{unknown}"
        other = MODE.write(found.chosen.mode.value)
        spared = ", так меньше дороги" if found.chosen.mode is modes.Mode.ON_SITE else ""
        return f"Форма: {form}{spared}. По правилу «{rule.name}» подходит и {other}.{unknown}"

    def without(self, pair: Partnership, pace: Pace) -> str:
        """Say what is lost without a pair and who would give then. Solves anew; raises `Cancelled`."""
        reason = explain_pair(self.question.problem, self.proposal, (pair.giver, pair.taker), pace)
        return what_is_lost(reason, self.proposal, self.question.name_of)

    def why_not(self, uncovered: Uncovered) -> str:
        """Say why a need is not covered; quick."""
        return why_uncovered(uncovered.cause)

    def would_cover(self, uncovered: Uncovered, pace: Pace) -> tuple[str, ...]:
        """Say which single limit, loosened, would cover a need. Solves many times; raises `Cancelled`."""
        found = explain_need(self.question.problem, self.proposal, uncovered.need, pace)
        if pace.check():
            return (_OUT_OF_TIME,)
        said = tuple(dict.fromkeys(what_would_cover(one, self.question.name_of) for one in found))
        return said or ("Ни один предел, если его изменить, сам по себе не поможет.",)


def advise_partners(
    connection: sa.Connection, context: Context, day: date, pace: Pace, change: Callable[[Rules], Rules] | None = None
) -> PartnersAdvice:
    """Ask the base who helps whom and answer; `change` sets other limits than those of the base. Raises `Cancelled`."""
    question = partners_question(connection, context, day)
    if change is not None:
        problem = replace(question.problem, rules=change(question.problem.rules))
        question = replace(question, problem=problem)
    pace.check()
    proposal = propose_partners(question.problem, pace)
    return PartnersAdvice(question, proposal, _line_modes(connection, question, proposal))


def _line_modes(
    connection: sa.Connection, question: PartnersQuestion, proposal: PartnersProposal
) -> dict[tuple[str, str], LineMode]:
    facts = ModeFacts(connection)
    needs = {one.key: one for one in question.problem.needs}
    offers = {one.key: one for one in question.problem.offers}
    online = {school.key for school in question.problem.schools if school.internet}
    table = TABLES["needs"]
    pupils = dict(connection.execute(sa.select(table.c.id, table.c.pupils)).all())
    table = TABLES["equipment"]
    movable = dict(connection.execute(sa.select(table.c.id, table.c.movable)).all())
    found: dict[tuple[str, str], LineMode] = {}
    for pair in proposal.pairs:
        for line in pair.lines:
            allowed = set(needs[line.need].modes & offers[line.offer].modes)
            if not {pair.giver, pair.taker} <= online:
                allowed &= {Mode.ON_SITE}
            thing = question.things[line.offer]
            can_move = movable.get(thing.record) if thing.register == "equipment" else True
            situation = facts.situation(
                (pair.giver, pair.taker),
                pupils=pupils.get(line.need),
                immovable=None if can_move is None else not can_move,
                allowed=frozenset(modes.Mode(mode.value) for mode in allowed),
            )
            found[line.offer, line.need] = LineMode(situation, facts.choose(situation))
    return found
