"""Passwords of the bases opened in this program, in memory only: with them their backups can be read and proved."""

from __future__ import annotations

_known: dict[str, None] = {}


def learn(password: str | None) -> None:
    """Remember a password that has opened a base."""
    if password is not None:
        _known.pop(password, None)
        _known[password] = None


def known() -> tuple[str, ...]:
    """Return the passwords that opened something, the latest first."""
    return tuple(reversed(_known))
