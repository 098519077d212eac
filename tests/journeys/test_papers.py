"""Papers: chosen from the list, seen before they are printed, printed, opened, packed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from journeys.papers import LETTER, finds, opened, settle, text_of
from journeys.person import Person
from setvzaim.ui.printing import PrintDialog
from setvzaim.ui.theme import use_theme


def test_a_letter_is_found_and_seen_by_keys(at_example: Person) -> None:
    """Without it she prints to see what the letter says, and prints it again once she has seen."""
    dialog = opened(at_example, "Ctrl+Shift+P")
    assert at_example.focus is dialog.chooser.list
    finds(at_example, dialog, LETTER)
    assert dialog.preview.place.text() == "1 из 1"
    picture = dialog.preview.view.picture_of(0)
    assert picture is not None
    assert not picture.isNull()
    at_example.picture("papers-letter", dialog)
    school = dialog.chooser.record.currentText()
    before = dialog.preview.pdf
    at_example.keys("Down", into=dialog.chooser.record)
    settle(at_example, dialog)
    assert dialog.chooser.record.currentText() != school
    assert dialog.preview.pdf != before
    at_example.keys("Escape", into=dialog)
    again = opened(at_example, "Ctrl+Shift+P")
    assert LETTER in again.windowTitle(), "the list opens where she was last"
    again.reject()
    at_example.wait()


def test_pages_are_turned_and_made_larger(at_example: Person) -> None:
    """Without it a plan of seven pages is seen as one small page."""
    at_example.goes_to("plans")
    at_example.window.actions_by_key["print_plan"].trigger()
    at_example.wait()
    dialog = at_example.dialog(PrintDialog)
    dialog.resize(1240, 680)
    settle(at_example, dialog)
    preview, view = dialog.preview, dialog.preview.view
    pages = view.count
    assert pages > 3
    assert preview.place.text() == f"1 из {pages}"
    at_example.picture("papers-plan", dialog)
    at_example.keys("End", into=view)
    settle(at_example, dialog)
    assert preview.place.text() == f"{pages} из {pages}"
    assert view.picture_of(pages - 1) is not None
    assert view.picture_of(0) is None, "pages far away are let go"
    at_example.keys("Home", into=view)
    wide = view.zoom
    at_example.clicks(preview.larger)
    settle(at_example, dialog)
    assert view.zoom > wide
    point, angle = QPointF(view.viewport().rect().center()), QPoint(0, 120)
    control = Qt.KeyboardModifier.ControlModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    now = view.zoom
    QApplication.sendEvent(
        view.viewport(),
        QWheelEvent(point, point, QPoint(), angle, Qt.MouseButton.NoButton, control, phase, False),  # noqa: FBT003
    )
    settle(at_example, dialog)
    assert view.zoom > now
    at_example.picture("papers-plan-large", dialog)
    at_example.clicks(preview.fit)
    assert view.zoom == pytest.approx(wide, rel=0.02)
    dialog.reject()
    at_example.wait()


def test_what_is_missing_is_said_and_led_to(opens: Callable[..., Person], headless: Path) -> None:
    """Without it a letter goes out to nobody, or she looks through all cards for the field that is empty."""
    person = opens(headless)
    dialog = opened(person, "Ctrl+Shift+P")
    finds(person, dialog, LETTER)
    assert "руководитель" in dialog.faults.missing.text()
    assert not dialog.pdf.isEnabled()
    assert "Не хватает сведений" in dialog.pdf.toolTip()
    person.bot.waitUntil(lambda: "<a " in dialog.faults.missing.text())
    person.picture("papers-missing", dialog)
    dialog.faults.blanks.click()
    assert dialog.pdf.isEnabled()
    dialog.faults.blanks.click()
    with person.bot.waitActive(person.window):
        dialog.faults.missing.linkActivated.emit("руководитель")
        person.window.activateWindow()  # as the system does when the window over it closes
    person.wait()
    assert person.page.register.key == "schools"
    field = person.page.card.form.fields["head_name"]
    person.bot.waitUntil(lambda: field.editor.isAncestorOf(person.focus) or field.editor is person.focus)
    person.picture("papers-fill-in")
    person.types("Манджиева Светлана Батыровна")
    person.keys("Tab")
    again = opened(person, "Ctrl+Shift+P")
    finds(person, again, LETTER)
    assert again.faults.missing.isHidden()
    assert again.pdf.isEnabled()
    again.reject()
    person.wait()


def test_only_the_pages_wanted_come_out_of_the_printer(at_example: Person, to_pdf: Path) -> None:
    """Without it the office prints through another program, with the margins of that program."""
    at_example.goes_to("plans")
    at_example.window.actions_by_key["print_plan"].trigger()
    at_example.wait()
    dialog = at_example.dialog(PrintDialog)
    settle(at_example, dialog)
    with at_example.bot.waitSignal(dialog.sent, timeout=30_000) as sent:
        at_example.clicks(dialog.face.print_button)
    at_example.wait()
    assert sent.args is not None
    assert "страниц: 2" in sent.args[0]
    pages = PdfReader(to_pdf).pages
    assert len(pages) == 2
    width, height = float(pages[0].mediabox.width), float(pages[0].mediabox.height)
    assert (round(width), round(height)) == (842, 595), "a plan lies across the sheet"
    assert "Отправлено на печать" in at_example.workspace.messages.text


def test_a_paper_is_opened_in_its_own_program(at_example: Person, tmp_path: Path, launched: list[QUrl]) -> None:
    """Without it she saves, looks for the file in the explorer and opens it there."""
    at_example.window.preferences.keep("saving/folder", str(tmp_path))
    dialog = opened(at_example, "Ctrl+Shift+P")
    finds(at_example, dialog, LETTER)
    (tmp_path / "занято").touch()
    dialog.face.opens[".xlsx"].trigger()
    at_example.bot.waitUntil(lambda: bool(launched))
    at_example.wait()
    path = Path(launched[0].toLocalFile())
    assert path.parent == tmp_path
    assert path.suffix == ".xlsx"
    assert path.stat().st_size > 0
    assert str(tmp_path) in at_example.workspace.messages.text


def test_a_card_and_a_row_offer_the_papers_about_them(at_example: Person) -> None:
    """Without it she opens the list of all papers and looks for the school again."""
    at_example.goes_to("schools")
    at_example.clicks_cell(2, "name")
    name = at_example.cell(2, "name")
    table = at_example.page.table
    menu = table.cell_menu(table.currentIndex())
    papers = [inner for inner in menu.findChildren(QMenu) if inner.title() == "Напечатать"]
    assert LETTER in " ".join(action.text() for action in papers[0].actions())
    card = at_example.page.card
    assert card._papers.isVisible()
    at_example.picture("papers-card")
    next(action for action in card._papers.menu().actions() if LETTER in action.text()).trigger()
    at_example.wait()
    dialog = at_example.dialog(PrintDialog)
    settle(at_example, dialog)
    assert dialog.chooser.record.currentText() == name
    assert LETTER in dialog.windowTitle()
    dialog.reject()
    at_example.wait()
    at_example.goes_to("subjects")
    at_example.clicks_cell(0, "name")
    assert not at_example.page.card._papers.isVisible(), "nothing is printed about a subject"


@pytest.fixture
def light_again() -> Iterator[None]:
    """Take the dark look off at the end."""
    yield
    use_theme("system")


@pytest.mark.usefixtures("light_again")
def test_paper_stays_white_in_the_dark(at_example: Person) -> None:
    """Without it she cannot tell whether a black page will come out of the printer."""
    use_theme("dark")
    dialog = opened(at_example, "Ctrl+Shift+P")
    finds(at_example, dialog, LETTER)
    at_example.picture("papers-dark", dialog)
    shown = dialog.preview.view.viewport().grab().toImage()
    leaf = dialog.preview.view._leaves[0].place
    assert shown.pixelColor(leaf.left() + 8, leaf.top() + 8).lightness() == 255
    dialog.reject()
    at_example.wait()


def test_a_long_register_shows_its_beginning_and_prints_whole(
    at_example: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without it the window lays out 40 000 rows to show three pages, or prints only what it has shown."""
    monkeypatch.setattr("setvzaim.ui.paper.preview.ROWS_SHOWN", 5)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "школы.pdf"), ""))
    at_example.goes_to("schools")
    dialog = opened(at_example, "Ctrl+P")
    assert dialog.preview.cut.text().startswith("Показано начало: 5 строк из 14.")
    assert dialog.preview.view.count == 1
    at_example.picture("papers-cut", dialog)
    with at_example.bot.waitSignal(dialog.printed):
        at_example.clicks(dialog.pdf)
    at_example.wait()
    assert "Всего: 14 школ" in text_of(tmp_path / "школы.pdf")


def test_a_refresh_that_was_overtaken_leaves_no_trace(at_example: Person) -> None:
    """Without it the page of a title typed before comes after the page of the present one, or typing stands still."""
    at_example.goes_to("schools")
    dialog = opened(at_example, "Ctrl+P")
    made: list[str] = []
    dialog.preview.made.connect(lambda paper: made.append(paper.document.title))
    stale = dialog.preview.pdf
    dialog.title.setFocus()
    dialog.title.selectAll()
    start = time.monotonic()
    at_example.types("Список школ на сентябрь")
    assert time.monotonic() - start < 1
    assert dialog.preview.pdf is stale, "the page of before stays until the new one is there"
    assert dialog.preview.view.isVisible()
    settle(at_example, dialog)
    assert made == ["Список школ на сентябрь"]
    dialog.reject()
    at_example.wait()
