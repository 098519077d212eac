"""Who could help whom, and who is proposed to (regulation 1.3, 4.2, 4.3, 5.2).

Amounts are whole numbers of whatever a need is measured in (hours a week, pieces); a need and an offer meet when they
name the same `subject` (a school subject or a category of resources), which is measured in one unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from setvzaim.analysis import modes

ANY_DAY = frozenset(range(7))
Mode = modes.Mode
"""Mode of cooperation (regulation 4.2); all but on site need internet at both ends."""
ANY_MODE = frozenset(Mode)


@dataclass(frozen=True, slots=True)
class School:
    """A school of the network. `None` is no limit.

    `trips` is how many trips its transport with a driver makes a week (0 without bus or driver), `seats` how many it
    carries at once, `partners` the most partnerships it takes part in, by default that of the rules. `speed` (Мбит/с)
    and `transport` are what the rules of the mode ask for; there `None` is not known.
    """

    key: str
    internet: bool = True
    trips: int | None = None
    seats: int | None = None
    partners: int | None = None
    speed: float | None = None
    transport: bool | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What a school lacks. It may be covered in part and by several givers.

    `weight` is that of one unit (from status and risk), taken to thousandths; `rank` is the place of its deadline in
    the urgency of the rules, 0 the most urgent. One unit on site takes `visits` trips a week: with `riders` (pupils)
    they are brought to the giver by the transport of this school, without, the giver comes. `pupils` is how many it is
    about, for the rules of the mode; `None` is not known.
    """

    key: str
    school: str
    subject: str
    amount: int
    weight: float = 1.0
    rank: int = 0
    modes: frozenset[Mode] = ANY_MODE
    days: frozenset[int] = ANY_DAY
    visits: int = 1
    riders: int = 0
    pupils: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What a school can give beside its own work; `days` are of the week, 0 is Monday (or lessons, as in needs).

    The amount is given once, to needs of `subject` or of any of the `others`. `immovable` says whether it cannot be
    carried away, for the rules of the mode; `None` is not known.
    """

    key: str
    school: str
    subject: str
    amount: int
    modes: frozenset[Mode] = ANY_MODE
    days: frozenset[int] = ANY_DAY
    others: tuple[str, ...] = ()
    immovable: bool | None = False

    @property
    def subjects(self) -> tuple[str, ...]:
        """All subjects it may be given for, each once."""
        return tuple(dict.fromkeys((self.subject, *self.others)))


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is agreed already: it stays as it is, even above a limit of the rules. Freeing it is leaving it out."""

    offer: str
    need: str
    amount: int
    mode: Mode


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits and the prices.

    `travel_limit` is in minutes of one way; `partners` the most partnerships of a school, as giver and taker together.
    `urgency` multiplies weights by the rank of the deadline, the last one from there on. `change` is the price of a
    partnership dropped or begun against the earlier proposal, `evenness` what each further taker of a giver costs more
    than the one before (from the tenth on no more), both in partnerships. With `own_way` whoever comes to give travels
    by himself; without, the transport of the giver makes the trips.
    """

    travel_limit: float = float("inf")
    partners: int | None = None
    urgency: tuple[float, ...] = (1.0,)
    change: float = 0.5
    evenness: float = 0.01
    own_way: bool = True


Pair = tuple[str, str]
"""Giver and taker, keys of schools."""


@dataclass(frozen=True, slots=True)
class Keep:
    """A pair that shall be, for one of these subjects or (`None`) for any: at least one unit is given.

    It goes before the coverage and above the limit of partners, but not above what there is to give, the trips, or
    anything that keeps need and offer apart. The unit is of the heaviest need, by the least travel.
    """

    giver: str
    taker: str
    subjects: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PartnersProblem:
    """All that a proposal depends on. `minutes[i][j]` is one way from school i to j, infinite where there is none.

    `vetoes` are pairs that must not be, `subject_vetoes` pairs that must not be for one subject; `keeps` are pairs that
    shall be; `earlier` are the pairs of the proposal before, `None` if there was none. The first of the `mode_rules`
    that fits decides on the mode of a line, among the modes possible; without rules the one with least travel is taken.
    """

    schools: Sequence[School]
    needs: Sequence[Need]
    offers: Sequence[Offer]
    minutes: Sequence[Sequence[float]]
    rules: Rules = field(default_factory=Rules)
    vetoes: frozenset[Pair] = frozenset()
    agreed: Sequence[Agreed] = ()
    earlier: frozenset[Pair] | None = None
    subject_vetoes: frozenset[tuple[str, str, str]] = frozenset()
    keeps: Sequence[Keep] = ()
    mode_rules: Sequence[modes.ModeRule] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """So much of an offer to a need. `trips` are of a week, `travel` is minutes of one way × trips; remote is 0."""

    offer: str
    need: str
    amount: int
    mode: Mode
    trips: int
    travel: float


@dataclass(frozen=True, slots=True)
class Partnership:
    """What one school gives another: `weight` is what it covers, weighted; `agreed` when any line is.

    `kept` says that it is there because it shall be kept.
    """

    giver: str
    taker: str
    lines: tuple[Line, ...]
    weight: float
    travel: float
    agreed: bool
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """One aim, with what is proven: no proposal as good in the aims before is better in this one than `bound`."""

    value: float
    bound: float

    @property
    def gap(self) -> float:
        """How far from the best it can be, as a share; 0 is proven best."""
        most = max(abs(self.value), abs(self.bound))
        return abs(self.value - self.bound) / most if most > 1e-9 else 0.0


class Cause(Enum):
    """Why a need is not covered, or not wholly."""

    NOBODY = "nobody"  # no other school offers the subject
    TOO_FAR = "too_far"  # every offer of it is too far or must not travel, and there is no internet at both ends
    DAYS = "days"  # no offer of it is on a day of the need
    BARRED = "barred"  # every offer is ruled out, for several reasons or by a veto, a mode, seats
    GIVEN = "given"  # every offer that could be taken is given to others
    LIMIT = "limit"  # an offer is left over, and a limit of partners or trips keeps it from the need


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A need that misses something."""

    need: str
    missing: int
    cause: Cause


@dataclass(frozen=True, slots=True)
class PartnersProposal:
    """The best found.

    `coverage` is weighted and as much as can be; then `travel`; then `network`, the price of the partnerships (one
    each), of changes and of unevenness.
    """

    pairs: tuple[Partnership, ...]
    uncovered: tuple[Uncovered, ...]
    coverage: Level
    travel: Level
    network: Level
