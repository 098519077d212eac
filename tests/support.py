"""What tests of several rooms say often."""

from __future__ import annotations

from typing import Protocol

from setvzaim.model import Base as Model
from setvzaim.queries import Context, Query, Row, fetch, find
from setvzaim.registers import register
from setvzaim.storage import Base

NOWHERE = Context()
"""All networks, all school years."""
YEAR = 2026
"""The school year of the example."""


class Adder(Protocol):
    """Adds a row to the empty base, its values typed as in a card."""

    def __call__(self, key: str, context: Context = ..., /, **typed: object) -> str:
        """Return the identifier of the row."""


def rows_of(base: Base, key: str, context: Context = NOWHERE) -> tuple[Row, ...]:
    """Return all rows of a register in its own order."""
    with base.read() as connection:
        return fetch(connection, register(key), find(connection, Query(key, context=context)), context)


def labels_of(base: Base, key: str) -> list[str]:
    """Return what the rows of a register are called, in its own order."""
    of = register(key)
    return [of[of.label].kind.write(row[of.label]) for row in rows_of(base, key)]


def value_of(base: Base, key: str, record: str, column: str, context: Context = NOWHERE) -> object:
    """Return one value of one row."""
    with base.read() as connection:
        (row,) = fetch(connection, register(key), [record], context)
    return row[column]


def dump(base: Base) -> dict[str, list[tuple[object, ...]]]:
    """Return every value of every table, as the file holds it, versions and folded texts included.

    Left out are the journal and the bytes it names: they stay when what named them is undone.
    """
    with base.read() as connection:
        return {
            name: sorted(map(tuple, connection.exec_driver_sql(f'SELECT * FROM "{name}"')), key=repr)  # noqa: S608 - our own tables
            for name in Model.metadata.tables
            if not name.startswith("journal") and name != "blobs"
        }
