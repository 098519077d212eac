"""The map beside the table of schools, and the overview: by mouse and by keys, in light and dark, on a small screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from journeys.person import Person
from setvzaim.ui.map.picture import MapPicture
from setvzaim.ui.overview.view import OverviewView
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.theme import use_theme


def the_map(person: Person) -> MapPicture:
    """The map of schools, shown."""
    person.goes_to("schools")
    person.clicks(person.page.pictures.segments.buttons["map"])
    picture = person.page.pictures.picture
    assert isinstance(picture, MapPicture)
    person.wait()
    return picture


def key_of(picture: MapPicture, label: str) -> str:
    """The school of a settlement."""
    return next(school.key for school in picture.view.data.schools if school.label == label)


def the_overview(person: Person) -> OverviewView:
    """The overview, shown."""
    person.workspace.open_segment("overview")
    person.wait()
    view = person.workspace.shown()
    assert isinstance(view, OverviewView)
    person.bot.waitUntil(lambda: all(tile.isVisible() and tile.height() > 30 for tile in view.tiles.values()))
    return view


def words(view: OverviewView, tile: str) -> list[str]:
    """What a tile says."""
    return [label.words.replace("\u00a0", " ") for label in view.tiles[tile].figures if label.isVisibleTo(view)]


def test_a_school_is_chosen_on_the_map_and_edited_in_the_card(at_example: Person) -> None:
    picture = the_map(at_example)
    assert len(picture.view.data.schools) == 14
    key = key_of(picture, "Шар Нур")
    at_example.clicks(picture.view.viewport(), picture.view.place_of(key))
    assert at_example.page.card.title == "МБОУ «Шарнурская СОШ»"
    at_example.picture("map-chosen")
    picture.view.setFocus()
    at_example.keys("Return", into=picture.view)
    assert at_example.page.card.form.isAncestorOf(at_example.focus)
    picture.view.setFocus()
    QTest.keyClick(picture.view, Qt.Key.Key_Tab)
    at_example.wait()
    assert at_example.page.card.title != "МБОУ «Шарнурская СОШ»"
    QTest.mouseDClick(picture.view.viewport(), Qt.MouseButton.LeftButton, pos=picture.view.place_of(key))
    at_example.wait()
    assert at_example.page.card.form.isAncestorOf(at_example.focus)


def test_search_narrows_the_map_and_zoom_shows_more_names(at_example: Person) -> None:
    picture = the_map(at_example)
    at_example.keys("Ctrl+F")
    at_example.types("ООШ")
    at_example.bot.waitUntil(lambda: len(picture.view.data.schools) == 4)
    at_example.keys("Esc")
    at_example.bot.waitUntil(lambda: len(picture.view.data.schools) == 14)
    picture.view.setFocus()
    at_example.keys("+", "+", "+", into=picture.view)
    picture.view.settle()
    at_example.picture("map-closer")
    assert picture.view.zoom > 1.9
    at_example.clicks(picture.buttons["fit"])
    assert picture.view.zoom == 1.0


def test_parts_of_the_map_are_switched_and_remembered(opens: Callable[..., Person], example_path: Path) -> None:
    person = opens(example_path)
    picture = the_map(person)
    assert picture.view.shown.strokes
    for key in ("pairs", "labels", "legend"):
        picture.buttons[key].click()
    assert not picture.view.shown.strokes
    assert not picture.view.shown.names
    assert not picture.view.legend.isVisible()
    person.picture("map-bare")
    person.window.close_base()
    person.wait()
    with person.bot.waitSignal(person.window.settled):
        person.window.open_base(example_path)
    person.wait()
    again = person.page.pictures.picture
    assert isinstance(again, MapPicture)
    assert not again.buttons["pairs"].isChecked()
    assert not again.view.shown.strokes


def test_schools_without_coordinates_are_named_and_led_to(at_example: Person) -> None:
    """Two schools lose their coordinates; the quiet line shows them in the table, from where they are mended."""
    page = at_example.goes_to("schools")
    for row in (0, 1):
        at_example.clicks_cell(row, "name")
        at_example.bot.waitUntil(lambda: bool(page.card.form.fields["latitude"].editor.raw()))
        page.card.begin_edit("latitude")
        at_example.keys("Del", "Tab")
    picture = the_map(at_example)
    at_example.bot.waitUntil(lambda: "2 школы без координат" in picture.left_out.text())
    at_example.picture("map-left-out")
    picture.left_out.linkActivated.emit("#")
    at_example.bot.waitUntil(lambda: page.model.rowCount() == 2)
    assert page.pictures.present == "table"
    the_map(at_example)
    assert picture.empty.isVisible()
    assert "координат" in picture.empty.text
    at_example.picture("map-empty")
    button = next(one for one in picture.empty.findChildren(QAbstractButton) if one.text() == "Вписать в карточке")
    at_example.clicks(button)
    field = page.card.form.fields["latitude"].editor
    assert field is at_example.focus or field.isAncestorOf(at_example.focus)


def test_the_overview_says_what_matters_and_leads_there(at_example: Person) -> None:
    """Each figure leads to exactly the rows it counts."""
    view = the_overview(at_example)
    assert words(view, "schools")[0] == "14 школ"
    assert "▲ ШНОР: 3" in words(view, "schools")
    assert words(view, "needs")[0] == "Покрыто 1 из 45 (2 %)"
    assert words(view, "measures")[:2] == ["Выполнено 3 из 30 (10 %)", "▲ Просрочено: 7"]
    assert words(view, "recommendations")[0] == "Просрочено 3 из 8 (38 %)"
    at_example.picture("overview")
    for tile in view.tiles.values():
        for label in tile.figures:
            if not label.leads:
                continue
            said = label.words
            label.go()
            at_example.wait()
            counted = int(next(part for part in said.replace(":", " ").split() if part.isdigit()))
            assert at_example.page.model.rowCount() == counted, said
            the_overview(at_example)


def test_the_overview_follows_what_changes(at_example: Person) -> None:
    view = the_overview(at_example)
    at_example.goes_to("needs")
    at_example.clicks_cell(20, "title")
    at_example.keys("Del", into=at_example.page.table)
    the_overview(at_example)
    at_example.bot.waitUntil(lambda: words(view, "needs")[1] == "Не покрыто: 43")
    at_example.keys("Ctrl+Z")
    at_example.bot.waitUntil(lambda: words(view, "needs")[1] == "Не покрыто: 44")


def test_the_overview_by_keys(at_example: Person) -> None:
    """Ctrl+1, then Tab goes from figure to figure and Enter leads."""
    at_example.keys("Ctrl+1")
    view = at_example.workspace.shown()
    assert isinstance(view, OverviewView)
    view.take_focus()
    at_example.keys("Tab", "Return")
    at_example.bot.waitUntil(lambda: at_example.page.model.rowCount() == 3)
    assert at_example.page.register.key == "schools"
    the_overview(at_example)
    view.open_map.linkActivated.emit("#")
    at_example.wait()
    assert at_example.page.pictures.present == "map"


def test_a_new_workplace_opens_on_the_overview_and_an_empty_base_says_what_to_do(
    opens: Callable[..., Person], empty_path: Path, preferences: Preferences
) -> None:
    preferences.forget("window/tab")
    person = opens(empty_path)
    view = person.workspace.shown()
    assert isinstance(view, OverviewView)
    assert view.empty.isVisible()
    person.picture("overview-empty")
    button = next(one for one in view.empty.findChildren(QAbstractButton) if one.text() == "Добавить школу")
    person.clicks(button)
    assert person.page.register.key == "schools"
    assert person.page.card.drafting
    person.keys("Esc")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_map_and_overview_on_a_small_screen(
    opens: Callable[..., Person], example_path: Path, preferences: Preferences, theme: str
) -> None:
    preferences.keep("window/theme", theme)
    try:
        person = opens(example_path, 1280, 720)
        picture = the_map(person)
        person.picture(f"map-{theme}")
        assert picture.view.width() > 600
        view = the_overview(person)
        person.picture(f"overview-{theme}")
        assert view.map.width() > 350
        assert (person.window.width(), person.window.height()) == (1280, 720)
    finally:
        use_theme("system")
