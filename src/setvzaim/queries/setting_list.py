"""The settings of a base as they are shown: what holds, what is usual, and what the roads of the base say."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from setvzaim.analysis.travel import Factor
from setvzaim.analysis.travel.ways import FEWEST
from setvzaim.queries.settings import Settings
from setvzaim.queries.travel import Ways
from setvzaim.registers.settings import FACTOR, GROUPS, AnySetting, Group
from setvzaim.text.format import format_number
from setvzaim.text.plural import Noun

_BY_DISTANCES = Noun("известному расстоянию", "известным расстояниям", "известным расстояниям")
_PLACES = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """A setting: the value that holds, whether the office has said it, and the usual value, in words too."""

    setting: AnySetting
    value: int | float | str | bool
    own: bool
    usual: int | float | str | bool
    usual_words: str


@dataclass(frozen=True, slots=True)
class SettingList:
    """All settings by their groups, and the factor of the roads as the typed distances say it."""

    groups: tuple[tuple[Group, tuple[Shown, ...]], ...]
    roads: Factor

    @property
    def own(self) -> int:
        """How many the office has said."""
        return sum(one.own for _, shown in self.groups for one in shown)


def setting_list(connection: sa.Connection) -> SettingList:
    """Return all settings of a base, in the order of the page."""
    kept, roads = Settings(connection), Ways(connection).measured
    found = tuple((group, tuple(_shown(kept, one, roads) for one in group.settings)) for group in GROUPS)
    return SettingList(found, roads)


def measured(roads: Factor) -> bool:
    """Tell whether the factor comes from measured roads."""
    return roads.count >= FEWEST


def _shown(kept: Settings, of: AnySetting, roads: Factor) -> Shown:
    usual, words = of.usual, of.kind.write(of.usual)
    if of is FACTOR and measured(roads):
        usual = round(roads.value, _PLACES)
        words = f"{format_number(usual)} по {_BY_DISTANCES.counted(roads.count)}"
    own = kept.own(of)
    return Shown(of, usual if own is None else own, own is not None, usual, words)
