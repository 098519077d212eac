"""The pages that show no register: readiness clause by clause, and warnings; both lead to where it is mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from journeys.papers import opened
from journeys.person import Person
from setvzaim.ui.page.lines_view import LinesView
from setvzaim.ui.readiness import ReadinessView
from setvzaim.ui.warned import CardWarnings, WarningsCount, WarningsView


def _view(person: Person, kind: type[LinesView]) -> LinesView:
    view = person.workspace.shown()
    assert isinstance(view, kind)
    return view


def _cells(view: LinesView, column: int) -> list[str]:
    return [item.text() for row in range(view.table.rowCount()) if (item := view.table.item(row, column)) is not None]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_readiness_shows_every_clause_and_leads_to_where_it_is_mended(at_example: Person, theme: str) -> None:
    person = at_example
    person.window._choose_theme(theme)
    person.goes_to("documents")
    person.clicks(person.page.line.segments.buttons["readiness"])
    view = _view(person, ReadinessView)
    assert {"1.3", "1.4", "3.2", "4.1", "4.2", "4.3", "4.4", "5.1", "5.2"} == set(_cells(view, 0))
    assert "из 14" in " ".join(_cells(view, 3))
    assert "есть" in view.summary.text()
    at = next(row for row, text in enumerate(_cells(view, 1)) if "низкими результатами" in text)
    view.table.selectRow(at)
    person.wait()
    person.picture(f"готовность {theme}")
    assert "Договоритесь" in view.text.text()
    person.clicks(view.way)
    assert person.page.register.key == "movements"
    person.workspace.open_segment("readiness")
    view.take_focus()
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    person.wait()
    assert person.page.register.key == "movements"
    person.window._choose_theme("light")


def test_readiness_follows_the_chosen_network_and_what_changes(at_example: Person) -> None:
    person = at_example
    person.workspace.open_segment("readiness")
    person.wait()
    view = _view(person, ReadinessView)
    before = _cells(view, 3)
    person.window.choose_context(person.window.standing.widen())
    person.wait()
    assert len(_cells(view, 3)) == len(before)
    person.goes_to("centers")
    person.clicks_cell(0, "name")
    person.page.table.selectAll()
    person.keys("Del", into=person.page.table)
    person.workspace.open_segment("readiness")
    person.wait()
    assert _cells(view, 2)[0] == "○ нет"
    assert "центров: 0" in _cells(view, 3)[0]


def test_actions_on_rows_rest_while_no_register_is_shown(at_example: Person) -> None:
    person = at_example
    person.workspace.open_segment("readiness")
    person.wait()
    actions = person.window.actions_by_key
    assert not any(actions[key].isEnabled() for key in ("add", "delete", "export", "find", "card"))
    person.keys("Ctrl+N", "Ctrl+F", "F4")
    person.keys("Ctrl+PgDown")
    assert isinstance(person.workspace.shown(), WarningsView)
    person.keys("Ctrl+PgDown")
    assert person.page.register.key == "documents"
    assert actions["add"].isEnabled()
    assert actions["print"].isEnabled()


def test_readiness_is_printed_as_its_own_paper(at_example: Person) -> None:
    """Ctrl+P prints what is shown, here too; the warnings have no paper."""
    at_example.workspace.open_segment("readiness")
    at_example.wait()
    dialog = opened(at_example, "Ctrl+P")
    item = dialog.chooser.list.currentItem()
    assert item is not None
    assert item.text(0) == "Готовность по пунктам Положения"
    at_example.picture("papers-readiness", dialog)
    dialog.reject()
    at_example.workspace.open_segment("warnings")
    at_example.wait()
    assert not at_example.window.actions_by_key["print"].isEnabled()


def test_the_program_opens_where_it_was_left_on_a_view_too(opens: Callable[..., Person], example_path: Path) -> None:
    person = opens(example_path)
    person.workspace.open_segment("readiness")
    person.wait()
    person.window.close()
    again = opens(example_path)
    assert isinstance(again.workspace.shown(), ReadinessView)


def test_warnings_are_counted_shown_in_the_card_and_lead_to_the_row(at_example: Person) -> None:
    """The stamp of the regulation is later than its order: told, not refused."""
    person = at_example
    count = person.window.findChild(WarningsCount)
    assert count is not None
    assert not count.isVisible()
    person.workspace.open_segment("warnings")
    person.wait()
    empty = _view(person, WarningsView)
    assert empty.empty.isVisible()
    person.picture("предупреждений нет")
    person.goes_to("documents")
    person.clicks_cell(15, "title")
    field = person.page.card.form.fields["approved_on"].editor.inner
    field.setFocus()
    person.types("21.09.2025")
    person.keys("Tab")
    said = person.page.card.findChild(CardWarnings)
    assert isinstance(said, QLabel)
    assert said.text() == "⚠ Дата грифа 21.09.2025 позже даты документа 01.09.2025"
    assert count.isVisible()
    assert count.text() == "1 предупреждение"
    person.picture("предупреждение в карточке")
    person.clicks(count)
    view = _view(person, WarningsView)
    assert _cells(view, 2) == [said.text()]
    person.picture("предупреждения")
    person.goes_to("schools")
    person.clicks(count)
    person.clicks(view.way)
    assert person.page.register.key == "documents"
    assert person.page.card.title == "Приказ о координаторе сети и школах-центрах"
    person.keys("Ctrl+Z")
    assert not count.isVisible()
