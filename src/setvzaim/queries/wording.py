"""The wording of the forms: the office's own copy where there is one, else the one that came with the program."""

from __future__ import annotations

import json

import sqlalchemy as sa

from setvzaim.model import Setting
from setvzaim.resource_files import resource

PREFIX = "wording/"
"""Before the key of the form in the name of the setting that holds the office's own copy."""


def usual_wording(key: str) -> str:
    """Return the wording of a form that came with the program."""
    return resource("documents", f"{key}.txt").read_text("utf-8")


def own_wording(connection: sa.Connection, key: str) -> str | None:
    """Return the office's own wording of a form; `None` where it uses the usual one."""
    found = connection.scalar(sa.select(Setting.value).where(Setting.name == PREFIX + key))
    return None if found is None else str(json.loads(found))


def wording_of(connection: sa.Connection, key: str) -> str:
    """Return the wording by which a form is printed."""
    own = own_wording(connection, key)
    return usual_wording(key) if own is None else own


def own_wordings(connection: sa.Connection) -> frozenset[str]:
    """Return the keys of the forms that have a wording of the office's own."""
    names = connection.scalars(sa.select(Setting.name).where(Setting.name.startswith(PREFIX)))
    return frozenset(name.removeprefix(PREFIX) for name in names)
