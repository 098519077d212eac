"""Which schools become centers: proposed with proof, under conditions of the person, appointed as one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from journeys.person import Person
from setvzaim.ui.proposals.centers import CentersDialog


def opened(person: Person) -> CentersDialog:
    """Open the dialog by its shortcut and wait for its answer."""
    person.keys("Ctrl+Shift+E")
    dialog = person.dialog(CentersDialog)
    answered(person, dialog)
    return dialog


def answered(person: Person, dialog: CentersDialog) -> None:
    person.bot.waitUntil(lambda: dialog._job is None, timeout=60_000)


def explained(person: Person, dialog: CentersDialog) -> None:
    """Wait for the reasons that are computed."""
    person.bot.waitUntil(lambda: "Считается" not in dialog.why.toPlainText(), timeout=60_000)


def cells(dialog: CentersDialog, column: int) -> list[str]:
    return [dialog.schools.text(row, column) for row in range(dialog.schools.rowCount())]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_centers_are_proposed_with_proof_and_the_curve(at_example: Person, theme: str) -> None:
    person = at_example
    person.window._choose_theme(theme)
    dialog = opened(person)
    dialog.count.setValue(3)
    answered(person, dialog)
    assert dialog.verdict.text() == "Доказано: лучше нельзя."
    assert cells(dialog, 5).count("⬢ центр") == 3
    curve = [[dialog.curve.text(row, column) for column in (0, 3)] for row in range(5)]
    assert [count for count, _ in curve] == ["1", "2", "3", "4", "5"]
    assert not curve[0][1]
    assert all("%" in saved for _, saved in curve[1:])
    explained(person, dialog)
    assert dialog.why.toPlainText().startswith("Обслуживает: ")
    assert "Без него лучший выбор: " in dialog.why.toPlainText()
    person.picture(f"центры {theme}", dialog)
    dialog.reject()
    person.wait()
    person.window._choose_theme("light")


def test_a_school_is_fixed_another_forbidden_and_what_cannot_be_is_said(at_example: Person) -> None:
    person = at_example
    dialog = opened(person)
    weak = next(at for at, may in enumerate(cells(dialog, 3)) if may.startswith("нет: по статусу ШНОР"))
    dialog.schools.choose(weak)
    dialog.schools.sortByColumn(1, Qt.SortOrder.AscendingOrder)  # the conditions stay with the school
    row = dialog.schools.rows.row_of(weak)
    assert row != weak
    explained(person, dialog)
    assert "Не может быть центром: по статусу ШНОР" in dialog.why.toPlainText()
    assert "С ней лучший выбор: " in dialog.why.toPlainText()
    person.clicks(dialog.fix_button)
    answered(person, dialog)
    assert (cells(dialog, 4)[row], cells(dialog, 5)[row]) == ("закреплена", "⬢ центр")
    person.clicks(dialog.forbid_button)
    answered(person, dialog)
    assert cells(dialog, 4)[row] == "запрещена"
    assert cells(dialog, 5)[row] != "⬢ центр"
    person.clicks(dialog.free_button)
    answered(person, dialog)
    assert cells(dialog, 4)[row] == ""
    dialog.count.setValue(50)
    answered(person, dialog)
    assert "Центром может быть только" in dialog.verdict.text()
    assert not dialog.appoint_button.isEnabled()
    dialog.reject()
    person.wait()


def test_they_are_appointed_at_once_and_taken_back_at_once(at_example: Person) -> None:
    person = at_example
    before = person.goes_to("centers").model.rowCount()
    dialog = opened(person)
    dialog.count.setValue(4)
    answered(person, dialog)
    assert dialog.appoint_button.text() == "Назначить: 2", "two of the best four are centers already"
    person.clicks(dialog.appoint_button)
    assert person.no_dialog()
    said = person.workspace.messages
    assert said.text.startswith("Назначено: 2 центра.")
    assert person.page.model.rowCount() == before + 2
    person.clicks(said._action)
    assert person.page.model.rowCount() == before


def test_without_a_school_year_it_says_what_to_choose(at_example: Person) -> None:
    person = at_example
    person.window.choose_context(person.window.standing.widen())
    person.wait()
    dialog = opened(person)
    assert "учебный год" in dialog.messages.text
    dialog.reject()
    person.wait()


def choose(person: Person, dialog: CentersDialog, box: QComboBox, code: str) -> None:
    """Choose from a list as a person does, and wait for the new proposal."""
    box.setCurrentIndex(box.findData(code))
    box.activated.emit(box.currentIndex())
    person.wait()
    answered(person, dialog)


def test_capacity_is_held_explained_appointed_and_taken_back(at_example: Person) -> None:
    person = at_example
    before = person.goes_to("centers").model.rowCount()
    orders = person.goes_to("documents").model.rowCount()
    dialog = opened(person)
    dialog.count.setValue(3)
    answered(person, dialog)
    choose(person, dialog, dialog.wishes.limit, "places")
    assert "Не хватает мест" in dialog.verdict.text()
    assert not dialog.appoint_button.isEnabled()
    person.picture("центры без мест", dialog)
    choose(person, dialog, dialog.wishes.limit, "schools")
    choose(person, dialog, dialog.wishes.weight, "needs")
    dialog.wishes.number.setValue(4)
    dialog.wishes.number.editingFinished.emit()
    person.wait()
    answered(person, dialog)
    assert dialog.verdict.text() == "Доказано: лучше нельзя."
    served = [cell for cell in cells(dialog, 5) if cell.startswith("→")]
    assert len(served) == len(cells(dialog, 0)) - 3
    assert max(served.count(name) for name in set(served)) <= 4
    center = cells(dialog, 5).index("⬢ центр")
    dialog.schools.selectRow(center)
    explained(person, dialog)
    assert "Школ занято: " in dialog.why.toPlainText()
    assert "Без него лучший выбор: " in dialog.why.toPlainText()
    person.picture("центры вместимость", dialog)
    new = int(dialog.appoint_button.text().removeprefix("Назначить: "))
    person.clicks(dialog.appoint_button)
    assert person.no_dialog()
    assert person.goes_to("documents").model.rowCount() == orders + 1
    assert person.goes_to("centers").model.rowCount() == before + new
    person.keys("Ctrl+Z")
    person.wait()
    assert person.goes_to("centers").model.rowCount() == before
    assert person.goes_to("documents").model.rowCount() == orders
    dialog = opened(person)
    assert (dialog.wishes.limit.currentData(), dialog.wishes.number.value()) == ("schools", 4), "wishes are kept"
    dialog.reject()
    person.wait()
