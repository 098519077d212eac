"""Do again what was undone last.

вернуть последнюю отменённую операцию
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from setvzaim.cli._common import opened, say
from setvzaim.operations.history import redo


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("base", metavar="БАЗА", type=Path, help="файл базы")


def run(arguments: Namespace) -> int:
    """Do it."""
    with opened(arguments.base) as base:
        say(f"Сделано: {redo(base).name}.")
    return 0
