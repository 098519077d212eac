"""What stays of a proposal when its problem is changed a little: the parts of the network that the change leaves alone.

The best proposal of a part hangs on its arcs and the limits of its schools only, so that what was best before is best
still; only the other parts are solved anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.partners.network import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from setvzaim.analysis.pace import Pace
    from setvzaim.analysis.partners.choosing import Flags
    from setvzaim.analysis.partners.model import PartnersProblem, PartnersProposal
    from setvzaim.analysis.partners.network import Network
    from setvzaim.analysis.solver import Ints

_BY_ARC = ("mode", "travel", "visits", "traveller", "agreed")


class Known:
    """A problem with its proposal, read once. Raises `Cancelled`.

    The problems it is held against have the same needs, offers and schools in the same places.
    """

    def __init__(self, problem: PartnersProblem, proposal: PartnersProposal, pace: Pace) -> None:
        self.network = Reader(problem).network(pace)
        self._keys = self._key(self.network)
        self._order = np.argsort(self._keys, kind="stable")
        offers = {offer.key: place for place, offer in enumerate(problem.offers)}
        needs = {need.key: place for place, need in enumerate(problem.needs)}
        lines = [line for pair in proposal.pairs for line in pair.lines]
        places = self._places(
            np.array([offers[line.offer] * len(needs) + needs[line.need] for line in lines], np.int64)
        )  # fmt: skip
        self.amounts = np.zeros(len(self._keys), np.int64)
        self.amounts[places] = [line.amount for line in lines]

    @staticmethod
    def _key(network: Network) -> Ints:
        return network.offer * len(network.need_amount) + network.need

    def _places(self, keys: Ints) -> Ints:
        """Return the arcs of these keys, -1 where there was none."""
        if not len(self._keys):
            return np.full(len(keys), -1)
        at = np.minimum(np.searchsorted(self._keys, keys, sorter=self._order), len(self._keys) - 1)
        places: Ints = np.where(self._keys[self._order[at]] == keys, self._order[at], -1)
        return places

    def kept(self, network: Network) -> Ints:
        """Return the amounts by arc of the changed network, as far as its arcs were there before."""
        places = self._places(self._key(network))
        amounts: Ints = np.where(places >= 0, self.amounts[places], 0) if len(self.amounts) else 0 * places
        return amounts

    def changed(self, network: Network, parts: Sequence[Ints]) -> list[bool]:
        """Tell of each part of the changed network whether it has to be solved anew."""
        touched = self._touched(network)
        return [bool((touched[network.giver[arcs]] | touched[network.taker[arcs]]).any()) for arcs in parts]

    def turns(self, network: Network) -> bool:
        """Tell whether an arc that was there before is another one now: another mode, or another least amount."""
        places = self._places(self._key(network))
        was = places >= 0
        return any((getattr(network, name)[was] != getattr(self.network, name)[places[was]]).any() for name in _BY_ARC)

    def _touched(self, network: Network) -> Flags:
        """Tell of each school whether anything of it is another than before."""
        places, was = self._places(self._key(network)), self.network
        new = places < 0
        for name in _BY_ARC:
            new |= (getattr(network, name) != getattr(was, name)[places]) if len(self._keys) else new
        new |= network.offer_amount[network.offer] != was.offer_amount[network.offer]
        new |= network.need_amount[network.need] != was.need_amount[network.need]
        gone = np.ones(len(self._keys), dtype=bool)
        gone[places[places >= 0]] = False
        touched: Flags = (network.trips != was.trips) | (network.partners != was.partners)
        for one, arcs in ((network, new), (was, gone)):
            touched[one.giver[arcs]] = touched[one.taker[arcs]] = True
        return touched
