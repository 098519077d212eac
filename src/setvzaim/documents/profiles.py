"""Office rules of layout, as data: what ГОСТ Р 7.0.97 asks of a page.

The 2025 edition replaced that of 2016 on 18.08.2025; an office chooses which one it follows.
Everything here is in millimetres and points; where the standard gives a range, the default stands first.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Orientation(Enum):
    """How an A4 sheet lies."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


@dataclass(frozen=True, slots=True)
class Margins:
    """Margins of a page in millimetres."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One edition of the standard.

    `stamp_width` is the longest line of a corner requisite (мм); `number_offset` is the least distance of the
    page number from the edge of the sheet (мм); `text_sizes` are the sizes of text (пт) an office may choose.
    """

    key: str
    title: str
    margins: Margins
    long_storage_left: float
    stamp_width: float
    number_offset: float
    text_sizes: tuple[float, ...]
    indent: float
    line_spacing: tuple[float, float]


GOST_2016 = Profile(
    key="gost-2016",
    title="ГОСТ Р 7.0.97-2016",
    margins=Margins(left=20, right=10, top=20, bottom=20),
    long_storage_left=30,
    stamp_width=75,
    number_offset=10,
    text_sizes=(14, 12, 13),
    indent=12.5,
    line_spacing=(1.0, 1.5),
)

GOST_2025 = Profile(
    key="gost-2025",
    title="ГОСТ Р 7.0.97-2025",
    margins=Margins(left=20, right=10, top=20, bottom=20),
    long_storage_left=30,
    stamp_width=80,
    number_offset=10,
    text_sizes=(14, 12, 13),
    indent=12.5,
    line_spacing=(1.0, 1.5),
)

PROFILES: dict[str, Profile] = {profile.key: profile for profile in (GOST_2025, GOST_2016)}
DEFAULT_PROFILE = GOST_2025
A4 = (210.0, 297.0)
"""Width and height of an upright A4 sheet, мм."""
