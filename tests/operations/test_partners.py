"""A proposal that is accepted becomes rows of the registers as one step: all of it or nothing, and all of it undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from setvzaim.analysis.partners.model import PartnersProposal
from setvzaim.analysis.partners.solve import propose_partners
from setvzaim.errors import Refusal, WorldError
from setvzaim.operations.approval import approve_plan
from setvzaim.operations.history import undo
from setvzaim.operations.partners import SECTION, AcceptedPair, accept_pairs, accepted_pairs
from setvzaim.operations.records import change, remove
from setvzaim.queries import Context
from setvzaim.queries.partners import PartnersQuestion, partners_question
from setvzaim.registers import LinkTo, register
from setvzaim.storage import Base
from support import dump, rows_of

DAY = date(2026, 9, 20)
Asked = tuple[PartnersQuestion, PartnersProposal]


@pytest.fixture
def asked(example: Base, context: Context) -> Asked:
    """The question of the example district and its best answer."""
    with example.read() as connection:
        question = partners_question(connection, context, DAY)
    return question, propose_partners(question.problem)


@pytest.fixture
def new(asked: Asked) -> tuple[AcceptedPair, ...]:
    """The proposed pairs that bring something new."""
    question, proposal = asked
    return accepted_pairs(question, proposal.pairs, lambda pair, _line: f"дорога {pair.travel:.0f} мин")


def accept(base: Base, pairs: Sequence[AcceptedPair], context: Context, plan: str | None = None) -> tuple[str, ...]:
    return accept_pairs(base, pairs=pairs, plan=plan, context=context, since=DAY).value


def paper_of(base: Base, exchange: str) -> str:
    (row,) = (row for row in rows_of(base, "resource_uses") if row.id == exchange)
    agreement = row["agreement"]
    assert isinstance(agreement, LinkTo)
    return agreement.id


def test_what_is_agreed_already_is_not_accepted_again(asked: Asked, new: tuple[AcceptedPair, ...]) -> None:
    """Else every acceptance would double the exchanges there are."""
    question, proposal = asked
    agreed = {(one.offer, one.need): one.amount for one in question.problem.agreed}
    assert agreed, "the example has exchanges in force"
    proposed = sum(line.amount for pair in proposal.pairs for line in pair.lines)
    accepted = sum(line.amount for pair in new for line in pair.lines)
    assert accepted == proposed - sum(agreed.values())


def test_each_pair_becomes_exchanges_an_agreement_and_a_measure(
    example: Base, context: Context, new: tuple[AcceptedPair, ...]
) -> None:
    assert len(new) > 1
    before = {key: {row.id for row in rows_of(example, key)} for key in ("documents", "measures", "resource_uses")}
    plan = rows_of(example, "plans")[0].id
    made = accept(example, new, context, plan)
    after = {key: [row for row in rows_of(example, key) if row.id not in ids] for key, ids in before.items()}
    assert len(after["documents"]) == len(new)
    kind = register("documents")["state"].kind
    assert {kind.write(row["state"]) for row in after["documents"]} == {"проект"}, "nothing is in force unsigned"
    modes = [(pair, mode) for pair in new for mode in dict.fromkeys(line.mode for line in pair.lines)]
    assert [row["mode"] for row in after["measures"]] == [mode for _, mode in modes]
    assert all(row["participants"] and row["term"] for row in after["measures"])
    assert {row.id for row in after["resource_uses"]} == set(made)
    assert {str(row["section"]) for row in after["measures"]} == {SECTION}
    first = next(row for row in after["resource_uses"] if row.id == made[0])
    line = new[0].lines[0]
    assert (str(first["giver"]), str(first["need"]), first["amount"]) == (
        new[0].giver.label, line.need_title, line.amount,
    )  # fmt: skip
    assert (first["mode"], first["state"], first["since"]) == (line.mode, "agreed", DAY)
    assert str(first["why"]).startswith("дорога")
    assert str(first["agreement"]) == f"Договор о сотрудничестве: {new[0].giver.label} — {new[0].taker.label}"
    assert str(first["measure"]).startswith(f"{new[0].giver.label} помогает {new[0].taker.label}: ")


def test_a_pair_that_gets_more_keeps_its_draft_agreement(
    example: Base, context: Context, new: tuple[AcceptedPair, ...]
) -> None:
    """Else the heads would sign two agreements for what was accepted in two steps; a signed one is not touched."""
    pair = next(one for one in new if len(one.lines) > 2)
    paper, again = (paper_of(example, accept(example, [replace(pair, lines=(line,))], context)[0])
                    for line in pair.lines[:2])  # fmt: skip
    assert again == paper
    change(example, of=register("documents"), record=paper, values={"number": "7", "issued_on": DAY}, context=context)
    (third,) = accept(example, [replace(pair, lines=pair.lines[2:3])], context)
    assert paper_of(example, third) != paper


def test_without_a_plan_no_measure_is_made(example: Base, context: Context, new: tuple[AcceptedPair, ...]) -> None:
    before = rows_of(example, "measures")
    made = accept(example, new[:1], context)
    assert {row["measure"] for row in rows_of(example, "resource_uses") if row.id in made} == {None}
    assert rows_of(example, "measures") == before


def test_the_next_proposal_keeps_what_was_accepted(
    example: Base, context: Context, asked: Asked, new: tuple[AcceptedPair, ...]
) -> None:
    """Else accepting would change the answer, and the user would chase it."""
    accept(example, new, context)
    with example.read() as connection:
        question = partners_question(connection, context, DAY)
    again = propose_partners(question.problem)
    assert {(pair.giver, pair.taker) for pair in again.pairs} == {(pair.giver, pair.taker) for pair in asked[1].pairs}
    assert again.coverage.value == pytest.approx(asked[1].coverage.value)
    assert accepted_pairs(question, again.pairs, lambda *_: "") == ()


def test_all_of_it_is_undone_at_once(example: Base, context: Context, new: tuple[AcceptedPair, ...]) -> None:
    before = dump(example)
    accept(example, new, context, rows_of(example, "plans")[0].id)
    assert dump(example) != before
    undo(example)
    assert dump(example) == before


def test_an_approved_plan_refuses_and_nothing_is_half_written(
    example: Base, context: Context, new: tuple[AcceptedPair, ...]
) -> None:
    plan = rows_of(example, "plans")[0].id
    approve_plan(example, plan=plan, approved_on=DAY, reason="срок")
    before = dump(example)
    with pytest.raises(Refusal, match="утверждён"):
        accept(example, new, context, plan)
    assert dump(example) == before
    accept(example, new, context)


@pytest.mark.parametrize("gone", ["plans", "needs", "schools", "offer"])
def test_what_was_deleted_meanwhile_is_said_and_nothing_is_written(
    example: Base, context: Context, new: tuple[AcceptedPair, ...], gone: str
) -> None:
    """The dialog can stand open while a colleague's undo takes the need away."""
    pair, line = new[-1], new[-1].lines[-1]
    plan = rows_of(example, "plans")[0].id
    record = {"plans": plan, "needs": line.need, "schools": pair.taker.id, "offer": line.offer}[gone]
    remove(example, of=register(line.source if gone == "offer" else gone), records=[record])
    before = dump(example)
    with pytest.raises(WorldError, match="уже нет"):
        accept(example, new, context, plan)
    assert dump(example) == before


def test_many_needs_make_no_endless_title(example: Base, context: Context, new: tuple[AcceptedPair, ...]) -> None:
    line = new[0].lines[0]
    many = replace(new[0], lines=tuple(replace(line, need_title=f"Потребность {at}") for at in range(40)))
    plan = rows_of(example, "plans")[0].id
    accept(example, [many], context, plan)
    (title,) = (str(row["title"]) for row in rows_of(example, "measures") if "Потребность 0" in str(row["title"]))
    assert title.endswith("и ещё 37 потребностей")
