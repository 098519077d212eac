"""The index of the context a school works in, 0 to 100, the greater the worse (domain notes 2.2).

No obligatory formula was found, so indicators, directions and weights are the office's own. Each indicator is brought
to 0-100 between the least and the greatest value of the schools compared; the index is their weighted mean over the
indicators known of the school.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Measured(Generic[K]):
    """The value of an indicator of a school in a school year; of a share with its numerator and denominator."""

    school: K
    indicator: str
    value: float
    part: float | None = None
    whole: float | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """One indicator within an index: what was measured, where it lies from 0 to 100, and its weight.

    `weight` is the share of the whole weight known of the school, 0 to 1.
    """

    measured: Measured[Hashable]
    scaled: float
    weight: float


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a school; `missing` names the indicators nobody has measured there.

    `known` is the share of the weight of all indicators that is known of the school, 0 to 1.
    """

    value: float
    parts: tuple[Weighed, ...]
    missing: tuple[str, ...]
    known: float


def indices(
    values: Iterable[Measured[K]], weights: Mapping[str, float], *, less_is_worse: Sequence[str] = ()
) -> dict[K, Index]:
    """Return the index of each school; `weights` (zero or more) by indicator.

    An indicator in which all schools are equal says nothing of their differences and lies at 50 for all. A school of
    which no indicator with a weight is known has no index.
    """
    by_indicator: dict[str, dict[K, Measured[K]]] = {}
    for one in values:
        if weights.get(one.indicator, 0) > 0:
            by_indicator.setdefault(one.indicator, {})[one.school] = one
    schools = dict.fromkeys(school for found in by_indicator.values() for school in found)
    whole = sum(weight for weight in weights.values() if weight > 0)
    scaled = {name: _scaled(found, turned=name in less_is_worse) for name, found in by_indicator.items()}
    return {school: _index(school, by_indicator, scaled, weights, whole) for school in schools}


def _scaled(found: Mapping[K, Measured[K]], *, turned: bool) -> dict[K, float]:
    least, most = min(one.value for one in found.values()), max(one.value for one in found.values())
    if least == most:
        return dict.fromkeys(found, 50.0)
    part = {school: (one.value - least) / (most - least) * 100 for school, one in found.items()}
    return {school: 100 - value for school, value in part.items()} if turned else part


def _index(
    school: K,
    by_indicator: Mapping[str, Mapping[K, Measured[K]]],
    scaled: Mapping[str, Mapping[K, float]],
    weights: Mapping[str, float],
    whole: float,
) -> Index:
    known = [name for name, found in by_indicator.items() if school in found]
    total = sum(weights[name] for name in known)
    parts = tuple(
        Weighed(by_indicator[name][school], scaled[name][school], weights[name] / total)  # type: ignore[arg-type]
        for name in known
    )
    value = sum(part.scaled * part.weight for part in parts)
    missing = tuple(name for name, weight in weights.items() if weight > 0 and name not in known)
    return Index(value, parts, missing, total / whole)
