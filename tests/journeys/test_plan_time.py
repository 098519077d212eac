"""The plan in time: calendar and timeline beside the table, by keys and by the mouse, marking what is done."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from journeys.person import Person
from setvzaim.operations.records import add
from setvzaim.queries import Context
from setvzaim.registers import Named, register
from setvzaim.storage import Base
from setvzaim.ui.plan_time.calendar import Calendar
from setvzaim.ui.plan_time.completing import CompletionDialog
from setvzaim.ui.plan_time.exporting import CalendarsDialog
from setvzaim.ui.plan_time.figures import FiguresLine
from setvzaim.ui.plan_time.picture import TimePicture
from setvzaim.ui.plan_time.timeline import Timeline
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.theme import use_theme

DAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The example's plan on a day in November: the clock of the test must not matter."""
    for module in ("look", "picture", "figures", "completing"):
        monkeypatch.setattr(f"setvzaim.ui.plan_time.{module}.today", lambda: DAY)


def turns(person: Person, key: str) -> None:
    """Press the button of a picture."""
    person.clicks(person.page.pictures.segments.buttons[key])


def timeline(person: Person) -> Timeline:
    """The timeline, shown."""
    turns(person, "timeline")
    picture = person.page.pictures.picture
    assert isinstance(picture, TimePicture)
    assert isinstance(picture.canvas, Timeline)
    person.bot.waitUntil(lambda: bool(picture.canvas.measures))
    return picture.canvas


def calendar(person: Person) -> Calendar:
    """The calendar, shown."""
    turns(person, "calendar")
    picture = person.page.pictures.picture
    assert isinstance(picture, TimePicture)
    assert isinstance(picture.canvas, Calendar)
    person.bot.waitUntil(lambda: bool(picture.canvas.measures))
    return picture.canvas


def title(person: Person) -> str:
    """What the card is about."""
    person.wait()
    return person.page.card.title


def figures(person: Person) -> str:
    """The line of figures at the foot, as plain text."""
    person.wait()
    foot = person.page.foot
    assert isinstance(foot, FiguresLine)
    return re.sub("<[^>]+>", "", foot.label.text())


def test_the_timeline_by_keys(at_example: Person) -> None:
    """Arrows go over measures and sections, Left folds a section, Enter goes to the card."""
    at_example.goes_to("measures")
    canvas = timeline(at_example)
    titles = [measure.title for measure in canvas.measures]
    canvas.setFocus()
    at_example.keys("Home", "Down", into=canvas)
    assert title(at_example) == titles[0]
    at_example.keys("Down", "Down", into=canvas)
    assert title(at_example) == titles[2]
    assert titles[2] in canvas.accessibleDescription()
    at_example.picture("plan-timeline")
    lines = len(canvas.lines)
    at_example.keys("Home", "Left", into=canvas)
    assert len(canvas.lines) == lines - 6
    at_example.picture("plan-timeline-folded")
    at_example.keys("Down", "Down", into=canvas)
    assert title(at_example) == titles[6]
    at_example.keys("Home", "Right", "Down", into=canvas)
    assert len(canvas.lines) == lines
    at_example.keys("Return", into=canvas)
    assert at_example.page.card.form.isAncestorOf(at_example.focus)


def test_the_timeline_by_mouse_and_zoom(at_example: Person) -> None:
    """A click chooses for the card, a double click goes there; the zoom keeps today in view."""
    at_example.goes_to("measures")
    canvas = timeline(at_example)
    wanted = canvas.measures[4]
    at_example.clicks(canvas.viewport(), canvas.place_of(wanted.id))
    assert title(at_example) == wanted.title
    picture = at_example.page.pictures.picture
    assert isinstance(picture, TimePicture)
    for zoom in ("quarter", "month"):
        picture.zoom(zoom)
        at_example.wait()
        first, last = canvas.scale.day_at(canvas.scale.left), canvas.scale.day_at(canvas.scale.width)
        assert first < DAY < last
        at_example.picture(f"plan-timeline-{zoom}")
    at_example.keys()
    QTest.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=canvas.place_of(wanted.id))
    at_example.wait()
    assert at_example.page.card.form.isAncestorOf(at_example.focus)
    at_example.keys("Ctrl+-", into=canvas)
    assert canvas.zoom == "quarter"


