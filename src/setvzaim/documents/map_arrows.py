"""The arrows of a map: who helps whom, in which mode, how much."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from setvzaim.documents.drawing import Mark, Stroke
from setvzaim.documents.map_data import LINES, UNSAID, MapPair, MapSchool
from setvzaim.text.plural import Noun

_APART = 1.4
"""Distance between two arrows of the same two signs, мм."""
_THIN, _THICK = 0.25, 0.9
"""Width of the thinnest arrow, and what the thickest has more, мм."""
_NAMED = 6
"""So many pairs are named in the tip of an arrow for several."""
_PAIRS = Noun("пара", "пары", "пар")


@dataclass(frozen=True, slots=True)
class _Arrow:
    """The pairs of one mode from one sign to another."""

    start: Mark
    end: Mark
    mode: str
    pairs: tuple[MapPair, ...]

    @property
    def weight(self) -> float:
        return sum(min(max(pair.weight, 0.0), 1.0) for pair in self.pairs)


def arrows(
    pairs: Sequence[MapPair], marks: Mapping[str, Mark], by_key: Mapping[str, MapSchool], size: float
) -> Iterator[Stroke]:
    """Give the arrows, the thickest first; those between the same two signs stand side by side, of one mode are one.

    Pairs within one sign have none.
    """
    yield from sorted(_strokes(pairs, marks, by_key, size), key=lambda stroke: (-stroke.width, stroke.key))


def _strokes(
    pairs: Sequence[MapPair], marks: Mapping[str, Mark], by_key: Mapping[str, MapSchool], size: float
) -> Iterator[Stroke]:
    found = list(_arrows(pairs, marks))
    most = max((arrow.weight for arrow in found), default=1.0)
    between: defaultdict[frozenset[str], list[_Arrow]] = defaultdict(list)
    for arrow in found:
        between[frozenset((arrow.start.key, arrow.end.key))].append(arrow)
    for ends, same in between.items():
        first = min(ends)
        for at, arrow in enumerate(same):
            aside = (at - (len(same) - 1) / 2) * _APART
            wide = size * (_THIN + _THICK * arrow.weight / max(most, 1.0))
            yield from _stroke(arrow, aside if arrow.start.key == first else -aside, wide, by_key)


def _arrows(pairs: Sequence[MapPair], marks: Mapping[str, Mark]) -> Iterator[_Arrow]:
    same: defaultdict[tuple[str, str, str], list[MapPair]] = defaultdict(list)
    for pair in pairs:
        start, end = marks.get(pair.giver), marks.get(pair.taker)
        if start is not None and end is not None and start is not end:
            same[start.key, end.key, pair.mode].append(pair)
    for (giver, taker, mode), some in same.items():
        yield _Arrow(marks[giver], marks[taker], mode, tuple(some))


def _stroke(arrow: _Arrow, aside: float, wide: float, by_key: Mapping[str, MapSchool]) -> Iterator[Stroke]:
    """Give the line from the edge of the giver's sign to that of the taker's, `aside` мм to the right."""
    start, end = arrow.start, arrow.end
    across, down = end.x - start.x, end.y - start.y
    length = math.hypot(across, down)
    if length <= start.radius + end.radius:
        return
    over, under = start.radius / length, end.radius / length
    right_x, right_y = -down / length * aside, across / length * aside
    ink, dashes = LINES.get(arrow.mode, UNSAID)
    yield Stroke(
        start.x + across * over + right_x,
        start.y + down * over + right_y,
        end.x - across * under + right_x,
        end.y - down * under + right_y,
        wide,
        ink,
        dashes=dashes,
        arrow=True,
        key=" ".join(f"{pair.giver} {pair.taker}" for pair in arrow.pairs),
        tip=_tip(arrow.pairs, by_key),
        words=arrow.pairs[0].way if len(arrow.pairs) == 1 and arrow.mode not in ("remote", "platform") else "",
    )


def _tip(pairs: Sequence[MapPair], by_key: Mapping[str, MapSchool]) -> str:
    if len(pairs) == 1:
        return pairs[0].tip
    named = [f"{by_key[pair.giver].name} → {by_key[pair.taker].name}" for pair in pairs[:_NAMED]]
    more = [f"и ещё {_PAIRS.counted(len(pairs) - _NAMED)}"] if len(pairs) > _NAMED else []
    return "\n".join((f"{_PAIRS.counted(len(pairs))}:", *named, *more))
