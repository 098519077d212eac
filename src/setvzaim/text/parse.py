"""How numbers, dates and yes-or-no are read from cells that people typed."""

from __future__ import annotations

import math
import re
from datetime import date, datetime

YES = frozenset({"да", "true", "1", "+", "есть", "имеется", "v", "х", "x", "истина", "yes"})
NO = frozenset({"нет", "false", "0", "-", "–", "—", "не имеется", "отсутствует", "ложь", "no"})

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:\s*г\.?)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_SCHOOL_YEAR = re.compile(r"(\d{4})(?:\s*[/\u2013\u2014-]\s*(\d{4}|\d{2}))?(?:\s*(?:уч|г)[^\d]*)?")
_SPACES = str.maketrans("", "", " \u00a0\u202f\t\r\n'") | {ord("\u2212"): "-"}


def parse_number(text: str) -> float | None:
    """Read «1 234,5», «43.342335» or «43.342335,»; `None` when it is no number, or none that can be kept."""
    bare = text.translate(_SPACES).rstrip(",.;")
    number = float(bare.replace(",", ".")) if _NUMBER.fullmatch(bare) else math.inf
    return number if math.isfinite(number) else None


def parse_date(text: str) -> date | None:
    """Read «05.09.2026», «5.9.26 г.» or an ISO date; `None` when it is no date of the calendar."""
    bare = text.strip()
    if found := _ISO.fullmatch(bare):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DATE.fullmatch(bare):
        day, month, year = (int(part) for part in found.groups())
        year += 2000 if len(found[3]) == 2 else 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_flag(text: str) -> bool | None:
    """Read «Да», «нет», «+», «имеется»; `None` when it is neither yes nor no."""
    word = text.strip().casefold()
    return True if word in YES else False if word in NO else None


def parse_school_year(text: str) -> int | None:
    """Read «2026/27», «2026-2027 уч. год» or «2026» as the calendar year in which the school year starts."""
    found = _SCHOOL_YEAR.fullmatch(text.strip())
    if not found:
        return None
    start, end = int(found[1]), found[2]
    if end is not None and int(end) % 100 != (start + 1) % 100:
        return None
    return start if 1990 <= start <= 2100 else None


def current_school_year() -> int:
    """Return the calendar year in which the present school year started."""
    today = date.today()  # noqa: DTZ011 - the office's own calendar
    return today.year if today.month >= 9 else today.year - 1


def as_date(value: date | datetime) -> date:
    """Drop the time of day."""
    return value.date() if isinstance(value, datetime) else value
