"""`propose mode`: the mode of 4.2 for measures and exchanges, with the rule that decided."""

from __future__ import annotations

from argparse import Namespace

from setvzaim.analysis.mode_words import what_is_not_known, why_mode
from setvzaim.cli._common import answer, context_of, opened, say
from setvzaim.operations.records import change_block
from setvzaim.queries import Context
from setvzaim.queries.modes import ModeAnswer, exchange_modes, measure_modes
from setvzaim.registers import register
from setvzaim.registers.choices import MODE
from setvzaim.storage import Base


def propose(arguments: Namespace) -> None:
    """Propose, say or answer it; `--accept` fills modes that are open, and changes none that somebody has chosen."""
    with opened(arguments.base) as base:
        with base.read() as connection:
            context = context_of(connection, arguments, this_year=True)
            found = (*measure_modes(connection, context), *exchange_modes(connection, context))
        accepted = _accept(base, found, context) if arguments.accept else None
    if arguments.json:
        answer({"modes": [_machine(one) for one in found]} | ({} if accepted is None else {"accepted": accepted}))
        return
    say(*(line for one in found for line in _lines(one)))
    if accepted is not None:
        say(f"Записано форм: {accepted}.")


def _accept(base: Base, found: tuple[ModeAnswer, ...], context: Context) -> int:
    accepted = 0
    for key in ("measures", "resource_uses"):
        rows = [
            (one.record, {"mode": one.chosen.mode.value})
            for one in found
            if one.register == key and one.now is None and one.chosen.mode is not None
        ]
        if rows:
            change_block(base, of=register(key), rows=rows, context=context)
        accepted += len(rows)
    return accepted


def _machine(one: ModeAnswer) -> dict[str, object]:
    chosen = one.chosen
    return {
        "register": one.register,
        "what": one.label,
        "now": _word(one.now),
        "mode": None if chosen.mode is None else _word(chosen.mode.value),
        "rule": None if chosen.rule is None else chosen.rule.name,
        "unknown": list(what_is_not_known(one.situation, chosen)),
        "minutes": one.situation.minutes,
        "speed": one.situation.speed,
        "pupils": one.situation.pupils,
    }


def _lines(one: ModeAnswer) -> list[str]:
    mode = one.chosen.mode
    form = "форма не определена" if mode is None else MODE.write(mode.value)
    now = f" (сейчас {_word(one.now)})" if one.now is not None and (mode is None or one.now != mode.value) else ""
    return [f"{one.label}: {form}{now}", f"  {why_mode(one.situation, one.chosen)}"]


def _word(code: str | None) -> str | None:
    return None if code is None else MODE.write(code)
