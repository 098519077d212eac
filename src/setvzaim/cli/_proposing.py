"""What the commands that propose share: the clock, the day."""

from __future__ import annotations

import time
from datetime import date

from setvzaim.analysis.pace import Pace
from setvzaim.queries import Context


def within(seconds: float) -> Pace:
    """Return a pace whose time is over so many seconds from now."""
    end = time.monotonic() + seconds
    return Pace(late=lambda: time.monotonic() > end)


def today(context: Context) -> date:
    """Return the day that is spoken of."""
    return context.day or date.today()  # noqa: DTZ011 - the office's own calendar
