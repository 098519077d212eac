"""Settings that belong to the base: numbers nobody has confirmed, so that an office can change them."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import sqlalchemy as sa

from setvzaim.model import Setting as Kept
from setvzaim.registers import Refused
from setvzaim.registers.settings import AnySetting, Setting, all_settings

T = TypeVar("T", int, float, str, bool)


class Settings:
    """The settings of a base, read once.

    What stands in the base and could not be typed there, because of its kind or its limits, is no setting: the usual
    value holds then.
    """

    def __init__(self, connection: sa.Connection) -> None:
        declared = {one.key: one for one in all_settings()}
        rows = connection.execute(sa.select(Kept.name, Kept.value).where(Kept.name.in_(declared)))
        self._own: dict[str, Any] = {name: _read(declared[name], text) for name, text in rows}

    def __getitem__(self, of: Setting[T]) -> T:
        """Return the value that holds."""
        found = self.own(of)
        return of.usual if found is None else found

    def own(self, of: Setting[T]) -> T | None:
        """Return what the office has said; `None` where it has not."""
        found: T | None = self._own.get(of.key)
        return found


def _read(of: AnySetting, text: str) -> object:
    try:
        value = json.loads(text)
        fits = isinstance(value, bool) == isinstance(of.usual, bool) and isinstance(value, int | float | str)
        return of.kind.read(value) if fits else None
    except (json.JSONDecodeError, Refused):
        return None
