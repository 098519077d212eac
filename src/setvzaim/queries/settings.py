"""Settings that belong to the base: numbers nobody has confirmed, so that an office can change them."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import sqlalchemy as sa

from setvzaim.model import Setting

T = TypeVar("T", int, float, str, bool)


def setting(connection: sa.Connection, name: str, usual: T) -> T:
    """Return a setting of the base, or what is usual where nobody has set it; one of another type is no setting."""
    found = connection.scalar(sa.select(Setting.value).where(Setting.name == name))
    value: Any = usual if found is None else json.loads(found)
    if isinstance(usual, float) and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    return value if type(value) is type(usual) else usual
