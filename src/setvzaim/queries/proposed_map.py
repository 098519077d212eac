"""The map of a proposal: the schools of the network, and who would help whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa

from setvzaim.documents.map_data import MapData, MapPair
from setvzaim.queries.network_map import map_data, map_pair
from setvzaim.queries.query import Context, Query
from setvzaim.registers.choices import MODE
from setvzaim.text.format import format_number

if TYPE_CHECKING:
    from setvzaim.analysis.partners.model import Line, Partnership
    from setvzaim.queries.advice import PartnersAdvice


def proposed_map(connection: sa.Connection, advice: PartnersAdvice, context: Context, day: date) -> MapData:
    """Return the map of the schools of a context with the proposed pairs, one for each mode, on a day."""
    shown = map_data(connection, Query("schools", context=context), day)
    there = {school.key for school in shown.schools}
    pairs = [pair for pair in advice.proposal.pairs if {pair.giver, pair.taker} <= there]
    most = max((sum(line.amount for line in pair.lines) for pair in pairs), default=1)
    return replace(shown, pairs=tuple(one for pair in pairs for one in _pairs(advice, pair, most)))


def _pairs(advice: PartnersAdvice, pair: Partnership, most: int) -> Iterator[MapPair]:
    by_mode: dict[str, list[Line]] = {}
    for line in pair.lines:
        by_mode.setdefault(line.mode.value, []).append(line)
    name_of, minutes = advice.question.name_of, advice.minutes(pair)
    names = {school: name_of(school) for school in (pair.giver, pair.taker)}
    way = "" if minutes is None else f"{format_number(round(minutes))}\u00a0мин"
    for mode, lines in by_mode.items():
        what = "; ".join(dict.fromkeys(name_of(line.need) for line in lines))
        weight = sum(line.amount for line in lines) / most
        yield map_pair((pair.giver, pair.taker), names, (mode, MODE.write(mode)), weight, what, way)
