"""What changed between two contents of a plan, and which schools a change touches.

**When an approval stays valid.** What a school s agrees to is the plan as it concerns s: the requisites of the plan,
and, in their order, the sections and measures it takes part in, cell by cell (a measure for everyone concerns every
school). An answer of s given to one content stays valid for another one if and only if nothing of that has changed
between them. So a change touches

* every school, when it is one of a requisite: title, network, school year, numbering;
* the schools that took part before or take part now, when a measure is added, removed, changed in any cell, or put into
  another section;
* of the schools of a measure or a section that was put elsewhere in the order, those for which the order of their own
  measures or sections is another one now: two measures of other schools that change places reopen nothing;
* the schools that take part in its measures before or now, when a section is renamed; an empty section touches nobody.

It does not matter by which way the content came about: what was changed and changed back touches nobody.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from setvzaim.analysis.plan_content import MEASURE_CELLS, REQUISITES, Cell, Content, Measure, Section

What = Literal["plan", "section", "measure"]


class Kind(Enum):
    """What happened."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell before and after."""

    key: str
    was: Cell
    now: Cell


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a plan, a section or a measure."""

    what: What
    kind: Kind
    id: str
    title: str
    """As it is now; of what is gone, as it was."""
    was_at: str
    """The number before: «2.3», of a section «2»; empty for what is new and for the plan itself."""
    now_at: str
    cells: tuple[CellChange, ...]
    """Every cell that differs; of what is new or gone, every cell that is filled."""
    touches: frozenset[str]
    """The schools it concerns."""

    @property
    def at(self) -> str:
        """The number by which it is found: now, or before if it is gone."""
        return self.now_at or self.was_at


def difference(was: Content, now: Content, schools: Collection[str]) -> tuple[Change, ...]:
    """Return the changes from one content to another, both tidy, in the order of the plan, what is gone last.

    `schools` are those whose answers matter: `touches` holds no others.
    """
    asked = frozenset(schools)
    changes = [*_of_plan(was, now, asked), *_of_sections(was, now, asked), *_of_measures(was, now, asked)]
    return tuple(sorted(changes, key=_place))


def touched(changes: Iterable[Change]) -> frozenset[str]:
    """Return the schools that any change concerns."""
    return frozenset().union(*(change.touches for change in changes))


def _place(change: Change) -> tuple[bool, int]:
    return change.kind is Kind.REMOVED, ("plan", "section", "measure").index(change.what)


def _of_plan(was: Content, now: Content, asked: frozenset[str]) -> Iterator[Change]:
    if cells := _cells(was.requisites, now.requisites, REQUISITES):
        yield Change("plan", Kind.CHANGED, "", str(now.requisites["title"] or ""), "", "", cells, asked)


def _of_sections(was: Content, now: Content, asked: frozenset[str]) -> Iterator[Change]:
    before, after = _numbered(was), _numbered(now)
    inside = {school: _sections_of(school, was) | _sections_of(school, now) for school in asked}
    moved = _moved([id_ for id_ in before if id_ in after], [id_ for id_ in after if id_ in before])
    turned = {school for school, own in inside.items() if moved and _other_order(own, before, after)}
    for id_, (at, section) in after.items():
        there = frozenset(school for school in asked if id_ in inside[school])
        if id_ not in before:
            cells = (CellChange("title", None, section.title),)
            yield Change("section", Kind.ADDED, id_, section.title, "", at, cells, frozenset())
            continue
        then, old = before[id_]
        if old.title != section.title:
            cells = (CellChange("title", old.title, section.title),)
            yield Change("section", Kind.CHANGED, id_, section.title, then, at, cells, there)
        if id_ in moved:
            yield Change("section", Kind.MOVED, id_, section.title, then, at, (), there & turned)
    for id_, (at, section) in before.items():
        if id_ not in after:
            cells = (CellChange("title", section.title, None),)
            yield Change("section", Kind.REMOVED, id_, section.title, at, "", cells, frozenset())


def _of_measures(was: Content, now: Content, asked: frozenset[str]) -> Iterator[Change]:
    before = {measure.id: (at, section.id, measure) for at, section, measure in was.measures()}
    after = {measure.id: (at, section.id, measure) for at, section, measure in now.measures()}
    turned = _turned(before, after, asked)
    for id_, (at, home, measure) in after.items():
        title = str(measure.cells["title"] or "")
        if id_ not in before:
            cells = _filled(measure, new=True)
            yield Change("measure", Kind.ADDED, id_, title, "", at, cells, _touched_by(asked, measure))
            continue
        then, old_home, old = before[id_]
        both = _touched_by(asked, old, measure)
        if cells := _cells(old.cells, measure.cells, MEASURE_CELLS):
            yield Change("measure", Kind.CHANGED, id_, title, then, at, cells, both)
        if old_home != home:
            yield Change("measure", Kind.MOVED, id_, title, then, at, (), both)
        elif id_ in turned:
            yield Change("measure", Kind.MOVED, id_, title, then, at, (), both & turned[id_])
    for id_, (at, _, measure) in before.items():
        if id_ not in after:
            cells, title = _filled(measure, new=False), str(measure.cells["title"] or "")
            yield Change("measure", Kind.REMOVED, id_, title, at, "", cells, _touched_by(asked, measure))


_Placed = dict[str, tuple[str, str, Measure]]
"""By measure: its number, its section, the measure; in the order of the plan."""


def _turned(before: _Placed, after: _Placed, asked: frozenset[str]) -> dict[str, frozenset[str]]:
    """Return the measures put elsewhere within their section, with the schools whose own order there is another one."""
    found: dict[str, frozenset[str]] = {}
    staying = {id_ for id_, (_, home, _) in after.items() if id_ in before and before[id_][1] == home}
    for home in dict.fromkeys(home for _, home, _ in after.values()):
        then = [id_ for id_, (_, at, _) in before.items() if at == home and id_ in staying]
        here = [id_ for id_, (_, at, _) in after.items() if at == home and id_ in staying]
        if moved := _moved(then, here):
            of = {id_: _touched_by(asked, before[id_][2], after[id_][2]) for id_ in here}
            schools = frozenset(
                school
                for school in asked
                if [id_ for id_ in then if school in of[id_]] != [id_ for id_ in here if school in of[id_]]
            )
            found.update(dict.fromkeys(moved, schools))
    return found


def _other_order(own: set[str], before: Collection[str], after: Collection[str]) -> bool:
    """Whether what two orders have in common of some identifiers stands in another order."""
    common = [id_ for id_ in before if id_ in own and id_ in after]
    return common != [id_ for id_ in after if id_ in own and id_ in before]


def _moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Return the fewest that must be put elsewhere to make one order of the other: what is not in the longest run."""
    if before == after:
        return frozenset()
    place = {id_: at for at, id_ in enumerate(before)}
    ends: list[int] = []
    tails: list[int] = []
    chains: list[tuple[int, str]] = []
    """Of each: where the one before it in its run stands here, and its identifier."""
    for id_ in after:
        at = bisect_left(ends, place[id_])
        chains.append((tails[at - 1] if at else -1, id_))
        if at == len(ends):
            ends.append(place[id_])
            tails.append(len(chains) - 1)
        else:
            ends[at], tails[at] = place[id_], len(chains) - 1
    kept, here = set[str](), tails[-1]
    while here >= 0:
        here, id_ = chains[here]
        kept.add(id_)
    return frozenset(after) - kept


def _numbered(content: Content) -> dict[str, tuple[str, Section]]:
    return {section.id: (str(at), section) for at, section in enumerate(content.sections, 1)}


def _sections_of(school: str, content: Content) -> set[str]:
    return {section.id for section in content.sections if any(one.touches(school) for one in section.measures)}


def _touched_by(asked: frozenset[str], *measures: Measure) -> frozenset[str]:
    return frozenset(school for school in asked if any(measure.touches(school) for measure in measures))


def _cells(was: Mapping[str, Cell], now: Mapping[str, Cell], keys: Sequence[str]) -> tuple[CellChange, ...]:
    return tuple(CellChange(key, was[key], now[key]) for key in keys if was[key] != now[key])


def _filled(measure: Measure, *, new: bool) -> tuple[CellChange, ...]:
    filled = [(key, measure.cells[key]) for key in MEASURE_CELLS if measure.cells[key] is not None]
    return tuple(CellChange(key, None, cell) if new else CellChange(key, cell, None) for key, cell in filled)
