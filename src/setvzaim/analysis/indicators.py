"""How far the target of an indicator was reached (domain notes 8.3). Missing is not zero."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a target was reached.

    `share` is the part of the way done, 1 for the whole, negative when things went the other way; `None` where there
    is no way to measure by. `done` says whether the target is reached.
    """

    share: float | None
    done: bool


def reached(
    baseline: float | None, target: float | None, fact: float | None, *, lower_is_better: bool
) -> Reached | None:
    """Return how far a target was reached; `None` when target or fact is not known.

    An ordinary indicator is measured by fact / target; a reverse one by the fall from the baseline,
    (baseline - fact) / (baseline - target), for which the baseline must be known. Where the divisor is zero there is
    no share.
    """
    if target is None or fact is None:
        return None
    if not lower_is_better:
        return Reached(fact / target if target else None, fact >= target)
    way = baseline - target if baseline is not None else 0.0
    return Reached((baseline - fact) / way if baseline is not None and way else None, fact <= target)
