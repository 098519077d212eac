"""The mode of measures and exchanges: proposed by the office's rules with the reason, accepted as one step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journeys.person import Person
from setvzaim.operations.approval import approve_plan
from setvzaim.operations.records import change_many
from setvzaim.registers import register
from setvzaim.storage import Base
from setvzaim.ui.proposals.line import PartnersLine
from setvzaim.ui.proposals.modes import ModesDialog
from setvzaim.ui.settings.mode_rules import ModeRulesLine
from support import NOWHERE, rows_of

Opens = Callable[..., Person]


@pytest.fixture
def open_path(example_path: Path) -> Path:
    """The example in which nobody has chosen the mode of four measures and of the exchanges."""
    with Base.open(example_path) as base:
        for key, most in (("measures", 4), ("resource_uses", 100)):
            records = [row.id for row in rows_of(base, key)[:most]]
            change_many(base, of=register(key), records=records, values={"mode": None}, context=NOWHERE)
    return example_path


def opened(person: Person) -> ModesDialog:
    """Open the window by its shortcut and wait for its answer."""
    person.keys("Ctrl+Shift+M")
    dialog = person.dialog(ModesDialog)
    person.bot.waitUntil(lambda: dialog.table.rowCount() > 0)
    return dialog


def modes(path: Path) -> dict[str, object]:
    """Read straight from the base what the measures and exchanges have, as the next start would find it."""
    with Base.open(path) as base:
        return {row.id: row["mode"] for key in ("measures", "resource_uses") for row in rows_of(base, key)}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_has_its_mode_the_rule_that_decided_and_what_would_change_it(
    opens: Opens, open_path: Path, theme: str
) -> None:
    person = opens(open_path)
    person.window._choose_theme(theme)
    dialog = opened(person)
    with Base.open_as_it_is(open_path) as base:
        wanted = len(rows_of(base, "measures")) + len(rows_of(base, "resource_uses"))
    assert dialog.table.rowCount() == wanted, "every measure and every exchange has its row"
    assert "Без формы — " in dialog.verdict.text()
    for at, one in enumerate(dialog.table._shown):
        dialog.table.selectRow(at)
        said = dialog.why.toPlainText()
        assert said.startswith(one.label)
        if one.chosen.rule is not None:
            assert f"{one.chosen.rule.name} — подходит, решает это правило." in said
        for each in one.chosen.unsure:
            assert f"{each.rule.name} — не проверить: не известно, " in said
    unsure = next(at for at, one in enumerate(dialog.table._shown) if one.chosen.unsure)
    dialog.table.selectRow(unsure)
    assert "Если узнать это, может стать: " in dialog.why.toPlainText()
    person.picture(f"modes {theme}", dialog)
    dialog.reject()
    person.wait()
    person.window._choose_theme("light")


def test_one_is_accepted_then_all_each_as_one_step_that_is_taken_back(opens: Opens, open_path: Path) -> None:
    before = modes(open_path)
    person = opens(open_path)
    dialog = opened(person)
    at = next(at for at, one in enumerate(dialog.table._shown) if one.now is None and one.proposed)
    one = dialog.table._shown[at]
    dialog.table.selectRow(at)
    person.clicks(dialog.one_button)
    person.bot.waitUntil(lambda: not dialog._asked)
    assert dialog.messages.text == "Записано: 1 форма."
    assert dialog.table._shown[at].now == one.proposed
    assert not dialog.one_button.isEnabled(), "there is nothing left to accept here"
    left = len(dialog.table.ticked)
    assert left == sum(value is None for value in before.values()) - 1, "only what nobody has chosen has its tick"
    person.clicks(dialog.tick_none)
    assert not dialog.accept_button.isEnabled()
    person.clicks(dialog.tick_all)
    others = len(dialog.table.ticked)
    assert others > left, "what differs from the rules can be accepted too, when she says so"
    person.clicks(dialog.accept_button)
    person.bot.waitUntil(lambda: not dialog._asked)
    assert dialog.verdict.text().endswith("Все формы — по правилам.") or "может измениться" in (
        dialog.verdict.text().lower()
    )
    assert not dialog.table.tickable
    person.picture("modes accepted", dialog)
    person.clicks(dialog.messages._action)
    person.bot.waitUntil(lambda: not dialog._asked and dialog.table.tickable)
    dialog.reject()
    person.wait()
    person.keys("Ctrl+Z")
    person.window.close_base()
    person.wait()
    assert modes(open_path) == before


def test_keys_alone_narrow_tick_and_open_the_record(at_example: Person) -> None:
    """From the page of exchanges to the one measure that is otherwise than the rules say, without the mouse."""
    person = at_example
    line = person.goes_to("resource_uses").findChild(PartnersLine)
    assert line is not None
    line.modes.setFocus()
    person.keys("Space")
    dialog = person.dialog(ModesDialog)
    person.bot.waitUntil(lambda: dialog.table.rowCount() > 0)
    whole = dialog.table.rowCount()
    dialog.choice.setFocus()
    while dialog.choice.currentData() != "other":
        person.keys("Down", into=dialog.choice)
    assert 0 < dialog.table.rowCount() < whole
    person.keys("Tab", "Tab", "Tab")
    dialog.table.setFocus()
    ticked = len(dialog.table.ticked)
    person.keys("Down", "Space", into=dialog.table)
    assert len(dialog.table.ticked) == ticked + 1
    chosen = dialog.table.chosen_answer
    assert chosen is not None
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    person.wait()
    assert person.no_dialog()
    assert person.page.register.key == chosen.register
    assert person.page.table.current() == chosen.record
    dialog = opened(person)
    assert dialog.choice.currentData() == "other", "what was shown last is shown again"
    dialog.rules_button.click()
    person.wait()
    assert person.page.register.key == "mode_rules"


def test_ticks_and_choice_stay_with_their_records_however_they_are_shown(opens: Opens, open_path: Path) -> None:
    """Else another measure would get its mode than the one that was ticked."""
    person = opens(open_path)
    dialog = opened(person)
    table = dialog.table
    usual = {one.record for one in table.ticked}
    added = next(one for one in table._shown if one.proposed and one.now is not None)
    taken = table.ticked[0]
    for one in (taken, added):
        table.choose(table._shown.index(one))
        person.keys("Space", into=table)
    wanted = usual - {taken.record} | {added.record}
    assert dialog.accept_button.text().endswith(f": {len(wanted)}")
    table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    assert {one.record for one in table.ticked} == wanted
    dialog.ask()
    person.bot.waitUntil(lambda: not dialog._asked)
    assert {one.record for one in table.ticked} == wanted
    assert table.chosen_answer is not None
    assert table.chosen_answer.record == added.record
    assert dialog.why.toPlainText().startswith(added.label)
    row = table.rows.row_of(table._shown.index(table.chosen_answer))
    place = table.visualRect(table.rows.index(row, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    person.wait()
    assert person.no_dialog()
    assert person.page.table.current() == added.record


def test_an_approved_plan_says_why_its_modes_stay(opens: Opens, example_path: Path) -> None:
    with Base.open(example_path) as base:
        plan, sent = rows_of(base, "plans")[0], rows_of(base, "plan_versions")[0]
        approve_plan(base, plan=plan.id, approved_on=sent["sent_on"], reason="срок")  # type: ignore[arg-type]
    person = opens(example_path)
    dialog = opened(person)
    at = next(at for at, one in enumerate(dialog.table._shown) if one.locked)
    dialog.table.selectRow(at)
    assert "План утверждён: форму можно менять в следующей версии." in dialog.why.toPlainText()
    assert not dialog.one_button.isEnabled()
    person.clicks(dialog.tick_all)
    assert all(one.register == "resource_uses" for one in dialog.table.ticked)
    dialog.reject()
    person.wait()


def test_a_rule_changed_meanwhile_decides_at_once(at_example: Person) -> None:
    """The rules are hers: a new first rule is the reason of every row when she comes back."""
    person = at_example
    rule = {"name": "Всё — дистанционно", "position": 0, "mode": "remote"}
    page = person.goes_to("mode_rules")
    page.add(rule)
    person.wait()
    person.keys("Return", into=page.card)
    page.card.leave()
    person.wait()
    dialog = opened(person)
    named = {one.chosen.rule.name for one in dialog.table._shown if one.chosen.rule is not None}
    assert named == {"Всё — дистанционно"}
    dialog.reject()
    person.wait()


def test_the_usual_rules_are_named_and_written_down_to_be_changed(opens: Opens, empty_path: Path) -> None:
    person = opens(empty_path)
    page = person.goes_to("mode_rules")
    line = page.findChild(ModeRulesLine)
    assert line is not None
    assert "действуют обычные: 1. Оборудование нельзя вывезти" in line.words.text()
    person.picture("mode-rules-empty")
    person.clicks(line.write)
    assert page.model.rowCount() == 5
    assert not line.write.isVisible()
    person.picture("mode-rules")
    person.clicks(person.workspace.messages._action)
    assert page.model.rowCount() == 0
    assert line.write.isVisible()
    person.clicks(line.propose)
    dialog = person.dialog(ModesDialog)
    person.bot.waitUntil(lambda: bool(dialog.verdict.text()))
    assert "нет ни мероприятий, ни обменов" in dialog.verdict.text()
    assert not dialog.accept_button.isEnabled()
    person.picture("modes-empty", dialog)
    dialog.reject()
    person.wait()
