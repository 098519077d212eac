"""Looking a base over: is the file whole, do links lead somewhere, do rows keep the rules of their registers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from setvzaim.model import TABLES
from setvzaim.queries.homes import home_of
from setvzaim.queries.source import label_of
from setvzaim.registers import Kind, Register, all_registers
from setvzaim.storage.blobs import ATTACHMENTS, fault_of
from setvzaim.storage.scrubbing import STAND_IN
from setvzaim.text.fold import match_key


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the base that is not as it should be; `register` is empty when it concerns the file."""

    register: str
    record: str | None
    name: str
    reason: str


def findings(connection: sa.Connection) -> Iterator[Finding]:
    """Give what is wrong or doubtful in a base; nothing when all is well."""
    if connection.dialect.name == "sqlite":
        for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if line != "ok":
                yield Finding("", None, "", f"файл базы повреждён: {line}")
        for table, rowid, target, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield Finding(str(table), None, f"строка {rowid}", f"ссылается на запись, которой нет в «{target}»")
    for of in all_registers().values():
        yield from _rows(connection, of)
        yield from _strays(connection, of)
    yield from _files(connection)


def _rows(connection: sa.Connection, of: Register) -> Iterator[Finding]:
    table = TABLES[of.key]
    seen: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    group = [key.rstrip("?") for key in of.identity[-1]] if of.identity else []
    for row in connection.execute(sa.select(table)).mappings():
        values = {column.key: row[column.key] for column in of.stored}
        name = str(values[of.called_by(values.get).key] or "")
        for reason in of.check(values).values():
            yield Finding(of.key, row["id"], name, reason)
        for column in of.stored:
            if (refused := _refused(column.kind, values[column.key])) is not None:
                yield Finding(of.key, row["id"], name, f"{column.label}: {refused}")
        if group:
            key = tuple(match_key(v) if isinstance(v := values.get(k), str) else v for k in group)
            if all(part is not None for part in key):
                seen[key].append(name)
    for names in seen.values():
        if len(names) > 1 and names[0] != STAND_IN:  # members of a group who asked to be forgotten are not one person
            yield Finding(of.key, None, names[0], f"записано {len(names)} раза: похоже на повтор")


def _strays(connection: sa.Connection, of: Register) -> Iterator[Finding]:
    """Give the rows that stand where they do not belong: measures in a section of another plan."""
    if (home := home_of(of)) is None:
        return
    table, inside = TABLES[of.key], TABLES[home.register.key]
    strays = (
        sa.select(table.c.id, label_of(of, table))
        .join(inside, inside.c.id == table.c[home.link])
        .where(inside.c[home.scope] != table.c[home.scope])
        .order_by(table.c.id)
    )
    for record, name in connection.execute(strays):
        yield Finding(of.key, record, str(name), f"{of[home.link].label}: {home.reason}")


def _files(connection: sa.Connection) -> Iterator[Finding]:
    """Give the rows whose bytes are gone or spoilt, and the files of records that are not there."""
    faults: dict[str, str] = {}

    def fault(digest: str) -> str:
        if digest not in faults:
            faults[digest] = fault_of(connection, digest)
        return faults[digest]

    files = sa.select(ATTACHMENTS).order_by(ATTACHMENTS.c.id)
    for row in connection.execute(files).mappings().all():
        of, record = row["register"], row["record"]
        wrong = fault(row["digest"]) or ("" if _there(connection, of, record) else "записи, к которой он приложен, нет")
        if wrong:
            yield Finding(of, record, row["name"], f"приложенный файл: {wrong}")
    versions = TABLES["plan_versions"]
    said = sa.select(versions.c.id, versions.c.code, versions.c.digest).where(versions.c.digest.is_not(None))
    for record, code, digest in connection.execute(said.order_by(versions.c.id)).all():
        if wrong := fault(digest):
            yield Finding(versions.name, record, code, f"план этой версии: {wrong}")


def _there(connection: sa.Connection, key: str, record: str) -> bool:
    if key not in TABLES:
        return False
    table = TABLES[key]
    return connection.execute(sa.select(table.c.id).where(table.c.id == record)).first() is not None


def _refused(kind: Kind, value: object) -> str | None:
    """Return why a stored value would not be taken today."""
    if value is None:
        return None
    try:
        kind.read(value)
    except ValueError as refusal:
        return str(refusal)
    return None
