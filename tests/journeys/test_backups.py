"""Copies are made without being asked for, are looked through, and give back what was; one writes, others look."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QFileDialog, QPushButton

from journeys.person import Person
from setvzaim.operations.backups import CopiesState, Copy, Places
from setvzaim.storage import Base
from setvzaim.storage.backup import keep_copies, present_shelf
from setvzaim.storage.places import places, shelf_of
from setvzaim.ui.backups.damaged import DamagedDialog
from setvzaim.ui.backups.dialog import CopiesDialog
from setvzaim.ui.backups.keeper import EVERY_MS
from setvzaim.ui.backups.preview import RestorePreview
from setvzaim.ui.backups.read_only_bar import ReadOnlyBar
from setvzaim.ui.backups.words import status, when
from setvzaim.ui.theme import use_theme

NOW = datetime(2026, 11, 24, 12, 41)  # noqa: DTZ001 - the office's own clock
Rows = Callable[[Path, str], list[dict[str, object]]]


@pytest.fixture
def held(example_path: Path) -> Iterator[Path]:
    """The example, open for writing in another program."""
    hold = "import sys; from pathlib import Path; from setvzaim.storage import Base\n"
    hold += "with Base.open(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", hold, example_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        yield example_path
        other.communicate(b"")


def _damage(path: Path) -> None:
    with Base.open(path) as base, base.read() as connection:
        page = connection.exec_driver_sql("SELECT rootpage FROM sqlite_schema WHERE name = 'staff'").scalar_one()
    with path.open("r+b") as file:
        file.seek(4096 * (page - 1))
        file.write(b"\xff" * 4096)


def _renames(person: Person, name: str) -> str:
    """Type another name over the first school in the table; return the old one."""
    person.goes_to("schools")
    old = person.cell(0, "name")
    person.clicks_cell(0, "name")
    person.keys("F2")
    person.keys("Ctrl+A")
    person.types(name)
    person.keys("Return")
    return old


def _asks(person: Person, key: str) -> None:
    person.window.actions_by_key[key].trigger()
    person.wait()


def test_closing_a_changed_base_leaves_a_proved_copy(
    opens: Callable[..., Person], example_path: Path, kept: Rows
) -> None:
    """She never thinks of copies; the power cut or the lost stick finds one all the same."""
    person = opens(example_path)
    assert person.window.keeper.label.text() == "Копий пока нет"
    _renames(person, "МБОУ «Новая СОШ»")
    person.window.close_base()
    person.wait()
    (copy,) = present_shelf(example_path).copies()
    assert copy.restored is not None
    assert "МБОУ «Новая СОШ»" in {row["name"] for row in kept(copy.path, "schools")}
    with person.bot.waitSignal(person.window.settled):
        person.window.open_base(example_path)
    person.wait()
    assert person.window.keeper.label.text().startswith("Копия: сегодня ")
    assert person.window.keeper.label.text().endswith(", проверена сегодня")


def test_every_half_hour_a_copy_and_none_when_nothing_changed(at_example: Person) -> None:
    keeper, path = at_example.window.keeper, at_example.workspace.office.base.path
    timer = keeper.findChild(QTimer)
    assert timer is not None
    assert (timer.isActive(), timer.interval()) == (True, EVERY_MS)
    assert EVERY_MS == 30 * 60 * 1000
    for _ in range(2):
        timer.timeout.emit()
        at_example.wait()
        assert len(present_shelf(path).copies()) == 1


def test_a_copy_that_cannot_be_made_is_told_and_the_work_goes_on(
    at_example: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "файл").touch()
    monkeypatch.setenv("SETVZAIM_DATA", str(tmp_path / "файл"))
    at_example.window.keeper.keep()
    at_example.wait()
    assert "Не удалось записать" in at_example.workspace.messages.text
    _renames(at_example, "МБОУ «Новая СОШ»")
    assert at_example.cell(0, "name")


def test_a_copy_is_looked_through_and_restored(
    opens: Callable[..., Person], example_path: Path, kept: Rows, tmp_path: Path
) -> None:
    """Before a restore she sees what it costs; after it yesterday's base is there, and today's too."""
    person = opens(example_path)
    _asks(person, "copies")
    dialog = person.dialog(CopiesDialog)
    person.clicks(dialog.make_button)
    assert dialog.message.text == "Копия сделана и проверена."
    person.clicks(dialog.make_button)
    assert "ничего не изменилось" in dialog.message.text
    assert dialog.list.topLevelItemCount() == 1
    person.picture("backups-list", dialog)
    person.clicks(_close_of(dialog))
    old = _renames(person, "МБОУ «Новая СОШ»")
    _asks(person, "copies")
    dialog = person.dialog(CopiesDialog)
    person.clicks(dialog.look_button)
    preview = person.dialog(RestorePreview)
    top = preview.tree.topLevelItem(0)
    assert top is not None
    assert (top.text(0), top.text(1)) == ("Школы", "изменится: 1")
    change = top.child(0)
    assert change is not None
    assert (change.text(1), change.text(2)) == ("МБОУ «Новая СОШ»", old)
    person.picture("backups-preview", preview)
    with person.bot.waitSignal(person.window.settled):
        person.clicks(preview.restore_button)
    person.wait()
    assert "База восстановлена" in person.workspace.messages.text
    assert old in {row["name"] for row in kept(example_path, "schools")}
    (before,) = tmp_path.glob("*до восстановления*")
    assert "МБОУ «Новая СОШ»" in {row["name"] for row in kept(before, "schools")}
    assert not person.workspace.office.read_only, "the restored base must be hers to write"
    person.picture("backups-restored")


def _close_of(dialog: CopiesDialog) -> QPushButton:
    return next(button for button in dialog.findChildren(QPushButton) if button.text() == "Закрыть")


def test_the_copies_can_be_closed_while_they_are_still_looked_for(at_example: Person) -> None:
    """An answer that comes late must not end in a window about a fault of the program."""
    at_example.window.actions_by_key["copies"].trigger()
    dialog = at_example.dialog(CopiesDialog)
    dialog.close()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    at_example.wait()
    assert at_example.no_dialog()


def test_the_folders_are_chosen_and_used(at_example: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "флешка"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    _asks(at_example, "copies")
    dialog = at_example.dialog(CopiesDialog)
    at_example.clicks(dialog.second_button)
    assert dialog.second_label.text() == str(stick)
    at_example.clicks(dialog.make_button)
    at_example.keys("Escape", into=dialog)
    assert list(shelf_of(at_example.workspace.office.base.path, stick).glob("*.setvzaim"))
    assert places().second == stick


def test_the_stick_can_be_given_up_again(at_example: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stick that went to another office must not stand there as «недоступна» for ever."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    _asks(at_example, "copies")
    dialog = at_example.dialog(CopiesDialog)
    assert dialog.drop_button.isHidden()
    at_example.clicks(dialog.second_button)
    at_example.picture("backups-stick", dialog)
    at_example.clicks(dialog.drop_button)
    assert dialog.second_label.text() == "не выбрана"
    assert dialog.drop_button.isHidden()
    at_example.keys("Escape", into=dialog)
    assert places().second is None


def test_a_copy_that_failed_as_the_program_closed_is_told_at_the_next_start(
    opens: Callable[..., Person], example_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The disk was full on Friday evening; on Monday she must hear that Friday has no copy."""
    data = os.environ["SETVZAIM_DATA"]
    person = opens(example_path)
    (tmp_path / "файл").touch()
    monkeypatch.setenv("SETVZAIM_DATA", str(tmp_path / "файл"))
    person.window.close()
    monkeypatch.setenv("SETVZAIM_DATA", data)
    again = opens(example_path)
    assert again.workspace.messages.text.startswith("При закрытии копия не сделана: не удалось записать")
    again.picture("backups-not-made")
    with again.bot.waitSignal(again.window.settled):
        again.window.open_base(example_path)
    again.wait()
    assert again.workspace.messages.text == "", "told once"


