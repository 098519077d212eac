"""Make an empty base.

создать пустую базу
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from setvzaim.cli._common import say
from setvzaim.storage import Base


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("base", metavar="БАЗА", type=Path, help="файл новой базы")


def run(arguments: Namespace) -> int:
    """Do it."""
    Base.create(arguments.base).close()
    say(f"Создана база {arguments.base}")
    return 0
