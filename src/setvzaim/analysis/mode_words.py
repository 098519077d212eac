"""Why a mode is proposed, in words for the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from setvzaim.analysis.modes import Chosen, ModeRule, Situation

_FACTS = (
    ("minutes", ("minutes_up_to", "minutes_from"), "сколько ехать"),
    ("speed", ("speed_from",), "какой интернет у обеих школ"),
    ("pupils", ("pupils_up_to", "pupils_from"), "сколько учеников"),
    ("transport", ("transport",), "есть ли транспорт"),
    ("immovable", ("immovable",), "можно ли вывезти оборудование"),
)
"""What a situation may not know, the conditions of a rule that ask for it, and how that is called."""


def what_is_not_known(situation: Situation, chosen: Chosen) -> tuple[str, ...]:
    """Return what, if it were known, could let an earlier rule decide."""
    return tuple(
        words
        for fact, conditions, words in _FACTS
        if getattr(situation, fact) is None and any(_asks(rule, conditions) for rule in chosen.unsure)
    )


def why_mode(situation: Situation, chosen: Chosen) -> str:
    """Say which rule decided on the mode and what is not known that matters."""
    missing = what_is_not_known(situation, chosen)
    unknown = f" Может измениться: не известно, {', '.join(missing)}." if missing else ""
    if chosen.rule is None:
        return f"Ни одно правило не подошло.{unknown}"
    return f"Правило: «{chosen.rule.name}».{unknown}"


def _asks(rule: ModeRule, conditions: tuple[str, ...]) -> bool:
    return any(getattr(rule, condition) is not None for condition in conditions)
