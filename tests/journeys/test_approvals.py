"""The approval of a plan as the methodist goes through it: sent, answered, changed, compared, approved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from journeys.person import Person
from setvzaim.ui.approvals.compare import CompareDialog
from setvzaim.ui.approvals.dialogs import (
    AnswerDialog,
    ApproveDialog,
    NextYearDialog,
    ReminderDialog,
    SendDialog,
)
from setvzaim.ui.approvals.line import ApprovalsLine
from setvzaim.ui.approvals.notice import Notice
from setvzaim.ui.theme import use_theme

FIGURES = "Согласовали 9 из 14 · с замечаниями 1 · не согласовали 1 · ждём 3 (просрочено 3)"


def line_of(person: Person) -> ApprovalsLine:
    line = person.page.findChild(ApprovalsLine)
    assert line is not None
    return line


@pytest.fixture
def at_approvals(at_example: Person) -> Person:
    """Somebody who looks at the approvals of the example's plan."""
    at_example.goes_to("approvals")
    at_example.bot.waitUntil(lambda: line_of(at_example).figures.text() == FIGURES)
    at_example.bot.waitUntil(lambda: at_example.page.model.rowCount() == 14)
    return at_example


def changes_a_term(person: Person, term: str = "декабрь") -> None:
    """Change the term of the first measure of the second section, in the table."""
    person.goes_to("measures")
    person.clicks_cell(6, "term")
    person.keys("F2")
    person.keys("Ctrl+A")
    person.types(term)
    person.keys("Return")
    person.bot.waitUntil(lambda: person.cell(6, "term") == term)


def sends(person: Person) -> None:
    person.clicks(line_of(person).send)
    dialog = person.dialog(SendDialog)
    dialog.sent.setDate(QDate(2026, 9, 15))
    dialog.due.setDate(QDate(2026, 9, 25))
    person.clicks(dialog.go_button)
    person.bot.waitUntil(person.no_dialog)


def test_how_it_stands_is_seen_at_a_glance(at_approvals: Person) -> None:
    at_approvals.picture("approvals")
    line = line_of(at_approvals)
    assert line.box.currentText().startswith("Версия 1 от 01.09.2026, код ")
    assert line.box.currentText().endswith("◔ на согласовании")
    assert at_approvals.cell(0, "decision") == "✓ согласовано"
    assert not at_approvals.page.line.add_button.isVisible()
    notice = at_approvals.workspace.findChild(Notice)
    assert notice is not None
    assert notice.text() == "Ждём ответа от 3 школ, срок был 10.09.2026"


def test_the_notice_leads_there(at_example: Person) -> None:
    at_example.goes_to("schools")
    notice = at_example.workspace.findChild(Notice)
    assert notice is not None
    at_example.bot.waitUntil(notice.isVisible)
    at_example.picture("approvals-notice")
    at_example.clicks(notice)
    assert at_example.page.register.key == "approvals"


def test_answers_are_noted_by_keys(at_approvals: Person) -> None:
    """The last three rows, Ctrl+Enter, Enter."""
    late = [row for row in range(14) if at_approvals.cell(row, "decision").startswith("◔ просрочено")]
    assert len(late) == 3
    at_approvals.clicks_cell(late[0], "school")
    at_approvals.keys("Shift+Down", "Shift+Down", "Ctrl+Return")
    dialog = at_approvals.dialog(AnswerDialog)
    dialog.day.setDate(QDate(2026, 9, 14))
    dialog.remark.setPlainText("Без замечаний")
    at_approvals.picture("approvals-answer", dialog)
    at_approvals.keys("Return", into=dialog)
    at_approvals.bot.waitUntil(at_approvals.no_dialog)
    at_approvals.bot.waitUntil(
        lambda: line_of(at_approvals).figures.text() == "Согласовали 12 из 14 · с замечаниями 1 · не согласовали 1"
    )
    assert not line_of(at_approvals).remind.isEnabled()
    at_approvals.keys("Ctrl+Z")
    at_approvals.bot.waitUntil(lambda: line_of(at_approvals).figures.text() == FIGURES)


def test_an_answer_before_the_plan_was_sent_stays_in_the_dialog(at_approvals: Person) -> None:
    at_approvals.clicks_cell(0, "school")
    at_approvals.clicks(line_of(at_approvals).note)
    dialog = at_approvals.dialog(AnswerDialog)
    dialog.day.setDate(QDate(2026, 8, 1))
    at_approvals.clicks(dialog.go_button)
    at_approvals.bot.waitUntil(dialog.fault.isVisible)
    assert dialog.fault.text().startswith("Ответ 01.08.2026 раньше, чем план отправлен")
    at_approvals.picture("approvals-refused", dialog)
    at_approvals.keys("Esc", into=dialog)
    at_approvals.bot.waitUntil(at_approvals.no_dialog)


