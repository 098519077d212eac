"""What a screen, a document or a command asks for: frozen rows, never mapped objects.

What is asked as data stands here at once; what asks the base, and brings SQLAlchemy with it, when it is first named:
the window must not wait for that.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from setvzaim.queries.query import Context, Filter, Query, Row

if TYPE_CHECKING:
    from setvzaim.queries.rows import count, fetch, find, one, related_counts, stream, suggest

__all__ = [
    "Context", "Filter", "Query", "Row", "count", "fetch", "find", "one", "related_counts", "stream", "suggest",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """Return what asks the base."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.rows"), name)
    return found
