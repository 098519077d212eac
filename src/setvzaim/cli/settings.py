"""Show the settings of a base: the numbers the computations use; change them, or make them the usual ones again.

показать и изменить настройки расчётов
"""

from __future__ import annotations

import difflib
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path

from setvzaim.cli._common import answer, as_json, opened, say
from setvzaim.errors import Refusal, WorldError
from setvzaim.operations.settings import change_settings
from setvzaim.queries.setting_list import SettingList, Shown, measured, setting_list
from setvzaim.registers import Choice, Number
from setvzaim.registers.settings import all_settings, setting_of
from setvzaim.storage import Base


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--from", dest="base", metavar="БАЗА", required=True, type=Path, help="файл базы")
    change = "изменить настройку; после «=» ничего — вернуть обычное; можно несколько раз"
    parser.add_argument("--set", dest="changes", metavar="КЛЮЧ=ЗНАЧЕНИЕ", action="append", default=[], help=change)
    parser.add_argument("--reset", action="store_true", help="сначала вернуть обычное всем настройкам")
    as_json(parser)


def run(arguments: Namespace) -> int:
    """Do it."""
    values = dict.fromkeys((one.key for one in all_settings()), "") if arguments.reset else {}
    values |= dict(map(_change, arguments.changes))
    with opened(arguments.base) as base:
        if values:
            _keep(base, values)
        with base.read() as connection:
            found = setting_list(connection)
    if arguments.json:
        answer({"settings": [_machine(group.key, one) for group, shown in found.groups for one in shown],
                "own": found.own, "road_factor": _roads(found)})  # fmt: skip
        return 0
    for group, shown in found.groups:
        say(f"{group.title}:", *(_line(one) for one in shown))
    return 0


def _keep(base: Base, values: Mapping[str, object]) -> None:
    """Keep settings. Raises `WorldError` that names the first one that cannot be kept."""
    try:
        change_settings(base, values=values)
    except Refusal as refusal:
        key, reason = next(iter(refusal.faults.items()))
        raise WorldError(f"Не записано. {key}: {reason}.") from refusal


def _change(typed: str) -> tuple[str, str]:
    """Take «KEY=VALUE» to pieces. Raises `WorldError` for a key that is none, with the nearest one."""
    key, sign, value = typed.partition("=")
    key = key.strip()
    if not sign:
        raise WorldError(f"«{typed}» непонятно: нужно КЛЮЧ=ЗНАЧЕНИЕ, например partners/most=3.")
    if setting_of(key) is None:
        near = difflib.get_close_matches(key, [one.key for one in all_settings()], 1)
        hint = f"Похоже на «{near[0]}»." if near else "Все ключи: setvzaim settings --from БАЗА."
        raise WorldError(f"Нет настройки «{key}». {hint}")
    return key, value


def _machine(group: str, one: Shown) -> dict[str, object]:
    of, kind = one.setting, one.setting.kind
    limits: dict[str, object] = {}
    if isinstance(kind, Number):
        limits = {"least": kind.least, "most": kind.most}
    elif isinstance(kind, Choice):
        limits = {"choices": {option.code: option.label for option in kind.options}}
    return {"key": of.key, "group": group, "words": of.words, "unit": of.unit or None, "value": one.value,
            "usual": one.usual, "own": one.own, **limits}  # fmt: skip


def _roads(found: SettingList) -> dict[str, object]:
    """Return what the typed distances say of the roads; without enough of them only how many there are."""
    roads = found.roads
    if not measured(roads):
        return {"distances": roads.count}
    return {"distances": roads.count, "value": roads.value, "low": roads.low, "high": roads.high, "error": roads.error}


def _line(one: Shown) -> str:
    of = one.setting
    value = of.kind.write(one.value)
    unit = f" {of.unit}" if of.unit else ""
    usual = f" (обычно {one.usual_words})" if one.own else " — обычное"
    return f"  {of.key}\t{of.words}: {value}{unit}{usual}"