def test_a_base_somebody_else_has_is_looked_at_and_not_changed(opens: Callable[..., Person], held: Path) -> None:
    """She sees who has it, and is not let type what cannot be kept."""
    person = opens(held)
    person.goes_to("schools")
    bar = person.workspace.findChild(ReadOnlyBar)
    assert bar is not None
    assert bar.words.text().startswith("База уже открыта: ")
    assert bar.words.text().endswith("Пока её можно только читать.")
    for key in ("import", "add", "edit", "repeat", "delete", "paste", "undo", "redo"):
        assert not person.window.actions_by_key[key].isEnabled(), key
    assert person.window.actions_by_key["export"].isEnabled()
    assert not person.page.line.add_button.isEnabled()
    assert not person.page.card.form.isEnabled()
    assert person.window.keeper.label.text() == "", "whoever writes the base keeps its copies, on his computer"
    before = person.cell(0, "name")
    person.clicks_cell(0, "name", times=2)
    person.types("Нет")
    person.keys("Return")
    assert person.cell(0, "name") == before
    person.picture("backups-read-only")
    _asks(person, "copies")
    dialog = person.dialog(CopiesDialog)
    assert not dialog.make_button.isEnabled()
    person.keys("Escape", into=dialog)


def test_a_base_that_is_free_again_is_opened_anew(opens: Callable[..., Person], example_path: Path) -> None:
    with Base.open(example_path):
        person = opens(example_path)
        assert person.workspace.office.read_only
    bar = person.workspace.findChild(ReadOnlyBar)
    assert bar is not None
    with person.bot.waitSignal(person.window.settled):
        bar.again.emit()
    person.wait()
    assert not person.workspace.office.read_only
    assert person.workspace.findChild(ReadOnlyBar) is None
    assert person.window.actions_by_key["import"].isEnabled()


