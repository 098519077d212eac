"""A proposal to begin from where schools may have few partners: always the pair that covers most of what is left.

A pair is looked at again only when it comes up: what it covers can only have become less since (Minoux 1978).
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.partners.network import NO_LIMIT, sums

if TYPE_CHECKING:
    from setvzaim.analysis.pace import Pace
    from setvzaim.analysis.partners.network import Network
    from setvzaim.analysis.solver import Ints

_LOOK = 1000  # pairs between two looks at the pace


def greedy(network: Network, pace: Pace) -> Ints:
    """Return amounts by arc that hold every limit; what is agreed is in them. Raises `Cancelled`."""
    return _Choice(network).made(pace)


class _Choice:
    def __init__(self, network: Network) -> None:
        self.net = net = network
        self.amounts = net.agreed.copy()
        self.needs = (net.need_amount - sums(net.need, net.agreed, len(net.need_amount))).tolist()
        self.offers = (net.offer_amount - sums(net.offer, net.agreed, len(net.offer_amount))).tolist()
        travels = np.flatnonzero(net.traveller >= 0)
        spent = sums(net.traveller[travels], (net.agreed * net.visits)[travels], net.schools)
        self.trips = (net.trips - spent).tolist()
        self.agreed = np.unique(net.pair_of[net.agreed > 0])
        ends = sums(np.concatenate(np.divmod(self.agreed, net.schools)), None, net.schools)
        self.slots = (net.partners - ends).tolist()
        self.order = np.lexsort((net.travel, -net.weight[net.need], net.pair_of))
        self.pairs, first = np.unique(net.pair_of[self.order], return_index=True)
        self.first = [*first.tolist(), len(self.order)]

    def made(self, pace: Pace) -> Ints:
        net = self.net
        of_pair = np.searchsorted(self.pairs, net.pair_of)
        most = np.bincount(of_pair, net.weight[net.need] * net.most, minlength=len(self.pairs))
        most[np.isin(self.pairs, self.agreed)] = NO_LIMIT  # they take nobody's place, so they come first
        heap = list(zip((-most).tolist(), range(len(self.pairs)), strict=True))
        heapq.heapify(heap)
        looks = 0
        while heap and not (looks % _LOOK == 0 and pace.check()):
            looks += 1
            expected, pair = heapq.heappop(heap)
            known = -expected >= NO_LIMIT
            giver, taker = divmod(int(self.pairs[pair]), net.schools)
            if not known and (self.slots[giver] <= 0 or self.slots[taker] <= 0):
                continue
            covers, used = self._could(pair)
            if covers and (known or not heap or covers >= -heap[0][0]):
                self._take(used)
                for school in () if known else (giver, taker):
                    self.slots[school] -= 1
            elif covers:
                heapq.heappush(heap, (-float(covers), pair))
        return self.amounts

    def _could(self, pair: int) -> tuple[int, list[tuple[int, int]]]:
        """Return what a pair would cover of what is left, weighted, and the amounts by arc."""
        net, covers = self.net, 0
        used: list[tuple[int, int]] = []
        needs: dict[int, int] = {}
        offers: dict[int, int] = {}
        trips: dict[int, int] = {}
        arcs = self.order[self.first[pair] : self.first[pair + 1]]
        columns = (net.need[arcs], net.offer[arcs], net.visits[arcs], net.traveller[arcs], net.weight[net.need[arcs]])
        for arc, need, offer, visits, school, weight in zip(
            arcs.tolist(), *(column.tolist() for column in columns), strict=True
        ):
            amount = min(needs.get(need, self.needs[need]), offers.get(offer, self.offers[offer]))
            if school >= 0 and visits:
                amount = min(amount, trips.get(school, self.trips[school]) // visits)
            if amount > 0:
                needs[need] = needs.get(need, self.needs[need]) - amount
                offers[offer] = offers.get(offer, self.offers[offer]) - amount
                if school >= 0:
                    trips[school] = trips.get(school, self.trips[school]) - amount * visits
                covers += amount * weight
                used.append((arc, amount))
        return covers, used

    def _take(self, used: list[tuple[int, int]]) -> None:
        net = self.net
        for arc, amount in used:
            self.amounts[arc] += amount
            self.needs[net.need[arc]] -= amount
            self.offers[net.offer[arc]] -= amount
            if net.traveller[arc] >= 0:
                self.trips[net.traveller[arc]] -= amount * int(net.visits[arc])
