"""What a page may ask of the window around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from setvzaim.registers import Column, LinkTo, Register


class Desk(Protocol):
    """The window as its pages see it."""

    def go(self, register: str, record: str) -> None:
        """Show a record in its register, whatever tab that is in."""

    def show_register(self, register: str) -> None:
        """Show a register as it stands."""

    def show_only(self, register: str, records: tuple[str, ...], said: str) -> None:
        """Show only some rows of a register, which are called so."""

    def show_all(self, register: str) -> None:
        """Show all rows of a register."""

    def show_picture(self, register: str, key: str) -> None:
        """Show all rows of a register in another picture than the table."""

    def show_segment(self, key: str) -> None:
        """Show a register or a view."""

    def show_linked(self, of: Register, column: Column, link: LinkTo) -> None:
        """Show the rows of a register that link to a record."""

    def add_linked(self, of: Register, column: Column, link: LinkTo) -> None:
        """Start a new row of a register that links to a record."""

    def add_to(self, of: Register) -> None:
        """Start a new row of a register."""

    def bring_in(self, of: Register) -> None:
        """Let the user choose a workbook to import into a register."""

    def show_history(self, of: Register, record: str, name: str) -> None:
        """Show what happened to a record."""

    def print_form(self, form: str, record: LinkTo) -> None:
        """Let the user print a form about a record."""

    def undo(self) -> None:
        """Take back what was done last."""

    def propose(self, what: str) -> None:
        """Let the program propose something, by the key of the action."""

    def widen(self) -> None:
        """Show all networks and all school years."""

    def note(self, text: str, action: str = "", do: Callable[[], object] | None = None) -> None:
        """Say that something was done."""

    def error(self, text: str) -> None:
        """Say what went wrong."""
