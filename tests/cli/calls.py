"""What a call of the program answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Answer(NamedTuple):
    """What a command left: its exit status and what it wrote."""

    status: int
    out: str
    err: str


Command = Callable[..., Answer]
"""`command("list", "schools", "--from", base)`."""