def test_opening_the_open_base_again_does_not_lock_her_out(at_example: Person) -> None:
    path = at_example.workspace.office.base.path
    with at_example.bot.waitSignal(at_example.window.settled):
        at_example.window.open_base(path)
    at_example.wait()
    assert not at_example.workspace.office.read_only


def test_a_damaged_base_is_looked_at_rescued_or_taken_from_a_copy(
    opens: Callable[..., Person], example_path: Path, tmp_path: Path, kept: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_copies(example_path, NOW)
    _damage(example_path)
    person = opens()
    target = tmp_path / "спасено.setvzaim"
    monkeypatch.setattr("setvzaim.ui.saving.choose_new_base", lambda *_: target)

    def chooses(key: str) -> None:
        person.window.open_base(example_path)
        person.wait()
        dialog = person.dialog(DamagedDialog)
        if key == "look":
            person.picture("backups-damaged", dialog)
        person.clicks(dialog.buttons[key])

    with person.bot.waitSignal(person.window.settled):
        chooses("look")
    person.wait()
    assert "повреждён" in person.workspace.office.read_only
    assert person.goes_to("schools").model.rowCount() == 14
    with person.bot.waitSignal(person.window.settled):
        chooses("rescue")
    person.wait()
    assert "Спасено" in person.workspace.messages.text
    assert person.workspace.office.base.path == target
    assert len(kept(target, "schools")) == 14
    person.window.close_base()
    person.wait()
    chooses("copies")
    dialog = person.dialog(CopiesDialog)
    person.clicks(dialog.look_button)
    preview = person.dialog(RestorePreview)
    with person.bot.waitSignal(person.window.settled):
        person.clicks(preview.restore_button)
    person.wait()
    assert not person.workspace.office.read_only
    assert len(kept(example_path, "staff")) > 0


def test_a_network_folder_is_warned_of_once(
    opens: Callable[..., Person], example_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("setvzaim.storage.base.on_network", lambda _path: True)
    person = opens(example_path)
    assert "сетевой папке" in person.workspace.messages.text
    person.picture("backups-network")
    with person.bot.waitSignal(person.window.settled):
        person.window.open_base(example_path)
    person.wait()
    assert person.workspace.messages.text == ""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_dialogs_are_looked_at_in_light_and_dark(
    opens: Callable[..., Person], example_path: Path, theme: str
) -> None:
    for days in (40, 9, 1):
        with Base.open(example_path) as base, base.write() as connection:
            connection.exec_driver_sql("UPDATE schools SET pupils = ?", (100 + days,))
            connection.exec_driver_sql("DELETE FROM results WHERE id = (SELECT min(id) FROM results)")
        keep_copies(example_path, datetime.now() - timedelta(days=days))  # noqa: DTZ005
    person = opens(example_path)
    use_theme(theme)
    try:
        _asks(person, "copies")
        dialog = person.dialog(CopiesDialog)
        assert dialog.list.topLevelItemCount() == 3
        dialog.list.setCurrentItem(dialog.list.topLevelItem(2))  # type: ignore[arg-type]
        person.picture(f"backups-list-{theme}", dialog)
        person.clicks(dialog.look_button)
        preview = person.dialog(RestorePreview)
        person.picture(f"backups-preview-{theme}", preview)
        person.keys("Escape", into=preview)
        person.keys("Escape", into=dialog)
    finally:
        use_theme("system")


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(0), "сегодня 12:41"),
        (timedelta(days=1), "вчера 12:41"),
        (timedelta(days=22), "2 ноября 12:41"),
        (timedelta(days=365), "24.11.2025 12:41"),
        (timedelta(days=-3), "27 ноября 12:41"),
    ],
)
def test_moments_are_written_as_in_an_office(ago: timedelta, said: str) -> None:
    assert when(NOW - ago, NOW) == said


def test_the_status_line_says_when_a_copy_was_last_proved(tmp_path: Path) -> None:
    copy = Copy(tmp_path, NOW.replace(minute=30), 1)
    state = CopiesState((copy,), NOW - timedelta(days=22), Places(tmp_path), tmp_path)
    assert status(state, NOW) == "Копия: сегодня 12:30, проверена 2 ноября"
    assert status(CopiesState((copy,), None, Places(tmp_path), tmp_path), NOW) == "Копия: сегодня 12:30, не проверена"
