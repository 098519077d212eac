"""What is worked out beside the registers: statuses by the numbers, resources needed and offered."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from journeys.person import Person
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
