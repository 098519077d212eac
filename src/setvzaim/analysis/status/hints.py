"""What results and context together say of a school, beside what the act says."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum

from setvzaim.analysis.status.context import Index
from setvzaim.analysis.status.low import Sign, Verdict

LOW, ADVERSE, RESILIENT, STABLE = "low_results", "adverse_conditions", "resilient", "stable"
"""Codes of the statuses, as the register has them."""


class Why(Enum):
    """Why a computed status and the official one differ, or why there is none."""

    COMPUTED_ONLY = "computed_only"
    """The numbers say so, the act does not."""
    OFFICIAL_ONLY = "official_only"
    """The act says so, the numbers do not."""
    NOT_KNOWN = "not_known"
    """The act says so, and the numbers to hold against it are not there."""


@dataclass(frozen=True, slots=True)
class Hint:
    """The statuses the numbers hint at in a year, and where the act says otherwise.

    `doubtful` tells that the hint rests on small samples or on less than half of the weight of the context.
    """

    statuses: frozenset[str]
    differs: Mapping[str, Why]
    doubtful: bool


_HALF = 0.5


def hint(signs: Mapping[int, Sign], index: Index | None, official: Collection[str], year: int, adverse: float) -> Hint:
    """Return what the numbers say of a school.

    `signs` are the verdicts by year, `adverse` the index from which conditions are adverse. A school is resilient
    when its conditions are adverse and its results are not low; it is stable (1.3) when its results were not low in
    this year nor in the year before, both known.
    """
    now, before = signs.get(year), signs.get(year - 1)
    low = now is not None and now.verdict is Verdict.LOW
    fine = now is not None and now.verdict is Verdict.NOT_LOW
    hard = index is not None and index.value >= adverse
    found = {
        LOW: low,
        ADVERSE: hard,
        RESILIENT: hard and fine,
        STABLE: fine and before is not None and before.verdict is Verdict.NOT_LOW,
    }
    known = {
        LOW: now is not None and now.verdict is not Verdict.UNKNOWN,
        ADVERSE: index is not None,
        RESILIENT: index is not None and (low or fine),
        STABLE: low or (fine and before is not None and before.verdict is not Verdict.UNKNOWN),
    }
    differs: dict[str, Why] = {}
    for status, says in found.items():
        if says and status not in official:
            differs[status] = Why.COMPUTED_ONLY
        elif not says and status in official:
            differs[status] = Why.OFFICIAL_ONLY if known[status] else Why.NOT_KNOWN
    doubtful = bool(now is not None and now.rests_on_small) or bool(index is not None and index.known < _HALF)
    return Hint(frozenset(status for status, says in found.items() if says), differs, doubtful)
