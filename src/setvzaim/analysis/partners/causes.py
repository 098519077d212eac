"""Why a need is not covered, from what keeps it apart from each offer of its subject."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.partners.model import Cause

if TYPE_CHECKING:
    from setvzaim.analysis.partners.network import Bar, Network, Reader
    from setvzaim.analysis.solver import Ints


def causes(reader: Reader, network: Network, amounts: Ints) -> list[tuple[int, int, Cause]]:
    """Return (need, missing, cause) of every need that misses something, in order of needs."""
    wanted = np.array([need.amount for need in reader.problem.needs], np.int64)
    got = np.rint(np.bincount(network.need, amounts, minlength=len(wanted))).astype(np.int64)
    offered = np.array([offer.amount for offer in reader.problem.offers], np.int64)
    left = offered - np.rint(np.bincount(network.offer, amounts, minlength=len(offered))).astype(np.int64)
    missing = np.flatnonzero(wanted > got)
    of_subject: dict[str, list[int]] = defaultdict(list)
    for need in missing:
        of_subject[reader.problem.needs[int(need)].subject].append(int(need))
    found = []
    for subject, needs in of_subject.items():
        if subject not in reader.offers_of:
            found += [(need, Cause.NOBODY) for need in needs]
            continue
        bar = reader.bars(subject)
        rows = np.searchsorted(bar.needs, needs)
        found += [(need, _cause(bar, row, offered, left)) for need, row in zip(needs, rows, strict=True)]
    return [(need, int(wanted[need] - got[need]), cause) for need, cause in sorted(found, key=lambda one: one[0])]


def _cause(bar: Bar, row: int, offered: Ints, left: Ints) -> Cause:
    others = ~bar.own[row] & (offered[bar.offers] > 0)
    if not others.any():
        return Cause.NOBODY
    possible = others & (bar.mode[row] >= 0)
    if possible.any():
        return Cause.LIMIT if (left[bar.offers[possible]] > 0).any() else Cause.GIVEN
    reachless = bar.reachless[row] & ~bar.veto[row]
    all_far, no_day = bool(reachless[others].all()), bool(bar.days[row][others].all())
    if all_far != no_day:
        return Cause.TOO_FAR if all_far else Cause.DAYS
    return Cause.BARRED
