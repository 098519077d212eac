"""What the linked records of a row belong to, where the workbook says it in a column the register does not have.

A sheet of results names the municipality beside the school: the register of results leads to schools alone, but the
names of schools are meant within the municipality.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from setvzaim.exchange.cells import ReadColumn, text_in
from setvzaim.exchange.header import Header
from setvzaim.operations.names import Names, Resolver
from setvzaim.registers import Column, Link, Refused, Register, parent_of, register
from setvzaim.text.fold import match_key
from setvzaim.text.schools import same_places

NOWHERE = "?"
"""Stands for a parent the base does not know: nothing there belongs to it."""


def outer_columns(of: Register, header: Header) -> dict[str, ReadColumn]:
    """Return by the key of a link the column of the sheet that says what its records belong to."""
    found: dict[str, ReadColumn] = {}
    for column in of.columns:
        if not isinstance(column.kind, Link) or column not in header.joined:
            continue
        parent = parent_of(register(column.kind.register))
        if parent is None or parent.key in of:
            continue
        for at, label in enumerate(header.labels):
            if header.joined[at] is None and match_key(label) in parent.headers:
                found[column.key] = ReadColumn(parent, at, label)
                break
    return found


def outer_records(read: ReadColumn, resolver: Resolver) -> Sequence[str | None]:
    """Return what each row belongs to: a record, `NOWHERE` for one the base does not have, `None` for an empty cell."""
    texts = [text_in(cell) for cell in read.raw]
    known = _known(read.column, frozenset(filter(None, texts)), resolver)
    return [known[text] if text else None for text in texts]


def _known(parent: Column, texts: frozenset[str], resolver: Resolver) -> Mapping[str, str]:
    if not isinstance(parent.kind, Link):
        raise TypeError(parent.key)
    names = resolver.names(parent.kind.register)
    places = same_places((*names.labels.values(), *texts))
    by_place: dict[str, list[str]] = {}
    for record, label in names.labels.items():
        by_place.setdefault(places[label], []).append(record)
    found: dict[str, str] = {}
    for text in texts:
        alike = by_place.get(places[text], [])
        found[text] = _exact(names, text) or (alike[0] if len(alike) == 1 else NOWHERE)
    return found


def _exact(names: Names, text: str) -> str | None:
    try:
        return names.find(text, None)
    except Refused:
        return None
