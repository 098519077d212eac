"""The window around the tables: words, sizes, colours, keys, long work, and what is said when something breaks."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)

from journeys.person import Person, leaves_of
from setvzaim.errors import WorldError
from setvzaim.operations.imports import Writes, apply_import
from setvzaim.operations.records import add
from setvzaim.queries import Context
from setvzaim.registers import register
from setvzaim.storage import Base
from setvzaim.ui import colours
from setvzaim.ui.theme import use_theme
from setvzaim.ui.window import faults
from setvzaim.ui.window.busy import Busy
from setvzaim.ui.window.tabs import TABS

KNOWN_WORDS = {
    "setvzaim", "excel", "pdf", "csv", "xlsx", "xls", "ods", "ctrl", "shift", "alt", "del", "enter", "esc", "pgdown",
    "pgup", "up", "down",
}  # fmt: skip
"""What no Russian office calls otherwise: names of programs, kinds of files and keys."""


def every_page(person: Person) -> Iterator[str]:
    """Go through every register and view of every tab."""
    for tab in TABS:
        for key, _ in tab.segments:
            person.workspace.open_segment(key)
            person.wait()
            yield key


def words_on(widget: QWidget) -> Iterator[str]:
    """Give every text the program itself shows on a widget and what is inside; not what stands in the base."""
    for inner in (widget, *widget.findChildren(QWidget)):
        if inner.isVisibleTo(widget):
            yield inner.toolTip()
            yield inner.accessibleName()
        match inner:
            case QAbstractButton() if inner.isVisibleTo(widget):
                yield inner.text()
            case QGroupBox():
                yield inner.title()
            case QLineEdit():
                yield inner.placeholderText()
            case QLabel() if inner.buddy() is not None:
                yield inner.text()


def test_no_english_is_on_the_screen(at_example: Person) -> None:
    """A methodist reads no English: not in menus, tips, fields or the names a screen reader says."""
    seen: set[str] = set()
    for action in (leaf for menu in at_example.window.menuBar().actions() for leaf in leaves_of(menu)):
        seen |= {action.text().replace("&", ""), action.toolTip(), action.statusTip()}
    for _ in every_page(at_example):
        seen |= set(words_on(at_example.window))
    assert len(seen) > 200
    path = str(at_example.workspace.office.base.path)
    english = {
        text: found
        for text in seen
        if path not in text and (found := {w.lower() for w in re.findall(r"[A-Za-z]{2,}", text)} - KNOWN_WORDS)
    }
    assert not english


def test_every_button_without_words_says_what_it_does(at_example: Person) -> None:
    """An icon alone is a riddle: it has a tip, and a name for those who hear the screen."""
    for key in every_page(at_example):
        shown = at_example.workspace.shown()
        for button in shown.findChildren(QAbstractButton):
            if button.isVisibleTo(shown) and not button.text() and not button.icon().isNull():
                assert button.toolTip(), (key, button)
                assert button.accessibleName(), (key, button)


def test_every_page_fits_a_small_screen(opens: Callable[..., Person], example_path: Path) -> None:
    """On 1280 by 720 nothing runs off the screen, on any page."""
    person = opens(example_path, 1280, 690)
    for key in every_page(person):
        assert (person.window.width(), person.window.height()) == (1280, 690), key
        person.picture(f"small-{key}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_can_be_read(theme: str, qapp: QApplication) -> None:
    """Words in colour have a contrast of at least 4.5 with the ground, in light and in dark."""
    try:
        use_theme(theme)
        assert colours.dark() is (theme == "dark")
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.AlternateBase, QPalette.ColorRole.Window):
            ground = qapp.palette().color(role)
            for meaning in colours._LIGHT:
                shown = colours.colour(meaning)
                assert shown is not None
                assert contrast(shown, ground) >= 4.5, (meaning, role)
            assert contrast(qapp.palette().color(QPalette.ColorRole.PlaceholderText), ground) >= 4.0
    finally:
        use_theme("light")


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours (WCAG 2)."""

    def luminance(colour: QColor) -> float:
        parts = [
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
            for part in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_dark_look_is_chosen_in_the_menu_and_kept(at_example: Person) -> None:
    """«Вид → Оформление → Тёмное» changes everything at once, also pages already open, and is remembered."""
    try:
        actions = [leaf for menu in at_example.window.menuBar().actions() for leaf in leaves_of(menu)]
        next(action for action in actions if action.text() == "Тёмное").trigger()
        at_example.wait()
        assert colours.dark()
        assert at_example.window.preferences.text("window/theme") == "dark"
        at_example.picture("dark")
    finally:
        use_theme("light")


def test_qt_s_own_words_are_russian(at_example: Person) -> None:
    """The buttons that Qt itself puts into its dialogs speak Russian too."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Save)
    at_example.bot.addWidget(box)
    assert {button.text().replace("&", "") for button in box.buttons()} == {"Отмена", "Сохранить"}


def test_tabs_segments_and_the_card_are_reached_by_keys(at_example: Person) -> None:
    """Everything without a mouse: Ctrl+4 the plan, Ctrl+PgDown the next register, F4 the card."""
    at_example.keys("Ctrl+4")
    assert at_example.page.register.key == "measures"
    at_example.keys("Ctrl+PgDown")
    assert at_example.page.register.key == "sections"
    at_example.keys("Ctrl+PgUp", "Ctrl+PgUp")
    assert at_example.page.register.key == "plan_versions"
    assert at_example.page.card.isVisible()
    at_example.keys("F4")
    assert not at_example.page.card.isVisible()
    at_example.keys("Ctrl+2")
    assert not at_example.page.card.isVisible(), "folded away is folded away everywhere"
    at_example.keys("F4")
    assert at_example.page.card.isVisible()


def test_another_school_year_shows_its_own_rows(at_example: Person) -> None:
    """The year at the top narrows results and statuses; an empty year says where the rows are and leads there."""
    page = at_example.goes_to("results")
    assert page.model.rowCount() == 0
    assert "207" in page.empty.text
    at_example.picture("results-empty")
    button = next(b for b in page.empty.findChildren(QAbstractButton) if b.text() == "Показать все сети и годы")
    at_example.clicks(button)
    assert page.model.rowCount() == 207
    assert at_example.window.standing.year.currentText() == "все годы"
    at_example.picture("results")


def test_a_network_that_comes_into_being_can_be_chosen(at_example: Person) -> None:
    """A network added in its register is offered at the top of the window at once."""
    at_example.goes_to("networks")
    at_example.keys("Ctrl+N")
    at_example.types("Сеть центра «Лотос»")
    at_example.keys("Tab")
    box = at_example.window.standing.network
    at_example.bot.waitUntil(lambda: box.findText("Сеть центра «Лотос»") >= 0)
    assert box.currentText() == "Сеть школ Тюльпанного района", "the choice itself stays"


def test_long_work_is_shown_and_can_be_stopped(at_example: Person) -> None:
    """Beyond 0.3 s the foot says what is being done; the button stops it, and the window was free all the time."""
    worker, held, stopped = at_example.window.worker, threading.Event(), threading.Event()
    busy = at_example.window.statusBar().findChild(Busy)
    assert busy is not None

    def work(job: object) -> None:
        while not held.wait(0.02):
            try:
                job.progress(0.4)  # type: ignore[attr-defined]
            except BaseException:
                stopped.set()
                raise

    worker.submit(work, lambda _: None, label="Читается файл")
    at_example.bot.waitUntil(lambda: busy.isVisible() and busy.stop_button.isVisible())
    at_example.picture("busy")
    at_example.workspace.open_tab(3)
    try:
        busy.stop_button.click()
        at_example.bot.waitUntil(stopped.is_set)
        at_example.wait()
        assert not busy.isVisible()
    finally:
        held.set()


def test_the_world_s_fault_is_a_line_and_ours_a_report(
    at_example: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A full disk is told in a sentence; a mistake of ours offers a report without the office's data."""
    at_example.window.fail(WorldError("На диске нет места. Освободите его и повторите."))
    assert at_example.workspace.messages.text == "На диске нет места. Освободите его и повторите."
    shown: list[QMessageBox] = []

    def answer(box: QMessageBox) -> int:
        shown.append(box)
        at_example.picture("fault", box)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    at_example.window.office.ask(lambda _connection: 1 // 0, lambda _: None)  # type: ignore[union-attr]
    at_example.bot.waitUntil(lambda: bool(shown))
    assert "на месте" in shown[0].text()
    assert "ZeroDivisionError" in shown[0].detailedText()
    faults.save_report(KeyError("schools"), tmp_path / "отчёт.txt")
    assert "KeyError" in (tmp_path / "отчёт.txt").read_text(encoding="utf-8")


def test_forty_thousand_schools_are_read_by_windows(opens: Callable[..., Person], empty_path: Path) -> None:
    """From the first row to the last only what is looked at is read; all of it would be slow and heavy."""
    count = 40_000
    with Base.open(empty_path) as base:
        district = add(
            base, of=register("municipalities"), values={"name": "Степной район"}, context=Context()
        ).value  # fmt: skip
        columns: dict[str, list[object]] = {
            "name": [f"МБОУ «СОШ № {number:05}»" for number in range(count)],
            "municipality": [district] * count,
            "pupils": list(range(count)),
        }
        from setvzaim.model import new_ids  # noqa: PLC0415 - only this test makes rows in bulk

        writes = Writes(new_ids(count), columns)
        apply_import(base, of=register("schools"), writes=writes, context=Context())
    person = opens(empty_path)
    person.bot.waitUntil(lambda: person.page.model.rowCount() == count)
    assert person.cell(0, "name") == "МБОУ «СОШ № 00000»"
    table, model = person.page.table, person.page.model
    for place in range(11):
        table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() * place // 10)
        person.wait()
        top = table.rowAt(5)
        assert person.cell(top, "pupils").replace("\u202f", "") == str(top)
    assert person.cell(count - 1, "name") == f"МБОУ «СОШ № {count - 1:05}»"
    assert len(model._windows) <= 30
    person.keys("Ctrl+A", into=table)
    person.bot.waitUntil(lambda: "799\u202f980\u202f000" in person.page.sums.text())
    assert Qt.ItemFlag.ItemIsEditable in model.flags(model.index(0, 0))


def test_what_is_typed_survives_closing_the_base(at_example: Person, example_path: Path) -> None:
    """Ctrl+W in the middle of a field keeps what the field holds."""
    at_example.clicks_cell(1, "name")
    editor = at_example.page.card.form.fields["phone"].editor
    editor.begin()
    at_example.types("8 800")
    at_example.keys("Ctrl+W")
    assert at_example.window.workspace is None
    with at_example.bot.waitSignal(at_example.window.settled):
        at_example.window.open_base(example_path)
    at_example.wait()
    at_example.clicks_cell(1, "name")
    assert at_example.page.card.form.fields["phone"].editor.raw() == "8 800"


def test_boxes_do_not_change_when_the_card_is_scrolled(at_example: Person) -> None:
    """The wheel over a list of values scrolls the card and changes nothing."""
    boxes = at_example.page.card.findChildren(QComboBox)
    assert boxes
    assert all(box.focusPolicy() == Qt.FocusPolicy.StrongFocus for box in boxes)
