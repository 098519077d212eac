"""The journal: every operation on the base, with each changed row before and after."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from setvzaim.model.base import ID_LENGTH, Base


class JournalEntry(Base):
    """One operation, or one undoing or redoing of an operation.

    Order is that of `sequence`, never that of the clock, which somebody may set back.
    """

    __tablename__ = "journal"
    sequence: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """do, undo, redo or archive."""
    name: Mapped[str]
    """Russian, as the operation calls itself."""
    about: Mapped[str]
    """What the first changed records are called."""
    words: Mapped[str]
    """All of its words, folded, for the search."""
    at: Mapped[str]
    """Time in UTC, ISO 8601."""
    who: Mapped[str]
    computer: Mapped[str]
    rows: Mapped[int]
    """How many rows were written or deleted."""
    of: Mapped[int | None]
    """The operation that was undone or redone here."""
    place: Mapped[int]
    """Where it stands in the order of what is in effect: its own sequence, or that of its last redoing."""
    undone_by: Mapped[int | None]
    """Sequence of the entry that undid it; `None` while it is in effect."""


class JournalChunk(Base):
    """Rows of one table that one operation wrote alike, column by column (`storage/images.py` says how)."""

    __tablename__ = "journal_chunks"
    __table_args__ = (Index("ix_journal_chunks_records", "table_name", "first", "last"),)
    operation: Mapped[int] = mapped_column(ForeignKey("journal.sequence"), primary_key=True, autoincrement=False)
    part: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Order within the operation."""
    table_name: Mapped[str]
    kind: Mapped[str]
    """insert, update or delete."""
    count: Mapped[int]
    first: Mapped[str] = mapped_column(String(ID_LENGTH))
    """The least of the identifiers within (of the owners, in a table of several links): a record is looked for
    only in chunks between whose `first` and `last` it lies."""
    last: Mapped[str] = mapped_column(String(ID_LENGTH))
    body: Mapped[bytes] = mapped_column(LargeBinary)
