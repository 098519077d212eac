"""Make a filled example base.

создать пример: район с четырнадцатью школами
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from setvzaim.cli._common import say
from setvzaim.exchange.example import build_example
from setvzaim.storage import Base


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("base", metavar="БАЗА", type=Path, help="файл новой базы")


def run(arguments: Namespace) -> int:
    """Do it."""
    with Base.create(arguments.base) as base:
        build_example(base)
    say(f"Создан пример {arguments.base}: школы и люди в нём выдуманы")
    return 0
