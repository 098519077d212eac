"""Consent of the staff to the keeping of their data."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_CONSENT = ("consent_on", "consent_until", "consent_withdrawn_on")


def upgrade() -> None:
    """Bring the schema from the revision before to this one."""
    for name in _CONSENT:
        op.add_column("staff", sa.Column(name, sa.Date(), nullable=True))


def downgrade() -> None:
    """Take the schema from this revision back to the one before."""
    for name in reversed(_CONSENT):
        op.drop_column("staff", name)
