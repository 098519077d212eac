"""What an office has changed in a wording."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from setvzaim.ui.wording.difference import Difference, differences

USUAL = "# ПРИКАЗ\n\nПРИКАЗЫВАЮ:\n1. Назначить.\n2. Контроль.\n"


def test_a_changed_line_is_shown_before_and_after() -> None:
    """Without it she cannot tell what in the form is hers and what came with the program."""
    own = USUAL.replace("Назначить", "Назначить координатора")
    assert differences(USUAL, own) == (
        Difference("−", 4, "1. Назначить."),
        Difference("+", 4, "1. Назначить координатора."),
    )


def test_a_line_that_is_gone_tells_where_it_stood() -> None:
    """Without it a click on the line that is gone leads nowhere."""
    assert differences(USUAL, USUAL.replace("1. Назначить.\n", "")) == (Difference("−", 4, "1. Назначить."),)


def test_empty_lines_and_spaces_at_the_end_are_no_change() -> None:
    """Without it a form is marked as changed because a space was typed."""
    assert differences(USUAL, USUAL.replace("\n", "  \n") + "\n\n") == ()


@given(st.lists(st.sampled_from(["а", "б", "", "в"])), st.lists(st.sampled_from(["а", "б", "", "в"])))
def test_no_difference_is_told_only_of_what_reads_the_same(usual: list[str], own: list[str]) -> None:
    """Without it a change is hidden."""
    found = differences("\n".join(usual), "\n".join(own))
    if not found:
        assert [line for line in usual if line] == [line for line in own if line]
    assert all(0 < one.number <= len(own) + 1 for one in found)
    added = [one for one in found if one.sign == "+"]
    assert all(own[one.number - 1] == one.text for one in added)
