"""Start: a file opens the window, a command does its job without one."""

from __future__ import annotations

import sys


def main() -> int:
    """Run what the command line asks for; return the exit status."""
    from setvzaim.app import run  # noqa: PLC0415 - parts are loaded as they are needed

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
