"""Packs of papers: one for every school, several at once, stopped."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication, QFileDialog

from journeys.papers import LETTER, finds, opened
from journeys.person import Person
from setvzaim.ui.printing.pack_summary import PackSummary


def test_a_pack_for_all_schools_leaves_out_what_lacks_something(
    opens: Callable[..., Person], headless: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, launched: list[QUrl]
) -> None:
    """Without it fourteen letters are fourteen times the same work, or one of them goes out with a hole."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    person = opens(headless)
    dialog = opened(person, "Ctrl+Shift+P")
    finds(person, dialog, LETTER)
    dialog.chooser.everyone.click()
    person.bot.waitUntil(lambda: dialog.extent.text() == "В пачке 14 документов.")
    assert dialog.pdf.isEnabled(), "what lacks something is left out, the others are printed"
    assert not dialog.face.open_button.isEnabled()
    person.picture("papers-pack", dialog)
    person.clicks(dialog.pdf)
    person.bot.waitUntil(
        lambda: any(isinstance(w, PackSummary) for w in QApplication.topLevelWidgets()), timeout=30_000
    )
    person.wait()
    summary = person.dialog(PackSummary)
    person.picture("papers-pack-summary", summary)
    (folder,) = [path for path in tmp_path.iterdir() if path.is_dir() and path.name.startswith("Документы")]
    assert len(list(folder.glob("*.pdf"))) == 13
    assert summary.left.topLevelItemCount() == 1
    item = summary.left.topLevelItem(0)
    assert item is not None
    assert "руководитель" in item.text(1)
    person.clicks(summary.folder)
    assert Path(launched[0].toLocalFile()) == folder
    summary.accept()
    dialog.reject()
    person.wait()


def test_a_pack_is_stopped_at_once(at_example: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it she waits for a hundred papers that she asked for by mistake."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    dialog = opened(at_example, "Ctrl+Shift+P")
    finds(at_example, dialog, LETTER)
    dialog.chooser.everyone.click()

    def endless(_document: object, _target: Path, progress: Callable[[float], None]) -> None:
        while True:
            progress(0.5)

    monkeypatch.setattr("setvzaim.ui.printing.packing.render", endless)
    dialog.pdf.click()
    at_example.bot.waitUntil(dialog.strip.isVisible)
    at_example.bot.waitUntil(lambda: LETTER in dialog.strip._what.text())
    at_example.picture("papers-pack-progress", dialog)
    start = time.monotonic()
    dialog.strip.stop_button.click()
    assert time.monotonic() - start < 0.2
    assert dialog.face.tabs.isEnabled()
    assert dialog.pdf.isEnabled()
    assert "Отменено" in dialog.message.text
    at_example.bot.waitUntil(lambda: at_example.window.worker.idle)
    dialog.reject()
    at_example.wait()


def test_several_papers_go_to_the_printer_one_after_another(at_example: Person, to_pdf: Path) -> None:
    """Without it each paper of the set is printed by hand."""
    dialog = opened(at_example, "Ctrl+Shift+P")
    for words in (LETTER, "Приказ о координаторе"):
        finds(at_example, dialog, words)
        at_example.keys("Space", into=dialog.chooser.list)
    at_example.wait()
    assert dialog.extent.text() == "В пачке 2 документа."
    assert dialog.face.print_button.text() == "Напечатать пачку…"
    dialog.chooser.search.clear()
    at_example.picture("papers-ticked", dialog)
    at_example.clicks(dialog.face.print_button)
    at_example.bot.waitUntil(
        lambda: any(isinstance(w, PackSummary) for w in QApplication.topLevelWidgets()), timeout=30_000
    )
    at_example.wait()
    summary = at_example.dialog(PackSummary)
    assert "Отправлено на печать: 2 документа" in summary.said.text()
    assert len(PdfReader(to_pdf).pages) >= 2
    summary.accept()
    dialog.reject()
    at_example.wait()
