"""What the bound leaves of a choice of centers, as an integer program by radius for HiGHS.

S. Elloumi, A tighter formulation of the p-median problem, Journal of Combinatorial Optimization 19 (2010). On a whole
instance it is large; when prices have ruled most pairs out it is solved in a fraction of a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.solver import Program, State

if TYPE_CHECKING:
    from setvzaim.analysis.centers.bound import Best, Node, Pairs
    from setvzaim.analysis.pace import Pace


def settle(best: Best, node: Node, pairs: Pairs, pace: Pace) -> float:
    """Find the best choice among these pairs, offer it, and return the bound of what was not looked at."""
    candidates = np.sort(node.columns)
    place = np.searchsorted(candidates, pairs.candidates)
    count = len(candidates)
    begins = np.concatenate([[True], pairs.clients[1:] != pairs.clients[:-1]])
    # a level is all that is equally far from a client; unserved up to it, one pays the way to the next level
    starts = np.flatnonzero(begins | np.concatenate([[True], pairs.costs[1:] != pairs.costs[:-1]]))
    level = np.cumsum(np.isin(np.arange(len(begins)), starts)) - 1
    opens = begins[starts]
    goes_on = np.flatnonzero(~np.append(opens[1:], True))
    near = pairs.costs[starts]
    program = Program()
    program.add_columns(count, lower=np.isin(candidates, node.opened).astype(float), upper=1.0, integer=1.0)
    first = program.add_columns(len(goes_on), cost=near[goes_on + 1] - near[goes_on])
    unserved = np.full(len(starts), -1)
    unserved[goes_on] = first + np.arange(len(goes_on))
    program.add_row(np.arange(count), 1.0, lower=float(best.count), upper=float(best.count))
    rows = program.add_rows(len(starts), lower=opens.astype(float))
    program.add_entries(rows + level, place, 1.0)
    program.add_entries(rows + goes_on, unserved[goes_on], 1.0)
    program.add_entries(rows + goes_on + 1, unserved[goes_on], -1.0)
    solved = program.solve(pace, whole=best.unit > 0.5)
    if solved.values is not None:
        best.offer(candidates[solved.values[:count] > 0.5])
    if solved.state is not State.STOPPED:
        return best.travel
    return min(best.travel, max(node.bound, solved.bound + float(near[opens].sum())))
