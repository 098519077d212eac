"""The third aim among the proposals that are best in the first two.

A linear program of those two (`columns.py`) tells which arcs such a proposal may use and what it uses wholly. With
both told to the integer program of the third aim, it is a fraction of the size and needs no help to keep the first two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.partners.columns import Columns
from setvzaim.analysis.partners.large import solve_large
from setvzaim.analysis.partners.levels import Found, Levels

if TYPE_CHECKING:
    from setvzaim.analysis.pace import Pace
    from setvzaim.analysis.partners.columns import Flow
    from setvzaim.analysis.partners.levels import Prices
    from setvzaim.analysis.partners.network import Network

_WHOLE = 4000  # arcs; up to here the third aim is one program


def solve_part(network: Network, prices: Prices, pace: Pace) -> Found:
    """Solve a part of the network that nothing ties to the rest."""
    flow = Columns(network, pace).solve()
    if flow is None:
        return Levels(network, prices, pace).solve()
    if len(flow.face) > _WHOLE:
        return solve_large(network, prices, flow, pace)
    if flow.coverage.gap == flow.travel.gap == 0:
        found = _among_best(network, prices, flow, pace)
        if found is not None:
            return found
    return Levels(network, prices, pace).solve()


def _among_best(network: Network, prices: Prices, flow: Flow, pace: Pace) -> Found | None:
    """Solve the third aim; `None` when a limit of partners lets none of the best be, or may have."""
    part = network.part(flow.face)
    levels = Levels(part, prices, pace, tight=flow.tight_in(network))
    amounts, price = levels.concentrate(flow.amounts[flow.face], flow.coverage.value, flow.travel.value)
    ends = np.concatenate(np.divmod(np.unique(part.pair_of[amounts > 0]), part.schools))
    if (np.bincount(ends, minlength=part.schools) > part.partners).any():
        return None
    whole = np.zeros(len(network.need), np.int64)
    whole[flow.face] = amounts
    return Found(whole, flow.coverage, flow.travel, price)
