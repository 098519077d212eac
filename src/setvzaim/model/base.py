"""What every table has in common."""

from __future__ import annotations

import os
import time

from sqlalchemy import Integer, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

ID_LENGTH = 32
_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base: all tables of the office, with predictable names for what belongs to them."""

    metadata = MetaData(naming_convention=_NAMES)


class Record:
    """A row that can be exchanged with other offices and changed by two people."""

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    """UUID version 7 in hexadecimal: it survives exchange, and grows with time, which keeps indexes compact."""
    version: Mapped[int] = mapped_column(Integer, default=1)
    """Grows by one with each change, against lost updates."""


def new_ids(count: int) -> list[str]:
    """Make identifiers: UUID version 7 (RFC 9562), ascending within one call."""
    start = time.time_ns() // 1_000_000
    noise = os.urandom(8 * count).hex()
    return [
        f"{start + (place >> 12):012x}7{place & 0xFFF:03x}{8 | (int(noise[at], 16) & 3):x}{noise[at + 1 : at + 16]}"
        for place, at in enumerate(range(0, 16 * count, 16))
    ]


def new_id() -> str:
    """Make one identifier."""
    return new_ids(1)[0]
