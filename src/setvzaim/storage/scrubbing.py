"""Taking one record out of the journal for good, so that data and journal agree as if it had never been there.

Rows of the record leave the chunks, links to it become empty before and after, names in rows that stay give way to a
stand-in. What the rows that stay have as version is not touched: whatever else was done can still be undone.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from setvzaim.model import TABLES
from setvzaim.model import Base as Model
from setvzaim.registers import Link, Register, goes_with, parts_of
from setvzaim.storage.images import NOW, WAS, Chunk, folds, links_of, pack, record_key, unpack
from setvzaim.storage.journal import CHUNKS, ENTRIES
from setvzaim.text.fold import fold, match_key

STAND_IN = "удалён по запросу"
"""What rows that stay hold in place of the name."""
FORGOTTEN = "forgotten"
"""Kind of an operation of which nothing is left in the journal."""
_IN_HISTORY = "удалено"
_REMARK = " (данные удалены по запросу)"
_BESIDE = ("name_memory", "attachments")
"""Tables whose rows belong to a record of any register, by their column `record`: spellings, attached files."""
_SIGNS = ("", WAS, NOW)


@dataclass
class Traces:
    """What a base holds of a record."""

    of: Register
    record: str
    gone: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By table, the rows that go, in the data or in the journal alone."""
    linked: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By table, the rows that lead to the record, or did when they were there last: their names are its names."""
    once: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By table, the rows that led to it at some time."""
    names: set[str] = field(default_factory=set)
    """Whatever the record and rows that lead to it were called."""
    called: str = ""
    """What the record is called, or was at some time; empty when it never had but a code."""
    known: bool = False
    """Whether the record is in the data or in the journal at all."""

    def stand_in(self, table: str, row: str, value: Any) -> Any:  # noqa: ANN401 - a text or nothing
        """Return what a row that stays shall hold in place of a name."""
        if value is None or value == STAND_IN or row not in self.once[table]:
            return value
        keys = {match_key(name) for name in self.names}
        return STAND_IN if row in self.linked[table] or match_key(value) in keys else value


def traces_of(connection: sa.Connection, of: Register, record: str) -> Traces:
    """Return what the data and the journal hold of a record."""
    found = Traces(of, record)
    found.gone[of.key].add(record)
    table = TABLES[of.key]
    columns = [table.c[column.key] for column in of.naming]
    present = connection.execute(sa.select(*columns).where(table.c.id == record)).one_or_none()
    found.known = present is not None
    for chunk in _holding(connection, [of.key], {record}):
        named = _values(chunk.only(record), of.label)
        found.names.update(named)
        found.called = next(iter(named), found.called)
        for column in of.naming[1:]:
            found.names.update(_values(chunk.only(record), column.key))
        found.known |= record in chunk.records
    if present is not None:
        found.names.update(value for value in present if value)
        found.called = present[0] or found.called
    for other, key in _leading(of):
        _lead(connection, found, other, key)
    for owner in [row for key, rows in found.gone.items() if key in TABLES for row in rows]:
        for name in _BESIDE:
            _lead_away(connection, found, Model.metadata.tables[name], "record", stays=False, to=owner)
    return found


def scrub_rows(connection: sa.Connection, traces: Traces) -> set[str]:
    """Empty the links to the record in rows that stay, and their names of it; return the tables touched.

    Versions stay as they are: the journal is changed likewise.
    """
    touched = set()
    for other, key in _leading(traces.of):
        table = TABLES[other.key]
        if goes_with(traces.of, other, other[key]):
            continue
        for name in _personal(other):
            rows = connection.execute(
                sa.select(table.c.id, table.c[name]).where(table.c.id.in_(traces.once[other.key]))
            )
            for row, value in rows.all():
                put = traces.stand_in(other.key, row, value)
                values = {name: put, **({folds(table)[name]: fold(put)} if name in folds(table) and put else {})}
                if put != value:
                    connection.execute(sa.update(table).where(table.c.id == row).values(values))
                    touched.add(other.key)
        emptied = connection.execute(sa.update(table).where(table.c[key] == traces.record).values({key: None}))
        if emptied.rowcount:
            touched.add(other.key)
    return touched


def scrub_journal(connection: sa.Connection, traces: Traces) -> None:
    """Take the record out of every chunk and every line of the journal."""
    ids = {row for rows in (*traces.gone.values(), *traces.once.values()) for row in rows}
    tables = [
        table.name
        for table in Model.metadata.tables.values()
        if traces.gone.get(table.name) or any(traces.gone.get(target) for target in links_of(table).values())
    ]
    touched, bare = set[int](), set[int]()
    for operation, part, chunk in _chunks(connection, tables, ids):
        left = _without(chunk, traces)
        here = (CHUNKS.c.operation == operation) & (CHUNKS.c.part == part)
        touched.add(operation)
        if chunk.table.name == traces.of.key and not left.records:
            bare.add(operation)
        if not left.records:
            connection.execute(sa.delete(CHUNKS).where(here))
        else:
            now = {"count": len(left.records), "first": min(left.records), "last": max(left.records)}
            connection.execute(sa.update(CHUNKS).where(here).values(**now, body=pack(left.columns)))
    _scrub_lines(connection, traces, touched, bare)


