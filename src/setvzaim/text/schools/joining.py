"""Which names of two lists are one school: the surest whole, one to one; what is close stays with the user."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from setvzaim.text.fold import name_key
from setvzaim.text.schools.alike import alike
from setvzaim.text.schools.parts import SchoolName, school_name

SURE, OFFERED, MARGIN = 0.88, 0.45, 0.12
"""From which score two names are surely one school; from which they are offered; how far the next must be behind."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two names that may be one school: their places in the two lists, the score and what differs."""

    left: int
    right: int
    score: float
    differs: tuple[str, ...] = ()
    sure: bool = False
    """Whether they are one school beyond doubt: a high score, and no other name of either list near it."""


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
    pairs = [one for one in pairs if (one.left, one.right) not in apart]
    chosen = _assign(pairs)
    sure = [replace(one, sure=True) for one in chosen if one.score >= SURE and _alone(one, pairs)]
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
    """Return the pairs worth looking at; names with different numbers are never compared."""
    parsed = [(at, school_name(name)) for at, name in right]
    numbered: defaultdict[str, list[tuple[int, SchoolName]]] = defaultdict(list)
    bare = [one for one in parsed if not one[1].numbers]
    for one in parsed:
        for number in one[1].numbers:
            numbered[number].append(one)
    found: list[Candidate] = []
    for at, name in left:
        own = school_name(name)
        near = [*(one for number in own.numbers for one in numbered[number]), *bare] if own.numbers else parsed
        for other_at, other in dict(near).items():
            likeness = alike(own, other)
            if likeness.score >= OFFERED:
                found.append(Candidate(at, other_at, likeness.score, likeness.differs))
    return found


def _alone(one: Candidate, pairs: Sequence[Candidate]) -> bool:
    """Tell whether no other pair of either name comes near."""
    return not any(
        other.score > one.score - MARGIN for other in pairs if (other.left == one.left) != (other.right == one.right)
    )


def _assign(pairs: Sequence[Candidate]) -> list[Candidate]:
    """Return the one-to-one assignment with the greatest sum of scores, by augmenting paths.

    Each name finds its place in turn; one that pushes others away does so along the path that costs least
    (successive shortest paths, Bellman-Ford on as many names as a municipality has).
    """
    by_left: defaultdict[int, dict[int, Candidate]] = defaultdict(dict)
    for pair in pairs:
        by_left[pair.left][pair.right] = pair
    owner: dict[int, int] = {}
    for start in by_left:
        _augment(start, by_left, owner)
    return [by_left[left][right] for right, left in owner.items()]


def _augment(start: int, by_left: dict[int, dict[int, Candidate]], owner: dict[int, int]) -> None:
    """Give a name a place, or leave it without one where that is better; `owner` is changed."""
    gain: dict[int, float] = {start: 0.0}
    came: dict[int, tuple[int, int]] = {}
    """By right place: the left name that takes it, kept with the gain at which it was reached."""
    reached: dict[int, float] = {}
    waiting = [start]
    while waiting:
        left = waiting.pop(0)
        for right, pair in by_left[left].items():
            if owner.get(right) == left:
                continue
            now = gain[left] + pair.score
            if now <= reached.get(right, 0.0) + 1e-9:
                continue
            reached[right], came[right] = now, (left, right)
            holder = owner.get(right)
            if holder is not None:
                after = now - by_left[holder][right].score
                if after > gain.get(holder, -1.0) + 1e-9:
                    gain[holder] = after
                    waiting.append(holder)
    _follow(start, gain, reached, came, owner)


def _follow(
    start: int,
    gain: dict[int, float],
    reached: dict[int, float],
    came: dict[int, tuple[int, int]],
    owner: dict[int, int],
) -> None:
    """Walk back the best way to a free place, or to a holder who gives hers up and goes without."""
    free = max((right for right in reached if right not in owner), key=lambda right: reached[right], default=None)
    ends: list[tuple[float, int]] = [] if free is None else [(reached[free], free)]
    ends += [(gain[left], right) for right, left in owner.items() if right in reached and left in gain]
    best = max(ends, default=(0.0, -1))
    if best[0] <= 0:
        return
    held = {left: right for right, left in owner.items()}
    right = best[1]
    while True:
        left = came[right][0]
        before = held.get(left)
        owner[right] = left
        if left == start or before is None:
            return
        right = before
