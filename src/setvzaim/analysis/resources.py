"""What the schools of a network need, what others can give, and what is lacking (regulation 5.2; domain notes 5.2).

Pure: frozen rows in, frozen lines out, every number with what it was counted from. A number nobody knows is `None`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from setvzaim.text.fold import fold

STAFF, METHODICAL, MATERIAL = "staff", "methodical", "material"
HOURS = "ч/нед"
_PIECES = frozenset({"", "шт", "компл", "ед", "комплект", "комплекта", "комплектов", "штук"})
_WORD = re.compile(r"[а-я]{4,}")
_STEM = 5
_EMPTY_STEMS = frozenset({"класс", "школы", "школе", "учите", "учени", "занят", "новые", "новый", "для"})
"""Beginnings of words that say nothing of what is needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a school lacks. `amount` in `unit` is `None` where nobody said how much; schools go by identifiers."""

    school: str
    resource: str
    title: str
    subject: str | None = None
    amount: float | None = None
    unit: str = ""
    covered: bool = False
    vacancy: bool = False
    record: tuple[str, str] | None = None
    """Register and identifier of the record it was read from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a school can give: hours of a teacher a week, a methodical material, pieces of equipment."""

    school: str
    resource: str
    name: str
    amount: float
    subjects: tuple[str, ...] = ()
    record: tuple[str, str] | None = None
    """Register and identifier of the record it was read from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """What a school has, whether it lends it or not; `amount` is `None` where nobody has said how much."""

    school: str
    resource: str
    name: str
    amount: float | None
    subjects: tuple[str, ...] = ()
    record: tuple[str, str] | None = None
    """Register and identifier of the record it was read from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One kind of need over the network.

    `needed` is the sum over the `told` needs (of `needs`) that say how much, in `unit`. `offered` is what schools
    without this need can give, `None` where nothing like it is offered. `lacking` is `None` where the two cannot be
    compared: no amount is known, or the units differ. `sources` are the schools that can give, the greatest first.
    `sought` is False where the registers cannot tell who could give it.
    """

    resource: str
    what: str
    unit: str
    needs: int
    told: int
    needed: float | None
    offered: float | None
    lacking: float | None
    schools: tuple[str, ...]
    sources: tuple[tuple[str, float], ...]
    sought: bool = True


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the needs of a kind are covered."""

    resource: str
    covered: int
    needs: int


T = TypeVar("T", Offer, Stock)


def analyse(needs: Sequence[Need], offers: Sequence[Offer]) -> tuple[Line, ...]:
    """Compare what is needed and not covered yet with what is offered, by kind and then by what it is."""
    groups: dict[tuple[str, str, str], list[Need]] = defaultdict(list)
    for need in needs:
        if not need.covered:
            groups[need.resource, need.subject or need.title, need.unit].append(need)
    order = (STAFF, METHODICAL, MATERIAL)
    keys = sorted(
        groups, key=lambda key: (order.index(key[0]) if key[0] in order else len(order), fold(key[1]), key[2])
    )
    shelf = Shelf(offers)
    return tuple(_line(groups[key], shelf) for key in keys)


def coverage(needs: Iterable[Need]) -> tuple[Coverage, ...]:
    """Return how many needs of each kind are covered."""
    counted: dict[str, list[bool]] = defaultdict(list)
    for need in needs:
        counted[need.resource].append(need.covered)
    return tuple(Coverage(kind, sum(each), len(each)) for kind, each in counted.items())


class Shelf(Generic[T]):
    """Offers or what schools have, found by what is needed without looking at each of them."""

    def __init__(self, things: Sequence[T]) -> None:
        self.things: Sequence[T] = things
        self._taught: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._named: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for at, thing in enumerate(things):
            for subject in dict.fromkeys(thing.subjects):
                self._taught[thing.resource, subject].append(at)
            for stem in _stems(thing.name):
                self._named[thing.resource, stem].append(at)

    def fitting(self, need: Need) -> list[int]:
        """Return the places of what can serve a need: of its kind, for its subject; without one, of a like name."""
        if need.subject is not None and need.resource != MATERIAL:
            return self._taught.get((need.resource, need.subject), [])
        wanted = _stems(need.title) if sought(need) else frozenset()
        counted = Counter(at for stem in wanted for at in self._named.get((need.resource, stem), ()))
        least = min(2, len(wanted))
        return sorted(at for at, count in counted.items() if count >= least)


def sought(need: Need) -> bool:
    """Whether the registers can tell who could serve a need: hours without a subject («наставник») they cannot."""
    return need.resource != STAFF or need.subject is not None


@lru_cache(maxsize=20_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(fold(text))) - _EMPTY_STEMS


def _line(needs: Sequence[Need], shelf: Shelf[Offer]) -> Line:
    first = needs[0]
    wanting = tuple(dict.fromkeys(need.school for need in needs))
    amounts = [need.amount for need in needs if need.amount is not None]
    sources: dict[str, float] = defaultdict(float)
    lacking = set(wanting)
    for offer in (shelf.things[at] for at in shelf.fitting(first)):
        if offer.school not in lacking:
            sources[offer.school] += offer.amount
    needed = sum(amounts) if amounts else None
    offered = sum(sources.values()) if sources else None
    return Line(
        resource=first.resource,
        what=first.subject or first.title,
        unit=first.unit,
        needs=len(needs),
        told=len(amounts),
        needed=needed,
        offered=offered,
        lacking=_lacking(first, needed, offered),
        schools=wanting,
        sources=tuple(sorted(sources.items(), key=lambda item: (-item[1], item[0]))),
        sought=sought(first),
    )


def _lacking(need: Need, needed: float | None, offered: float | None) -> float | None:
    if needed is None or not sought(need):
        return None
    if offered is None:
        return needed
    if not comparable(need):
        return None
    if need.resource == METHODICAL:
        return 0.0  # a material given to one school is there for the others too
    return max(0.0, needed - offered)


def comparable(need: Need) -> bool:
    """Whether the amount is in the unit offers of its kind are counted in."""
    unit = fold(need.unit).rstrip(".")
    match need.resource:
        case "staff":
            return unit.startswith("ч/") or unit in {"ч", "час", "часа", "часов"}
        case "methodical" | "material":
            return unit in _PIECES
        case _:
            return False