def test_a_change_is_seen_sent_and_only_those_it_concerns_are_asked_again(at_approvals: Person) -> None:
    changes_a_term(at_approvals)
    at_approvals.goes_to("approvals")
    line = line_of(at_approvals)
    at_approvals.bot.waitUntil(line.changed.isVisible)
    assert line.changed.text().startswith("⚠ План изменён после отправки версии 1, затронуты школы: ")
    assert "изменён срок мероприятия 2.1" in line.changed.toolTip()
    again = [row for row in range(14) if at_approvals.cell(row, "decision") == "↺ спросить снова"]
    assert len(again) == 2
    at_approvals.picture("approvals-changed")
    at_approvals.clicks(line.send)
    dialog = at_approvals.dialog(SendDialog)
    assert "Заново спросят " in dialog.words.text()
    at_approvals.picture("approvals-send", dialog)
    at_approvals.keys("Esc", into=dialog)
    sends(at_approvals)
    at_approvals.bot.waitUntil(lambda: line.box.currentText().startswith("Версия 2 от 15.09.2026"))
    at_approvals.bot.waitUntil(lambda: at_approvals.page.model.rowCount() == 14)
    assert not line.changed.isVisible()
    at_approvals.picture("approvals-version-2")
    line.box.setCurrentIndex(1)
    line.box.activated.emit(1)
    at_approvals.wait()
    at_approvals.bot.waitUntil(lambda: line.figures.text().startswith("Согласовали 9 из 14"))
    assert not line.note.isEnabled()


def test_versions_are_compared_and_the_comparison_is_saved(
    at_approvals: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes_a_term(at_approvals)
    at_approvals.goes_to("approvals")
    at_approvals.clicks(line_of(at_approvals).compare)
    dialog = at_approvals.dialog(CompareDialog)
    at_approvals.bot.waitUntil(lambda: dialog.table.rowCount() == 1)
    row = [item.text() for column in range(6) if (item := dialog.table.item(0, column))]
    assert row[0] == "≠ Мероприятие 2.1 — изменено"
    assert (row[2], row[4]) == ("Срок", "декабрь")
    at_approvals.picture("approvals-compare", dialog)
    path = tmp_path / "сравнение.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), "Документ PDF (*.pdf)"))
    at_approvals.clicks(dialog.save_button)
    at_approvals.bot.waitUntil(path.exists)
    at_approvals.wait()
    at_approvals.keys("Esc", into=dialog)


def test_schools_are_reminded_by_a_letter(at_approvals: Person) -> None:
    at_approvals.clicks(line_of(at_approvals).remind)
    dialog = at_approvals.dialog(ReminderDialog)
    at_approvals.picture("approvals-reminder", dialog)
    at_approvals.clicks(dialog.copy_button)
    text = QGuiApplication.clipboard().text()
    assert "Срок ответа — 10.09.2026." in text
    assert text.count("— М") == 3


def test_an_approved_plan_cannot_be_changed_until_the_next_version_is_begun(at_approvals: Person) -> None:
    line = line_of(at_approvals)
    at_approvals.clicks(line.approve)
    dialog = at_approvals.dialog(ApproveDialog)
    at_approvals.clicks(dialog.go_button)
    at_approvals.bot.waitUntil(dialog.fault.isVisible)
    assert dialog.fault.text().startswith("Согласовали не все школы: 10 из 14")
    dialog.reason.setText("Директора в отпуске")
    at_approvals.picture("approvals-approve", dialog)
    at_approvals.clicks(dialog.go_button)
    at_approvals.bot.waitUntil(at_approvals.no_dialog)
    at_approvals.bot.waitUntil(line.next.isVisible)
    assert line.box.currentText().endswith("● утверждена")
    at_approvals.picture("approvals-approved")
    at_approvals.goes_to("measures")
    before = at_approvals.cell(0, "title")
    at_approvals.clicks_cell(0, "title")
    at_approvals.keys("Del")
    messages = at_approvals.workspace.messages
    at_approvals.bot.waitUntil(lambda: "начните следующую версию" in messages.text)
    at_approvals.picture("approvals-locked")
    assert at_approvals.cell(0, "title") == before
    at_approvals.clicks_cell(0, "title")
    at_approvals.goes_to("approvals")
    at_approvals.clicks(line.next)
    at_approvals.bot.waitUntil(lambda: line.box.currentText().endswith("◑ утверждена, готовится следующая"))
    changes_a_term(at_approvals)


def test_the_next_year_is_begun(at_approvals: Person) -> None:
    at_approvals.clicks(line_of(at_approvals).year)
    dialog = at_approvals.dialog(NextYearDialog)
    at_approvals.picture("approvals-next-year", dialog)
    at_approvals.clicks(dialog.go_button)
    at_approvals.bot.waitUntil(at_approvals.no_dialog)
    assert at_approvals.workspace.messages.text == "План следующего учебного года начат."
    at_approvals.goes_to("plans")
    at_approvals.workspace.widen()
    at_approvals.bot.waitUntil(lambda: at_approvals.page.model.rowCount() == 2)


def test_nothing_is_added_or_deleted_by_hand(at_approvals: Person) -> None:
    for keys in ("Ctrl+N", "Del", "Ctrl+D"):
        at_approvals.clicks_cell(0, "school")
        at_approvals.keys(keys)
        assert "когда план отправляют на согласование" in at_approvals.workspace.messages.text
        at_approvals.workspace.messages.hide()
    assert at_approvals.page.model.rowCount() == 14


def test_it_fits_a_small_screen_in_the_dark(at_approvals: Person) -> None:
    """Buttons that run off the window cannot be reached."""
    use_theme("dark")
    try:
        at_approvals.window.resize(1280, 720)
        at_approvals.wait()
        at_approvals.picture("approvals-dark-small")
        assert at_approvals.window.width() == 1280
        line = line_of(at_approvals)
        assert line.year.geometry().right() <= line.width()
    finally:
        use_theme("system")


def test_without_a_plan_it_says_so(opens: Callable[..., Person], empty_path: Path) -> None:
    person = opens(empty_path)
    person.goes_to("approvals")
    person.bot.waitUntil(lambda: line_of(person).figures.text() == "Плана ещё нет")
    person.picture("approvals-empty")
    assert not line_of(person).send.isEnabled()
