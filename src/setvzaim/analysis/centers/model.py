"""What is asked about centers, and what is answered (regulation 1.3).

Which `count` schools, made centers, serve the rest with the least travel: the p-median problem. Units: minutes are of
one way, a weight is a number of pupils or of needs, so travel is in pupil-minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, slots=True)
class Site:
    """A school: `weight` counts its minutes to a center, ≥ 0; it may become a center when `eligible`.

    With a `capacity` (≥ 0) it serves, as a center, others whose `demand` sums up to that and no more; a demand of
    `None` is its weight. A center serves itself, which takes nothing of its capacity. One center serves a school.
    """

    key: str
    weight: float = 1.0
    eligible: bool = True
    capacity: float | None = None
    demand: float | None = None

    @property
    def asked(self) -> float:
        """What it takes of the capacity of its center."""
        return self.weight if self.demand is None else self.demand


@dataclass(frozen=True, slots=True, eq=False)
class CentersProblem:
    """`minutes[i][j]` leads from school i to center j, ≥ 0; infinite where there is no way; the diagonal is taken as 0.

    A numpy array will do. `fixed` schools are centers in any case, also when not eligible, `forbidden` ones in no case.
    """

    sites: Sequence[Site]
    minutes: Sequence[Sequence[float]]
    count: int
    fixed: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Center:
    """A chosen school, the others it serves, and why it is needed.

    `travel` is that of the schools served; `taken` what they take of its capacity. `lost` is the travel added when it
    is closed, nothing takes its place and its schools go to the nearest other center; `None` when they cannot, or when
    capacities make that a question of its own. `explain_center` tells what the best choice without it costs.
    """

    key: str
    served: tuple[str, ...]
    travel: float
    taken: float
    lost: float | None


@dataclass(frozen=True, slots=True)
class CentersProposal:
    """The best choice found; no choice whatever has less travel than `bound`. `center_of` is in the order of sites."""

    centers: tuple[Center, ...]
    center_of: tuple[tuple[str, str], ...]
    travel: float
    bound: float

    @property
    def gap(self) -> float:
        """How far above the least travel it can be, as a share of itself; 0 is proven best."""
        return max(0.0, self.travel - self.bound) / self.travel if self.travel > 0 else 0.0

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the centers."""
        return tuple(center.key for center in self.centers)


class Obstacle(Enum):
    """Why there is no choice of centers at all. Words are made in `words.py`."""

    NOTHING_TO_CHOOSE = "nothing_to_choose"  # number: count asked for, which is below one
    TOO_FEW_ELIGIBLE = "too_few_eligible"  # number: how many can be chosen; limit: count
    TOO_MANY_FIXED = "too_many_fixed"  # number: how many are fixed; limit: count
    FIXED_AND_FORBIDDEN = "fixed_and_forbidden"  # schools
    OUT_OF_REACH = "out_of_reach"  # schools that no possible center can be reached from
    FITS_NOWHERE = "fits_nowhere"  # schools that ask more than any possible center within reach can take
    TOO_LITTLE_CAPACITY = "too_little_capacity"  # number: all capacities; limit: the demand at the least
    NO_DIVISION = "no_division"  # every single rule can be kept, all of them together cannot
    NONE_FOUND = "none_found"  # the time was over before any was found


@dataclass(frozen=True, slots=True)
class NoCenters:
    """There is no answer, and why; what the numbers mean stands at `Obstacle`."""

    obstacle: Obstacle
    schools: tuple[str, ...] = ()
    number: float = 0.0
    limit: float = 0.0


@dataclass(frozen=True, slots=True)
class CenterReason:
    """What is lost when a center may not be one, or another school must: `instead` is then the best choice.

    `lost` is its travel above that of the proposal; below 0 when only a condition held it back (a center that is fixed,
    a school that may be none). `instead` is `None` when no choice is left; then `lost` is `None`. Exact when the
    proposal is proven and `gap`, that of this other choice, is 0; else no more than `lost` is lost.
    """

    key: str
    instead: tuple[str, ...] | None
    lost: float | None
    obstacle: NoCenters | None = None
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The best choice of `count` centers, and how much travel the last one brings against one center fewer.

    `saved` is `None` at the first count that has a choice.
    """

    count: int
    answer: CentersProposal | NoCenters
    saved: float | None = field(default=None)
