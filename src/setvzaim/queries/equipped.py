"""What the schools of the base are equipped with to work together: internet and buses."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from setvzaim.model import TABLES


def internet(connection: sa.Connection) -> dict[str, float]:
    """Return the speed of each school that is known, Мбит/с: what was measured, else what the contract says."""
    table = TABLES["equipment"]
    speed = sa.func.max(sa.func.coalesce(table.c.measured_speed, table.c.speed))
    there = sa.or_(table.c.measured_speed.is_not(None), table.c.speed.is_not(None))
    known = sa.select(table.c.school, speed).where(there).group_by(table.c.school)
    return {school: float(found) for school, found in connection.execute(known)}


def buses(connection: sa.Connection) -> dict[str, Sequence[int]]:
    """Return the seats of each bus in order that has a driver, by school."""
    table = TABLES["equipment"]
    known = sa.select(table.c.school, table.c.seats, table.c.working, table.c.driver).where(
        table.c.category == "transport", table.c.seats.is_not(None)
    )
    found: dict[str, list[int]] = {}
    for school, seats, working, driver in connection.execute(known.order_by(table.c.id)):
        if working != 0 and driver:
            found.setdefault(school, []).append(seats)
    return {school: tuple(seats) for school, seats in found.items()}


def described(connection: sa.Connection) -> frozenset[str]:
    """Return the schools whose equipment is in the base at all: of others nothing is known, not even what is not."""
    return frozenset(connection.execute(sa.select(TABLES["equipment"].c.school).distinct()).scalars())
