"""A quick look whether a base is whole, within a bounded time: done at each opening."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import sqlalchemy as sa

LONGEST = 1.0
"""Seconds after which the look is broken off: what was seen until then was whole."""
_STEPS = 2_000
"""Steps of SQLite's machine between two looks at the clock."""


def quick_fault(read: Callable[[], AbstractContextManager[sa.Connection]], seconds: float = LONGEST) -> str:
    """Return the first thing that is wrong in the file, in SQLite's words; empty when nothing was found in time.

    Raises what `read` turns SQLite's complaints into, where the file is too damaged to be looked at.
    """
    until = time.monotonic() + seconds
    with read() as connection:
        driver: Any = connection.connection.driver_connection
        if not hasattr(driver, "set_progress_handler"):
            return ""
        driver.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        try:
            found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
        except sa.exc.OperationalError as error:
            if getattr(error.orig, "sqlite_errorname", "") != "SQLITE_INTERRUPT":
                raise
            return ""
        finally:
            driver.set_progress_handler(None, 0)
    return "" if found == "ok" else found
