"""Write a proved backup of a base.

сделать проверенную резервную копию базы
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from setvzaim.cli._common import opened, say
from setvzaim.operations.backups import copy_to
from setvzaim.text.format import format_number


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("base", metavar="БАЗА", type=Path, help="файл базы")
    parser.add_argument("--to", dest="target", metavar="ФАЙЛ", required=True, type=Path, help="файл новой копии")


def run(arguments: Namespace) -> int:
    """Do it."""
    with opened(arguments.base) as base:
        copy_to(base.path, arguments.target)
    size = format_number(round(arguments.target.stat().st_size / 1_000_000, 1))
    say(f"Копия сделана и проверена: {arguments.target}, {size} МБ")
    return 0
