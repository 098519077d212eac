"""What the office keeps beside its registers: attached files, word forms, school years, settings."""

from __future__ import annotations

from datetime import date

from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from setvzaim.model.base import ID_LENGTH, Base, Record


class Attachment(Record, Base):
    """A file kept with a record of any register: a scan of an order, a signed sheet, a report (regulation 3.2)."""

    __tablename__ = "attachments"
    register: Mapped[str]
    record: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    name: Mapped[str]
    """Name of the file as it was taken, without folders."""
    added_on: Mapped[date | None]
    digest: Mapped[str] = mapped_column(String(64), index=True)
    """Names the content among the blobs."""


class Blob(Base):
    """Bytes kept once, named by what they are: files, and what a version of a plan said.

    A blob is never changed and stands outside the journal, which names it by its digest. It may go only when neither
    a row nor the journal names it any more.
    """

    __tablename__ = "blobs"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of the content, in hexadecimal."""
    size: Mapped[int]
    """Bytes."""
    content: Mapped[bytes] = mapped_column(LargeBinary)


class WordForm(Record, Base):
    """A form of a name or a phrase the user has corrected once."""

    __tablename__ = "word_forms"
    __table_args__ = (UniqueConstraint("kind", "text", "case"),)
    kind: Mapped[str]
    """Code of `text.declension.Kind`."""
    text: Mapped[str]
    """The nominative, as it stands in the base."""
    case: Mapped[str]
    form: Mapped[str]


class SchoolYearState(Record, Base):
    """A school year the office works in; closed years are not changed any more."""

    __tablename__ = "school_years"
    start: Mapped[int] = mapped_column(unique=True)
    """The calendar year in which it starts."""
    closed_on: Mapped[date | None]


class HeaderMemory(Record, Base):
    """A header of somebody's workbook that the user has joined to a column of a register."""

    __tablename__ = "header_memory"
    __table_args__ = (UniqueConstraint("register", "header"),)
    register: Mapped[str]
    header: Mapped[str]
    """Match key of the header as it stands in the workbook."""
    column: Mapped[str | None]
    """Key of the column; `None` when the user said to leave this header out."""


class NameMemory(Record, Base):
    """A spelling the user has confirmed to mean a record («СОШ № 3» is that school)."""

    __tablename__ = "name_memory"
    __table_args__ = (UniqueConstraint("register", "spelling"),)
    register: Mapped[str]
    spelling: Mapped[str]
    """Match key of the spelling, with what distinguishes it (a school has its municipality before it)."""
    record: Mapped[str] = mapped_column(String(ID_LENGTH))


class Setting(Record, Base):
    """A setting that belongs to the base, not to the workplace."""

    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str]
    """JSON."""
