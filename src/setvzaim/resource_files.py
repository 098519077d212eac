"""Where the files of `resources/` lie: inside the installed package, or at the root of the source tree."""

from __future__ import annotations

from pathlib import Path

_INSTALLED = Path(__file__).parent / "resources"
_SOURCE = Path(__file__).parents[2] / "resources"


def resource(*parts: str) -> Path:
    """Give the path of `resource("fonts", "Tinos-Regular.ttf")`; whether it exists is not checked."""
    return (_INSTALLED if _INSTALLED.is_dir() else _SOURCE).joinpath(*parts)
