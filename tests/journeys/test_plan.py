"""The joint plan: order by keys and by the mouse, numbers, a section made by its name, the way to paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFileDialog

from journeys.person import Person
from setvzaim.ui.printing import PrintDialog


def numbers(person: Person) -> list[str]:
    """Return the numbers of the measures from top to bottom."""
    model = person.page.model
    return [str(model.headerData(row, Qt.Orientation.Vertical)) for row in range(model.rowCount())]


def test_measures_are_moved_by_keys_within_and_between_sections(at_example: Person) -> None:
    """Alt+↓ and Alt+↑ move a measure by one place; at the edge of a section it goes into the next one."""
    at_example.goes_to("measures")
    titles, sections = at_example.column("title"), at_example.column("section")
    assert numbers(at_example)[:7] == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "2.1"]
    at_example.clicks_cell(0, "title")
    at_example.keys("Alt+Down")
    at_example.bot.waitUntil(lambda: at_example.column("title")[:2] == [titles[1], titles[0]])
    at_example.keys("Alt+Up")
    at_example.bot.waitUntil(lambda: at_example.column("title")[:2] == titles[:2])
    at_example.clicks_cell(5, "title")
    at_example.keys("Alt+Down")
    at_example.bot.waitUntil(lambda: at_example.cell(5, "section") == sections[6])
    assert at_example.cell(5, "title") == titles[5]
    assert numbers(at_example)[4:7] == ["1.5", "2.1", "2.2"]
    at_example.picture("plan-moved")
    at_example.keys("Alt+Up")
    at_example.bot.waitUntil(lambda: at_example.column("title") == titles)
    assert at_example.column("section") == sections


def test_measures_are_dragged(at_example: Person) -> None:
    """A measure is dropped between two others; dropped below the last of its section it stays in it."""
    at_example.goes_to("measures")
    titles = at_example.column("title")
    model = at_example.page.model
    assert at_example.page.table.dragEnabled()
    move = Qt.DropAction.MoveAction
    model.dropMimeData(model.mimeData([model.index(3, 0)]), move, 1, 0, QModelIndex())
    at_example.bot.waitUntil(lambda: at_example.column("title")[1] == titles[3])
    model.dropMimeData(model.mimeData([model.index(0, 0)]), move, 6, 0, QModelIndex())
    at_example.bot.waitUntil(lambda: at_example.column("title")[5] == titles[0])
    assert numbers(at_example)[5] == "1.6"


def test_rows_cannot_be_dragged_while_sorted_otherwise(at_example: Person) -> None:
    """Where the order shown is not the plan's own, dragging would put rows where nobody meant them."""
    at_example.goes_to("measures")
    at_example.clicks_header("title")
    at_example.wait()
    assert not at_example.page.table.dragEnabled()
    at_example.page.table.own_order()
    at_example.wait()
    assert at_example.page.table.dragEnabled()


def test_a_new_measure_stands_in_the_section_of_the_chosen_one(at_example: Person) -> None:
    """The plan and the section are filled in from the row she is at; a new section is made by typing its name."""
    at_example.goes_to("measures")
    at_example.clicks_cell(8, "title")
    section = at_example.cell(8, "section")
    at_example.keys("Ctrl+N")
    form = at_example.page.card.form
    at_example.bot.waitUntil(lambda: str(form.fields["section"].editor.raw()) == section)
    at_example.types("Неделя открытых уроков")
    at_example.keys("Tab")
    at_example.bot.waitUntil(lambda: "Неделя открытых уроков" in at_example.column("title"))
    at_example.keys("Ctrl+N")
    form.fields["section"].editor.begin()
    at_example.types("Работа с родителями")
    form.fields["title"].editor.begin()
    at_example.types("Общее собрание")
    at_example.keys("Tab")
    at_example.bot.waitUntil(lambda: "Общее собрание" in at_example.column("title"))
    at_example.goes_to("sections")
    at_example.bot.waitUntil(lambda: "Работа с родителями" in at_example.column("title"))
    at_example.picture("sections")


def test_both_ways_of_numbering(at_example: Person) -> None:
    """The numbering chosen in the plan's card is the one the table of measures shows."""
    at_example.goes_to("plans")
    at_example.clicks_cell(0, "title")
    box = at_example.page.card.form.fields["numbering"].editor.inner
    box.setCurrentIndex(2)  # type: ignore[attr-defined]
    box.activated.emit(2)  # type: ignore[attr-defined]
    at_example.wait()
    at_example.goes_to("measures")
    at_example.bot.waitUntil(lambda: numbers(at_example)[5:8] == ["6", "1", "2"])


def test_the_plan_is_printed_from_the_window(
    at_example: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+Shift+P, choose nothing, save: the plan lies on the disk and can be opened from the message."""
    target = tmp_path / "план.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    at_example.keys("Ctrl+Shift+P")
    dialog = at_example.dialog(PrintDialog)
    at_example.picture("print-plan", dialog)
    with at_example.bot.waitSignal(dialog.printed, timeout=20_000):
        at_example.keys("Return", into=dialog)
    at_example.wait()
    assert target.read_bytes().startswith(b"%PDF")
    assert "план.pdf" in at_example.workspace.messages.text
