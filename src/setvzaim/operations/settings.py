"""Changing the settings of the base."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from setvzaim.errors import Refusal
from setvzaim.model import Base
from setvzaim.model import Setting as Kept
from setvzaim.operations.operation import operation
from setvzaim.queries.settings import Settings
from setvzaim.registers import Refused
from setvzaim.registers.kinds import is_blank
from setvzaim.registers.settings import CHANGED, AnySetting, setting_of
from setvzaim.storage import Changes

_TABLE = Base.metadata.tables[Kept.__tablename__]


def _name(values: Mapping[str, object]) -> str:
    if len(values) == 1 and (only := setting_of(next(iter(values)))) is not None:
        return f"изменить настройку «{only.words}»"
    return f"изменить {CHANGED.counted(len(values))}"


@operation(_name)
def change_settings(changes: Changes, *, values: Mapping[str, object]) -> None:
    """Keep settings of the base by their keys, as typed; what is usual or empty makes one the usual one again.

    Raises `Refusal` with the reasons by key; then nothing is kept.
    """
    wanted: list[tuple[AnySetting, Any]] = []
    faults: dict[str, str] = {}
    for key, raw in values.items():
        if (of := setting_of(key)) is None:
            faults[key] = f"нет настройки «{key}»"
            continue
        try:
            value = None if is_blank(raw) else of.kind.read(raw)
        except Refused as refused:
            faults[key] = str(refused)
        else:
            wanted.append((of, None if value == of.usual and not of.computed else value))
    if faults:
        raise Refusal(faults)
    now = Settings(changes.connection)
    for of, value in wanted:
        if now.own(of) != value:
            _keep(changes, of.key, value)


def _keep(changes: Changes, key: str, value: object) -> None:
    found = _TABLE.c.name == key
    record = changes.connection.scalar(sa.select(_TABLE.c.id).where(found))
    if value is None:
        changes.delete_where(_TABLE, found)
    elif record is None:
        changes.insert(_TABLE, [{"name": key, "value": json.dumps(value, ensure_ascii=False)}])
    else:
        changes.update(_TABLE, record, {"value": json.dumps(value, ensure_ascii=False)})
