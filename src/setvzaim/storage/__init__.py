"""The base itself: one file, opened, migrated and written in one place."""

from setvzaim.storage.base import Base
from setvzaim.storage.bulk import many_values
from setvzaim.storage.changes import Changes

__all__ = ["Base", "Changes", "many_values"]
