"""Make the filled base by which later programs are tested to read what today's has written.

Run once when a schema revision is released: `python tests/data/bases/make_base.py` writes `NNNN.setvzaim` (the
base) and `NNNN.json` (every value of every table) beside this script, NNNN being the revision. Neither changes again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
import sys
from collections.abc import Mapping
from pathlib import Path

import sqlalchemy as sa

from setvzaim.exchange.example import SCHOOL_YEAR, build_example
from setvzaim.model import TABLES, Attachment, Blob, HeaderMemory, NameMemory, SchoolYearState, Setting, WordForm
from setvzaim.model import Base as Model
from setvzaim.operations.history import redo, undo
from setvzaim.operations.records import change
from setvzaim.operations.writing import remove_records, stored_values
from setvzaim.queries import Context, Query, fetch, find
from setvzaim.registers import (
    Choice,
    Column,
    Date,
    Flag,
    Link,
    LinkTo,
    Number,
    SchoolYear,
    Text,
    all_registers,
    register,
)
from setvzaim.storage import Base, Changes
from setvzaim.storage.base import SCHEMA

HERE = Path(__file__).parent
DAY = dt.date(2027, 5, 31)
FILE = b"\0\xff1"
CONTEXT = Context(school_year=SCHOOL_YEAR)


def main() -> None:
    path = HERE / f"{SCHEMA:04}.setvzaim"
    with Base.create(path) as base:
        build_example(base)
        kept = _kept(base)
        for key, of in all_registers().items():
            with base.read() as connection:
                records = find(connection, Query(key))
            with base.write() as connection:
                remove_records(Changes(connection), of, [record for record in records if record not in kept])
        for key in all_registers():
            _fill(base, key)
        _fill_beside(base)
        _fill_journal(base)
    _shrink(path)
    values = read_values(path)
    empty = [table for table, rows in values.items() if not rows]
    if empty:
        sys.exit(f"empty: {', '.join(empty)}")
    path.with_suffix(".json").write_text(
        json.dumps(values, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8"
    )


def _kept(base: Base) -> set[str]:
    """Choose the first two rows of every register, with what they link to."""
    kept: set[str] = set()
    with base.read() as connection:
        waiting = [(of, id_) for key, of in all_registers().items() for id_ in find(connection, Query(key))[:2]]
        while waiting:
            of, record = waiting.pop()
            if record not in kept:
                kept.add(record)
                (row,) = fetch(connection, of, [record])
                links = zip(of.columns, row.values, strict=True)
                waiting += [
                    (register(c.kind.register), v.id)
                    for c, v in links
                    if isinstance(c.kind, Link) and isinstance(v, LinkTo)
                ]
    return kept


def read_values(path: Path) -> dict[str, list[dict[str, object]]]:
    """Return every value of a base, by table, in the order of the identifiers; bytes in hexadecimal."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    try:
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'alembic_version'"
        ).fetchall()
        names = {
            table["name"]: [column["name"] for column in connection.execute(f'PRAGMA table_info("{table["name"]}")')]
            for table in tables
        }
        return {
            name: [
                {key: row[key].hex() if isinstance(row[key], bytes) else row[key] for key in names[name]}
                for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2')  # noqa: S608 - names of tables
            ]
            for name in names
        }
    finally:
        connection.close()


def _fill(base: Base, key: str) -> None:
    """Give the first row of a register a value in every column."""
    of = register(key)
    with base.read() as connection:
        (row,) = fetch(connection, of, find(connection, Query(key))[:1], CONTEXT)
        first = {other: find(connection, Query(other))[0] for other in all_registers()}
    values = {column.key: _some(column, first) for column in of.columns if row[column.key] is None}
    typed = {key: value for key, value in values.items() if of[key].editable and value is not None}
    change(base, of=of, record=row.id, values=typed, context=CONTEXT)
    if own := {key: value for key, value in values.items() if of[key].kept}:
        with base.write() as connection:
            Changes(connection).update(TABLES[of.key], row.id, stored_values(of, own))


def _some(column: Column, first: Mapping[str, str]) -> object:
    match column.kind:
        case Text():
            return f"{column.label}: ё «Ә»"
        case Choice(options):
            return options[-1].code
        case Number(least, _, places):
            return float(least or 0) if places else int(least or 0)
        case Date():
            return DAY
        case SchoolYear():
            return SCHOOL_YEAR
        case Flag():
            return True
        case Link(target):
            return LinkTo(first[target], "")
        case _:
            return (first[getattr(column.kind, "register", "")],)


def _fill_beside(base: Base) -> None:
    tables = Model.metadata.tables
    with base.write() as connection:
        school, document = (find(connection, Query(key))[0] for key in ("schools", "documents"))
        changes = Changes(connection)
        rows: dict[type[Model], dict[str, object]] = {
            Attachment: {"register": "documents", "record": document, "name": "приказ.pdf", "added_on": DAY,
                         "digest": hashlib.sha256(FILE).hexdigest()},
            WordForm: {"kind": "surname", "text": "Дзю", "case": "dat", "form": "Дзю"},
            SchoolYearState: {"start": SCHOOL_YEAR, "closed_on": DAY},
            HeaderMemory: {"register": "schools", "header": "оо", "column": "name"},
            NameMemory: {"register": "schools", "spelling": "сош3", "record": school},
            Setting: {"name": "тема", "value": '"светлая"'},
        }  # fmt: skip
        for mapped, row in rows.items():
            changes.insert(tables[mapped.__tablename__], [row])
        blob = {"digest": hashlib.sha256(FILE).hexdigest(), "size": len(FILE), "content": FILE}
        connection.execute(sa.insert(tables[Blob.__tablename__]), [blob])


def _fill_journal(base: Base) -> None:
    """Undo and redo something, and leave something undone, so that the journal has every kind of entry."""
    of = register("schools")
    with base.read() as connection:
        school = find(connection, Query("schools"))[0]
    for pupils in (101, 102):
        change(base, of=of, record=school, values={"pupils": pupils}, context=CONTEXT)
    for turn in (undo, undo, redo):
        turn(base)


def _shrink(path: Path) -> None:
    """Small pages: an index of three rows need not take 4 KiB."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA page_size = 512")
    connection.execute("VACUUM")
    connection.close()


if __name__ == "__main__":
    main()
