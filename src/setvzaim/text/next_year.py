"""Terms of a plan moved to the next school year: dates, and years in words."""

from __future__ import annotations

import calendar
import re
from datetime import date

_TIMES = re.compile(
    r"(?<![\d.])(?P<first>20\d\d)(?P<dash>\s*[/\u2013\u2014-]\s*)(?P<second>20\d\d|\d\d)(?![\d.])"  # 2026/27
    r"|(?<!\d)(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<of>20\d\d|\d\d)(?!\d)"  # 29.02.2028
    r"|(?<!\d)(?P<year>20\d\d)(?!\d)"
)


def year_later(day: date) -> date:
    """Return the same day a year later; 29 February becomes the 28th."""
    last = calendar.monthrange(day.year + 1, day.month)[1]
    return date(day.year + 1, day.month, min(day.day, last))


def move_school_years(text: str, start: int) -> str:
    """Move a school year that begins in `start` by one: «2026/27», «2026-2027»; nothing else."""
    return _TIMES.sub(lambda found: _pair(found, start) if found["first"] else found.group(), text)


def move_years(text: str, start: int) -> str:
    """Move a term in words by a year: the school year that begins in `start`, its dates and its two calendar years.

    «октябрь 2026» becomes «октябрь 2027», «до 29.02.2028» becomes «до 28.02.2029»; other years stay.
    """

    def later(found: re.Match[str]) -> str:
        if found["first"]:
            return _pair(found, start)
        if found["year"]:
            return _year(found["year"], start)
        day, month, year = found["day"], found["month"], _year(found["of"], start)
        if year != found["of"] and (int(day), int(month)) == (29, 2):
            day = "28"
        return f"{day}.{month}.{year}"

    return _TIMES.sub(later, text)


def _pair(found: re.Match[str], start: int) -> str:
    first, dash, second = found["first"], found["dash"], found["second"]
    if int(first) == start and int(second) % 100 == (start + 1) % 100:
        return f"{_year(first, start)}{dash}{_year(second, start)}"
    return found.group()


def _year(written: str, start: int) -> str:
    """Return a calendar year, written with two figures or four, a year later if it is of that school year."""
    if int(written) % 100 not in (start % 100, (start + 1) % 100) or (len(written) == 4 and written[:2] != "20"):
        return written
    return str(int(written) + 1) if len(written) == 4 else f"{(int(written) + 1) % 100:02}"
