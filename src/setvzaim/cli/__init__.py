"""Every job without a window. A module of this package is a command by being here: `list_` is `setvzaim list`."""

from __future__ import annotations

import pkgutil

COMMANDS = {info.name.rstrip("_"): info.name for info in pkgutil.iter_modules(__path__) if info.name[0] != "_"}
"""Name of the command and of its module; modules that begin with «_» are shared by commands."""
