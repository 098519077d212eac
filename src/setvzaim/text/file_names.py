"""Names of files any system takes."""

from __future__ import annotations

import re

_LONGEST = 100
"""Characters of a title that go into a name: Windows still stops at 260 for the whole path."""


def file_name(title: str) -> str:
    """Return a title as the name of a file without its suffix, cut at a word."""
    words = " ".join(re.sub(r'[\\/:*?"<>|\x00-\x1f]', " ", title).replace(".", " ").split())
    return (words[:_LONGEST].rsplit(" ", 1)[0] if len(words) > _LONGEST else words) or "Документ"
