"""The plan in time: calendar and timeline beside the table, by keys and by the mouse, marking what is done."""

from __future__ import annotations

from datetime import date

import pytest

from journeys.person import Person

DAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The example's plan on a day in November: the clock of the test must not matter."""
    for module in ("look", "picture", "figures", "completing"):
        monkeypatch.setattr(f"setvzaim.ui.plan_time.{module}.today", lambda: DAY)


def turns(person: Person, key: str) -> None:
    """Press the button of a picture."""
    person.clicks(person.page.pictures.segments.buttons[key])


def test_look(at_example: Person) -> None:
    at_example.goes_to("measures")
    at_example.picture("pt-table")
    for key in ("calendar", "timeline"):
        turns(at_example, key)
        at_example.picture(f"pt-{key}")
        for zoom in ("quarter", "month"):
            at_example.page.pictures.picture.zoom(zoom)
            at_example.wait()
            at_example.picture(f"pt-{key}-{zoom}")
