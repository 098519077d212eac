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
from setvzaim.analysis.partners.choosing import Lines
from setvzaim.analysis.partners.model import Line, Partnership, PartnersProblem, PartnersProposal, Uncovered
from setvzaim.analysis.partners.reasons import Loosening, explain_need
from setvzaim.analysis.partners.solve import explain_pair, propose_partners
from setvzaim.analysis.partners.words import (
    how_good,
    what_is_lost,
    what_it_costs,
    what_it_covers,
    what_would_cover,
    why_uncovered,
)
from setvzaim.queries.partners import PartnersQuestion, partners_question
from setvzaim.queries.query import Context, Query
from setvzaim.queries.rows import count
from setvzaim.queries.settings import Settings
from setvzaim.registers.choices import MODE
from setvzaim.registers.settings import BY_RULES, LIMIT, OWN_WAY, PARTNERS, SEASON, SECONDS, SECONDS_LARGE
from setvzaim.text.plural import Noun

_MINUTE = Noun("минута", "минуты", "минут")
_LARGE = 100  # schools
_OUT_OF_TIME = "На проверку пределов не хватило времени."


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits the base sets: minutes of one way, partners of a school, the season of the roads by its code.

    `own_way` says that teachers travel by themselves, `by_rules` that the rules of the office choose the mode.
    """

    minutes: int
    partners: int
    season: str
    own_way: bool
    by_rules: bool


def usual_seconds(connection: sa.Connection, context: Context) -> float:
    """Return how long the best is looked for unless somebody says otherwise: a large network needs more to have any."""
    large = count(connection, Query("schools", context=context)) > _LARGE
    return float(Settings(connection)[SECONDS_LARGE if large else SECONDS])


def limits(connection: sa.Connection) -> Limits:
    """Return the limits the base sets."""
    kept = Settings(connection)
    return Limits(kept[LIMIT], kept[PARTNERS], kept[SEASON], kept[OWN_WAY], kept[BY_RULES])


@dataclass(frozen=True, slots=True)
class LineMode:
    """What decided on the mode of a line: an agreement, else a rule of the office, else that it has least travel.

    Of what is agreed `rule` is what the rules would say.
    `unknown` is what could let an earlier rule decide if it were known, `only` that no other mode is possible.
    """

    agreed: bool
    rule: modes.ModeRule | None
    unknown: tuple[str, ...]
    only: bool


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

    @property
    def not_kept(self) -> tuple[str, ...]:
        """The pairs that were to be kept and could not be, in words."""
        given = {(pair.giver, pair.taker) for pair in self.proposal.pairs}
        name_of = self.question.name_of
        ends = dict.fromkeys((one.giver, one.taker) for one in self.question.problem.keeps)
        return tuple(
            f"{name_of(pair[0])} → {name_of(pair[1])}: сохранить пару нельзя, помочь нечем или мешает предел."
            for pair in ends
            if pair not in given
        )

    def minutes(self, pair: Partnership) -> float | None:
        """Return how long one way of a pair is; `None` when that is not known."""
        at = {school.key: place for place, school in enumerate(self.question.problem.schools)}
        found = self.question.problem.minutes[at[pair.giver]][at[pair.taker]]
        return found if math.isfinite(found) else None

    def why(self, pair: Partnership) -> tuple[str, ...]:
        """Say what a pair covers, what it costs and in which mode; quick."""
        agreed = ("Уже согласовано: пара сохранена.",) if pair.agreed else ()
        kept = ("Пара сохранена по вашему условию.",) if pair.kept else ()
        said = dict.fromkeys(self.why_mode(line) for line in pair.lines)
        return (what_it_covers(pair, self.question.name_of), what_it_costs(pair), *said, *agreed, *kept)

    def why_line(self, pair: Partnership, line: Line) -> str:
        """Say in short why an exchange was proposed; it is kept with the exchange."""
        minutes = self.minutes(pair)
        way = f"Дорога {_MINUTE.counted(round(minutes))} в один конец." if minutes is not None and line.trips else ""
        return " ".join(words for words in (self.good, way, self.why_mode(line)) if words)

    def why_mode(self, line: Line) -> str:
        """Say in which mode a line is and what decided on it."""
        form, found = MODE.write(line.mode.value), self.line_modes[line.offer, line.need]
        unknown = f" Может измениться: не известно, {', '.join(found.unknown)}." if found.unknown else ""
        if found.agreed:
            return f"Форма: {form}, так согласовано.{self._said_otherwise(line, found)}"
        if found.rule is not None:
            return f"Форма: {form}. Правило: «{found.rule.name}».{unknown}"
        if found.only:
            return f"Форма: {form}, другая невозможна."
        none = " Ни одно правило не подошло." if self.question.problem.mode_rules else ""
        return f"Форма: {form}, так меньше дороги.{none}{unknown}"

    @staticmethod
    def _said_otherwise(line: Line, found: LineMode) -> str:
        if found.rule is None or found.rule.mode is line.mode:
            return ""
        return f" По правилу «{found.rule.name}» было бы {MODE.write(found.rule.mode.value)}."

    def without(self, pair: Partnership, pace: Pace) -> str:
        """Say what is lost without a pair and who would give then. Solves anew; raises `Cancelled`."""
        reason = explain_pair(self.question.problem, self.proposal, (pair.giver, pair.taker), pace)
        return what_is_lost(reason, self.proposal, self.question.name_of)

    def why_not(self, uncovered: Uncovered) -> str:
        """Say why a need is not covered; quick."""
        return why_uncovered(uncovered.cause)

    def loosened(self, uncovered: Uncovered, pace: Pace) -> tuple[Loosening, ...] | None:
        """Return every single limit that, loosened, would cover a need; `None` when the time was over first."""
        found = explain_need(self.question.problem, self.proposal, uncovered.need, pace)
        return None if pace.check() else found

    def help_in_words(self, found: tuple[Loosening, ...] | None) -> tuple[str, ...]:
        """Say what `loosened` has found."""
        if found is None:
            return (_OUT_OF_TIME,)
        said = tuple(dict.fromkeys(what_would_cover(one, self.question.name_of) for one in found))
        return said or ("Ни один предел, если его изменить, сам по себе не поможет.",)

    def would_cover(self, uncovered: Uncovered, pace: Pace) -> tuple[str, ...]:
        """Say which single limit, loosened, would cover a need. Solves many times; raises `Cancelled`."""
        return self.help_in_words(self.loosened(uncovered, pace))


def advise_partners(
    connection: sa.Connection,
    context: Context,
    day: date,
    pace: Pace,
    change: Callable[[PartnersProblem], PartnersProblem] | None = None,
) -> PartnersAdvice:
    """Ask the base who helps whom and answer; `change` sets other limits than those of the base. Raises `Cancelled`."""
    question = partners_question(connection, context, day)
    if change is not None:
        question = replace(question, problem=change(question.problem))
    pace.check()
    proposal = propose_partners(question.problem, pace)
    return PartnersAdvice(question, proposal, line_modes(question.problem, proposal))


def line_modes(problem: PartnersProblem, proposal: PartnersProposal) -> dict[tuple[str, str], LineMode]:
    """Return what decided on the mode of each line."""
    lines, agreed = Lines(problem), {(one.offer, one.need) for one in problem.agreed}
    found: dict[tuple[str, str], LineMode] = {}
    for line in (line for pair in proposal.pairs for line in pair.lines):
        key = line.offer, line.need
        situation = lines.situation(*key)
        chosen = modes.choose_mode(situation, problem.mode_rules)
        unknown = what_is_not_known(chosen)
        found[key] = LineMode(agreed=key in agreed, rule=chosen.rule, unknown=unknown, only=len(situation.allowed) == 1)
    return found
