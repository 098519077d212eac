"""Changing the settings of the base."""

from __future__ import annotations

import json

import sqlalchemy as sa

from setvzaim.model import Base, Setting
from setvzaim.operations.operation import operation
from setvzaim.storage import Changes

_TABLE = Base.metadata.tables[Setting.__tablename__]


@operation("изменить настройку «{title}»")
def change_setting(changes: Changes, *, name: str, title: str, value: float | str | bool | None) -> None:  # noqa: ARG001 - title names it
    """Keep a setting of the base; `None` makes it the usual one again."""
    found = _TABLE.c.name == name
    if value is None:
        changes.delete_where(_TABLE, found)
        return
    kept = json.dumps(value, ensure_ascii=False)
    record = changes.connection.scalar(sa.select(_TABLE.c.id).where(found))
    if record is None:
        changes.insert(_TABLE, [{"name": name, "value": kept}])
    else:
        changes.update(_TABLE, record, {"value": kept})
