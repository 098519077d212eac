"""What the office keeps beside its registers: approvals, attached files, school years, settings."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from setvzaim.model.base import ID_LENGTH, Base, Record


class Approval(Record, Base):
    """What a school's head answered to a version of a joint plan (regulation 5.1, 5.2)."""

    __tablename__ = "approvals"
    plan: Mapped[str] = mapped_column(ForeignKey("plans.id"), index=True)
    school: Mapped[str] = mapped_column(ForeignKey("schools.id"), index=True)
    plan_version: Mapped[int]
    """Number of the version that was sent out, from 1."""
    decision: Mapped[str | None]
    """agreed, remarks or declined; `None` while the head has not answered."""
    decided_on: Mapped[date | None]
    remark: Mapped[str | None]


class Attachment(Record, Base):
    """A file kept with a legal document (regulation 3.2)."""

    __tablename__ = "attachments"
    document: Mapped[str] = mapped_column(ForeignKey("documents.id"), index=True)
    name: Mapped[str]
    size: Mapped[int]
    """Bytes."""
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the content, in hexadecimal."""
    content: Mapped[bytes] = mapped_column(LargeBinary)


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
