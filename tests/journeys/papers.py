"""What journeys of papers do often."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader

from journeys.person import Person
from setvzaim.ui.printing import PrintDialog

LETTER = "Сопроводительное письмо школе"


def text_of(path: Path) -> str:
    """Return the words of a PDF."""
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(path).pages)


def settle(person: Person, dialog: PrintDialog) -> None:
    """Wait until the preview shows what was chosen."""
    person.wait()
    person.bot.waitUntil(lambda: dialog.chooser.settled and dialog.preview.settled)
    person.wait()


def opened(person: Person, keys: str) -> PrintDialog:
    """Open the dialog by its keys, on a screen of 1280 by 720."""
    person.keys(keys)
    dialog = person.dialog(PrintDialog)
    dialog.resize(1240, 680)
    settle(person, dialog)
    return dialog


def finds(person: Person, dialog: PrintDialog, words: str) -> None:
    """Choose a paper by typing words of its name and going down to it."""
    dialog.face.tabs.setCurrentIndex(0)
    dialog.chooser.search.setFocus()
    dialog.chooser.search.clear()
    person.types(words)
    person.keys("Return", into=dialog.chooser.search)
    settle(person, dialog)
    item = dialog.chooser.list.currentItem()
    assert item is not None
    assert words in item.text(0)
