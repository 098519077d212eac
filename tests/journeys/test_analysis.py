"""What is worked out beside the registers: statuses by the numbers, resources needed and offered."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QCheckBox

from journeys.person import Person
from setvzaim.ui.analysis.resources import ResourcesPicture
from setvzaim.ui.analysis.statuses import StatusPicture


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


def test_each_number_of_the_heat_map_opens_the_records_behind_it(at_example: Person) -> None:
    """She sees what the network lacks, narrows it to one school, and follows a number to the record it comes from."""
    page = at_example.goes_to("needs")
    at_example.clicks(page.pictures.segments.buttons["resources"])
    picture = page.pictures.picture
    assert isinstance(picture, ResourcesPicture)
    at_example.bot.waitUntil(lambda: bool(picture.model.shown))
    assert "из" in picture.shares.text()
    at_example.picture("resources")
    whole = picture.model.rowCount()
    row, column = next(
        (row, column)
        for row in range(whole)
        for column in range(6, picture.model.columnCount())
        if picture.model.cell(picture.model.index(row, column)) is not None
    )
    picture.table.setCurrentIndex(picture.model.index(row, column))
    cell = picture.model.cell(picture.model.index(row, column))
    assert cell is not None
    key, record = cell.records[0]
    assert f'href="{key}:{record}"' in picture.behind.toHtml()
    at_example.picture("resources-cell")
    picture.school.setCurrentIndex(picture.school.findData(cell.school))
    picture.school.activated.emit(picture.school.currentIndex())
    assert 0 < picture.model.rowCount() <= whole
    assert picture.model.columnCount() == 7
    at_example.picture("resources-school")
    picture.behind.anchorClicked.emit(QUrl(f"{key}:{record}"))
    at_example.wait()
    assert at_example.page.register.key == key
    assert at_example.page.table.current() == record
