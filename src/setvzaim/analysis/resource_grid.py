"""Needs and offers of a network as a grid: what is needed (kind and category) by school (regulation 5.2).

A cell keeps the records its numbers come from. Numbers nobody knows are `None`, never nought.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from setvzaim.analysis.resources import MATERIAL, METHODICAL, STAFF, Line, Need, Offer, analyse, comparable, fits
from setvzaim.text.fold import fold

Record = tuple[str, str]
"""Register and identifier of a record."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One category in one school.

    `needed` is what is not covered yet, `None` where no need says how much; `spare` what the school can lend, `None`
    where it offers nothing. `vacancies` counts the needs that are vacant posts.
    """

    school: str
    needs: int
    needed: float | None
    spare: float | None
    vacancies: int
    records: tuple[Record, ...]

    @property
    def empty(self) -> bool:
        """Whether the school has neither a need nor an offer here."""
        return not self.needs and self.spare is None


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of need, or of offer nobody needs, over the network; cells by school, empty ones left out.

    `needed`, `available` and `lacking` are those of the network: available is what schools without this need can
    lend. `surplus` is what would be left of it, `None` where the two cannot be compared.
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

    def cell(self, school: str) -> Cell | None:
        """Return the cell of a school, `None` for an empty one."""
        return next((one for one in self.cells if one.school == school), None)


def grid(needs: Sequence[Need], offers: Sequence[Offer]) -> tuple[Category, ...]:
    """Return the categories of needs as `analyse` orders them, each followed at the end by what nobody needs."""
    open_needs = [need for need in needs if not need.covered]
    used: set[int] = set()
    found: list[Category] = []
    for line in analyse(needs, offers):
        own = [need for need in open_needs if _key(need) == (line.resource, line.what, line.unit)]
        given = [at for at, offer in enumerate(offers) if fits(own[0], offer)]
        used.update(given)
        found.append(_needed(line, own, [offers[at] for at in given]))
    rest = [offer for at, offer in enumerate(offers) if at not in used]
    return (*found, *_unneeded(rest))


def _key(need: Need) -> tuple[str, str, str]:
    return need.resource, need.subject or need.title, need.unit


def _needed(line: Line, needs: Sequence[Need], offers: Sequence[Offer]) -> Category:
    surplus = None
    if line.needed is not None and line.offered is not None and comparable(needs[0]):
        surplus = line.offered if line.resource == METHODICAL else max(0.0, line.offered - line.needed)
    return Category(
        line.resource, line.what, line.unit, line.needs, sum(need.vacancy for need in needs), line.needed, line.offered,
        line.lacking, surplus, _cells(needs, offers),
    )  # fmt: skip


def _unneeded(offers: Iterable[Offer]) -> Iterable[Category]:
    groups: defaultdict[tuple[str, str], list[Offer]] = defaultdict(list)
    for offer in offers:
        what = (offer.subjects[0] if offer.subjects else offer.name) if offer.resource != MATERIAL else offer.name
        groups[offer.resource, what].append(offer)
    order = (STAFF, METHODICAL, MATERIAL)
    for resource, what in sorted(groups, key=lambda key: (order.index(key[0]), fold(key[1]))):
        own = groups[resource, what]
        amount = sum(offer.amount for offer in own)
        unit = "ч/нед" if resource == STAFF else "шт."
        yield Category(resource, what, unit, 0, 0, None, amount, 0.0, amount, _cells((), own))


def _cells(needs: Sequence[Need], offers: Sequence[Offer]) -> tuple[Cell, ...]:
    schools = dict.fromkeys([*(need.school for need in needs), *(offer.school for offer in offers)])
    return tuple(
        _cell(
            school,
            [need for need in needs if need.school == school],
            [offer for offer in offers if offer.school == school],
        )
        for school in schools
    )


def _cell(school: str, needs: Sequence[Need], offers: Sequence[Offer]) -> Cell:
    told = [need.amount for need in needs if need.amount is not None]
    return Cell(
        school,
        len(needs),
        sum(told) if told else None,
        sum(offer.amount for offer in offers) if offers else None,
        sum(need.vacancy for need in needs),
        tuple(record for record in [*(each.record for each in needs), *(each.record for each in offers)] if record),
    )
