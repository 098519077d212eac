"""How a long computation is told to hurry or to stop. The computation itself has no clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


class Cancelled(Exception):  # noqa: N818 - an answer to the user, not a fault
    """The user no longer wants the answer."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Pace:
    """Two questions asked many times a second, from the thread that computes.

    `late` says that the time allowed is over: the best found so far is wanted, with what is proven of it.
    `cancelled` says that no answer is wanted at all. Both stay true once they are. Tie `late` to a clock outside.
    """

    late: Callable[[], bool] = _never
    cancelled: Callable[[], bool] = _never

    def check(self) -> bool:
        """Return whether the time is over; raise `Cancelled`."""
        if self.cancelled():
            raise Cancelled
        return self.late()
