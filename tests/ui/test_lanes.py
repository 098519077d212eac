"""Lines of the calendar: nothing lies over anything else, and what is hidden is counted."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from setvzaim.ui.plan_time.lanes import arrange

CELLS = 7
stretch = st.tuples(st.integers(0, CELLS - 1), st.integers(0, CELLS - 1)).map(lambda pair: (min(pair), max(pair)))


@given(stretches=st.lists(stretch, max_size=20), most=st.integers(0, 6))
def test_stretches_never_share_a_place_and_the_rest_is_counted(stretches: list[tuple[int, int]], most: int) -> None:
    lines, hidden = arrange(stretches, CELLS, most)
    placed = [(line, one) for line, one in zip(lines, stretches, strict=True) if line is not None]
    for (line, (first, last)), (other, (begin, end)) in combinations(placed, 2):
        assert line != other or last < begin or end < first
    for cell in range(CELLS):
        lost = sum(
            first <= cell <= last for line, (first, last) in zip(lines, stretches, strict=True) if line is None
        )  # fmt: skip
        assert hidden[cell] == lost
    last_line = most - 1 if any(hidden) else most
    assert all(line < max(last_line, 0) for line, _ in placed)


def test_what_fits_is_not_hidden() -> None:
    """The line for «ещё» is taken only where it is needed."""
    assert arrange([(0, 0), (0, 1), (1, 1)], 2, 2) == ([0, 1, 0], [0, 0])
    assert arrange([(0, 1), (0, 0), (0, 0)], 2, 2) == ([0, None, None], [2, 0])
