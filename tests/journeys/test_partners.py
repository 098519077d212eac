"""Who helps whom: pairs with their reasons, limits that are kept, and accepting as one step that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from shiboken6 import isValid

from journeys.person import Person
from setvzaim.storage import Base
from setvzaim.ui.proposals.line import PartnersLine
from setvzaim.ui.proposals.partners import PartnersDialog
from support import rows_of


@pytest.fixture
def dialog(at_example: Person) -> Iterator[PartnersDialog]:
    """The dialog, opened from the page of needs, with its answer; closed at the end."""
    person = at_example
    person.goes_to("needs")
    line = person.page.findChild(PartnersLine)
    assert line is not None
    person.clicks(line.button)
    found = person.dialog(PartnersDialog)
    answered(person, found)
    yield found
    if isValid(found) and found.isVisible():
        found.reject()
        person.wait()


def answered(person: Person, dialog: PartnersDialog) -> None:
    """Wait until the answer is there."""
    person.bot.waitUntil(lambda: dialog.pairs.rowCount() > 0 and dialog._job is None, timeout=60_000)


def reasoned(person: Person, dialog: PartnersDialog) -> str:
    """Wait until the reasons that are computed are there."""
    person.bot.waitUntil(lambda: "Считается" not in dialog.why.toPlainText(), timeout=60_000)
    return dialog.why.toPlainText()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pairs_are_shown_with_proof_and_reasons(at_example: Person, dialog: PartnersDialog, theme: str) -> None:
    person = at_example
    person.window._choose_theme(theme)
    assert dialog.verdict.text().endswith("Доказано: лучше нельзя.")
    at = next(row for row in range(dialog.pairs.rowCount()) if len(dialog.pairs.text(row, 2)) < 60)
    dialog.pairs.selectRow(at)
    words = reasoned(person, dialog)
    assert words.startswith("Покрывает: ")
    assert "Форма: " in words
    assert "Без этой пары" in words
    person.picture(f"пары {theme}", dialog)
    dialog.tabs.setCurrentIndex(1)
    nobody = next(row for row in range(dialog.uncovered.rowCount()) if "Никто" in dialog.uncovered.text(row, 3))
    dialog.uncovered.selectRow(nobody)
    person.bot.waitUntil(lambda: "Ни один предел" in dialog.why_not.toPlainText(), timeout=60_000)
    person.picture(f"пары не покрыто {theme}", dialog)
    dialog.tabs.setCurrentIndex(2)
    assert "педагогов" in dialog.unknown.toPlainText()
    person.window._choose_theme("light")


def test_chosen_pairs_are_accepted_at_once_and_taken_back_at_once(at_example: Person, dialog: PartnersDialog) -> None:
    person = at_example
    ticked = dialog.pairs.ticked
    pairs = dialog.pairs.rowCount()
    assert len(ticked) == pairs
    for at in ticked[2:]:
        dialog.pairs.selectRow(at)
        QTest.keyClick(dialog.pairs, Qt.Key.Key_Space)
    assert dialog.accept_button.text() == "Принять выбранное: 2"
    person.clicks(dialog.accept_button)
    assert person.no_dialog()
    said = person.workspace.messages
    assert said.text.startswith("Принято: 2 пары, ")
    person.goes_to("resource_uses")
    made = person.page.model.rowCount()
    assert made > 1
    person.picture("обмен после принятия")
    person.keys("Ctrl+Shift+R")
    again = person.dialog(PartnersDialog)
    answered(person, again)
    assert len(again.pairs.ticked) == pairs - 2, "what is agreed has no tick"
    again.reject()
    person.wait()
    person.clicks(said._action)
    assert person.page.model.rowCount() == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pairs_are_seen_on_the_map_and_chosen_there(at_example: Person, dialog: PartnersDialog, theme: str) -> None:
    """A click on a school chooses its pairs one after another; the reasons below are those of the chosen pair."""
    person = at_example
    person.window._choose_theme(theme)
    ends = dialog.pane._ends
    dialog.pairs.choose(3)
    dialog.pane.segments.buttons["map"].click()
    view = dialog.pane.map
    person.bot.waitUntil(lambda: view.isVisible() and view.height() > 250)
    assert view.selected == set(ends[3])
    assert {(pair.giver, pair.taker) for pair in view.data.pairs} == set(ends)
    giver = ends[dialog.pairs.rowCount() - 1][0]
    own = [at for at, pair in enumerate(ends) if giver in pair]
    for at in own[:3]:
        person.clicks(view.viewport(), view.place_of(giver))
        assert dialog.pairs.chosen == at
    known = dialog.why.toPlainText()
    assert known.startswith("Покрывает: ")
    reasoned(person, dialog)
    person.picture(f"пары на карте {theme}", dialog)
    dialog.pane.segments.buttons["table"].click()
    assert dialog.pairs.isVisible()
    person.window._choose_theme("light")


def test_a_limit_is_kept_as_a_setting_and_the_pairs_follow(at_example: Person, dialog: PartnersDialog) -> None:
    person = at_example
    before = dialog.pairs.rowCount()
    spin = dialog.limits.minutes
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, "20")
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter in a limit accepts nothing"
    person.bot.waitUntil(lambda: dialog._job is None and dialog.pairs.rowCount() != before, timeout=60_000)
    assert dialog.limits.minutes.value() == 20
    dialog.reject()
    person.wait()
    person.keys("Ctrl+Shift+R")
    again = person.dialog(PartnersDialog)
    answered(person, again)
    assert again.limits.minutes.value() == 20
    again.reject()
    person.wait()


def test_it_is_stopped_and_begun_again(at_example: Person, dialog: PartnersDialog) -> None:
    person = at_example
    dialog.solve()
    assert not dialog.accept_button.isEnabled()
    person.clicks(dialog.strip.stop_button)
    assert "Остановлено" in dialog.verdict.text()
    person.wait()
    person.clicks(dialog.again_button)
    answered(person, dialog)
    assert "Доказано" in dialog.verdict.text()


def test_esc_while_it_computes_leaves_nothing_running(at_example: Person) -> None:
    person = at_example
    person.window.wanted.emit("partners")
    dialog = person.dialog(PartnersDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    person.wait()
    assert person.no_dialog()


def test_an_approved_plan_is_refused_in_the_dialog_and_nothing_is_lost(
    opens: Callable[..., Person], example_path: Path
) -> None:
    from datetime import date  # noqa: PLC0415

    from setvzaim.operations.approval import approve_plan  # noqa: PLC0415

    with Base.open(example_path) as base:
        approve_plan(base, plan=rows_of(base, "plans")[0].id, approved_on=date(2026, 9, 20), reason="срок")
    person = opens(example_path)
    person.window.wanted.emit("partners")
    dialog = person.dialog(PartnersDialog)
    answered(person, dialog)
    person.clicks(dialog.accept_button)
    assert dialog.isVisible()
    assert "утверждён" in dialog.messages.text
    person.picture("пары план утверждён", dialog)
    dialog.plan.setCurrentIndex(dialog.plan.count() - 1)
    person.clicks(dialog.accept_button)
    assert person.no_dialog()


def test_what_it_says_of_itself_fits(dialog: PartnersDialog) -> None:
    """On a small screen nothing of the line of limits is cut off."""
    assert dialog.minimumSizeHint().width() <= 1280
    for label in dialog.limits.findChildren(QLabel):
        assert label.width() >= label.sizeHint().width()
