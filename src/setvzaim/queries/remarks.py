"""What the program says under the fields of a record (`Column.remark`)."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from setvzaim.queries.query import Context
from setvzaim.queries.source import Source
from setvzaim.registers import Register


def remarks(connection: sa.Connection, of: Register, record: str) -> Mapping[str, str]:
    """Return what is said, by column key; nothing of a record that is not there."""
    asking = [(column.key, column.remark) for column in of.columns if column.remark is not None]
    if not asking:
        return {}
    source = Source(of, Context())
    values = [source.path(path).label(f"p{at}") for at, path in enumerate(_paths(of))]
    row = connection.execute(sa.select(*values).select_from(source.tables).where(source.table.c.id == record)).first()
    if row is None:
        return {}
    found = dict(zip(_paths(of), row, strict=True))
    return {key: remark.say(*(found[path] for path in remark.paths)) for key, remark in asking}


def _paths(of: Register) -> list[str]:
    return list(dict.fromkeys(path for column in of.columns if column.remark for path in column.remark.paths))
