"""`propose mode`: the mode of 4.2 for measures and exchanges, with the rule that decided."""

from __future__ import annotations

from argparse import Namespace

from setvzaim.analysis.mode_words import what_is_not_known
from setvzaim.cli._common import answer, context_of, opened, say
from setvzaim.operations.modes import accept_modes, accepted_modes
from setvzaim.queries.modes import ModeAnswer, exchange_modes, measure_modes
from setvzaim.registers.choices import MODE


def propose(arguments: Namespace) -> None:
    """Propose, say or answer it; `--accept` fills modes that are open, and changes none that somebody has chosen."""
    with opened(arguments.base) as base:
        with base.read() as connection:
            context = context_of(connection, arguments, this_year=True)
            found = (*measure_modes(connection, context), *exchange_modes(connection, context))
        open_ = accepted_modes(one for one in found if one.now is None) if arguments.accept else ()
        accepted = accept_modes(base, modes=open_, context=context).value if open_ else 0
    if arguments.json:
        answer({"modes": [_machine(one) for one in found]} | ({"accepted": accepted} if arguments.accept else {}))
        return
    say(*(line for one in found for line in _lines(one)))
    if arguments.accept:
        say(f"Записано форм: {accepted}.")


def _machine(one: ModeAnswer) -> dict[str, object]:
    chosen = one.chosen
    return {
        "register": one.register,
        "record": one.record,
        "what": one.label,
        "schools": list(one.names),
        "now": _word(one.now),
        "mode": None if chosen.mode is None else _word(chosen.mode.value),
        "rule": None if chosen.rule is None else chosen.rule.name,
        "why": one.why,
        "unknown": list(what_is_not_known(chosen)),
        "would_change": [
            {"rule": each.rule.name, "mode": _word(each.rule.mode.value), "unknown": list(each.unknown)}
            for each in chosen.unsure
        ],
        "gaps": {fact: list(names) for fact, names in one.gaps.items()},
        "locked": bool(one.locked),
        "minutes": one.situation.minutes,
        "speed": one.situation.speed,
        "pupils": one.situation.pupils,
    }


def _lines(one: ModeAnswer) -> list[str]:
    mode = one.chosen.mode
    form = "форма не определена" if mode is None else MODE.write(mode.value)
    now = f" (сейчас {_word(one.now)})" if one.now is not None and (mode is None or one.now != mode.value) else ""
    return [f"{one.label}: {form}{now}", *(f"  {said}" for said in (one.why, one.locked) if said)]


def _word(code: str | None) -> str | None:
    return None if code is None else MODE.write(code)
