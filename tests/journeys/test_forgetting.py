"""Somebody asks that her data be removed: said plainly before, done for good, told afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel, QMessageBox

from journeys.person import Person
from setvzaim.operations.attachments import NewFile
from setvzaim.ui.forgetting import ForgetDialog

Kept = Callable[[Path, str], list[dict[str, object]]]


def test_a_person_is_removed_for_good(opens: Callable[..., Person], example_path: Path, kept: Kept) -> None:
    """The menu asks about the chosen person; afterwards it says where the surname still stands; nothing undoes it."""
    person = opens(example_path)
    forget = person.window.actions_by_key["forget"]
    assert not forget.isEnabled()  # schools are shown
    person.goes_to("staff")
    assert forget.isEnabled()
    person.clicks_cell(2, "name")
    name = person.cell(2, "name")
    person.page.card.files.attach([NewFile("согласие.pdf", b"%PDF")])
    person.wait()
    forget.trigger()
    person.wait()
    dialog = person.dialog(ForgetDialog)
    assert any("согласие.pdf" in label.text() for label in dialog.findChildren(QLabel))
    person.picture("forget-person", dialog)
    person.keys("Escape", into=dialog)
    assert person.no_dialog()
    assert person.cell(2, "name") == name  # Esc leaves everything as it is
    forget.trigger()
    person.wait()
    dialog = person.dialog(ForgetDialog)
    dialog.copies.setChecked(True)
    person.clicks(dialog.forget_button)
    person.bot.waitUntil(lambda: not person.no_dialog())
    said = person.dialog(QMessageBox)
    person.picture("forget-person-done", said)
    assert said.text() == "Данные педагога удалены."
    assert "амили" in said.informativeText()
    person.clicks(said.buttons()[0])
    assert person.no_dialog()
    assert name not in person.column("name")
    undo = person.window.actions_by_key["undo"]
    person.bot.waitUntil(lambda: undo.text() == "Отменить: отметить ответ школы")
    person.window.close()
    assert name not in [str(row["name"]) for row in kept(example_path, "staff")]
