"""Why a mode is proposed, in words for the user."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from setvzaim.text.format import format_number
from setvzaim.text.plural import Noun

if TYPE_CHECKING:
    from setvzaim.analysis.modes import Chosen, Judged, ModeRule, Situation

_MINUTE = Noun("минута", "минуты", "минут")
_NOT_KNOWN = {
    "minutes": "сколько ехать",
    "speed": "какой интернет у обеих школ",
    "pupils": "сколько учеников",
    "transport": "есть ли транспорт",
    "immovable": "можно ли вывезти оборудование",
}
"""What a situation may not know, by its field, and how that is called."""
Gaps = Mapping[str, tuple[str, ...]]
"""By a field of the situation: the schools of which it is not known."""


def what_is_not_known(chosen: Chosen) -> tuple[str, ...]:
    """Return what, if it were known, could let an earlier rule decide for another mode."""
    missing = {fact for one in chosen.unsure for fact in one.unknown}
    return tuple(words for fact, words in _NOT_KNOWN.items() if fact in missing)


def why_mode(chosen: Chosen) -> str:
    """Say which rule decided on the mode and what is not known that matters."""
    missing = what_is_not_known(chosen)
    unknown = f" Может измениться: не известно, {', '.join(missing)}." if missing else ""
    if chosen.rule is None:
        return f"Ни одно правило не подошло.{unknown}"
    return f"Правило: «{chosen.rule.name}».{unknown}"


def what_is_known(situation: Situation) -> str:
    """Say what of the facts the rules ask for is known."""
    said = (_fact(situation, fact) for fact in _NOT_KNOWN if getattr(situation, fact) is not None)
    return "; ".join(said)


def why_rule(situation: Situation, one: Judged, gaps: Gaps) -> str:
    """Say of one rule whether it fits and why; of what is not known, in which schools."""
    if not one.allowed:
        return "эта форма здесь не годится"
    if one.against:
        return f"не подходит: {'; '.join(_against(situation, one.rule, fact) for fact in one.against)}"
    if one.unknown:
        return f"не проверить: не известно, {'; '.join(_missing(fact, gaps) for fact in one.unknown)}"
    return "подходит, решает это правило"


def _missing(fact: str, gaps: Gaps) -> str:
    schools = gaps.get(fact, ())
    return f"{_NOT_KNOWN[fact]} ({', '.join(schools)})" if schools else _NOT_KNOWN[fact]


def _fact(situation: Situation, fact: str) -> str:
    match fact:
        case "minutes":
            return f"дорога — {_MINUTE.counted(math.ceil(situation.minutes or 0))}"
        case "speed":
            return f"интернет — {format_number(situation.speed or 0)} Мбит/с"
        case "pupils":
            return f"учеников — {format_number(situation.pupils or 0)}"
        case "transport":
            return "транспорт есть" if situation.transport else "транспорта нет"
        case _:
            return "оборудование нельзя вывезти" if situation.immovable else "едут не к оборудованию"


def _against(situation: Situation, rule: ModeRule, fact: str) -> str:
    """Say a fact, and what the rule asks for where that is a number."""
    said, wanted = _fact(situation, fact), ""
    match fact:
        case "minutes" if rule.minutes_up_to is not None and (situation.minutes or 0) > rule.minutes_up_to:
            wanted = f"не дольше {format_number(rule.minutes_up_to)}"
        case "minutes":
            wanted = f"не короче {format_number(rule.minutes_from or 0)}"
        case "speed":
            wanted = f"от {format_number(rule.speed_from or 0)}"
        case "pupils" if rule.pupils_up_to is not None and (situation.pupils or 0) > rule.pupils_up_to:
            wanted = f"не больше {format_number(rule.pupils_up_to)}"
        case "pupils":
            wanted = f"не меньше {format_number(rule.pupils_from or 0)}"
    return f"{said}, нужно {wanted}" if wanted else said
