"""What a screen, a document or a command asks for: frozen rows, never mapped objects."""

from setvzaim.queries.query import Context, Filter, Query, Row
from setvzaim.queries.rows import count, fetch, find, one, related_counts, stream, suggest

__all__ = [
    "Context", "Filter", "Query", "Row", "count", "fetch", "find", "one", "related_counts", "stream", "suggest",
]  # fmt: skip