def test_the_calendar_by_keys_and_mouse(at_example: Person) -> None:
    """Arrows go from mark to mark, pages go from year to year, a month is looked at closer by a click on its name."""
    at_example.goes_to("measures")
    canvas = calendar(at_example)
    assert canvas.period == "сентябрь 2026 – август 2027"
    at_example.picture("plan-calendar")
    canvas.setFocus()
    first = canvas.marks[0]
    assert first.measure is not None
    at_example.clicks(canvas.viewport(), first.rect.center())
    assert title(at_example) == first.measure.title
    at_example.keys("Down", into=canvas)
    second = title(at_example)
    assert second != first.measure.title
    at_example.keys("Up", into=canvas)
    assert title(at_example) == first.measure.title
    at_example.keys("PgDown", into=canvas)
    assert canvas.period == "сентябрь 2027 – август 2028"
    at_example.keys("Home", into=canvas)
    assert canvas.period == "сентябрь 2026 – август 2027"
    at_example.clicks(canvas.viewport(), canvas._cells[2].rect.topLeft() + QPoint(30, 6))
    assert canvas.period == "ноябрь 2026"
    at_example.picture("plan-calendar-month")


def test_what_is_hidden_in_a_month_is_listed(at_example: Person) -> None:
    """«Ещё 10…» opens the list of that month, from which a measure is chosen."""
    at_example.goes_to("measures")
    canvas = calendar(at_example)
    hidden = next(mark for mark in canvas.marks if mark.hidden)
    at_example.clicks(canvas.viewport(), hidden.rect.center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    shown = {mark.measure.id for mark in canvas.marks if mark.measure and mark.cell == hidden.cell}
    assert len(menu.actions()) >= hidden.hidden
    wanted, said = menu.actions()[-1], menu.actions()[-1].text()
    wanted.trigger()
    menu.close()
    assert title(at_example).split()[0] in said
    assert canvas.current not in shown


def test_filters_and_search_narrow_the_pictures(at_example: Person) -> None:
    """What the line over the table leaves is what the pictures show, and the other way round."""
    at_example.goes_to("measures")
    canvas = timeline(at_example)
    at_example.keys("Ctrl+F")
    at_example.types("семинар")
    at_example.bot.waitUntil(lambda: len(canvas.measures) == at_example.page.model.rowCount() < 30)
    turns(at_example, "table")
    assert all("еминар" in text for text in at_example.column("title"))


def test_figures_show_what_they_count(at_example: Person) -> None:
    """«Просрочено 7» leaves the seven, the other figures stay; taking the chip away shows all again."""
    at_example.goes_to("measures")
    assert figures(at_example) == "Выполнено 3 из 30 · в срок 3 из 3 · просрочено 7 · ближайшие 2"
    foot = at_example.page.foot
    assert isinstance(foot, FiguresLine)
    foot.label.linkActivated.emit("overdue")
    at_example.bot.waitUntil(lambda: at_example.page.model.rowCount() == 7)
    assert "просрочено 7" in figures(at_example)
    at_example.picture("plan-overdue")
    at_example.page.filters.take_only()
    at_example.bot.waitUntil(lambda: at_example.page.model.rowCount() == 30)
    foot.look_ahead(60)
    at_example.bot.waitUntil(lambda: "ближайшие 4" in figures(at_example))


def test_a_measure_is_marked_as_done_and_the_mark_taken_away(at_example: Person) -> None:
    """From the menu of the timeline: day and result are asked for, the operation has a name and can be undone."""
    at_example.goes_to("measures")
    canvas = timeline(at_example)
    wanted = next(measure for measure in canvas.measures if measure.stands.state.value == "overdue")
    at_example.clicks(canvas.viewport(), canvas.place_of(wanted.id))
    actions = dict(at_example.page.row_actions())
    actions["Отметить выполнение…"]()
    at_example.wait()
    dialog = at_example.dialog(CompletionDialog)
    assert dialog.day.raw() == "24.11.2026"
    dialog.outcome.begin()
    at_example.types("Согласован всеми")
    at_example.picture("plan-complete", dialog)
    at_example.clicks(dialog.mark_button)
    at_example.bot.waitUntil(lambda: figures(at_example).startswith("Выполнено 4 из 30 · в срок 3 из 4"))
    assert "Отмечено выполнение: 1 мероприятие" in at_example.workspace.messages.text
    assert at_example.window.actions_by_key["undo"].text() == "Отменить: отметить выполнение мероприятия"
    actions["Снять отметку о выполнении"]()
    at_example.bot.waitUntil(lambda: figures(at_example).startswith("Выполнено 3 из 30"))
    at_example.keys("Ctrl+Z")
    at_example.bot.waitUntil(lambda: figures(at_example).startswith("Выполнено 4 из 30"))
    at_example.keys("Ctrl+Z")
    at_example.bot.waitUntil(lambda: figures(at_example).startswith("Выполнено 3 из 30"))


def test_a_day_that_is_none_is_refused_in_the_window(at_example: Person) -> None:
    """The dialog stays, says why, and nothing is written; Esc closes it."""
    at_example.goes_to("measures")
    at_example.clicks_cell(3, "title")
    at_example.keys("Ctrl+M")
    dialog = at_example.dialog(CompletionDialog)
    dialog.day.begin()
    at_example.types("31.02.2026")
    at_example.clicks(dialog.mark_button)
    assert "Нужна дата" in dialog._fault.text()
    at_example.keys("Esc", into=dialog)
    assert figures(at_example).startswith("Выполнено 3 из 30")


def test_the_card_says_what_a_term_stands_for(at_example: Person) -> None:
    """Words without dates are understood under the field; words that cannot be are said to be so."""
    at_example.goes_to("measures")
    at_example.clicks_cell(7, "title")
    form = at_example.page.card.form
    at_example.bot.waitUntil(lambda: bool(form.fields["starts_on"].editor.raw()))
    assert not form.fields["term"].remark.isVisible()
    at_example.keys()
    for key in ("starts_on", "ends_on"):
        form.fields[key].editor.begin()
        at_example.keys("Del", "Tab")
    at_example.bot.waitUntil(lambda: form.fields["term"].remark.text() == "Понято: 01.10.2026 – 31.10.2026")
    at_example.page.card._area.ensureWidgetVisible(form.fields["repeats"].editor)
    at_example.picture("plan-understood")
    form.fields["term"].editor.begin()
    at_example.types("по графику ФЦТ")
    at_example.keys("Tab")
    at_example.bot.waitUntil(lambda: "не понятны" in form.fields["term"].remark.text())


def test_calendars_are_written_for_all_schools(
    at_example: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder is chosen, each school has its file, the bar says how many and opens the folder."""
    folder = tmp_path / "Календари"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    at_example.window.actions_by_key["calendars"].trigger()
    at_example.wait()
    dialog = at_example.dialog(CalendarsDialog)
    at_example.picture("plan-calendars", dialog)
    at_example.clicks(dialog.folder_button)
    at_example.bot.waitUntil(lambda: "Записано календарей: 14" in at_example.workspace.messages.text)
    assert len(list(folder.glob("*.ics"))) == 14


def test_a_plan_without_dates_says_what_to_write(opens: Callable[..., Person], empty_path: Path) -> None:
    """Nothing to draw is said in words, not by an empty picture."""
    with Base.open(empty_path) as base:
        plan = add(base, of=register("plans"), values={"title": "План", "network": Named("Сеть"), "school_year": 2026},
                   context=Context()).value  # fmt: skip
        values = {"plan": plan, "section": Named("Раздел"), "title": "Дело", "term": "по графику"}
        add(base, of=register("measures"), values=values, context=Context(school_year=2026))
    person = opens(empty_path)
    person.goes_to("measures")
    turns(person, "timeline")
    picture = person.page.pictures.picture
    assert isinstance(picture, TimePicture)
    person.bot.waitUntil(lambda: picture._stack.currentIndex() == 1)
    assert "октябрь" in picture._empty.text
    person.picture("plan-no-dates")
    assert "без понятного срока 1" in figures(person)


def test_the_picture_is_remembered(opens: Callable[..., Person], example_path: Path) -> None:
    """Who works in the timeline finds it at the next start, with the focus in it."""
    person = opens(example_path)
    person.goes_to("measures")
    timeline(person)
    person.window.close_base()
    person.wait()
    with person.bot.waitSignal(person.window.settled):
        person.window.open_base(example_path)
    person.wait()
    assert person.page.pictures.present == "timeline"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_in_light_and_dark_on_a_small_screen(
    opens: Callable[..., Person], example_path: Path, preferences: Preferences, theme: str
) -> None:
    """Light or dark, on the smallest screen: no button is cut, the pictures have their room."""
    preferences.keep("window/theme", theme)
    try:
        person = opens(example_path, 1280, 720)
        person.goes_to("measures")
        for key, canvas in (("timeline", timeline(person)), ("calendar", calendar(person))):
            turns(person, key)
            person.picture(f"plan-{key}-{theme}")
            buttons = person.page.pictures.segments.buttons.values()
            assert all(button.width() >= button.minimumSizeHint().width() for button in buttons)
            assert canvas.viewport().width() > 600
    finally:
        use_theme("system")
