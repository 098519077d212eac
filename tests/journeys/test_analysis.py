"""What is worked out beside the registers: statuses by the numbers, resources needed and offered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox

from journeys.papers import settle
from journeys.person import Person
from journeys.test_window import contrast
from setvzaim.storage import Base
from setvzaim.text.format import format_school_year
from setvzaim.text.parse import current_school_year
from setvzaim.ui.analysis.resources import ResourcesPicture
from setvzaim.ui.analysis.statuses import StatusPicture
from setvzaim.ui.printing import FormPaper, PrintDialog
from setvzaim.ui.theme import use_theme
from support import Adder


def statuses(person: Person) -> StatusPicture:
    """The statuses by the numbers, shown."""
    page = person.goes_to("statuses")
    person.clicks(page.pictures.segments.buttons["computed"])
    picture = page.pictures.picture
    assert isinstance(picture, StatusPicture)
    person.bot.waitUntil(lambda: bool(picture.model.shown))
    return picture


def ticks(box: QCheckBox) -> None:
    box.click()


def test_a_hint_beside_the_act_is_taken_over_only_by_hand(at_example: Person) -> None:
    """The official status is what the act says: the program fills a new record in, and she saves it or not."""
    picture = statuses(at_example)
    before = at_example.page.model.rowCount()
    at_example.picture("statuses-computed")
    ticks(picture.only)
    assert all(one.differs for one in picture.model.shown)
    at = next(at for at, one in enumerate(picture.model.shown) if one.proposed)
    picture.table.selectRow(at)
    one = picture.model.shown[at]
    assert " из " in picture.why.toPlainText()
    assert one.differs[0] in picture.why.toPlainText()
    at_example.clicks(picture.take)
    at_example.wait()
    card = at_example.page.card
    assert card.isVisible()
    at_example.picture("statuses-taken")
    assert at_example.page.model.rowCount() == before, "nothing is written before she saves"
    at_example.keys("Escape", into=card)


def blended(over: QColor, ground: QColor) -> QColor:
    """Return what a colour that lets the ground through looks like on it."""
    part = over.alphaF()
    mixed = (
        (getattr(over, name)() * part + getattr(ground, name)() * (1 - part)) for name in ("redF", "greenF", "blueF")
    )
    return QColor.fromRgbF(*mixed)


def heat_map(person: Person) -> ResourcesPicture:
    """The heat map of resources, shown."""
    page = person.goes_to("needs")
    person.clicks(page.pictures.segments.buttons["resources"])
    picture = page.pictures.picture
    assert isinstance(picture, ResourcesPicture)
    person.bot.waitUntil(lambda: bool(picture.model.shown))
    return picture


def chooses(person: Person, picture: ResourcesPicture, school: str) -> None:
    """Choose a school in the list above the map by the keys."""
    picture.school.setFocus()
    for _ in range(picture.school.findData(school)):
        person.keys("Down", into=picture.school)
    assert picture.school.currentData() == school


def test_each_number_of_the_heat_map_opens_the_records_behind_it(at_example: Person) -> None:
    """She sees what the network lacks, goes to a number by the arrows, and by Enter to the record it comes from."""
    picture = heat_map(at_example)
    said = picture.shares.full
    assert "Сети не хватает: " in said
    assert "вакансий " in said
    assert " из " in said
    assert picture.shares.text() == said or picture.shares.text().endswith("…"), "what is cut says so"
    at_example.picture("resources")
    row = next(at for at, one in enumerate(picture.model.shown) if one.vacancies)
    category = picture.model.shown[row]
    picture.table.setFocus()
    at_example.keys("Ctrl+Home", *["Down"] * row)
    seen = {}
    for _ in range(picture.model.columnCount() - 1):
        at = picture.table.currentIndex()
        seen[picture.model.headings[at.column()]] = [(one.register, one.record) for one in picture.behind.records.shown]
        at_example.keys("Right")
    wanting = [record for cell in category.cells for record in cell.wanting]
    assert seen["Нужно ещё"] == seen["Вакансий"] == wanting
    assert {key for key, _ in seen["Имеется"]} == {"staff"}
    assert set(seen["Могут дать"]) < set(seen["Имеется"])
    assert set(seen["Не хватает"]) == {*wanting, *seen["Могут дать"]}
    at_example.keys(*["Left"] * picture.model.columnCount(), *["Right"] * 4)
    assert picture.model.headings[picture.table.currentIndex().column()] == "Нужно ещё"
    at_example.picture("resources-number")
    at_example.keys("Return")
    assert at_example.focus is picture.behind
    at_example.keys("Down", "Return")
    assert at_example.page.register.key == "needs"
    assert at_example.page.table.current() == wanting[1][1]


def test_one_school_has_a_view_of_its_own(at_example: Person) -> None:
    """The office asks about one school: what it has, lacks, can lend, and what the others cannot give it either."""
    picture = heat_map(at_example)
    whole = picture.model.rowCount()
    row = next(at for at, one in enumerate(picture.model.shown) if one.vacancies and one.lacking)
    category = picture.model.shown[row]
    cell = next(cell for cell in category.cells if cell.vacancies)
    chooses(at_example, picture, cell.school)
    assert picture.model.headings[2:8] == (
        "Вакансий", "Имеется", "Нужно ещё", "Дадут другие", "Не хватит", "Может дать",
    )  # fmt: skip
    assert picture.model.columnCount() == 9
    assert 0 < picture.model.rowCount() <= whole
    row = list(picture.model.shown).index(category)
    texts = [picture.model.index(row, at).data() for at in range(8)]
    assert texts[1] == category.what
    assert texts[4] == f"{cell.needed:g} {category.unit}"
    picture.table.setCurrentIndex(picture.model.index(row, 4))
    assert [one.record for one in picture.behind.records.shown] == [record for _, record in cell.wanting]
    at_example.picture("resources-school")
    ticks(picture.lacking)
    assert all(one.cell(cell.school).needs for one in picture.model.shown)
    chooses_all = picture.school
    chooses_all.setFocus()
    at_example.keys("Home", into=chooses_all)
    assert all(one.lacking != 0 and one.needs for one in picture.model.shown)
    at_example.picture("resources-lacking")


def test_what_is_shown_is_what_is_printed(at_example: Person) -> None:
    """Ctrl+P over a picture prints its analysis, not the list of rows under it."""
    for open_picture, words in ((heat_map, "Анализ ресурсов сети"), (statuses, "Анализ статусов школ")):
        open_picture(at_example)
        at_example.keys("Ctrl+P", into=at_example.window)
        dialog = at_example.dialog(PrintDialog)
        settle(at_example, dialog)
        assert isinstance(dialog.what, FormPaper)
        assert dialog.what.form.title == words
        at_example.picture(f"printed-{open_picture.__name__}", dialog)
        at_example.keys("Escape", into=dialog)


def test_numbers_are_shown_where_no_act_has_been_entered_yet(
    opens: Callable[..., Person], base: Base, adder: Adder
) -> None:
    """She brings in exams before any list of schools comes: what they say must not hide behind «пока ничего нет»."""
    school = adder("schools", name="Талсайская СОШ", municipality=adder("municipalities", name="Луговской район"))
    for name in ("Математика", "Физика"):
        adder("results", school=school, school_year=format_school_year(current_school_year()), assessment="ЕГЭ",
              subject=adder("subjects", name=name), participants=20, below=9)  # fmt: skip
    base.close()
    person = opens(base.path)
    page = person.goes_to("statuses")
    assert page.empty.isVisible()
    person.picture("statuses-none")
    picture = statuses(person)
    assert picture.isVisible()
    assert [one.computed for one in picture.model.shown] == ["ШНОР"]
    person.picture("statuses-no-act")
    person.clicks(page.pictures.segments.buttons["table"])
    assert page.empty.isVisible()
    assert person.goes_to("needs").empty.isVisible()
    person.clicks(person.page.pictures.segments.buttons["resources"])
    assert isinstance(person.page.pictures.picture, ResourcesPicture)
    assert person.page.pictures.picture.isVisible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_pictures_can_be_read_in_either_theme(at_example: Person, theme: str) -> None:
    """What is painted by us stays legible: the text of a cell on its ground, a difference on the table."""
    use_theme(theme)
    try:
        picture = heat_map(at_example)
        at_example.picture(f"resources-{theme}")
        ground = picture.table.palette().base().color()
        ink = picture.table.palette().text().color()
        for row in range(picture.model.rowCount()):
            for column in range(len(picture.model.figures), picture.model.columnCount()):
                over = picture.model.data(picture.model.index(row, column), Qt.ItemDataRole.BackgroundRole)
                assert over is None or contrast(ink, blended(over, ground)) >= 4.5
        of = statuses(at_example)
        at_example.picture(f"statuses-{theme}")
        for row in range(of.model.rowCount()):
            painted = of.model.data(of.model.index(row, 3), Qt.ItemDataRole.ForegroundRole)
            assert contrast(painted, ground) >= 4.5
    finally:
        use_theme("light")
