"""Taking things back: undo and redo by keys, the history of the base and of a record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QMessageBox, QPushButton

from journeys.person import Person
from setvzaim.queries.history import operations
from setvzaim.storage import Base
from setvzaim.ui.card.editors import LineEditor
from setvzaim.ui.history import HistoryDialog


def changes_pupils(person: Person, row: int, number: str) -> None:
    """Type a number of pupils into a cell of the table."""
    person.clicks_cell(row, "pupils")
    person.types(number, into=person.page.table)
    person.keys("Return")
    person.bot.waitUntil(lambda: person.cell(row, "pupils") == number)


def test_undo_and_redo_are_named_in_the_menu_and_outlast_a_restart(
    opens: Callable[..., Person], example_path: Path
) -> None:
    """Ctrl+Z takes the last change back, also one of yesterday; Ctrl+Y does it again; the menu says what."""
    person = opens(example_path)
    changes_pupils(person, 0, "97")
    undo, redo = (person.window.actions_by_key[key] for key in ("undo", "redo"))
    person.bot.waitUntil(lambda: undo.text() == "Отменить: изменить школу")
    assert not redo.isEnabled()
    person.window.close()
    again = opens(example_path)
    undo, redo = (again.window.actions_by_key[key] for key in ("undo", "redo"))
    again.bot.waitUntil(lambda: undo.text() == "Отменить: изменить школу")
    again.keys("Ctrl+Z", into=again.page.table)
    again.bot.waitUntil(lambda: again.cell(0, "pupils") == "96")
    again.bot.waitUntil(lambda: redo.text() == "Вернуть: изменить школу")
    again.keys("Ctrl+Y", into=again.page.table)
    again.bot.waitUntil(lambda: again.cell(0, "pupils") == "97")


def test_a_field_takes_ctrl_z_first(at_example: Person) -> None:
    """While she types, Ctrl+Z takes back typing; in a field where nothing was typed, it takes back the last change."""
    changes_pupils(at_example, 0, "97")
    editor = at_example.page.card.form.fields["settlement"].editor
    assert isinstance(editor, LineEditor)
    editor.begin()
    at_example.keys("End")
    at_example.types("!")
    at_example.keys("Ctrl+Z")
    assert editor.line.text() == "с. Ветровка"
    assert at_example.cell(0, "pupils") == "97"
    at_example.page.card.form.fields["phone"].editor.begin()
    at_example.keys("Ctrl+Z")
    at_example.bot.waitUntil(lambda: at_example.cell(0, "pupils") == "96")


def test_the_history_says_what_was_done_and_takes_it_back(at_example: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+H: who did what and when, what it was and what it is; an older change is undone with those on it."""
    changes_pupils(at_example, 0, "97")
    changes_pupils(at_example, 0, "98")
    at_example.keys("Ctrl+H")
    dialog = at_example.dialog(HistoryDialog)
    at_example.wait()
    lines = [[dialog.operations.index(row, at).data() for at in (1, 2)] for row in (0, 1)]
    assert lines == [["изменить школу", "МБОУ «Ветровская СОШ»"]] * 2
    assert [dialog.changes.index(0, at).data() for at in range(1, 5)] == [
        "МБОУ «Ветровская СОШ»", "Учеников", "97", "98",
    ]  # fmt: skip
    at_example.picture("history", dialog)
    dialog.table.selectRow(1)
    at_example.wait()
    asked: list[str] = []

    def agree(box: QMessageBox) -> int:
        asked.append(box.text())
        next(b for b in box.buttons() if b.text() == "Отменить вместе с ними").click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", agree)
    at_example.clicks(dialog.undo_button)
    at_example.bot.waitUntil(lambda: at_example.cell(0, "pupils") == "96")
    assert "на ней стоит 1 более поздняя операция" in asked[0]
    at_example.wait()
    assert "(отменено)" in dialog.operations.index(3, 1).data()
    at_example.picture("history-undone", dialog)
    at_example.keys("Escape", into=dialog)


def test_a_deleted_record_is_found_and_brought_back(at_example: Person) -> None:
    """Search the history for a name, choose the deletion, and have the record as it was."""
    at_example.goes_to("needs")
    count, title = at_example.page.model.rowCount(), at_example.cell(0, "title")
    at_example.clicks_cell(0, "title")
    at_example.keys("Del", into=at_example.page.table)
    at_example.bot.waitUntil(lambda: at_example.page.model.rowCount() == count - 1)
    at_example.goes_to("schools")
    changes_pupils(at_example, 3, "175")
    at_example.keys("Ctrl+H")
    dialog = at_example.dialog(HistoryDialog)
    at_example.wait()
    dialog.search.setFocus()
    at_example.types("удалить потребность")
    at_example.bot.waitUntil(lambda: dialog.operations.rowCount() == 1)
    at_example.wait()
    assert dialog.changes.index(0, 1).data() == title
    at_example.clicks(dialog.back_button)
    at_example.keys("Escape", into=dialog)
    at_example.goes_to("needs")
    at_example.bot.waitUntil(lambda: at_example.page.model.rowCount() == count)
    assert at_example.cell(0, "title") == title


