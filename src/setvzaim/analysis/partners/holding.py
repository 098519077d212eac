"""What holds before anything is proposed: agreements, and pairs that shall be kept, as the least an arc carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from setvzaim.analysis.partners.choosing import Flags
    from setvzaim.analysis.partners.model import PartnersProblem
    from setvzaim.analysis.partners.network import Network
    from setvzaim.analysis.solver import Ints


def hold_keeps(network: Network, problem: PartnersProblem, at: Mapping[str, int]) -> None:
    """Put one unit, in place, on the best arc of each pair to keep that has none yet; see `Keep`.

    `at` are the places of the schools. A pair with nothing left to give, no trips or no arc stays without.
    """
    agreed = network.agreed
    for keep in sorted(problem.keeps, key=lambda one: (one.giver, one.taker, sorted(one.subjects or ()))):
        arcs = np.flatnonzero((network.giver == at[keep.giver]) & (network.taker == at[keep.taker]))
        if keep.subjects is not None:
            arcs = arcs[[problem.needs[need].subject in keep.subjects for need in network.need[arcs].tolist()]]
        if not len(arcs) or agreed[arcs].any():
            continue
        room = arcs[_has_room(network, arcs)]
        if len(room):
            need, offer = network.need[room], network.offer[room]
            best = np.lexsort((offer, need, network.travel[room], -network.weight[need]))[0]
            agreed[room[best]] = 1


def _has_room(network: Network, arcs: Ints) -> Flags:
    """Tell of each arc whether one unit more is there to give, wanted, and carried."""
    agreed, travelling = network.agreed, network.traveller >= 0
    given = np.bincount(network.offer, agreed, minlength=len(network.offer_amount))
    got = np.bincount(network.need, agreed, minlength=len(network.need_amount))
    trips = np.bincount(
        network.traveller[travelling], (agreed * network.visits)[travelling], minlength=network.schools
    )  # fmt: skip
    traveller = network.traveller[arcs]
    room: Flags = (
        (given[network.offer[arcs]] < network.offer_amount[network.offer[arcs]])
        & (got[network.need[arcs]] < network.need_amount[network.need[arcs]])
        & ((traveller < 0) | (trips[traveller] + network.visits[arcs] <= network.trips[traveller]))
    )
    return room


def lift_to_agreed(network: Network) -> None:
    """Raise every limit, in place, to what holds: an agreement wins."""
    agreed = network.agreed
    if not agreed.any():
        return
    travelling = network.traveller >= 0
    for limit, at, amounts in (
        (network.offer_amount, network.offer, agreed),
        (network.need_amount, network.need, agreed),
        (network.trips, network.traveller[travelling], (agreed * network.visits)[travelling]),
        (network.partners, np.concatenate(np.divmod(np.unique(network.pair_of[agreed > 0]), network.schools)), None),
    ):
        np.maximum(limit, np.rint(np.bincount(at, amounts, minlength=len(limit))).astype(np.int64), out=limit)
