"""A list for the notice board: who prints it without names gives no one's name away."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog

from journeys.person import Person
from setvzaim.ui.printing import PrintDialog


def test_few_people_are_warned_of(at_example: Person) -> None:
    """Three teachers of one subject are known by their school, with a name or without: she is told before printing."""
    at_example.goes_to("staff")
    at_example.page.line.focus_search()
    at_example.types(at_example.column("name")[0])
    at_example.bot.waitUntil(lambda: at_example.page.model.rowCount() < 5)
    at_example.keys("Ctrl+P")
    dialog = at_example.dialog(PrintDialog)
    assert "меньше пяти" in dialog.extent.text()
    at_example.picture("print-few", dialog)
    dialog.reject()
    at_example.wait()
    at_example.goes_to("networks")
    at_example.keys("Ctrl+P")
    dialog = at_example.dialog(PrintDialog)
    assert dialog.extent.text() == "Весь реестр: 1 сеть.", "one network is no person"
    dialog.reject()
    at_example.wait()


def test_staff_are_printed_without_names(at_example: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ticked in the dialog, done in the file, and ticked again the next time."""
    target = tmp_path / "педагоги.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    at_example.goes_to("staff")
    surnames = {name.split()[0] for name in at_example.column("name")}
    at_example.keys("Ctrl+P")
    dialog = at_example.dialog(PrintDialog)
    assert not dialog.sheet.without_names.isChecked()
    dialog.sheet.without_names.click()
    at_example.picture("print-without-names", dialog)
    with at_example.bot.waitSignal(dialog.printed):
        dialog.pdf.click()
    at_example.wait()
    text = " ".join(page.extract_text() for page in PdfReader(target).pages)
    assert len(surnames) > 10
    assert not [surname for surname in surnames if surname in text]
    assert "Всего: " in text
    at_example.keys("Ctrl+P")
    again = at_example.dialog(PrintDialog)
    assert again.sheet.without_names.isChecked()
    again.reject()
    at_example.wait()


def test_a_register_is_given_away_without_names(
    at_example: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the neighbouring district: the hours and subjects of the staff, and nobody's name."""
    target = tmp_path / "педагоги.xlsx"
    asked: list[str] = []

    def answer(*arguments: object) -> tuple[str, str]:
        asked.append(str(arguments[2]))
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    at_example.goes_to("staff")
    surnames = {name.split()[0] for name in at_example.column("name")}
    at_example.window.actions_by_key["export_nameless"].trigger()
    at_example.bot.waitUntil(target.exists)
    at_example.wait()
    assert "Педагоги без фамилий" in asked[0]
    text = str(list(openpyxl.load_workbook(target).active.iter_rows(values_only=True)))
    assert len(surnames) > 10
    assert not [surname for surname in surnames if surname in text]
    assert "СОШ" in text
