"""Turning names in a workbook into records of other registers."""

from __future__ import annotations

import difflib
from collections import defaultdict

import sqlalchemy as sa

from setvzaim.model import TABLES, new_id
from setvzaim.operations.imports import Grown
from setvzaim.queries import Context, Query, find
from setvzaim.registers import Column, Link, Links, Refused, Register, register

_NEAREST = 3


class Names:
    """The records of one register by the names they go by, and those that an import makes anew."""

    def __init__(self, connection: sa.Connection, target: Register, context: Context) -> None:
        self.target = target
        table = TABLES[target.key]
        self.parent = _parent(target)
        parent = table.c[self.parent.key] if self.parent else sa.null()
        self.labels: dict[str, str] = {}
        self._by_name: defaultdict[str, list[tuple[str, str | None]]] = defaultdict(list)
        for id_, label, above in connection.execute(sa.select(table.c.id, table.c[target.label], parent)):
            self.labels[id_] = str(label)
            self._by_name[target.spelling(str(label))].append((id_, above))
        self._near: frozenset[str] = frozenset()
        if context.network is not None and (target.school or target.network):
            self._near = frozenset(find(connection, Query(target.key, context=context)))
        self.grown: list[Grown] = []

    def find(self, name: str, above: str | None) -> str | None:
        """Return the record of a name; raise `Refused` when several could be meant.

        `above` is the record that a record of this register belongs to (the plan of a section), if known.
        """
        found = self._by_name.get(self.target.spelling(name), [])
        if above is not None:
            found = [entry for entry in found if entry[1] == above]
        if len(found) > 1 and self._near:
            found = [entry for entry in found if entry[0] in self._near] or found
        if len(found) > 1:
            raise Refused(
                f"«{name}» — это {self.target.noun.counted(len(found))} с одним названием, неясно, о чём речь"
            )
        return found[0][0] if found else None

    def grow(self, name: str, above: str | None, position: int) -> str:
        """Make a new record of a name; it is written with the import."""
        id_ = new_id()
        values: dict[str, object] = {self.target.label: name}
        if self.parent is not None:
            values[self.parent.key] = above
        if self.target.position:
            values[self.target.position] = position
        self.grown.append(Grown(self.target.key, id_, values))
        self.labels[id_] = name
        self._by_name[self.target.spelling(name)].append((id_, above))
        return id_

    def nearest(self, name: str) -> str:
        """Name the records that are written alike, for the reason of a refusal."""
        close = difflib.get_close_matches(self.target.spelling(name), list(self._by_name), _NEAREST, 0.6)
        labels = [f"«{self.labels[self._by_name[key][0][0]]}»" for key in close]
        return f"; похоже на {', '.join(labels)}" if labels else ""


class Resolver:
    """Reads the cells of a column that links to other registers."""

    def __init__(self, connection: sa.Connection, of: Register, context: Context) -> None:
        self._connection = connection
        self._of = of
        self._context = context
        self._names: dict[str, Names] = {}

    def names(self, key: str) -> Names:
        """Return the names of a register, read once."""
        if key not in self._names:
            self._names[key] = Names(self._connection, register(key), self._context)
        return self._names[key]

    def scope(self, column: Column) -> str | None:
        """Return the key of the column of the same row within which names are meant (the plan of a section)."""
        if not isinstance(column.kind, Link | Links):
            return None
        parent = self.names(column.kind.register).parent
        return parent.key if parent is not None and parent.key in self._of and parent.key != column.key else None

    def resolve(self, column: Column, name: str, above: str | None) -> str:
        """Return the record a name stands for, made anew where the column allows; raise `Refused`."""
        kind = column.kind
        if not isinstance(kind, Link | Links):
            raise TypeError(column.key)
        names = self.names(kind.register)
        if (found := names.find(name, above)) is not None:
            return found
        if kind.grows and (names.parent is None or above is not None):
            return names.grow(name, above, len(names.labels))
        raise Refused(f"нет такой записи в реестре «{names.target.title}»: «{name[:80]}»{names.nearest(name)}")

    @property
    def grown(self) -> list[Grown]:
        """All records that the import makes beside its own."""
        return [grown for names in self._names.values() for grown in names.grown]


def _parent(target: Register) -> Column | None:
    """Return the link by which records of a register are told apart beside their names, if it has one."""
    for group in target.identity:
        if target.label in group:
            for key in group:
                column = target[key.rstrip("?")]
                if isinstance(column.kind, Link):
                    return column
    return None
