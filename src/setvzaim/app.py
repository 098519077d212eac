"""Puts the parts together; the one module that knows all of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from setvzaim.cli import COMMANDS

if TYPE_CHECKING:
    from setvzaim.ui.office import OpenBase
    from setvzaim.ui.start import Parts


def run(arguments: list[str]) -> int:
    """Carry out a command, or open the window on the base named, if any; return the exit status."""
    if arguments and not _names_a_base(arguments):
        from setvzaim.cli._parser import command  # noqa: PLC0415 - commands need no window, nor it them

        return command(arguments)
    from setvzaim.ui.start import open_window  # noqa: PLC0415

    return open_window(Path(arguments[0]) if arguments else None, parts())


def _names_a_base(arguments: list[str]) -> bool:
    """Tell a base to open from a command, well typed or not: a word alone that is no file is a command mistyped."""
    first = Path(arguments[0])
    if arguments[0] in COMMANDS or arguments[0].startswith("-") or len(arguments) > 1:
        return False
    return bool(first.suffix) or len(first.parts) > 1 or first.exists()


def parts() -> Parts:
    """Return what the window is given: the ways to get an open base."""
    from setvzaim.ui.start import Parts  # noqa: PLC0415

    return Parts(_open, _create, _example, _look)


def take_pictures(base: Path, folder: Path) -> int:
    """Save a picture of every tab of a base; return the exit status."""
    from setvzaim.ui.pictures import take  # noqa: PLC0415

    return take(base, folder, parts())


def _open(path: Path, password: str | None) -> OpenBase:
    from setvzaim.storage import Base  # noqa: PLC0415 - SQLAlchemy loads while the window already stands

    return Base.open(path, password)


def _look(path: Path) -> OpenBase:
    from setvzaim.storage import Base, raw  # noqa: PLC0415

    return Base.open_as_it_is(path, raw.key_of(path))


def _create(path: Path) -> OpenBase:
    from setvzaim.storage import Base  # noqa: PLC0415

    return Base.create(path)


def _example(path: Path) -> OpenBase:
    from setvzaim.exchange.example import build_example  # noqa: PLC0415
    from setvzaim.storage import Base  # noqa: PLC0415

    base = Base.create(path)
    build_example(base)
    return base
