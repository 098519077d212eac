"""Puts the parts together; the one module that knows all of them."""

from __future__ import annotations

from setvzaim.cli import COMMANDS, command


def run(arguments: list[str]) -> int:
    """Carry out a command, or open the window on the base named, if any; return the exit status."""
    if arguments and (arguments[0] in COMMANDS or arguments[0].startswith("-")):
        return command(arguments)
    from setvzaim.ui.start import open_window  # noqa: PLC0415 - Qt is not needed by commands

    return open_window(arguments[0] if arguments else None)
