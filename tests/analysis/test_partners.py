"""If these fail, the office is proposed worse help than there is, or is told a wrong reason."""

from __future__ import annotations

import os
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from analysis.small_networks import Everything, Score, some_network

from setvzaim.analysis.partners.solve import explain_pair, propose_partners

if TYPE_CHECKING:
    from setvzaim.analysis.partners.model import PartnersProposal

TIMES = int(os.environ.get("SETVZAIM_NETWORKS", "120"))


def score_of(proposal: PartnersProposal) -> Score:
    return (
        -round(proposal.coverage.value, 6),
        round(proposal.travel.value, 6),
        round(proposal.network.value, 6),
    )


@pytest.mark.parametrize("seed", range(TIMES))
def test_no_other_proposal_is_better(seed: int) -> None:
    problem = some_network(Random(seed))  # noqa: S311 - a repeatable test
    proposal = propose_partners(problem)
    everything = Everything(problem)
    assert score_of(proposal) == everything.best()
    assert [level.gap for level in (proposal.coverage, proposal.travel, proposal.network)] == [0, 0, 0]
    given = {(line.offer, line.need): line.amount for pair in proposal.pairs for line in pair.lines}
    keys = [(problem.offers[arc[0]].key, problem.needs[arc[1]].key) for arc in everything.arcs]
    assert set(given) <= set(keys)
    assert everything.score([given.get(key, 0) for key in keys], None) == score_of(proposal)
    for agreed in problem.agreed:
        assert given[agreed.offer, agreed.need] >= agreed.amount
    assert propose_partners(problem) == proposal


@pytest.mark.parametrize("seed", range(TIMES // 4))
def test_what_is_lost_without_a_pair_is_what_solving_without_it_says(seed: int) -> None:
    problem = some_network(Random(seed))  # noqa: S311
    proposal = propose_partners(problem)
    for pair in proposal.pairs:
        reason = explain_pair(problem, proposal, (pair.giver, pair.taker))
        schools = {one.key: one.school for one in (*problem.needs, *problem.offers)}
        kept = [a for a in problem.agreed if (schools[a.offer], schools[a.need]) != (pair.giver, pair.taker)]
        other = Everything(replace(problem, vetoes=problem.vetoes | {(pair.giver, pair.taker)}, agreed=kept)).best()
        now = score_of(proposal)
        assert other is not None
        assert (reason.coverage, reason.travel, reason.network) == pytest.approx(
            tuple(b - a for a, b in zip(now, other, strict=True))
        )