def test_the_history_of_a_record_is_in_its_card(at_example: Person) -> None:
    """What happened to this school, and only to it."""
    changes_pupils(at_example, 1, "206")
    changes_pupils(at_example, 0, "97")
    at_example.clicks_cell(1, "name")
    button = next(b for b in at_example.page.card.findChildren(QPushButton) if b.text() == "История записи…")
    at_example.bot.waitUntil(lambda: not button.isHidden())
    button.click()
    at_example.wait()
    dialog = at_example.dialog(HistoryDialog)
    assert dialog.windowTitle() == "История: МБОУ «Ковыльненская СОШ»"
    at_example.bot.waitUntil(lambda: dialog.operations.rowCount() == 2)
    assert dialog.operations.index(0, 1).data() == "изменить школу"
    at_example.picture("history-record", dialog)
    at_example.keys("Escape", into=dialog)


def test_a_long_history_goes_on_when_its_end_is_reached(
    opens: Callable[..., Person], example_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was done two years ago lies under the newest lines, and must be reached and undone there too."""
    monkeypatch.setattr("setvzaim.ui.history.dialog._LINES", 10)
    with Base.open(example_path) as base, base.read() as connection:
        wanted = [done.name for done in operations(connection, limit=None)]
    assert len(wanted) > 10, "the example has no history long enough for this test"
    person = opens(example_path)
    person.keys("Ctrl+H")
    dialog = person.dialog(HistoryDialog)
    person.wait()
    assert dialog.operations.rowCount() == 10
    person.keys("Ctrl+End", into=dialog.table)
    while dialog.operations.rowCount() < len(wanted):
        before = dialog.operations.rowCount()
        person.keys("Ctrl+End", into=dialog.table)
        assert dialog.operations.rowCount() > before, "the history stops before its beginning"
    assert [dialog.operations.index(row, 1).data() for row in range(len(wanted))] == wanted
    person.keys("Ctrl+End", into=dialog.table)
    assert dialog.undo_button.isEnabled()
    assert dialog.chosen is not None
    assert dialog.chosen.name == wanted[-1]
    person.keys("Escape", into=dialog)


def test_a_search_without_a_hit_says_so(at_example: Person) -> None:
    """An empty window must not say that nothing was ever done."""
    at_example.keys("Ctrl+H")
    dialog = at_example.dialog(HistoryDialog)
    at_example.wait()
    assert dialog.empty.isHidden()
    dialog.search.setFocus()
    at_example.types("верблюд")
    at_example.bot.waitUntil(lambda: not dialog.empty.isHidden())
    assert dialog.empty.text().startswith("В истории нет ничего со словами «верблюд».")
    assert dialog.splitter.isHidden()
    assert not dialog.undo_button.isEnabled()
    at_example.picture("history-nothing", dialog)
    dialog.search.clear()
    at_example.bot.waitUntil(dialog.empty.isHidden)
    assert not dialog.splitter.isHidden()
    at_example.keys("Escape", into=dialog)


def test_of_a_big_import_the_first_records_are_shown_and_it_is_said(
    at_example: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("setvzaim.ui.history.dialog._CHANGES", 12)
    at_example.keys("Ctrl+H")
    dialog = at_example.dialog(HistoryDialog)
    at_example.wait()
    names = [dialog.operations.index(row, 1).data() for row in range(dialog.operations.rowCount())]
    dialog.table.selectRow(names.index("импорт: 207 результатов"))
    at_example.wait()
    assert dialog.first_only.text() == "Показаны первые 12 записей."
    at_example.picture("history-first-only", dialog)
    dialog.table.selectRow(names.index("импорт: 12 рекомендаций"))
    at_example.wait()
    assert dialog.first_only.isHidden(), "all twelve are there"
    at_example.keys("Escape", into=dialog)


def test_the_history_can_be_closed_while_it_is_still_reading(at_example: Person) -> None:
    """An answer that comes late must not end in a window about a fault of the program."""
    at_example.keys("Ctrl+H")
    dialog = at_example.dialog(HistoryDialog)
    dialog.ask()
    dialog.table.selectRow(1)
    dialog.close()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    at_example.wait()
    assert at_example.no_dialog()
