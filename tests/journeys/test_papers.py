"""Papers: seen before they are printed."""

from __future__ import annotations

from journeys.person import Person
from setvzaim.ui.printing import PrintDialog


def test_smoke(at_example: Person) -> None:
    at_example.goes_to("schools")
    at_example.keys("Ctrl+P")
    dialog = at_example.dialog(PrintDialog)
    dialog.resize(1240, 680)
    at_example.bot.waitUntil(lambda: dialog.chooser.settled and dialog.preview.settled)
    at_example.picture("papers-register", dialog)
    dialog.reject()
    at_example.keys("Ctrl+Shift+P")
    dialog = at_example.dialog(PrintDialog)
    dialog.resize(1240, 680)
    at_example.bot.waitUntil(lambda: dialog.chooser.settled and dialog.preview.settled)
    at_example.picture("papers-plan", dialog)
    dialog.chooser._select("cover-letter")
    dialog.resize(1240, 680)
    at_example.bot.waitUntil(lambda: dialog.chooser.settled and dialog.preview.settled)
    at_example.picture("papers-letter", dialog)
    dialog.reject()
    at_example.wait()
