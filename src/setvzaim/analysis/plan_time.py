"""The plan in time: how each measure stands on a day, and the shares done and done in time (domain notes 4.3, 7).

Pure: the day comes from outside. Missing is not zero: a measure whose end is not understood is neither in time nor
late, and is counted apart.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

from setvzaim.text.spans import Repeats, Span, Term, parts, school_year, term_of
from setvzaim.text.terms import understand

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class State(Enum):
    """How a measure stands on a day."""

    IN_TIME = "in_time"
    LATE = "late"
    DONE = "done"
    """Done, and nobody knows by when it had to be."""
    OVERDUE = "overdue"
    COMING = "coming"
    """It begins, or its day comes, within the days that count as soon."""
    UNDERWAY = "underway"
    LATER = "later"
    NO_TERM = "no_term"


DONE = frozenset({State.IN_TIME, State.LATE, State.DONE})


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a measure on a day.

    `days` is how many days it is overdue, until it begins (or until its day, where only the end is known), or left
    until its end; `None` where that is not known or of no interest. `due` is the end of the occurrence that is under
    way or comes next, of a measure that is not done.
    """

    state: State
    days: int | None = None
    due: date | None = None
    ended: bool = True
    """Whether it is known by when the measure has to be done."""


@dataclass(frozen=True, slots=True)
class Dates:
    """What the base holds of the term of a measure."""

    term: str | None
    starts_on: date | None
    ends_on: date | None
    repeats: Repeats | None
    school_year: int | None


def term_of_measure(dates: Dates) -> Term | None:
    """Return the term of a measure: its own dates win over the words; its own repetition over the one in the words."""
    if dates.starts_on is not None or dates.ends_on is not None:
        return term_of(dates.starts_on, dates.ends_on, dates.repeats)
    said = understand(dates.term or "", dates.school_year)
    if dates.repeats is None:
        return said
    if said is None:
        year = dates.school_year
        return None if dates.term or year is None else _repeated(school_year(year), dates.repeats)
    if said.repeats is not None or said.starts is None or said.ends is None:
        return said
    pieces = tuple(sorted({piece for span in said.occurrences for piece in parts(span, dates.repeats)}))
    return Term(said.starts, max(piece.ends for piece in pieces), dates.repeats, pieces)


def _repeated(whole: Span, every: Repeats) -> Term:
    pieces = parts(whole, every)
    return Term(pieces[0].starts, pieces[-1].ends, every, pieces)


def standing(term: Term | None, done_on: date | None, day: date, soon: int) -> Standing:
    """Return how a measure stands on a day; what is done is done, whenever one looks."""
    ends = term.ends if term is not None else None
    if done_on is not None:
        if ends is None:
            return Standing(State.DONE, ended=False)
        return Standing(State.IN_TIME if done_on <= ends else State.LATE)
    if term is None:
        return Standing(State.NO_TERM, ended=False)
    if ends is not None and ends < day:
        return Standing(State.OVERDUE, (day - ends).days, ends)
    due = next((span.ends for span in term.occurrences if span.ends >= day), ends) if ends is not None else None
    first = term.starts or ends
    if first is not None and (first > day or term.starts is None):
        ahead = (first - day).days
        return Standing(State.COMING if ahead <= soon else State.LATER, ahead, due, ends is not None)
    return Standing(State.UNDERWAY, (ends - day).days if ends is not None else None, due, ends is not None)


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of measures by state, and the shares that follow, with numerator and denominator."""

    counts: Mapping[State, int]
    without_end: int
    """Those of which nobody knows by when they have to be done, done or not."""

    @property
    def total(self) -> int:
        """All measures."""
        return sum(self.counts.values())

    def of(self, *states: State) -> int:
        """Return how many stand in one of some states."""
        return sum(self.counts.get(state, 0) for state in states)

    @property
    def done(self) -> tuple[int, int]:
        """Done, of all."""
        return self.of(*DONE), self.total

    @property
    def in_time(self) -> tuple[int, int]:
        """Done in time, of those done whose end is known."""
        return self.of(State.IN_TIME), self.of(State.IN_TIME, State.LATE)


def figures(found: Iterable[Standing]) -> Figures:
    """Count measures by how they stand."""
    counts: dict[State, int] = {}
    without_end = 0
    for one in found:
        counts[one.state] = counts.get(one.state, 0) + 1
        without_end += not one.ended
    return Figures(counts, without_end)


def figures_by(
    rows: Iterable[T], keys: Callable[[T], Iterable[K]], stands: Callable[[T], Standing]
) -> dict[K, Figures]:
    """Return figures by section, school or month; a measure of several schools counts for each, once."""
    found: dict[K, list[Standing]] = {}
    for row in rows:
        for key in dict.fromkeys(keys(row)):
            found.setdefault(key, []).append(stands(row))
    return {key: figures(some) for key, some in found.items()}


def month_of(term: Term | None) -> tuple[int, int] | None:
    """Return year and month in which a measure has to be done; `None` where its end is not known."""
    return (term.ends.year, term.ends.month) if term is not None and term.ends is not None else None
