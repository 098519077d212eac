"""Which names of two lists are one school: the surest whole, one to one; what is close stays with the user."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from setvzaim.text.fold import name_key
from setvzaim.text.schools.alike import alike
from setvzaim.text.schools.assigning import ByName, Candidate, assign, by_name
from setvzaim.text.schools.near import Near
from setvzaim.text.schools.parts import SchoolName, school_name

SURE, OFFERED, MARGIN = 0.88, 0.45, 0.12
"""From which score two names are surely one school; from which they are offered; how far the next must be behind."""
_MOST_OF_A_NAME = 20
"""Others that one name is offered at the most."""


@dataclass(frozen=True, slots=True)
class Joining:
    """`sure` are one to one and beyond doubt; `open` want a word of the user, the likeliest of a name first."""

    sure: tuple[Candidate, ...]
    open: tuple[Candidate, ...]


def join_names(left: Sequence[str], right: Sequence[str], apart: Collection[tuple[int, int]] = ()) -> Joining:
    """Join the names of two lists of one municipality.

    Equal names are joined first, where either list has them once. Then the best one-to-one assignment by score is
    looked for; a pair of it is sure when its score is high and no other name of either list comes near. Offered
    besides are all pairs with a score worth looking at among the names that are left. Places (left, right) in
    `apart` are known to be two schools.
    """
    equal = [one for one in _equal(left, right) if (one.left, one.right) not in apart]
    rest = _without(len(left), {one.left for one in equal}), _without(len(right), {one.right for one in equal})
    pairs = _candidates([(at, left[at]) for at in rest[0]], [(at, right[at]) for at in rest[1]])
    pairs = _likeliest([one for one in pairs if (one.left, one.right) not in apart])
    chosen, near = assign(pairs), by_name(pairs)
    sure = [replace(one, sure=True) for one in chosen if one.score >= SURE and _alone(one, *near)]
    taken = {one.left for one in sure}, {one.right for one in sure}
    free = [one for one in pairs if one.left not in taken[0] and one.right not in taken[1]]
    first = {(one.left, one.right) for one in chosen}
    free.sort(key=lambda one: (one.left, (one.left, one.right) not in first, -one.score))
    return Joining((*equal, *sure), tuple(free))


def _equal(left: Sequence[str], right: Sequence[str]) -> list[Candidate]:
    places: tuple[defaultdict[str, list[int]], ...] = (defaultdict(list), defaultdict(list))
    for found, names in zip(places, (left, right), strict=True):
        for at, name in enumerate(names):
            found[name_key(name)].append(at)
    once = (key for key, found in places[0].items() if len(found) == 1 == len(places[1].get(key, ())))
    return [Candidate(places[0][key][0], places[1][key][0], 1.0, sure=True) for key in once]


def _without(count: int, taken: set[int]) -> list[int]:
    return [at for at in range(count) if at not in taken]


def _candidates(left: Sequence[tuple[int, str]], right: Sequence[tuple[int, str]]) -> list[Candidate]:
    """Return the pairs worth looking at; names that say the same are compared once."""
    lefts, rights = _alike_already(left), _alike_already(right)
    others = list(rights)
    near = Near(list(enumerate(others)))
    found: list[Candidate] = []
    for own, places in lefts.items():
        for at, other in near.to(own):
            likeness = alike(own, other)
            if likeness.score >= OFFERED:
                pairs = _crossed(places, rights[others[at]])
                found += [Candidate(one, two, likeness.score, likeness.differs) for one, two in pairs]
    found.sort(key=lambda one: (one.left, one.right))
    return found


def _alike_already(names: Sequence[tuple[int, str]]) -> dict[SchoolName, list[int]]:
    found: defaultdict[SchoolName, list[int]] = defaultdict(list)
    for at, name in names:
        found[school_name(name)].append(at)
    return found


def _crossed(lefts: Sequence[int], rights: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give each of one side with each of the other; of very many, with enough to know that none is sure."""
    width = max(len(lefts), len(rights))
    for at, left in enumerate(lefts):
        for to, right in enumerate(rights):
            if (to - at) % width < _MOST_OF_A_NAME:
                yield left, right


def _likeliest(pairs: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what is neither among the likeliest of its left name nor of its right: nobody chooses among hundreds.

    What is left out never decides whether a pair is sure: more than enough others stand nearer.
    """
    kept: set[int] = set()
    sides: tuple[Callable[[Candidate], int], ...] = (attrgetter("left"), attrgetter("right"))
    for side in sides:
        found: defaultdict[int, list[int]] = defaultdict(list)
        for place, pair in enumerate(pairs):
            found[side(pair)].append(place)
        for places in found.values():
            if len(places) > _MOST_OF_A_NAME:
                places.sort(key=lambda place: (-pairs[place].score, place))
            kept.update(places[:_MOST_OF_A_NAME])
    return [pairs[place] for place in sorted(kept)]


def _alone(one: Candidate, by_left: ByName, by_right: ByName) -> bool:
    """Tell whether no other pair of either name comes near."""
    return not any(
        other.score > one.score - MARGIN
        for other in (*by_left[one.left], *by_right[one.right])
        if (other.left == one.left) != (other.right == one.right)
    )
