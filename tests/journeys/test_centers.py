"""Which schools become centers: proposed with proof, under conditions of the person, appointed as one step."""

from __future__ import annotations

import pytest

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
    assert cells(dialog, 4).count("⬢ центр") == 3
    assert "Что даёт ещё один центр" in dialog.words.toPlainText()
    assert "3 центра: " in dialog.words.toPlainText()
    person.picture(f"центры {theme}", dialog)
    dialog.reject()
    person.wait()
    person.window._choose_theme("light")


def test_a_school_is_fixed_another_forbidden_and_what_cannot_be_is_said(at_example: Person) -> None:
    person = at_example
    dialog = opened(person)
    weak = next(at for at, may in enumerate(cells(dialog, 2)) if may == "не может")
    dialog.schools.selectRow(weak)
    person.clicks(dialog.fix_button)
    answered(person, dialog)
    assert (cells(dialog, 3)[weak], cells(dialog, 4)[weak]) == ("закреплена", "⬢ центр")
    person.clicks(dialog.forbid_button)
    answered(person, dialog)
    assert cells(dialog, 3)[weak] == "запрещена"
    assert cells(dialog, 4)[weak] != "⬢ центр"
    person.clicks(dialog.free_button)
    answered(person, dialog)
    assert cells(dialog, 3)[weak] == ""
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
