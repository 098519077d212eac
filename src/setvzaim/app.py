"""Puts the parts together; the one module that knows all of them."""

from __future__ import annotations

from pathlib import Path

from setvzaim.cli import COMMANDS


def run(arguments: list[str]) -> int:
    """Carry out a command, or open the window on the base named, if any; return the exit status."""
    if arguments and (arguments[0] in COMMANDS or arguments[0].startswith("-")):
        from setvzaim.cli._parser import command  # noqa: PLC0415 - commands need no window, nor it them

        return command(arguments)
    from setvzaim.ui.start import Parts, open_window  # noqa: PLC0415

    return open_window(Path(arguments[0]) if arguments else None, Parts(_open, _create, _example))


def _open(path: Path) -> object:
    from setvzaim.storage import Base  # noqa: PLC0415 - SQLAlchemy loads while the window already stands

    return Base.open(path)


def _create(path: Path) -> object:
    from setvzaim.storage import Base  # noqa: PLC0415

    return Base.create(path)


def _example(path: Path) -> object:
    from setvzaim.exchange.example import build_example  # noqa: PLC0415
    from setvzaim.storage import Base  # noqa: PLC0415

    base = Base.create(path)
    build_example(base)
    return base
