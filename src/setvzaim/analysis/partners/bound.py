"""What the partnerships of a large network cost at least: a bound from prices, by vectors only.

Give each unit of a need a price u, each unit of an offer a price v, each further taker of a giver a price w. A pair is
worth its price when what it can carry, at most most · (u - v) for each arc, is worth more; so whatever the prices, no
proposal costs less than

    sum of amount · u over needs - sum of amount · v over offers + sum over pairs of min(0, price + w - worth)
    + sum over givers of the least of unevenness - w · takers.

This is the dual of the linear relaxation of locating with capacities and several sources (Geoffrion 1974). Prices are
found by subgradients with the step of Adam (Kingma and Ba 2015), which shrinks to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from setvzaim.analysis.partners.levels import STEEPEST

if TYPE_CHECKING:
    from setvzaim.analysis.pace import Pace
    from setvzaim.analysis.partners.levels import Prices, Tight
    from setvzaim.analysis.partners.network import Network
    from setvzaim.analysis.solver import Floats

_STEPS = 800
_STEP = 0.02  # of a price of a unit, at first
_STEP_EVEN = 0.1  # of a price of a taker, in the price of unevenness
_FIRST, _SECOND = 0.9, 0.99  # what the means of the gradient and of its square keep
_TIGHT_OFFER = -10.0  # the least price of an offer that must be used wholly


def least_price(network: Network, prices: Prices, tight: Tight, pace: Pace) -> float:
    """Bound the price of any proposal over these arcs that uses wholly what is tight."""
    return prices.constant + _Dual(network, prices, tight).rise(pace)


class _Dual:
    def __init__(self, network: Network, prices: Prices, tight: Tight) -> None:
        needs = np.isin(np.arange(len(network.need_amount)), tight.needs)
        arcs = np.flatnonzero(needs[network.need])
        self.need, self.offer = network.need[arcs], network.offer[arcs]
        self.most = np.minimum(network.most[arcs], network.need_amount[self.need]).astype(float)
        self.asked = np.where(needs, network.need_amount, 0).astype(float)
        self.given = network.offer_amount.astype(float)
        # pairs that none of these arcs needs are there for the sake of those that cost less than nothing
        self.pairs, pair = np.unique(network.pair_of, return_inverse=True)
        self.pair, self.giver = pair[arcs], self.pairs // network.schools
        self.price, self.even, self.schools = prices.of_pairs(self.pairs), prices.evenness, network.schools
        # an offer that other needs may use too cannot be held to be used wholly by these
        shared = np.zeros(len(self.given), dtype=bool)
        shared[network.offer[~needs[network.need]]] = True
        wholly = np.isin(np.arange(len(shared)), tight.offers) & ~shared
        self.least = np.concatenate(
            [np.zeros(len(self.asked)), np.where(wholly, _TIGHT_OFFER, 0.0), np.zeros(self.schools)]
        )
        self.greatest = np.full(len(self.least), np.inf)
        self.greatest[-self.schools :] = STEEPEST  # above, ever more takers would cost ever less

    def value(self, point: Floats) -> tuple[float, Floats]:
        """Return the bound with these prices of needs, offers and takers, and the gradient."""
        of_needs, of_offers, of_takers = np.split(point, [len(self.asked), len(self.asked) + len(self.given)])
        margin = of_needs[self.need] - of_offers[self.offer]
        gains = margin > 0
        worth = np.bincount(self.pair, np.where(gains, self.most * margin, 0.0), minlength=len(self.pairs))
        spare = self.price + self.even * of_takers[self.giver] - worth
        chosen = spare < 0
        taken = np.where(gains & chosen[self.pair], self.most, 0.0)
        takers = np.minimum(np.ceil(of_takers), STEEPEST)  # with so many the rest is least
        rest = self.even * (takers * (takers - 1) / 2 - of_takers * takers)
        bound = self.asked @ of_needs - self.given @ of_offers + spare[chosen].sum() + rest.sum()
        more = self.asked - np.bincount(self.need, taken, minlength=len(self.asked))
        less = np.bincount(self.offer, taken, minlength=len(self.given)) - self.given
        others = self.even * (np.bincount(self.giver[chosen], minlength=self.schools) - takers)
        return float(bound), np.concatenate([more, less, others])

    def rise(self, pace: Pace) -> float:
        """Raise the bound."""
        point = np.zeros_like(self.least)
        mean, square, best = np.zeros_like(point), np.zeros_like(point), -np.inf
        length = np.where(np.arange(len(point)) < len(point) - self.schools, _STEP, _STEP_EVEN)
        for step in range(1, _STEPS + 1):
            bound, gradient = self.value(point)
            best = max(best, bound)
            if pace.check():
                break
            mean = _FIRST * mean + (1 - _FIRST) * gradient
            square = _SECOND * square + (1 - _SECOND) * gradient**2
            size = length * (1 - step / _STEPS) / (1 - _FIRST**step)
            point += size * mean / (np.sqrt(square / (1 - _SECOND**step)) + 1e-9)
            np.clip(point, self.least, self.greatest, out=point)
        return best
