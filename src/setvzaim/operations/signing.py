"""Who works with the base, as the history names them."""

from __future__ import annotations

import json

import sqlalchemy as sa

from setvzaim.model import Base as Model
from setvzaim.model import Setting
from setvzaim.operations.operation import operation
from setvzaim.storage import Changes, journal


@operation(lambda name: f"назвать работающего: {name}" if name else "не называть работающего")
def sign(changes: Changes, *, name: str) -> None:
    """Say who works with the base; with an empty name it is whoever is logged in to the computer."""
    table = Model.metadata.tables[Setting.__tablename__]
    record = changes.connection.execute(sa.select(table.c.id).where(table.c.name == journal.WHO)).scalar()
    value = json.dumps(name.strip(), ensure_ascii=False)
    if record is None:
        changes.insert(table, [{"name": journal.WHO, "value": value}])
    else:
        changes.update(table, record, {"value": value})
