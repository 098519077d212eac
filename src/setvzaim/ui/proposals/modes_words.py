"""What the window «Форма» says: how many modes are open, and why one is proposed, rule by rule."""

from __future__ import annotations

from collections.abc import Sequence

from setvzaim.analysis.mode_words import what_is_known, why_rule
from setvzaim.queries.modes import ModeAnswer
from setvzaim.registers.choices import MODE
from setvzaim.text.format import format_number
from setvzaim.text.plural import Noun

_MEASURE = Noun("мероприятие", "мероприятия", "мероприятий")
_EXCHANGE = Noun("обмен", "обмена", "обменов")
_SCHOOL = Noun("школа", "школы", "школ")
_NAMED = 6
"""So many schools are named; of more, how many there are."""


def summary(answers: Sequence[ModeAnswer]) -> str:
    """Say how many there are and how many of them are open, other than proposed, or unsure."""
    measures = sum(one.register == "measures" for one in answers)
    if not answers:
        return "В выбранной сети и учебном году нет ни мероприятий, ни обменов."
    counts = (
        ("без формы", sum(one.now is None for one in answers)),
        ("не по правилам", sum(one.now is not None and one.proposed is not None for one in answers)),
        ("может измениться", sum(bool(one.chosen.unsure) for one in answers)),
    )
    said = [f"{words} — {format_number(count)}" for words, count in counts if count]
    there = f"{_MEASURE.counted(measures)}, {_EXCHANGE.counted(len(answers) - measures)}"
    return f"{there}. {'; '.join(said).capitalize()}." if said else f"{there}. Все формы — по правилам."


def explanation(one: ModeAnswer) -> str:
    """Say of one record who takes part, what is known, and what each rule says of it, in their order."""
    lines = [one.label]
    if one.names:
        named = ", ".join(one.names) if len(one.names) <= _NAMED else _SCHOOL.counted(len(one.names))
        lines.append(f"Участвуют: {named}.")
    if one.why_none:
        lines.append(one.why_none)
    else:
        lines.append(f"Известно: {what_is_known(one.situation) or 'ничего из того, что спрашивают правила'}.")
        lines += [
            f"{at}. {each.rule.name} — {why_rule(one.situation, each, one.gaps)}."
            for at, each in enumerate(one.chosen.judged, 1)
        ]
        lines += [
            f"Если узнать это, может стать: {MODE.write(mode)}."
            for mode in dict.fromkeys(each.rule.mode.value for each in one.chosen.unsure)
        ]
    if one.locked:
        lines.append(one.locked)
    return "\n".join(lines)
