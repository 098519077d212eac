"""The wording of a form: changed beside the paper, wrong names said, the usual text brought back, words put right."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser

from journeys.papers import LETTER, finds, opened, settle
from journeys.person import Person
from setvzaim.queries.wording import own_wordings, usual_wording
from setvzaim.ui.printing import PrintDialog
from setvzaim.ui.theme import use_theme
from setvzaim.ui.window.help import Guide
from setvzaim.ui.wording import WordingDialog


def edits(person: Person, printing: PrintDialog, words: str = LETTER) -> WordingDialog:
    """Open the editor of the wording of a form."""
    finds(person, printing, words)
    person.clicks(printing.face.wording)
    dialog = person.dialog(WordingDialog)
    dialog.resize(1240, 680)
    person.bot.waitUntil(lambda: dialog.settled)
    person.wait()
    return dialog


def written(person: Person, dialog: WordingDialog) -> None:
    """Wait until what is written is seen on the paper, or is said to be wrong."""
    person.bot.waitUntil(lambda: dialog.settled)
    person.wait()
    person.bot.waitUntil(lambda: dialog.settled)


def faults(dialog: WordingDialog) -> list[str]:
    """Return what is said to be wrong."""
    return [dialog.faults.item(at).text() for at in range(dialog.faults.count())]


def test_a_wording_is_changed_seen_kept_and_undone(at_example: Person) -> None:
    """Without it the office retypes each letter in Word because one sentence of it does not suit."""
    printing = opened(at_example, "Ctrl+Shift+P")
    dialog = edits(at_example, printing)
    assert not dialog.save.isEnabled()
    assert not dialog.usual.isEnabled()
    before = dialog.preview.pdf
    dialog.editor.go_to(1)
    at_example.keys("Return", into=dialog.editor)
    at_example.types("> Срочно", into=dialog.editor)
    written(at_example, dialog)
    assert dialog.preview.pdf != before
    assert dialog.tabs.tabText(1) == "Отличия от обычного: 1"
    assert dialog.changes.item(0).text() == "+ > Срочно"
    at_example.picture("wording", dialog)
    at_example.keys("Ctrl+S", into=dialog.editor)
    at_example.bot.waitUntil(lambda: "Записано" in dialog.message.text)
    at_example.wait()
    assert not dialog.save.isEnabled()
    at_example.keys("Escape", into=dialog)
    settle(at_example, printing)
    items = dict(printing.chooser._items())
    assert items["cover-letter"].text(0).endswith("изменён")
    at_example.picture("wording-marked", printing)
    printing.reject()
    at_example.wait()
    assert "изменить текст формы" in at_example.window.actions_by_key["undo"].text()
    at_example.window.actions_by_key["undo"].trigger()
    at_example.wait()
    office = at_example.window.office
    assert office is not None
    with office.base.read() as connection:
        assert not own_wordings(connection)


def test_a_wrong_name_is_said_with_its_line_and_stops_the_printing(at_example: Person) -> None:
    """Without it «{шкоал}» goes to the head of the district as it stands."""
    printing = opened(at_example, "Ctrl+Shift+P")
    dialog = edits(at_example, printing)
    dialog.editor.replace_all(f"{usual_wording('cover-letter')}\nОт {{шкоал: род}} — {{телефон\n")
    written(at_example, dialog)
    last = dialog.editor.document().blockCount() - 1
    assert faults(dialog) == [f"Строка {last}: фигурная скобка без пары."]
    dialog.editor.replace_all(f"{usual_wording('cover-letter')}\nОт {{шкоал: род}}\n")
    written(at_example, dialog)
    last = dialog.editor.document().blockCount() - 1
    assert faults(dialog) == [f"Строка {last}: формы «шкоал» не знает."]
    dialog.editor.go_to(1)
    dialog.faults.itemClicked.emit(dialog.faults.item(0))
    assert dialog.editor.textCursor().blockNumber() == last - 1
    at_example.picture("wording-unknown", dialog)
    at_example.keys("Ctrl+S", into=dialog.editor)
    at_example.bot.waitUntil(lambda: "Записано" in dialog.message.text)
    dialog.reject()
    settle(at_example, printing)
    assert "«шкоал»" in printing.faults.unknown.text()
    assert not printing.pdf.isEnabled()
    assert "неизвестные названия" in printing.pdf.toolTip()
    at_example.picture("papers-unknown", printing)
    printing.faults.unknown.linkActivated.emit("wording")
    at_example.wait()
    again = at_example.dialog(WordingDialog)
    written(at_example, again)
    at_example.clicks(again.usual)
    written(at_example, again)
    assert again.editor.toPlainText() == usual_wording("cover-letter")
    again.reject()
    settle(at_example, printing)
    assert printing.pdf.isEnabled()
    assert not dict(printing.chooser._items())["cover-letter"].text(0).endswith("изменён")
    printing.reject()
    at_example.wait()


def test_names_are_found_and_put_into_the_text(at_example: Person) -> None:
    """Without it she has to guess what the head of a school is called in a wording."""
    printing = opened(at_example, "Ctrl+Shift+P")
    dialog = edits(at_example, printing, "Приказ о координаторе")
    listed = {dialog.names.list.topLevelItem(at).text(0) for at in range(dialog.names.list.topLevelItemCount())}  # type: ignore[union-attr]
    assert {"отдел", "координатор", "участник", "центр"} <= listed
    dialog.editor.go_to(dialog.editor.document().blockCount())
    dialog.names.search.setFocus()
    at_example.types("координатор", into=dialog.names.search)
    dialog.names.case.setCurrentIndex(1)
    item = next(one for one in dialog.names._top() if not one.isHidden())
    dialog.names.list.setCurrentItem(item)
    dialog.names.list.itemActivated.emit(item, 0)
    assert dialog.editor.toPlainText().endswith("{координатор: род}")
    written(at_example, dialog)
    assert not [fault for fault in faults(dialog) if "не знает" in fault]
    at_example.picture("wording-names", dialog)
    dialog.reject()
    at_example.wait()
    with at_example.bot.waitActive(printing):
        printing.activateWindow()  # as the system does when the window over it closes
    again = edits(at_example, printing, "Приказ о координаторе")
    assert again.editor.toPlainText().endswith("{координатор: род}"), "what was not kept is there the next time"
    assert "незаписанная правка" in again.message.text
    again._drop_draft()
    again.reject()
    printing.reject()
    at_example.wait()


def test_a_form_of_a_word_is_put_right_once(at_example: Person) -> None:
    """Without it a surname that the rules get wrong is wrong on every paper of the year."""
    printing = opened(at_example, "Ctrl+Shift+P")
    dialog = edits(at_example, printing, "Приказ о координаторе")
    at_example.clicks(dialog.words)
    words = dialog._words
    assert words is not None
    at_example.bot.waitUntil(lambda: words.table.rowCount() > 0)
    at_example.wait()
    row = next(at for at in range(words.table.rowCount()) if words.table.item(at, 1).text() == "винительный")  # type: ignore[union-attr]
    at_example.picture("wording-words", words)
    cell = words.table.item(row, 2)
    assert cell is not None
    assert cell.text() == "Очирова Дольгана Цереновича"
    words.table.setCurrentCell(row, 2)
    words.table.editItem(cell)
    at_example.keys("Ctrl+A", into=at_example.focus)
    at_example.types("Очирова Долгана Цереновича")
    at_example.keys("Return", into=at_example.focus)
    at_example.wait()
    written(at_example, dialog)
    at_example.bot.waitUntil(lambda: words.table.item(row, 3).text() == "исправлено")  # type: ignore[union-attr]
    assert words.isVisible(), "Enter ends the editing, it does not close the window"
    at_example.picture("wording-words-own", words)
    words.accept()
    dialog.reject()
    settle(at_example, printing)
    paper = printing._paper
    assert paper is not None
    assert "Очирова Долгана Цереновича" in [word.form for word in paper.declined]
    printing.reject()
    at_example.wait()
    assert "исправить форму слова" in at_example.window.actions_by_key["undo"].text()


def test_help_is_a_key_away(at_example: Person) -> None:
    """Without it the signs of a wording are known to whoever made the program."""
    printing = opened(at_example, "Ctrl+Shift+P")
    dialog = edits(at_example, printing)
    at_example.keys("F1", into=dialog.editor)
    guide = at_example.dialog(Guide)
    page = guide.findChild(QTextBrowser)
    assert page is not None
    assert "Место для ручки" in page.toPlainText()
    at_example.picture("wording-help", guide)
    guide.close()
    dialog.reject()
    printing.reject()
    at_example.wait()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_editor_is_legible_in_both_looks(at_example: Person, theme: str) -> None:
    """Without it placeholders vanish on the ground of a theme."""
    use_theme(theme)
    try:
        printing = opened(at_example, "Ctrl+Shift+P")
        dialog = edits(at_example, printing, "Приказ о координаторе")
        at_example.picture(f"wording-{theme}", dialog)
        ground = dialog.editor.palette().base().color()
        block = dialog.editor.document().firstBlock()
        looks: list[Any] = block.layout().formats()  # its fields are unknown to PySide's stubs
        grounds = [look.format.foreground() for look in looks]
        tones = [one.color() for one in grounds if one.style() != Qt.BrushStyle.NoBrush]
        assert tones
        assert all(abs(tone.lightness() - ground.lightness()) > 60 for tone in tones)
        dialog.reject()
        printing.reject()
        at_example.wait()
    finally:
        use_theme("system")
