"""Which pairs of two lists are taken, one to one, so that their scores are the most together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_MOST_OF_A_GROUP = 2_000
"""Pairs that are assigned with the greatest sum at the most."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two names that may be one school: their places in the two lists, the score and what differs."""

    left: int
    right: int
    score: float
    differs: tuple[str, ...] = ()
    sure: bool = False
    """Whether they are one school beyond doubt: a high score, and no other name of either list near it."""


ByName = Mapping[int, Sequence[Candidate]]


def by_name(pairs: Sequence[Candidate]) -> tuple[ByName, ByName]:
    """Return the pairs by their left names and by their right ones."""
    by_left: defaultdict[int, list[Candidate]] = defaultdict(list)
    by_right: defaultdict[int, list[Candidate]] = defaultdict(list)
    for pair in pairs:
        by_left[pair.left].append(pair)
        by_right[pair.right].append(pair)
    return by_left, by_right


def assign(pairs: Sequence[Candidate]) -> list[Candidate]:
    """Return the one-to-one assignment with the greatest sum of scores, group by group of names that touch.

    Groups larger than any that a municipality has (lists without municipalities) are assigned from the surest down.
    """
    chosen: list[Candidate] = []
    for group in _groups(pairs):
        chosen += _best(group) if len(group) <= _MOST_OF_A_GROUP else _from_the_surest(group)
    return chosen


def _groups(pairs: Sequence[Candidate]) -> list[list[Candidate]]:
    """Divide pairs into groups that share no name, each in the order of the list."""
    root: dict[int, int] = {}
    """By name, the right ones counted below nought: another of its group, itself for the one that stands for all."""

    def find(name: int) -> int:
        while (above := root.setdefault(name, name)) != name:
            root[name] = root[above]
            name = root[name]
        return name

    for pair in pairs:
        root[find(pair.left)] = find(-1 - pair.right)
    groups: defaultdict[int, list[Candidate]] = defaultdict(list)
    for pair in pairs:
        groups[find(pair.left)].append(pair)
    return list(groups.values())


def _from_the_surest(pairs: Sequence[Candidate]) -> list[Candidate]:
    left: set[int] = set()
    right: set[int] = set()
    chosen = []
    for pair in sorted(pairs, key=lambda one: (-one.score, one.left, one.right)):
        if pair.left not in left and pair.right not in right:
            chosen.append(pair)
            left.add(pair.left)
            right.add(pair.right)
    return chosen


def _best(pairs: Sequence[Candidate]) -> list[Candidate]:
    """Return the assignment with the greatest sum of scores, by augmenting paths.

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
