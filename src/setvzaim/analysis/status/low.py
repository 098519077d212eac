"""Low results (ШНОР) by the share of those below the threshold (domain notes 2.1).

The rule is known from a retelling, so every number of it is a dated setting:

- the share is below / participants; it counts from the threshold on («не менее»), 30 per cent usually;
- sign А: at least so many procedures of one year reach it (2 usually);
- sign Б: the same procedure reaches it so many years running (2 usually), the year in question being the last;
- one of the signs is enough, or both are needed; where one year is asked for there is no run, and only А counts.

A procedure is kind, subject and grade. A result without a number of those below is unknown, never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

Procedure = tuple[str, str, int | None]
"""Kind of the assessment, subject, grade."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result of one school: who took part and how many stayed below, `None` where nobody has said."""

    year: int
    procedure: Procedure
    participants: int
    below: int | None


@dataclass(frozen=True, slots=True)
class StatusRule:
    """The rule; `threshold` in per cent, `small` is the number of participants from which a sample is not small."""

    threshold: float = 30.0
    assessments: int = 2
    years: int = 2
    both: bool = False
    small: int = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A result held against the threshold."""

    outcome: Outcome
    reached: bool | None
    """`None` where the number of those below is not known or nobody took part."""
    small: bool


class Verdict(Enum):
    """What the results say."""

    LOW = "low"
    NOT_LOW = "not_low"
    UNKNOWN = "unknown"
    """The results that are not known could turn it either way, or there are none at all."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Low results or not, with everything it follows from.

    `first` are the procedures of sign А, `second` those of sign Б with their results of all the years, oldest first.
    `rests_on_small` tells that without the small samples the verdict would be another one.
    """

    verdict: Verdict
    first: tuple[Judged, ...] = ()
    second: tuple[tuple[Judged, ...], ...] = ()
    unknown: tuple[Judged, ...] = ()
    rests_on_small: bool = False


def judge(outcomes: Iterable[Outcome], year: int, rule: StatusRule) -> Sign:
    """Return what the results of one school say of a year."""
    judged = [_held(outcome, rule) for outcome in outcomes if year - rule.years < outcome.year <= year]
    sign = _signed(judged, year, rule)
    if sign.verdict is Verdict.UNKNOWN:
        return sign
    large = _signed([one for one in judged if not one.small], year, rule)
    return Sign(sign.verdict, sign.first, sign.second, sign.unknown, large.verdict is not sign.verdict)


def _held(outcome: Outcome, rule: StatusRule) -> Judged:
    small = outcome.participants < rule.small
    if outcome.below is None or outcome.participants <= 0:
        return Judged(outcome, None, small)
    # whole numbers against the threshold in hundredths of a per cent: 3 of 10 is 30, whatever a float makes of it
    return Judged(outcome, outcome.below * 10_000 >= round(rule.threshold * 100) * outcome.participants, small)


def _signed(judged: list[Judged], year: int, rule: StatusRule) -> Sign:
    first = tuple(one for one in judged if one.outcome.year == year and one.reached)
    second = _running(judged, year, rule.years)
    unknown = tuple(one for one in judged if one.reached is None)
    both = rule.both and rule.years > 1
    sure = _meets(len(first) >= rule.assessments, bool(second), both=both)
    hoped = [Judged(one.outcome, reached=True, small=one.small) if one.reached is None else one for one in judged]
    could_first = sum(bool(one.reached) for one in hoped if one.outcome.year == year) >= rule.assessments
    could = _meets(could_first, bool(_running(hoped, year, rule.years)), both=both)
    if sure:
        return Sign(Verdict.LOW, first, second, unknown)
    nothing = not any(one.outcome.year == year and one.reached is not None for one in judged)
    return Sign(Verdict.UNKNOWN if could or nothing else Verdict.NOT_LOW, first, second, unknown)


def _meets(first: bool, second: bool, *, both: bool) -> bool:  # noqa: FBT001 - the two signs
    return (first and second) if both else (first or second)


def _running(judged: list[Judged], year: int, years: int) -> tuple[tuple[Judged, ...], ...]:
    """Return the procedures that reach the threshold in every year of a run that ends with `year`."""
    if years < 2:
        return ()
    runs: dict[Procedure, dict[int, Judged]] = {}
    for one in judged:
        if one.reached:
            runs.setdefault(one.outcome.procedure, {})[one.outcome.year] = one
    wanted = range(year - years + 1, year + 1)
    return tuple(tuple(found[each] for each in wanted) for found in _complete(runs, wanted))


def _complete(runs: Mapping[Procedure, dict[int, Judged]], wanted: range) -> list[dict[int, Judged]]:
    return [found for found in runs.values() if all(each in found for each in wanted)]
