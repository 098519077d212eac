"""The first start: from nothing to a base with work in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from journeys.person import Person
from setvzaim.ui.imports import ImportDialog
from setvzaim.ui.preferences import Preferences


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """What the user answers when asked for a file, one after another."""
    waiting: list[Path | None] = []
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (str(waiting.pop(0) or ""), ""))
    return waiting


def test_the_example_is_one_press_away(
    opens: Callable[..., Person], answers: list[Path | None], tmp_path: Path
) -> None:
    """Somebody who has nothing yet sees a filled district at once, and it is among the recent bases next time."""
    person = opens()
    person.picture("start-empty")
    answers.append(tmp_path / "Пример.setvzaim")
    with person.bot.waitSignal(person.window.settled, timeout=20_000):
        person.clicks(person.window._start.buttons["example"])
    person.wait()
    assert person.page.line.counted.text() == "14 школ"
    assert person.window.windowTitle() == "Сеть школ Тюльпанного района — setvzaim"
    person.keys("Ctrl+W")
    assert person.window._start.bases.count() == 1
    person.picture("start-recent")
    with person.bot.waitSignal(person.window.settled):
        person.window._start.bases.setFocus()
        person.window._start.bases.setCurrentRow(0)
        person.keys("Return")
    person.wait()
    assert person.page.model.rowCount() == 14


def test_a_new_base_says_what_to_do(opens: Callable[..., Person], answers: list[Path | None], tmp_path: Path) -> None:
    """An empty base is no riddle: it says what belongs there, why, and has the two likeliest things as buttons."""
    person = opens()
    answers.append(tmp_path / "Сеть.setvzaim")
    with person.bot.waitSignal(person.window.settled):
        person.keys("Ctrl+Shift+N", into=person.window)
    person.wait()
    assert "п. 1.2" in person.page.empty.text
    person.picture("empty-schools")
    for key in ("staff", "measures", "needs"):
        page = person.goes_to(key)
        assert "Сначала нужно добавить" in page.empty.text, key
        person.picture(f"empty-{key}")


def test_cancelling_the_question_for_a_file_changes_nothing(
    opens: Callable[..., Person], answers: list[Path | None]
) -> None:
    """Whoever changes her mind in the dialog of files is where she was."""
    person = opens()
    for key in ("new", "open", "example", "import"):
        answers.append(None)
        person.clicks(person.window._start.buttons[key])
    assert person.window.office is None
    assert not answers


def test_a_file_that_is_no_base_is_refused_in_words(opens: Callable[..., Person], tmp_path: Path) -> None:
    """A wrong file is told in a sentence at the foot of the window, not in a crash."""
    other = tmp_path / "письмо.setvzaim"
    other.write_text("это письмо", encoding="utf-8")
    person = opens()
    person.window.open_base(other)
    person.wait()
    assert "не база" in person.window._start_messages.text
    person.picture("start-refused")


@pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning")  # newer Qt wants another kind of point
def test_a_register_dropped_on_the_first_page_becomes_a_base(
    opens: Callable[..., Person], answers: list[Path | None], tmp_path: Path
) -> None:
    """The shortest way in: drop the office's own workbook, say where the base shall be, look, import."""
    book = tmp_path / "школы.csv"
    book.write_text("Школа;Район;Учеников\nСОШ № 1;Степной;120\nООШ № 2;Степной;48\n", encoding="utf-8")
    person = opens()
    answers.append(tmp_path / "Степной.setvzaim")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(book))])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(50, 50).toPoint(), action, data, button, key)
    QApplication.sendEvent(person.window, enter)
    assert enter.isAccepted()
    with person.bot.waitSignal(person.window.settled):
        QApplication.sendEvent(person.window, QDropEvent(QPointF(50, 50), action, data, button, key))
    person.wait()
    dialog = person.dialog(ImportDialog)
    person.picture("import-dropped", dialog)
    with person.bot.waitSignal(dialog.imported):
        person.keys("Return", into=dialog)
    person.wait()
    assert person.column("name") == ["ООШ № 2", "СОШ № 1"]
    assert person.column("pupils") == ["48", "120"]


def test_the_window_comes_back_to_where_she_was(
    opens: Callable[..., Person], example_path: Path, preferences: Preferences
) -> None:
    """After a restart the same tab, the same register, the same school year and the same theme are there."""
    person = opens(example_path)
    person.goes_to("needs")
    person.window.standing.year.setCurrentIndex(person.window.standing.year.findData(None))
    person.window.choose_context(person.window.standing.context)
    person.wait()
    person.window.close()
    again = opens(example_path)
    assert again.page.register.key == "needs"
    assert again.window.standing.context.school_year is None
    assert preferences.recent() == [example_path]
