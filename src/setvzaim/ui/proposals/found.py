"""All that the window shows of a proposal, found by the worker: a region has thousands of rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from setvzaim.documents.map_data import MapData
from setvzaim.operations.partners import AcceptedPair, accepted_pairs
from setvzaim.queries import Context, Query, stream
from setvzaim.queries.advice import Limits, PartnersAdvice, limits
from setvzaim.queries.proposed_map import proposed_map
from setvzaim.registers import LinkTo, register
from setvzaim.ui.proposals.tables import pair_rows, uncovered_rows


@dataclass(frozen=True, slots=True)
class Found:
    """A proposal as it is shown: the texts of both tables, the map, the plans that could take its measures."""

    advice: PartnersAdvice
    limits: Limits
    plans: tuple[LinkTo, ...]
    fresh: dict[int, AcceptedPair]
    """What each pair brings that is new, by its place."""
    pairs: list[tuple[str, ...]]
    uncovered: list[tuple[str, ...]]
    map: MapData

    @property
    def ends(self) -> list[tuple[str, str]]:
        """The schools of each pair: who gives, who gets."""
        return [(pair.giver, pair.taker) for pair in self.advice.proposal.pairs]


def find(
    connection: Any,  # noqa: ANN401 - a connection, handed on to the queries
    context: Context,
    day: date,
    advise: Callable[[], PartnersAdvice],
) -> Found:
    """Return the proposal that `advise` makes, with all that is shown of it."""
    of = register("plans")
    rows = stream(connection, Query("plans", context=context), (of["title"],))
    plans = tuple(LinkTo(row.id, str(row["title"])) for row in rows)
    advice = advise()
    fresh = _fresh(advice)
    return Found(
        advice=advice,
        limits=limits(connection),
        plans=plans,
        fresh=fresh,
        pairs=pair_rows(advice, frozenset(fresh)),
        uncovered=uncovered_rows(advice),
        map=proposed_map(connection, advice, context, day),
    )


def _fresh(advice: PartnersAdvice) -> dict[int, AcceptedPair]:
    """Return what each pair brings that is not agreed yet, by its place; a pair without anything new is left out."""
    found: dict[int, AcceptedPair] = {}
    for at, pair in enumerate(advice.proposal.pairs):
        for new in accepted_pairs(advice.question, [pair], advice.why_line):
            found[at] = new
    return found
