"""Bringing the schema of a base up to date, by Alembic's revisions."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

_HERE = Path(__file__).parent / "migrations"


def config(connection: sa.Connection) -> Config:
    """Return Alembic's settings for a connection in whose transaction the revisions run."""
    settings = Config()
    settings.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings


def upgrade(connection: sa.Connection, revision: str = "head") -> None:
    """Run the revisions that the base has not seen yet, within the transaction of `connection`."""
    command.upgrade(config(connection), revision)


def downgrade(connection: sa.Connection, revision: str) -> None:
    """Take revisions back, within the transaction of `connection`."""
    command.downgrade(config(connection), revision)
