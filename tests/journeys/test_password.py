"""A base with a password at the window: who has the stick and not the password sees nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QMessageBox, QPushButton

from journeys.person import Person, leaves_of
from setvzaim.errors import PasswordNeeded
from setvzaim.storage import Base
from setvzaim.ui.backups.damaged import DamagedDialog
from setvzaim.ui.password.change import PasswordChange
from setvzaim.ui.password.lock import Lock
from setvzaim.ui.password.question import PasswordQuestion
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.printing import PrintDialog
from setvzaim.ui.theme import use_theme

PASSWORD = "Тюльпан 'степной'"  # noqa: S105 - of the tests alone


@pytest.fixture
def locked_path(example_path: Path) -> Path:
    with Base.open(example_path) as base:
        base.change_password(PASSWORD)
    return example_path


def chooses(person: Person, *words: str) -> None:
    """Choose entries of the menu by their words."""
    actions = [leaf for menu in person.window.menuBar().actions() for leaf in leaves_of(menu)]
    for text in words:
        next(action for action in actions if action.text() == text).trigger()
    person.wait()


def opens_locked(person: Person, path: Path) -> PasswordQuestion:
    """Open a base and give its password."""
    person.window.open_base(path)
    person.wait()
    question = person.dialog(PasswordQuestion)
    with person.bot.waitSignal(person.window.settled):
        person.types(PASSWORD)
        enter()
    with person.bot.waitActive(person.window):
        person.window.activateWindow()
    return question


def enter() -> None:
    """Press Enter wherever the focus is; the key comes up over what may be switched off by then."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyPress(widget, Qt.Key.Key_Return)


def fills(person: Person, field: QLineEdit, text: str) -> None:
    """Go to a field and type into it."""
    field.setFocus()
    person.types(text)


def covers(person: Person) -> PasswordQuestion:
    """Let the time without work be over; return the dialog that covers the window, ready to be typed into."""
    the_lock(person).timer.timeout.emit()
    question = person.dialog(PasswordQuestion)
    person.bot.waitUntil(lambda: QApplication.focusWidget() is question.field)
    return question


def the_lock(person: Person) -> Lock:
    (lock,) = person.window.findChildren(Lock)
    return lock


def button(dialog: PasswordChange | PasswordQuestion, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)


def test_the_password_is_asked_for_until_it_is_right(opens: Callable[..., Person], locked_path: Path) -> None:
    """A wrong one is told in the dialog and may be typed over; the right one opens where she was."""
    person = opens()
    person.window.open_base(locked_path)
    person.wait()
    question = person.dialog(PasswordQuestion)
    assert person.focus is question.field
    enter()
    assert question.wrong.text() == "Наберите пароль."
    person.types("не тот")
    enter()
    person.wait()
    assert "не подходит" in question.wrong.text()
    assert person.window.workspace is None
    person.picture("password-wrong", question)
    person.picture("password-wrong-window")
    with person.bot.waitSignal(person.window.settled):
        person.types(PASSWORD)  # over the selected wrong one
        enter()
    person.wait()
    assert person.no_dialog()
    assert person.page.model.rowCount() == 14


def test_esc_goes_back_to_the_first_page(opens: Callable[..., Person], locked_path: Path) -> None:
    person = opens()
    person.window.expect_base()
    person.window.open_base(locked_path)
    person.wait()
    person.picture("password-question", person.dialog(PasswordQuestion))
    QTest.keyClick(person.focus, Qt.Key.Key_Escape)
    person.wait()
    assert person.no_dialog()
    assert person.window._start.isVisible()
    assert person.window.workspace is None


def test_a_damaged_base_is_told_and_not_asked_about_for_ever(opens: Callable[..., Person], locked_path: Path) -> None:
    with locked_path.open("r+b") as file:
        file.seek(3000)
        file.write(bytes(50))
    person = opens()
    person.window.open_base(locked_path)
    person.wait()
    person.types(PASSWORD, into=person.dialog(PasswordQuestion).field)
    enter()
    person.wait()
    person.keys("Escape", into=person.dialog(DamagedDialog))
    assert person.no_dialog()


