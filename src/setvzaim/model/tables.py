"""The tables of the registers, made from their declarations.

A column declared in `registers/` stands here by itself: stored columns as columns, text with a second column for
sorting and searching, links as foreign keys, links to several records as a table between.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from setvzaim.model.base import ID_LENGTH, Base
from setvzaim.registers import (
    Choice,
    Column,
    Date,
    Flag,
    Link,
    Links,
    Number,
    Register,
    SchoolYear,
    Text,
    all_registers,
)


def _type(column: Column) -> TypeEngine[Any]:
    match column.kind:
        case Text() | Choice():
            return sa.Text()
        case Number(places=0) | SchoolYear():
            return sa.Integer()
        case Number():
            return sa.Float()
        case Date():
            return sa.Date()
        case Flag():
            return sa.Boolean()
        case Link():
            return sa.String(ID_LENGTH)
        case _:
            raise TypeError(f"{column.key}: no type for {column.kind}")


def _columns(column: Column) -> list[sa.Column[Any]]:
    """Return what the base holds for one declared column."""
    if isinstance(column.kind, Link):
        target = sa.ForeignKey(f"{column.kind.register}.id")
        return [sa.Column(column.key, _type(column), target, nullable=not column.required, index=True)]
    made: list[sa.Column[Any]] = [sa.Column(column.key, _type(column), nullable=not column.required)]
    if column.folded:
        made.append(sa.Column(column.folded, sa.Text(), nullable=not column.required))
    return made


def _table(register: Register) -> sa.Table:
    stored = [made for column in register.stored for made in _columns(column)]
    return sa.Table(
        register.key,
        Base.metadata,
        sa.Column("id", sa.String(ID_LENGTH), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False, default=1),
        *stored,
    )


def between_name(register: Register, column: Column) -> str:
    """Return the name of the table that holds a column of several links."""
    return f"{register.key}_{column.key}"


def _between(register: Register, column: Column) -> sa.Table:
    target = column.kind.register if isinstance(column.kind, Links) else ""
    return sa.Table(
        between_name(register, column),
        Base.metadata,
        sa.Column("owner", sa.ForeignKey(f"{register.key}.id"), primary_key=True),
        sa.Column("target", sa.ForeignKey(f"{target}.id"), primary_key=True, index=True),
        sa.Column("position", sa.Integer, nullable=False, default=0),
    )


TABLES: dict[str, sa.Table] = {key: _table(register) for key, register in all_registers().items()}
"""The table of each register, by the register's key."""

BETWEEN: dict[str, sa.Table] = {
    between_name(register, column): _between(register, column)
    for register in all_registers().values()
    for column in register.columns
    if isinstance(column.kind, Links)
}
"""The tables of several links, by `between_name`."""
