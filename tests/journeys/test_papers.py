"""Papers: chosen from the list, seen before they are printed, printed, opened, packed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMarginsF, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPageLayout, QPageSize, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from journeys.person import Person
from setvzaim.operations.records import change
from setvzaim.queries import Query, fetch, find
from setvzaim.registers import register
from setvzaim.storage import Base
from setvzaim.ui.printing import PrintDialog
from setvzaim.ui.printing.pack_summary import PackSummary
from setvzaim.ui.theme import use_theme
from support import NOWHERE

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


@pytest.fixture
def headless(example_path: Path) -> Path:
    """The example in which the head of the first school is not known."""
    with Base.open(example_path) as base:
        with base.read() as connection:
            of = register("schools")
            (first,) = fetch(connection, of, find(connection, Query("schools"))[:1], NOWHERE)
        change(base, of=of, record=first.id, values={"head_name": None}, context=NOWHERE)
    return example_path


@pytest.fixture
def to_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a printer that stands for the office's own puts what it is sent."""
    target = tmp_path / "принтер.pdf"

    def ask(_parent: object, name: str, *, landscape: bool, pages: int) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setDocName(name)
        printer.setResolution(200)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setPageMargins(QMarginsF(0, 0, 0, 0))
        sides = QPageLayout.Orientation
        printer.setPageOrientation(sides.Landscape if landscape else sides.Portrait)
        if pages > 2:  # as she would type it in the system's dialog: pages 2–3 only
            printer.setPrintRange(QPrinter.PrintRange.PageRange)
            printer.setFromTo(2, 3)
        return printer

    monkeypatch.setattr("setvzaim.ui.printing.printer.ask_printer", ask)
    return target


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What was given to other programs to open."""
    urls: list[QUrl] = []

    def launch(url: QUrl) -> bool:
        urls.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", launch)
    return urls


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
