"""Readiness is judged clause by clause from numbers alone, and says what to do wherever something is missing."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from setvzaim.analysis.readiness import Counted, Fact, Finding, State, readiness, summary

CLAUSES = ["1.3", "1.4", "1.4", "1.4", "1.4", "3.2", "3.2", "3.2", "3.2", "4.1", "4.2", "4.2", "4.3", "4.4", "5.1",
           "5.2", "5.2", "5.2", "5.2", "5.2"]  # fmt: skip
FULL = Counted(
    members=4, low=2, headed=4, coordinator=True, centers=1, centers_ordered=1, centers_stable=1, centers_equipped=1,
    regulations=1, center_regulations=1, papers=5, papers_filed=5, other_papers=3, agreed=4, network_agreements=1,
    movements=2, movements_grounded=2, taught=2, plans=1, plan_approved=True, measures=3, joint=3, moded=3, remote=1,
    grouped=3, answers=4, answered=4, connected=4, with_staff=4, with_methods=4, with_equipment=4, with_needs=4,
    giving=4, needs=6, needs_covered=6, groups=2, groups_ordered=2, programmes=1, indicators=5, indicators_known=5,
    with_results=4, recommendations=2, recommendations_termed=2, advised=2,
)  # fmt: skip


def _of(counted: Counted, clause: str, about: str) -> Finding:
    (found,) = [one for one in readiness(counted) if one.clause == clause and about in one.demand]
    return found


def test_every_clause_is_judged_in_order() -> None:
    assert [one.clause for one in readiness(FULL)] == CLAUSES


def test_a_full_network_has_everything_but_what_no_register_knows() -> None:
    assert summary(readiness(FULL)) == {
        State.THERE: 19, State.PARTLY: 0, State.MISSING: 0, State.UNKNOWN: 1,
    }  # fmt: skip


def test_an_empty_base_lacks_everything_and_says_what_to_do() -> None:
    found = readiness(Counted())
    assert {one.state for one in found} == {State.MISSING, State.UNKNOWN}
    assert all(one.todo.endswith(".") for one in found)


def test_a_center_on_a_school_that_is_not_stable_is_partly_there() -> None:
    found = _of(replace(FULL, centers=2, centers_ordered=2, centers_stable=1), "1.3", "Центры")
    assert found.state is State.PARTLY
    assert [fact.words for fact in found.facts][1] == "на школах со статусом «стабильная»: 1 из 2 (50\u00a0%)"


def test_without_statuses_nobody_can_say_who_needs_help() -> None:
    found = _of(replace(FULL, low=0, taught=0, advised=0), "4.4", "учителя")
    assert (found.state, found.where) == (State.UNKNOWN, "statuses")
    assert _of(replace(FULL, low=0, advised=0), "5.2", "рекомендации").state is State.THERE


def test_a_plan_that_was_sent_and_not_answered_is_not_agreed() -> None:
    found = _of(replace(FULL, answered=0, plan_approved=False), "5.2", "План согласован")
    assert (found.state, found.where) == (State.MISSING, "approvals")
    assert _of(replace(FULL, answers=0, answered=0, plan_approved=False), "5.2", "План согласован").where == "plans"


_NUMBERS = {field.name: st.booleans() if field.type == "bool" else st.integers(0, 9) for field in fields(Counted)}


@given(st.builds(Counted, **_NUMBERS))
def test_a_state_follows_from_its_facts(counted: Counted) -> None:
    for one in readiness(counted):
        states = {fact.state for fact in one.facts}
        if one.state in (State.THERE, State.MISSING):
            assert states == {one.state}
        assert bool(one.todo) is (one.state is not State.THERE)
        assert one.facts


def test_of_nothing_nothing_is_there() -> None:
    assert Fact("школ", 0, 0).state is State.MISSING
    assert Fact("школ", 0, 0).words == "школ: 0 из 0"
