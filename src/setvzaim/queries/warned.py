"""What may be wrong with rows that are kept all the same: told in the card, counted at the foot of the window."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from setvzaim.analysis.requisites import Head, Paper, doubts
from setvzaim.model import TABLES
from setvzaim.queries.query import Query, Row
from setvzaim.queries.rows import fetch, stream
from setvzaim.queries.travel import coordinate_doubts
from setvzaim.registers import Link, LinkTo, Register, all_registers, parts_of, register

WATCHED = frozenset({
    "documents", "documents_schools", "schools", "municipalities", "centers", "groups", "movements", "recommendations",
})  # fmt: skip
"""Tables from which warnings follow."""


@dataclass(frozen=True, slots=True)
class Warned:
    """What may be wrong with one row."""

    register: str
    record: str
    name: str
    """What the row is called."""
    text: str
    """A sentence without a full stop."""


def warned(connection: sa.Connection, today: date) -> tuple[Warned, ...]:
    """Return what is told of all rows of a base, register by register."""
    across = {key: found(connection, today) for key, found in _ACROSS.items()}
    found = []
    for of in all_registers().values():
        if of.warnings or of.key in across:
            told = across.get(of.key, {})
            rows = stream(connection, Query(of.key)) if of.warnings else fetch(connection, of, list(told))
            found += [one for row in rows for one in _of_row(of, row, told.get(row.id, []))]
    return tuple(found)


def warned_on(connection: sa.Connection, of: Register, record: str, today: date) -> tuple[Warned, ...]:
    """Return what is told of one row; none when it is gone."""
    if not of.warnings and of.key not in _ACROSS:
        return ()
    across = {of.key: _ACROSS[of.key](connection, today)} if of.key in _ACROSS else {}
    return tuple(
        one
        for row in fetch(connection, of, [record])
        for one in _of_row(of, row, across.get(of.key, {}).get(record, []))
    )


def _of_row(of: Register, row: Row, across: list[str]) -> list[Warned]:
    values = dict(zip((column.key for column in row.columns), row.values, strict=True))
    column = of.called_by(row.__getitem__)
    name = column.kind.write(row[column.key])
    texts = dict.fromkeys((*of.doubts(values), *across))
    return [Warned(of.key, row.id, name, text) for text in texts]


def _documents(connection: sa.Connection, today: date) -> dict[str, list[str]]:
    """Return what does not agree between the documents, by record."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for doubt in doubts(_papers(connection, today), _heads(connection), today):
        found[doubt.paper].append(doubt.text)
    return found


def _schools(connection: sa.Connection, _today: date) -> dict[str, list[str]]:
    """Return which coordinates of schools cannot be right beside those of others, by record."""
    return {school: [text] for school, text in coordinate_doubts(connection).items()}


_ACROSS: Mapping[str, Callable[[sa.Connection, date], dict[str, list[str]]]] = {
    "documents": _documents,
    "schools": _schools,
}
"""What only several rows of a register show, by its key."""


def _papers(connection: sa.Connection, today: date) -> list[Paper]:
    of = register("documents")
    leaning = _leaning(connection, today)
    keys = ("title", "kind", "number", "issued_on", "issued_by", "signed_by", "approved_by", "valid_until", "replaces")
    return [
        Paper(
            id=row.id,
            title=row.text("title"),
            kind=row.text("kind"),
            number=row.text("number"),
            issued_on=_day(row["issued_on"]),
            issued_by=row.text("issued_by"),
            signed_by=row.text("signed_by"),
            approved_by=row.text("approved_by"),
            valid_until=_day(row["valid_until"]),
            replaces=link.id if isinstance(link := row["replaces"], LinkTo) else None,
            leaning=tuple(leaning[row.id].items()),
        )
        for row in stream(connection, Query(of.key), tuple(of[key] for key in keys))
    ]


def _leaning(connection: sa.Connection, today: date) -> defaultdict[str, dict[str, int]]:
    """Return how many rows in force lead to each document, by document and title of the register."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for other, column in parts_of("documents"):
        if other.key == "documents" or not isinstance(column.kind, Link) or "until" not in other:
            continue
        table = TABLES[other.key]
        in_force = sa.or_(table.c.until.is_(None), table.c.until >= today)
        link = table.c[column.key]
        counted = sa.select(link, sa.func.count()).where(link.is_not(None), in_force).group_by(link)
        for document, count in connection.execute(counted):
            found[document][other.title] = found[document].get(other.title, 0) + count
    return found


def _heads(connection: sa.Connection) -> list[Head]:
    schools, districts = TABLES["schools"], TABLES["municipalities"]
    found = [
        Head(register("schools").title, name, head, (full,) if full else ())
        for name, full, head in connection.execute(
            sa.select(schools.c.name, schools.c.full_name, schools.c.head_name).where(schools.c.head_name.is_not(None))
        )
    ]
    named = districts.c.office.is_not(None) & districts.c.head_name.is_not(None)
    found += [
        Head(register("municipalities").title, office, head)
        for office, head in connection.execute(sa.select(districts.c.office, districts.c.head_name).where(named))
    ]
    return found


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
