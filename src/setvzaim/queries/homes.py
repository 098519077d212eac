"""Rows that stand in another row, in an order: a measure in its section, which must be of the measure's own plan."""

from __future__ import annotations

from dataclasses import dataclass

from setvzaim.registers import Link, Register, register, scope_of


@dataclass(frozen=True, slots=True)
class Home:
    """What the rows of a register stand in, where that belongs to something the rows belong to themselves."""

    register: Register
    """The register of sections, for measures."""
    link: str
    """Key of the column that leads there."""
    scope: str
    """Key of the column that both have, and in which both must hold the same record."""
    reason: str
    """Why a row that holds another one is refused."""


def home_of(of: Register) -> Home | None:
    """Return what the rows of a register stand in, or `None` when they stand nowhere or the question has no sense."""
    kind = of[of.position_in].kind if of.position else None
    scope = scope_of(of, of[of.position_in]) if of.position else None
    if scope is None or not isinstance(kind, Link):
        return None
    home, above = register(kind.register), of[scope].kind
    title = register(above.register).title if isinstance(above, Link) else of[scope].label
    return Home(home, of.position_in, scope, f"{home.noun.one} из другой записи реестра «{title}»")
