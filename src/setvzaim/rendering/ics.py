"""Calendars of schools as iCalendar files (RFC 5545): whole days, no alarms, nothing that blocks the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from setvzaim.documents.calendar import Entry, Rule, SchoolCalendar, Series, series_of
from setvzaim.rendering.files import whole_file

if TYPE_CHECKING:
    from icalendar import Event

SUFFIX = ".ics"
_LONGEST = 100
"""Characters of a school's name that go into the name of its file."""
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def write_calendar(calendar: SchoolCalendar, target: Path | BinaryIO, stamp: datetime) -> None:
    """Write a calendar; all or nothing. `stamp` is the present moment, in UTC. Raises `WorldError`."""
    from icalendar import Calendar  # noqa: PLC0415 - loaded when first wanted

    made = Calendar()
    for key, value in (
        ("prodid", "-//setvzaim//RU"), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"),
        ("x-wr-calname", calendar.title),
    ):  # fmt: skip
        made.add(key, value)
    for entry in calendar.entries:
        for at, series in enumerate(series_of(entry.term), 1):
            made.add_component(_event(entry, series, at, stamp))
    with whole_file(target) as stream:
        stream.write(made.to_ical())


def file_names(schools: Sequence[str]) -> list[str]:
    """Return a name for the file of each school that any system takes; equal ones get a number."""
    names: list[str] = []
    taken: set[str] = set()
    for school in schools:
        name = " ".join(_FORBIDDEN.sub(" ", school).split())[:_LONGEST].rstrip(" .") or "Школа"
        unique, number = name, 1
        while unique.casefold() in taken:
            number += 1
            unique = f"{name} ({number})"
        taken.add(unique.casefold())
        names.append(f"{unique}{SUFFIX}")
    return names


def _event(entry: Entry, series: Series, at: int, stamp: datetime) -> Event:
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{entry.uid}{f'-{at}' if at > 1 else ''}@setvzaim")
    event.add("dtstamp", stamp)
    event.add("sequence", entry.version - 1)
    event.add("dtstart", series.first.starts)
    event.add("dtend", series.first.ends + timedelta(days=1))
    if series.rule is not None:
        event.add("rrule", _rule(series.rule))
    event.add("summary", entry.title)
    for key, value in (("description", entry.description), ("location", entry.place)):
        if value:
            event.add(key, value)
    if entry.section:
        event.add("categories", [entry.section])
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _rule(rule: Rule) -> dict[str, object]:
    if rule.every == "week":
        return {"freq": "WEEKLY", "count": rule.count}
    days = {"bymonthday": -1} if rule.last_day else {}
    months = {} if len(rule.in_months) == 12 else {"bymonth": list(rule.in_months)}
    return {"freq": "MONTHLY", "count": rule.count, **months, **days}
