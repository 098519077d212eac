"""Errors of the outside world, told apart from our own mistakes."""

from __future__ import annotations

from collections.abc import Mapping


class WorldError(Exception):
    """The world said no: a full disk, a locked file, a damaged workbook.

    The message is one plain Russian sentence or two for the user: what happened, where, what to do next.
    Nothing was written. Every other exception that reaches the top is a mistake of ours.
    """


class Damaged(WorldError):  # noqa: N818 - a state of the base
    """The file of a base is damaged: it can be looked at as far as it goes, rescued, or taken from a backup."""


class Refusal(Exception):  # noqa: N818 - an answer to the user, not a fault
    """What was asked for cannot be kept; nothing was written.

    `faults` holds the reasons in Russian by column key; a reason that concerns the whole row stands under ''.
    Where several rows were to change, `record` is the refused one and `row` is what it is called.
    """

    def __init__(self, faults: Mapping[str, str], record: str | None = None, row: str = "") -> None:
        super().__init__((f"«{row}»: " if row else "") + "; ".join(faults.values()))
        self.faults = dict(faults)
        self.record = record
        self.row = row


class PasswordNeeded(WorldError):  # noqa: N818 - a question to the user
    """The base is encrypted and no password was given."""


class WrongPassword(WorldError):  # noqa: N818 - an answer to the user
    """The password given does not open the base."""
