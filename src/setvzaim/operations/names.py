"""Turning names, in a workbook or typed by hand, into records of other registers."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from setvzaim.model import TABLES, NameMemory, new_id
from setvzaim.queries import Context, Query, find
from setvzaim.queries.source import label_of
from setvzaim.registers import Column, Link, Links, LinkTo, Named, Refused, Register, parent_of, register, scope_of
from setvzaim.text.fold import match_key

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Grown:
    """A record of another register that comes into being because a row names it."""

    register: str
    id: str
    values: Mapping[str, object]


def spelling_within(above: object, name: str) -> str:
    """Return the key under which a confirmed spelling is remembered: the name, within what it belongs to."""
    return f"{above}:{match_key(name)}" if above else match_key(name)


class Names:
    """The records of one register by the names they go by, and those that are made anew."""

    def __init__(self, connection: sa.Connection, target: Register, context: Context) -> None:
        self.target = target
        table = TABLES[target.key]
        self.parent = parent_of(target)
        parent = table.c[self.parent.key] if self.parent else sa.null()
        self.labels: dict[str, str] = {}
        self._by_name: defaultdict[str, list[tuple[str, str | None]]] = defaultdict(list)
        self._by_other: defaultdict[str, list[tuple[str, str | None]]] = defaultdict(list)
        """By what stands in for the label: a person is found by the code too, with a name or without."""
        other = table.c[target.label_else] if target.label_else else sa.null()
        for id_, label, above, code in connection.execute(
            sa.select(table.c.id, label_of(target, table), parent, other)
        ):
            self.labels[id_] = str(label)
            self._by_name[target.spelling(str(label))].append((id_, above))
            if code is not None:
                self._by_other[match_key(code)].append((id_, above))
        self._near: frozenset[str] = frozenset()
        if context.network is not None and (target.school or target.network):
            self._near = frozenset(find(connection, Query(target.key, context=context)))
        self.grown: list[Grown] = []

    def find(self, name: str, above: str | None) -> str | None:
        """Return the record of a name; raise `Refused` when several could be meant.

        `above` is the record that a record of this register belongs to (the plan of a section), if known.
        """
        found = self._by_name.get(self.target.spelling(name)) or self._by_other.get(match_key(name), [])
        if above is not None:
            found = [entry for entry in found if entry[1] == above]
        if len(found) > 1 and self._near:
            found = [entry for entry in found if entry[0] in self._near] or found
        if len(found) > 1:
            raise Refused(
                f"«{name}» — это {self.target.noun.counted(len(found))} с одним названием, неясно, о чём речь"
            )
        return found[0][0] if found else None

    def within(self, above: str | None) -> list[str]:
        """Return the records that belong to a record, all of them for `None`, in the order of the base."""
        entries = (entry for entries in self._by_name.values() for entry in entries)
        return sorted(id_ for id_, parent in entries if above is None or parent == above)

    def grow(self, name: str, above: str | None) -> str:
        """Make a new record of a name, which whoever asked writes; raise `Refused` for what is no name."""
        id_ = new_id()
        values: dict[str, object] = {self.target.label: self.target[self.target.label].read(name)}
        if self.parent is not None:
            values[self.parent.key] = above
        self.grown.append(Grown(self.target.key, id_, values))
        self.labels[id_] = name
        self._by_name[self.target.spelling(name)].append((id_, above))
        return id_

    def nearest(self, name: str, above: str | None = None) -> str:
        """Name the records that are written alike, for the reason of a refusal."""
        known = [key for key, found in self._by_name.items() if above is None or any(one[1] == above for one in found)]
        close = difflib.get_close_matches(self.target.spelling(name), known, _NEAREST, 0.6)
        labels = [f"«{self.labels[self._by_name[key][0][0]]}»" for key in close]
        return f"; похоже на {', '.join(labels)}" if labels else ""


class Resolver:
    """Turns the names in the columns of one register into records."""

    def __init__(self, connection: sa.Connection, of: Register, context: Context) -> None:
        self._connection = connection
        self._of = of
        self._context = context
        self._names: dict[str, Names] = {}
        self._memory: dict[str, dict[str, str]] = {}
        self.confirmed: dict[tuple[str, str], str] = {}
        """What the user says just now: register and spelling to record."""

    def names(self, key: str) -> Names:
        """Return the names of a register, read once."""
        if key not in self._names:
            self._names[key] = Names(self._connection, register(key), self._context)
        return self._names[key]

    def scope(self, column: Column) -> str | None:
        """Return the key of the column of the same row within which names are meant (the plan of a section)."""
        return scope_of(self._of, column)

    def resolve(self, column: Column, name: str, above: str | None) -> str:
        """Return the record a name stands for, made anew where the column allows; raise `Refused`."""
        kind = column.kind
        if not isinstance(kind, Link | Links):
            raise TypeError(column.key)
        names = self.names(kind.register)
        spelling = spelling_within(above, name)
        if (said := self.confirmed.get((kind.register, spelling))) is not None:
            return said
        if (found := names.find(name, above)) is not None:
            return found
        if (before := self._remembered(kind.register).get(spelling)) in names.labels and before is not None:
            return before
        if kind.grows and (names.parent is None or above is not None):
            return names.grow(name, above)
        raise Refused(f"нет такой записи в реестре «{names.target.title}»: «{name[:80]}»{names.nearest(name, above)}")

    def confirm(self, column: Column, name: str, above: str | None, record: str) -> None:
        """Take the word of the user that a name is a record; whoever asked remembers it."""
        if isinstance(column.kind, Link | Links):
            self.confirmed[column.kind.register, spelling_within(above, name)] = record

    def _remembered(self, key: str) -> dict[str, str]:
        """Return the spellings the user has confirmed before."""
        if key not in self._memory:
            known = sa.select(NameMemory.spelling, NameMemory.record).where(NameMemory.register == key)
            self._memory[key] = {row.spelling: row.record for row in self._connection.execute(known)}
        return self._memory[key]

    def settle(
        self, values: Mapping[str, object], kept: Mapping[str, object]
    ) -> tuple[dict[str, object], dict[str, str]]:
        """Return values with identifiers in place of `Named` and `LinkTo`, and the reasons of refused names by column.

        `kept` is what the rest of the row holds already; a name is meant within it.
        """
        settled, faults = dict(values), dict[str, str]()
        linking = [self._of[key] for key in values if isinstance(self._of[key].kind, Link | Links)]
        for column in sorted(linking, key=lambda column: self.scope(column) is not None):
            scope = self.scope(column)
            if scope in faults:
                continue
            above = settled.get(scope, kept.get(scope)) if scope else None
            try:
                settled[column.key] = self._records(column, values[column.key], above)
            except Refused as refusal:
                faults[column.key] = str(refusal)
        return settled, faults

    def _records(self, column: Column, value: object, above: object) -> object:
        """Return the identifier or identifiers a value stands for, each once."""
        match value:
            case tuple() | list():
                return tuple(dict.fromkeys(self._records(column, part, above) for part in value))
            case Named(text):
                return self.resolve(column, text, above if isinstance(above, str) else None)
            case LinkTo(id_):
                return id_
            case _:
                return value

    def take_grown(self) -> list[Grown]:
        """Return the records made anew since this was asked last; whoever takes them writes them."""
        taken = [grown for names in self._names.values() for grown in names.grown]
        for names in self._names.values():
            names.grown.clear()
        return taken
