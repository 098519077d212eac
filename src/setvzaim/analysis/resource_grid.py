"""Needs, offers and what there is in a network as a grid: kind and category by school (regulation 5.2).

A cell keeps the records each of its numbers comes from. Numbers nobody knows are `None`, never nought.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from setvzaim.analysis.resources import (
    MATERIAL,
    METHODICAL,
    STAFF,
    Line,
    Need,
    Offer,
    Shelf,
    Stock,
    analyse,
    comparable,
)
from setvzaim.text.fold import fold

Record = tuple[str, str]
"""Register and identifier of a record."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One category in one school.

    `needed` is what is not covered yet, `None` where no need says how much; `spare` what the school can lend, `None`
    where it offers nothing; `has` all that it has of it, lent or not, `None` where nothing is known of it. `vacancies`
    counts the needs that are vacant posts. `wanting`, `lending` and `having` are the records of these numbers.
    """

    school: str
    needs: int
    needed: float | None
    spare: float | None
    vacancies: int
    has: float | None = None
    wanting: tuple[Record, ...] = ()
    lending: tuple[Record, ...] = ()
    having: tuple[Record, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """All records of the cell, each once."""
        return tuple(dict.fromkeys((*self.wanting, *self.lending, *self.having)))


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of need, or of offer nobody needs, over the network; cells by school, empty ones left out.

    `needed`, `available` and `lacking` are those of the network: available is what schools without this need can
    lend. `surplus` is what would be left of it, `None` where the two cannot be compared; `coverable` is how much of
    what is needed the network can cover itself. `has` is what all its schools have.
    """

    resource: str
    what: str
    unit: str
    needs: int
    vacancies: int
    needed: float | None
    available: float | None
    lacking: float | None
    surplus: float | None
    cells: tuple[Cell, ...]
    has: float | None = None

    @property
    def coverable(self) -> float | None:
        """How much of what is needed the network can cover; `None` where it cannot be compared."""
        return None if self.needed is None or self.lacking is None else max(0.0, self.needed - self.lacking)

    def cell(self, school: str) -> Cell | None:
        """Return the cell of a school, `None` for an empty one."""
        return next((one for one in self.cells if one.school == school), None)


def grid(needs: Sequence[Need], offers: Sequence[Offer], stocks: Sequence[Stock] = ()) -> tuple[Category, ...]:
    """Return the categories of needs as `analyse` orders them, each followed at the end by what nobody needs."""
    groups: defaultdict[tuple[str, str, str], list[Need]] = defaultdict(list)
    for need in needs:
        if not need.covered:
            groups[need.resource, need.subject or need.title, need.unit].append(need)
    offered, stocked = Shelf(offers), Shelf(stocks)
    used: set[int] = set()
    found: list[Category] = []
    for line in analyse(needs, offers):
        own = groups[line.resource, line.what, line.unit]
        given = offered.fitting(own[0])
        used.update(given)
        there = [stocks[at] for at in stocked.fitting(own[0])] if comparable(own[0]) else []
        found.append(_needed(line, own, [offers[at] for at in given], there))
    return (*found, *_unneeded([(offer, at in used) for at, offer in enumerate(offers)], found, stocks))


def _needed(line: Line, needs: Sequence[Need], offers: Sequence[Offer], stocks: Sequence[Stock]) -> Category:
    surplus = None
    if line.needed is not None and line.offered is not None and comparable(needs[0]):
        surplus = line.offered if line.resource == METHODICAL else max(0.0, line.offered - line.needed)
    return Category(
        line.resource, line.what, line.unit, line.needs, sum(need.vacancy for need in needs), line.needed, line.offered,
        line.lacking, surplus, _cells(needs, offers, stocks), _sum(stock.amount for stock in stocks),
    )  # fmt: skip


def _unneeded(
    offers: Iterable[tuple[Offer, bool]], needed: Iterable[Category], stocks: Iterable[Stock]
) -> Iterable[Category]:
    """Give what nobody needs; `offers` say whether somebody needs them.

    Hours of a teacher of two subjects, one of which is needed, stand under the other one too.
    """
    taken = {(one.resource, one.what) for one in needed}
    groups: defaultdict[tuple[str, str], list[Offer]] = defaultdict(list)
    for offer, used in offers:
        whats = offer.subjects if offer.subjects and offer.resource != MATERIAL else (offer.name,)
        for what in whats:
            if (offer.resource, what) not in taken and not (used and len(whats) == 1):
                groups[offer.resource, what].append(offer)
    there: defaultdict[tuple[str, str], list[Stock]] = defaultdict(list)
    for stock in stocks:
        for what in dict.fromkeys((*(stock.subjects if stock.resource != MATERIAL else ()), stock.name)):
            there[stock.resource, what].append(stock)
    order = (STAFF, METHODICAL, MATERIAL)
    for resource, what in sorted(groups, key=lambda key: (order.index(key[0]), fold(key[1]))):
        own, kept = groups[resource, what], there[resource, what]
        amount = sum(offer.amount for offer in own)
        unit = "ч/нед" if resource == STAFF else "шт."
        has = _sum(stock.amount for stock in kept)
        yield Category(resource, what, unit, 0, 0, None, amount, 0.0, amount, _cells((), own, kept), has)


T = TypeVar("T", Need, Offer, Stock)


def _by_school(things: Sequence[T]) -> dict[str, list[T]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for thing in things:
        found[thing.school].append(thing)
    return found


def _cells(needs: Sequence[Need], offers: Sequence[Offer], stocks: Sequence[Stock]) -> tuple[Cell, ...]:
    wanting, lending, having = _by_school(needs), _by_school(offers), _by_school(stocks)
    schools = dict.fromkeys([*wanting, *lending, *having])
    return tuple(
        _cell(school, wanting.get(school, []), lending.get(school, []), having.get(school, [])) for school in schools
    )


def _cell(school: str, needs: Sequence[Need], offers: Sequence[Offer], stocks: Sequence[Stock]) -> Cell:
    return Cell(
        school,
        len(needs),
        _sum(need.amount for need in needs),
        _sum(offer.amount for offer in offers),
        sum(need.vacancy for need in needs),
        _sum(stock.amount for stock in stocks),
        _records(needs),
        _records(offers),
        _records(stocks),
    )


def _sum(amounts: Iterable[float | None]) -> float | None:
    """Return the sum of what is known, `None` where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _records(things: Iterable[Need | Offer | Stock]) -> tuple[Record, ...]:
    return tuple(thing.record for thing in things if thing.record is not None)
