"""Names of files: made such that every system takes them, and read for what a file is."""

from __future__ import annotations

import re
from collections.abc import Container
from pathlib import PurePosixPath

LONGEST = 120
"""Characters of a name: Windows still stops at 260 for the whole path."""
_TITLE = 100
"""Characters of a title that go into a name."""
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
"""What Windows does not take, and the signs that make «gpj.exe» look like «exe.jpg»."""
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_SHOWN = frozenset({
    "pdf", "djvu", "jpg", "jpeg", "png", "tif", "tiff", "bmp", "gif", "webp", "heic", "doc", "docx", "rtf", "odt",
    "txt", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "odp", "zip", "rar", "7z", "mp3", "m4a", "wav", "mp4", "avi",
    "mov", "ics", "sig", "p7s",
})  # fmt: skip
"""Kinds of files that are only looked at when they are opened: no programs, scripts, shortcuts, macros, web pages."""


def clean_name(name: str) -> str:
    """Return the last part of a name without what no system takes; «файл» when nothing is left of it."""
    last = re.split(r"[\\/]", name)[-1]
    clean = " ".join(_FORBIDDEN.sub(" ", last).split()).replace(" .", ".").strip(" .")
    if not clean:
        return "файл"
    if _DEVICES.fullmatch(clean):
        clean = f"_{clean}"
    suffix = PurePosixPath(clean).suffix
    return clean if len(clean) <= LONGEST else clean[: LONGEST - len(suffix)].rstrip(" .") + suffix


def suffix_of(name: str) -> str:
    """Return what stands after the last point of a name, in small letters, without the point."""
    return PurePosixPath(name.rstrip(" .")).suffix.lower().removeprefix(".")


def only_shown(name: str) -> bool:
    """Tell whether opening a file of this name does no more than show it; one of a kind not known may do anything."""
    return suffix_of(name) in _SHOWN


def free_name(name: str, taken: Container[str]) -> str:
    """Return a name that is not taken yet: «приказ (2).pdf»."""
    path, number, free = PurePosixPath(name), 2, name
    while free in taken:
        free, number = f"{path.stem} ({number}){path.suffix}", number + 1
    return free


def file_name(title: str) -> str:
    """Return a title as the name of a file without its suffix, cut at a word."""
    words = " ".join(re.sub(r'[\\/:*?"<>|\x00-\x1f]', " ", title).replace(".", " ").split())
    return (words[:_TITLE].rsplit(" ", 1)[0] if len(words) > _TITLE else words) or "Документ"
