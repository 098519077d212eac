"""What a deletion takes with it: worked out once, asked before it and carried out by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

import sqlalchemy as sa

from setvzaim.model import BETWEEN, TABLES, between_name
from setvzaim.registers import Column, Links, Register, goes_with, parts_of, register

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Dependants:
    """What goes with some records; registers in the order in which they were met, the nearest first."""

    gone: tuple[tuple[Register, int], ...]
    """How many more rows of which registers are deleted, those of the records' own register included."""
    emptied: tuple[tuple[Register, int], ...]
    """How many links in rows that stay become empty, in which registers."""

    def __bool__(self) -> bool:
        """Whether anything depends on the records at all."""
        return bool(self.gone or self.emptied)


@dataclass(frozen=True, slots=True)
class Falling:
    """The rows a deletion takes, by register, in the order in which they were met: first those named."""

    rows: tuple[tuple[Register, tuple[str, ...]], ...]

    def links(self) -> Iterator[tuple[Register, Register, Column, tuple[str, ...]]]:
        """Give the links that lead to falling rows: the register that is left, the one that links, its column, rows."""
        for of, records in self.rows:
            for other, column in parts_of(of.key):
                yield of, other, column, records

    def leaves_first(self) -> Iterator[tuple[Register, tuple[str, ...]]]:
        """Give the rows in an order in which they can be deleted: none before those that may not lose it."""
        rows = {of.key: ids for of, ids in self.rows}
        before: dict[str, set[str]] = {key: set() for key in rows}
        for of, _ in self.rows:
            for other, column in parts_of(of.key):
                if column.required and other.key in rows and other.key != of.key:
                    before[of.key].add(other.key)
        for key in TopologicalSorter(before).static_order():
            yield register(key), rows[key]


def dependants(connection: sa.Connection, of: Register, records: Sequence[str]) -> Dependants:
    """Return what deleting records takes with it: the rows that go too, and the links that become empty."""
    fallen = falling(connection, of, records)
    rows = {other.key: ids for other, ids in fallen.rows}
    gone = ((other, len(ids) - (len(set(records)) if other.key == of.key else 0)) for other, ids in fallen.rows)
    emptied: dict[str, int] = {}
    for left, other, column, targets in fallen.links():
        if not goes_with(left, other, column):
            too = set(rows.get(other.key, ()))
            staying = sum(id_ not in too for id_ in owners(connection, other, column, targets))
            emptied[other.key] = emptied.get(other.key, 0) + staying
    return Dependants(
        tuple((other, count) for other, count in gone if count),
        tuple((register(key), count) for key, count in emptied.items() if count),
    )


def falling(connection: sa.Connection, of: Register, records: Sequence[str]) -> Falling:
    """Return all rows that go when records of a register are deleted: they, and what cannot stand without them."""
    fallen: dict[str, dict[str, None]] = {of.key: dict.fromkeys(records)}
    waiting = [(of, list(fallen[of.key]))]
    while waiting:
        here, ids = waiting.pop(0)
        for other, column in parts_of(here.key):
            if not goes_with(here, other, column):
                continue
            known = fallen.get(other.key, {})
            found = [id_ for id_ in owners(connection, other, column, ids) if id_ not in known]
            if found:
                fallen.setdefault(other.key, {}).update(dict.fromkeys(found))
                waiting.append((other, found))
    return Falling(tuple((register(key), tuple(ids)) for key, ids in fallen.items()))


def owners(connection: sa.Connection, other: Register, column: Column, targets: Sequence[str]) -> list[str]:
    """Return the rows of a register whose column leads to some of the records, once for each link."""
    if isinstance(column.kind, Links):
        between = BETWEEN[between_name(other, column)]
        owner, target = between.c.owner, between.c.target
    else:
        owner, target = TABLES[other.key].c.id, TABLES[other.key].c[column.key]
    found: list[str] = []
    for start in range(0, len(targets), _CHUNK):
        found += connection.scalars(sa.select(owner).where(target.in_(targets[start : start + _CHUNK])).order_by(owner))
    return found
