"""Calendars of schools, read back as another program reads them."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from setvzaim.documents.calendar import Entry, LeftOut, SchoolCalendar, days_of, series_of
from setvzaim.errors import WorldError
from setvzaim.queries import Context
from setvzaim.queries.calendars import calendars
from setvzaim.queries.plan_time import plan_time
from setvzaim.queries.query import Query
from setvzaim.rendering.ics import file_names, write_calendar
from setvzaim.storage import Base
from setvzaim.text.spans import Span, Term, term_of

STAMP = datetime(2026, 11, 24, 12, tzinfo=UTC)
OCTOBER = term_of(date(2026, 10, 1), date(2026, 10, 31))


def entry(title: str = "Семинар", description: str = "", term: Term | None = OCTOBER, place: str = "") -> Entry:
    """A measure in a calendar."""
    assert term is not None
    return Entry(uid="a1", version=3, title=title, description=description, section="Кадры, методика", place=place,
                 term=term)  # fmt: skip


def read_back(*entries: Entry) -> tuple[Any, list[Any]]:
    """The calendar and its events, written and read."""
    stream = io.BytesIO()
    calendar = SchoolCalendar(id="s", school="СОШ", title="СОШ: план", entries=entries, left_out=())
    write_calendar(calendar, stream, STAMP)
    raw = stream.getvalue()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n")), "RFC 5545, 3.1: no line is longer than 75 octets"
    read = Calendar.from_ical(raw)
    return read, list(read.walk("VEVENT"))


def occurrences(event: Any) -> list[Span]:  # noqa: ANN401 - its values are of thirty types
    """The days an event stands for, as a calendar program works them out."""
    first, last = event["DTSTART"].dt, event["DTEND"].dt - timedelta(days=1)
    if "RRULE" not in event:
        return [Span(first, last)]
    begin = datetime(first.year, first.month, first.day)  # noqa: DTZ001 - whole days
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=begin)
    return [Span(day.date(), day.date() + (last - first)) for day in rule]


def test_an_event_of_whole_days() -> None:
    """The end of RFC 5545 is the day after; nothing rings, nothing blocks the day."""
    calendar, (event,) = read_back(entry(place="Троицкое"))
    assert str(calendar["X-WR-CALNAME"]) == "СОШ: план"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 10, 1), date(2026, 11, 1))
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert str(event["UID"]) == "a1@setvzaim"
    assert int(event["SEQUENCE"]) == 2
    assert (str(event["LOCATION"]), str(event["STATUS"]), str(event["TRANSP"])) == (
        "Троицкое", "CONFIRMED", "TRANSPARENT",
    )  # fmt: skip
    assert [str(one) for one in event["CATEGORIES"].cats] == ["Кадры, методика"]
    assert not event.walk("VALARM")


@given(title=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=300))
def test_any_title_comes_back(title: str) -> None:
    """Commas, semicolons, backslashes, Russian letters over the edge of a folded line."""
    _, (event,) = read_back(entry(title=title, description=f"{title}\n{title}"))
    assert str(event["SUMMARY"]) == title
    assert str(event["DESCRIPTION"]) == f"{title}\n{title}"


def test_the_calendars_of_the_example_agree_with_its_plan(example: Base, context: Context) -> None:
    """Every school has each of its measures, on its days, under a name that stays the same."""
    with example.read() as connection:
        found = calendars(connection, context)
        measures = plan_time(connection, Query("measures", context=context), date(2026, 11, 24))
    assert len(found.schools) == 14
    for calendar in found.schools:
        own = {one.id: one for one in measures if calendar.id in {school.id for school in one.schools}}
        assert set(own) == {one.uid for one in calendar.entries}
        _, events = read_back(*calendar.entries)
        by_measure: dict[str, list[Span]] = {record: [] for record in own}
        for event in events:
            by_measure[str(event["UID"]).split("@")[0].split("-")[0]] += occurrences(event)
        for record, spans in by_measure.items():
            term = own[record].term
            assert term is not None
            assert sorted(spans) == sorted(span for series in series_of(term) for span in days_of(series))
        assert len({str(event["UID"]) for event in events}) == len(events)
    assert not found.nobodys


def test_without_names_nobody_is_named(example: Base, context: Context) -> None:
    """A calendar goes to everybody at a school."""
    with example.read() as connection:
        named = calendars(connection, context)
        nameless = calendars(connection, context, without_names=True)
    texts = ["\n".join(one.description for one in found.schools[0].entries) for found in (named, nameless)]
    assert texts[0] != texts[1]
    assert len(named.schools[0].entries) == len(nameless.schools[0].entries)


def test_a_file_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    """Nothing half-written is left, and the reason is a sentence."""
    calendar = SchoolCalendar(id="s", school="СОШ", title="СОШ", entries=(entry(),), left_out=(
        LeftOut(number="1", title="а", term=""),))  # fmt: skip
    with pytest.raises(WorldError, match="такой папки нет"):
        write_calendar(calendar, tmp_path / "нет" / "СОШ.ics", STAMP)
    assert not list(tmp_path.iterdir())


def test_names_of_files() -> None:
    """Two schools of one name do not write over each other, and no name is one that Windows refuses."""
    names = file_names(["МБОУ «СОШ № 1»", "МБОУ «сош № 1»", 'А/Б: "В"?', "...", "Я" * 200])
    assert names[:3] == ["МБОУ «СОШ № 1».ics", "МБОУ «сош № 1» (2).ics", "А Б В.ics"]
    assert names[3] == "Школа.ics"
    assert len(names[4]) == 104
