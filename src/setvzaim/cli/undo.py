"""Undo what was done last.

отменить последнюю операцию
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from setvzaim.cli._common import opened, say
from setvzaim.operations.history import undo


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("base", metavar="БАЗА", type=Path, help="файл базы")


def run(arguments: Namespace) -> int:
    """Do it."""
    with opened(arguments.base) as base:
        say(f"Сделано: {undo(base).name}.")
    return 0
