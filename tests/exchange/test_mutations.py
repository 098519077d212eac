"""Damaged files end in a plain refusal or in a plan, never in a traceback before the office.

`SETVZAIM_FUZZ=20000 .venv/bin/pytest tests/exchange/test_mutations.py` tries that many of each kind;
`SETVZAIM_FUZZ_SEED` starts from other damage.
"""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from exchange.import_steps import dry
from exchange.workbook_samples import DISTRICT, ods, xls, xlsx
from setvzaim.errors import WorldError
from setvzaim.exchange import ImportPlan, describe, report
from setvzaim.storage import Base

TIMES = int(os.environ.get("SETVZAIM_FUZZ", "120"))
SEED = int(os.environ.get("SETVZAIM_FUZZ_SEED", "0"))
ROWS = [
    ("Школа", "Район", "Учеников", "Широта", "ШНОР", "Сельская"),
    ("Отдел образования", "", 30, "", "", ""),
    *((f"Школа № {at}", DISTRICT, at * 5, f"4{at}.5,", "да", "нет") for at in range(1, 4)),
]


def _dice(kind: str, number: int) -> random.Random:
    return random.Random(f"{SEED} {kind} {number}")  # noqa: S311 - damage needs no secrecy


def _bytes(data: bytes, dice: random.Random) -> bytes:
    """Damage a few places: change, cut out, repeat or insert some bytes, or cut the end off."""
    found = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        at, length = dice.randrange(len(found)), dice.randint(1, 8)
        match dice.randrange(5):
            case 0:
                found[at] = dice.randrange(256)
            case 1:
                del found[at : at + length]
            case 2:
                found[at:at] = found[at : at + length] * dice.randint(1, 3)
            case 3:
                found[at:at] = bytes(dice.choice(b"<>\"&0019-.\0\xd0\xff;'eE") for _ in range(length))
            case _:
                del found[dice.randrange(len(found) // 2, len(found)) :]
        if not found:
            return b""
    return bytes(found)


def _inside(data: bytes, dice: random.Random) -> bytes:
    """Damage one part of a zipped workbook, and zip it again so that the damage is reached."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    name = dice.choice(sorted(name for name, part in parts.items() if part))
    parts[name] = _bytes(parts[name], dice)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for part, text in parts.items():
            book.writestr(part, text)
    return made.getvalue()


def _csv(path: Path, rows: list[tuple[object, ...]]) -> None:
    path.write_text("\n".join(";".join(map(str, row)) for row in rows), "utf-8")


Way = Callable[[bytes, random.Random], bytes]
KINDS: dict[str, tuple[Callable[..., object], str, Way]] = {
    "xlsx": (xlsx, ".xlsx", _bytes),
    "xlsx inside": (xlsx, ".xlsx", _inside),
    "ods inside": (ods, ".ods", _inside),
    "xls": (xls, ".xls", _bytes),
    "csv": (_csv, ".csv", _bytes),
}


@pytest.mark.parametrize("kind", KINDS)
def test_damage_is_refused_or_read(kind: str, base: Base, tmp_path: Path) -> None:
    write, suffix, damage = KINDS[kind]
    path = tmp_path / f"x{suffix}"
    write(path, ROWS)
    whole = path.read_bytes()
    ends: set[type] = set()
    for number in range(TIMES):
        path.write_bytes(damage(whole, _dice(kind, number)))
        ends.add(_try(base, path, number))
    assert ends == {ImportPlan, WorldError}, "both ends are met, or the damage was none or all"


def test_real_file_damaged_inside(real: Path, base: Base, tmp_path: Path) -> None:
    whole = (real / "oo1-region" / "oo1-2026-06.xlsx").read_bytes()
    path = tmp_path / "x.xlsx"
    for number in range(TIMES // 20):
        path.write_bytes(_inside(whole, _dice("real", number)))
        _try(base, path, number)


def _try(base: Base, path: Path, number: int) -> type:
    """Try an import; return what it ended in. Any other exception fails the test, with the number of the damage."""
    try:
        plan = dry(base, path)
    except WorldError:
        return WorldError
    assert report(plan), number
    assert list(describe(plan, dry=True)), number
    return ImportPlan