def test_set_change_and_take_away(at_example: Person, example_path: Path) -> None:
    """The whole way by keys, without the base being closed meanwhile; what was typed before is kept."""
    chooses(at_example, "Пароль базы…")
    dialog = at_example.dialog(PasswordChange)
    at_example.picture("password-set", dialog)
    fills(at_example, dialog.new, "первый")
    enter()
    assert "по-разному" in dialog.wrong.text()
    assert at_example.focus is dialog.again
    fills(at_example, dialog.again, "первый")
    enter()
    at_example.wait()
    assert at_example.no_dialog()
    assert at_example.workspace.messages.text == "Пароль задан."
    assert at_example.page.model.rowCount() == 14
    with pytest.raises(PasswordNeeded):
        Base.open(example_path)

    chooses(at_example, "Пароль базы…")
    dialog = at_example.dialog(PasswordChange)
    assert at_example.focus is dialog.present
    fills(at_example, dialog.present, "не тот")
    fills(at_example, dialog.new, "второй")
    fills(at_example, dialog.again, "второй")
    enter()
    at_example.wait()
    assert "Нынешний пароль не тот" in dialog.wrong.text()
    at_example.picture("password-change", dialog)
    dialog.present.setText("первый")
    enter()
    at_example.wait()
    Base.open(example_path, "второй").close()

    chooses(at_example, "Пароль базы…")
    dialog = at_example.dialog(PasswordChange)
    fills(at_example, dialog.present, "второй")
    at_example.clicks(button(dialog, "Снять пароль"))
    assert at_example.no_dialog()
    Base.open(example_path).close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_after_a_while_without_work_the_window_is_covered(
    opens: Callable[..., Person], locked_path: Path, preferences: Preferences, theme: str
) -> None:
    """Who comes to the desk meanwhile sees no name; she who knows the password goes on where she was."""
    preferences.keep("window/theme", theme)
    try:
        person = opens()
        opens_locked(person, locked_path)
        person.clicks_cell(1, "name")
        editor = person.page.card.form.fields["phone"].editor
        editor.begin()
        person.types("8 800")
        lock = the_lock(person)
        assert lock.timer.isActive()
        assert lock.timer.interval() == 10 * 60_000
        question = covers(person)
        assert not person.workspace.isVisible()
        person.picture(f"password-lock-{theme}")
        person.picture(f"password-lock-question-{theme}", question)
        person.types("не тот")
        enter()
        assert "не подходит" in question.wrong.text()
        assert not person.workspace.isVisible()
        person.types(PASSWORD)
        enter()
        person.wait()
        assert person.no_dialog()
        assert person.workspace.isVisible()
        assert editor.raw() == "8 800"
        assert lock.timer.isActive()
    finally:
        use_theme("light")


def test_an_open_dialog_is_hidden_and_comes_back(opens: Callable[..., Person], locked_path: Path) -> None:
    """The print dialog shows names too; what was chosen in it is there again afterwards."""
    person = opens()
    opens_locked(person, locked_path)
    person.keys("Ctrl+P")
    dialog = person.dialog(PrintDialog)
    covers(person)
    assert not dialog.isVisible()
    person.types(PASSWORD)
    enter()
    person.wait()
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    person.wait()


def test_who_cannot_open_it_again_closes_it(opens: Callable[..., Person], locked_path: Path) -> None:
    person = opens()
    opens_locked(person, locked_path)
    person.keys("Ctrl+L")
    QTest.keyClick(person.dialog(PasswordQuestion), Qt.Key.Key_Escape)
    person.wait()
    assert person.no_dialog()
    assert person.window.workspace is None
    assert not the_lock(person).timer.isActive()


def test_work_puts_the_lock_off_and_never_is_never(
    opens: Callable[..., Person], locked_path: Path, preferences: Preferences
) -> None:
    person = opens()
    opens_locked(person, locked_path)
    lock = the_lock(person)
    chooses(person, "Через 5 минут без работы")
    assert lock.timer.interval() == 5 * 60_000
    lock.timer.stop()
    person.clicks_cell(1, "name")
    assert lock.timer.isActive(), "a click begins the time anew"
    chooses(person, "Никогда")
    assert not lock.timer.isActive()
    person.clicks_cell(2, "name")
    assert not lock.timer.isActive()
    assert preferences.number("window/lock", 10) == 0


def test_a_base_without_a_password_is_never_covered(at_example: Person) -> None:
    """Asked to, the window says why it cannot and offers to set one."""
    assert not the_lock(at_example).timer.isActive()
    at_example.keys("Ctrl+L")
    assert at_example.workspace.isVisible()
    assert "нет пароля" in at_example.workspace.messages.text
    at_example.clicks(next(b for b in at_example.workspace.messages.findChildren(QPushButton) if b.isVisible()))
    QTest.keyClick(at_example.dialog(PasswordChange), Qt.Key.Key_Escape)
    at_example.wait()


def test_a_question_over_the_window_is_answered_with_no(
    opens: Callable[..., Person], locked_path: Path
) -> None:  # fmt: skip
    """«Delete these?» cannot be answered by whoever comes to the desk: nothing is deleted."""
    person = opens()
    opens_locked(person, locked_path)
    box = QMessageBox(person.window)
    box.setText("Удалить?")
    yes = box.addButton("Удалить", QMessageBox.ButtonRole.AcceptRole)
    box.show()
    covers(person)
    assert not box.isVisible()
    assert box.clickedButton() is not yes
    person.types(PASSWORD)
    enter()
    person.wait()
    assert not box.isVisible()


def test_the_buttons_are_told_apart(at_example: Person) -> None:
    """Enter sets the password: it never takes it away."""
    chooses(at_example, "Пароль базы…")
    dialog = at_example.dialog(PasswordChange)
    assert dialog.set_button.isDefault()
    (box,) = dialog.findChildren(QDialogButtonBox)
    assert {b.text() for b in box.buttons()} == {"Задать пароль", "Отмена"}
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    at_example.wait()
