"""Consent of the staff to the keeping of their data, and staff kept by a code without a name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_NAME = ("name", "name_fold")
_CONSENT = ("consent_on", "consent_until", "consent_withdrawn_on")


def upgrade() -> None:
    """Bring the schema from the revision before to this one."""
    for name in _CONSENT:
        op.add_column("staff", sa.Column(name, sa.Date(), nullable=True))
    for name in _NAME:
        _replace(name, sa.Column(f"new_{name}", sa.Text(), nullable=True), name)


def downgrade() -> None:
    """Take the schema from this revision back to the one before."""
    for name, code in zip(_NAME, ("code", "code_fold"), strict=True):
        # SQLite adds no column that must be filled without saying with what
        _replace(
            name,
            sa.Column(f"new_{name}", sa.Text(), nullable=False, server_default=""),
            f"coalesce({name}, {code}, '')",
        )
    for name in reversed(_CONSENT):
        op.drop_column("staff", name)


def _replace(name: str, column: sa.Column[str], value: str) -> None:
    """Put a column in the place of another: a table that others link to cannot be made anew within a transaction."""
    op.add_column("staff", column)
    op.execute(f"UPDATE staff SET {column.name} = {value}")  # noqa: S608 - names of this file
    op.drop_column("staff", name)
    op.execute(f"ALTER TABLE staff RENAME COLUMN {column.name} TO {name}")
