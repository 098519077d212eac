"""The map beside the table of schools, and the overview: by mouse and by keys, in light and dark, on a small screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from journeys.person import Person
from setvzaim.ui.map.picture import MapPicture
from setvzaim.ui.overview.view import OverviewView
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.proposals.partners import PartnersDialog
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
            if not label.leads or label.words.endswith("…"):
                continue
            said = label.words
            label.go()
            at_example.wait()
            counted = int(next(part for part in said.replace(":", " ").split() if part.isdigit()))
            assert at_example.page.model.rowCount() == counted, said
            the_overview(at_example)


def test_the_overview_leads_to_the_proposal_and_the_map_follows_what_is_accepted(at_example: Person) -> None:
    """The map that lay open before shows the pairs accepted since, and loses them when that is undone."""
    picture = the_map(at_example)
    assert len(picture.view.data.pairs) == 1
    view = the_overview(at_example)
    assert words(view, "needs")[2] == "Идёт обменов: 1"
    label = next(one for one in view.tiles["needs"].figures if one.words.startswith("Подобрать"))
    label.go()
    dialog = at_example.dialog(PartnersDialog)
    at_example.bot.waitUntil(lambda: dialog._job is None and dialog.pairs.rowCount() > 0, timeout=60_000)
    dialog.pane.none_button.click()
    dialog.pane.search.setText("Алтн")
    at_example.bot.waitUntil(lambda: 0 < dialog.pairs.rowCount() < 10)
    dialog.pane.all_button.click()
    made = len(dialog.pairs.ticked)
    assert 0 < made == dialog.pairs.rowCount()
    at_example.clicks(dialog.accept_button)
    view = the_overview(at_example)
    at_example.bot.waitUntil(lambda: f"Проекты без номера и даты: {made}" in words(view, "documents"))
    at_example.picture("overview-accepted")
    the_map(at_example)
    at_example.bot.waitUntil(lambda: len(picture.view.data.pairs) > made)
    at_example.keys("Ctrl+Z", into=picture.view)
    at_example.bot.waitUntil(lambda: len(picture.view.data.pairs) == 1)


def test_how_long_the_way_is_stands_on_the_map(at_example: Person) -> None:
    """Minutes from the chosen school stand behind the names of the others, and at the arrows of who helps."""
    picture = the_map(at_example)
    picture.buttons["ways"].click()
    key, other = key_of(picture, "Шар Нур"), key_of(picture, "Тюльпанный")
    at_example.clicks(picture.view.viewport(), picture.view.place_of(key))
    at_example.bot.waitUntil(lambda: picture.view.shown.names[other].text().endswith("мин"))
    at_example.picture("map-ways")
    assert picture.view.shown.names[key].text() == "Шар Нур"
    picture.mode.setCurrentIndex(2)
    picture.mode.activated.emit(2)
    assert not picture.view.shown.strokes, "the only pair is on site"
    picture.buttons["ways"].click()
    assert picture.view.shown.names[other].text() == "Тюльпанный"


def test_a_coordinate_of_another_district_is_told_in_the_card_and_on_the_overview(at_example: Person) -> None:
    page = at_example.goes_to("schools")
    at_example.clicks_cell(3, "name")
    at_example.bot.waitUntil(lambda: bool(page.card.form.fields["latitude"].editor.raw()))
    page.card.begin_edit("latitude")
    at_example.types("51")
    at_example.keys("Tab")
    at_example.bot.waitUntil(
        lambda: any(one.text().startswith("⚠ Координаты вне района") for one in page.card.findChildren(QLabel))
    )
    at_example.picture("map-stray")
    view = the_overview(at_example)
    at_example.bot.waitUntil(lambda: words(view, "warnings")[0] == "⚠ 1")


def test_the_typed_distances_tell_what_the_others_are(at_example: Person) -> None:
    page = at_example.goes_to("distances")
    assert page.foot is not None
    label = page.foot.findChild(QLabel)
    assert label is not None
    at_example.bot.waitUntil(lambda: label.text().startswith("Остальные дороги длиннее прямой в "))
    at_example.bot.waitUntil(lambda: label.width() >= label.sizeHint().width())
    at_example.picture("distances")


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
