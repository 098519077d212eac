"""The door to HiGHS: nothing is left behind."""

from __future__ import annotations

import weakref

import numpy as np
import pytest

from setvzaim.analysis.pace import Pace
from setvzaim.analysis.solver import Program, Session


class _Mark:
    """Dies with what it is tied to."""


@pytest.mark.parametrize("integer", [0.0, 1.0])
def test_what_is_solved_takes_no_memory_afterwards(integer: float) -> None:
    """An office that asks a hundred times in a day must not end with a hundred programs in memory."""
    program = Program()
    program.add_columns(9, cost=np.arange(9.0) - 5, upper=3.0, integer=integer)
    program.add_row(np.arange(9), 1.0, upper=10.0)
    session = Session(program)
    assert session.run(Pace()).objective == -38.0
    session.highs.mark = _Mark()
    mark = weakref.ref(session.highs.mark)
    del session
    assert mark() is None