def _scrub_lines(connection: sa.Connection, traces: Traces, touched: set[int], bare: set[int]) -> None:
    """Take the names out of the lines of the history, and say in those that are bare now why they are."""
    full = set(connection.scalars(sa.select(CHUNKS.c.operation).distinct()))
    names = sorted(traces.names, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    for row in connection.execute(sa.select(ENTRIES)).mappings().all():
        own = row["of"] or row["sequence"]
        if own not in touched:
            continue
        texts = {"name": row["name"], "about": pattern.sub(_IN_HISTORY, row["about"]) if names else row["about"]}
        emptied = own not in full
        if (emptied or own in bare) and not texts["name"].endswith(_REMARK):
            texts["name"] += _REMARK
        words = fold(f"{texts['name']} {texts['about']} {row['who']} {row['computer']}")
        kind = FORGOTTEN if emptied and row["kind"] == "do" else row["kind"]
        here = ENTRIES.c.sequence == row["sequence"]
        connection.execute(sa.update(ENTRIES).where(here).values(**texts, words=words, kind=kind))


def _without(chunk: Chunk, traces: Traces) -> Chunk:
    """Return a chunk without the rows that go, without links to them, without names in the rows that stay."""
    table, columns = chunk.table, chunk.columns
    links = links_of(table)
    own = "owner" if record_key(table) == "owner" else "id"
    ends = {"id": table.name} if own == "id" else links
    stay = [
        at
        for at in range(len(chunk.records))
        if not any(columns[end][at] in traces.gone.get(target, ()) for end, target in ends.items())
    ]
    kept: dict[str, Sequence[Any]] = {name: [values[at] for at in stay] for name, values in columns.items()}
    if own == "owner":
        return Chunk(table, chunk.kind, kept)
    for other, key in _leading(traces.of):
        if other.key != table.name or goes_with(traces.of, other, other[key]):
            continue
        for name, values in kept.items():
            if name.lstrip(WAS + NOW) == key:
                kept[name] = [None if value == traces.record else value for value in values]
            elif name.lstrip(WAS + NOW) in _personal(other):
                pairs = zip(kept["id"], values, strict=True)
                kept[name] = [traces.stand_in(table.name, row, value) for row, value in pairs]
    return Chunk(table, chunk.kind, kept)


def _lead(connection: sa.Connection, found: Traces, other: Register, key: str) -> None:
    """Note the rows of a register that lead to the record by a column, with the names they hold."""
    stays = not goes_with(found.of, other, other[key])
    _lead_away(connection, found, TABLES[other.key], key, stays=stays)
    linked, table = found.linked[other.key], TABLES[other.key]
    for name in _personal(other) if linked else ():
        there = sa.select(table.c[name]).where(table.c.id.in_(linked), table.c[name].is_not(None))
        found.names.update(set(connection.scalars(there)) - {STAND_IN})
        for chunk in _holding(connection, [other.key], linked):
            for row in linked.intersection(chunk.records):
                found.names.update(_values(chunk.only(row), name))


def _lead_away(
    connection: sa.Connection, found: Traces, table: sa.Table, key: str, *, stays: bool, to: str = ""
) -> None:
    """Note the rows of a table whose column leads to the record, or to another one that goes, now or in the journal."""
    to = to or found.record
    now = set(connection.scalars(sa.select(table.c.id).where(table.c[key] == to)))
    once = set[str]()
    for chunk in _holding(connection, [table.name], {to}):
        for sign in _SIGNS:
            values = chunk.columns.get(f"{sign}{key}", ())
            once.update(row for row, value in zip(chunk.records, values, strict=False) if value == to)
    there = set(connection.scalars(sa.select(table.c.id).where(table.c.id.in_(once))))
    last = now | (once - there)
    if stays:
        found.linked[table.name] |= last
        found.once[table.name] |= now | once
    else:
        found.gone[table.name] |= last


def _leading(of: Register) -> Iterator[tuple[Register, str]]:
    """Give the registers with a column that leads to one record of another, and the column's key."""
    return ((other, column.key) for other, column in parts_of(of.key) if isinstance(column.kind, Link))


def _personal(of: Register) -> tuple[str, ...]:
    return tuple(column.key for column in of.columns if column.personal)


def _values(chunk: Chunk, name: str) -> set[str]:
    """Return the texts that stand in a column, before and after."""
    found = {value for sign in _SIGNS for value in chunk.columns.get(f"{sign}{name}", ())}
    return {value for value in found if value and value != STAND_IN}


def _holding(connection: sa.Connection, tables: Sequence[str], ids: set[str]) -> Iterator[Chunk]:
    return (chunk for _, _, chunk in _chunks(connection, tables, ids))


def _chunks(connection: sa.Connection, tables: Sequence[str], ids: set[str]) -> Iterator[tuple[int, int, Chunk]]:
    """Give the chunks of some tables in which some identifiers occur, with their operation and part."""
    wanted = sa.select(CHUNKS.c.operation, CHUNKS.c.part).where(CHUNKS.c.table_name.in_(tables))
    for operation, part in connection.execute(wanted).all():
        here = (CHUNKS.c.operation == operation) & (CHUNKS.c.part == part)
        name, kind, body = connection.execute(
            sa.select(CHUNKS.c.table_name, CHUNKS.c.kind, CHUNKS.c.body).where(here)
        ).one()
        plain = zlib.decompress(body)
        if any(id_.encode() in plain for id_ in ids):
            yield operation, part, unpack(Model.metadata.tables[name], kind, body)
