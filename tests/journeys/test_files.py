"""The files of a record: attached by every way a person knows, looked at safely, taken away and brought back."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from journeys.person import Person
from setvzaim.queries.attachments import files_of
from setvzaim.registers import register
from setvzaim.storage import Base
from setvzaim.ui.card.files import Files
from setvzaim.ui.card.viewing import Viewing


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """Three files on the disk of the office."""
    folder = tmp_path / "сканы"
    folder.mkdir()
    made = []
    for name, size in (("Договор о сотрудничестве № 1, подписанный обеими сторонами.pdf", 48_000),
                       ("лист согласования.jpg", 1_240_000), ("приказ.exe", 900)):  # fmt: skip
        path = folder / name
        path.write_bytes(name.encode() * (size // len(name.encode()) + 1))
        made.append(path)
    return made


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """What the system was asked to open; temporary files go into a folder of the test's own."""
    temporary = tmp_path / "temp"
    temporary.mkdir()
    viewing = Viewing()
    monkeypatch.setattr("setvzaim.ui.card.files.VIEWING", viewing)
    monkeypatch.setattr("setvzaim.ui.card.viewing.tempfile.tempdir", str(temporary))
    opened: list[Path] = []

    def look(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", look)
    return opened


@pytest.fixture
def at_documents(at_example: Person) -> Person:
    """Somebody who looks at an agreement in the register of legal documents."""
    at_example.goes_to("documents")
    at_example.clicks_cell(6, "title")
    return at_example


def _files(person: Person) -> Files:
    return person.page.card.files


def _names(person: Person) -> list[str]:
    shown = _files(person).list
    return [item.text(0) for at in range(shown.topLevelItemCount()) if (item := shown.topLevelItem(at)) is not None]


def _choose(person: Person, at: int) -> None:
    """Choose a line of the list."""
    shown = _files(person).list
    item = shown.topLevelItem(at)
    assert item is not None
    shown.setCurrentItem(item)


def _chooses(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(path) for path in paths], ""))


def _drops(person: Person, onto: QWidget, *paths: Path) -> bool:
    """Drag files onto a widget and let go; tell whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at, buttons, keys = QPoint(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(onto, enter)
    if enter.isAccepted():
        drop = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, buttons, keys)
        QApplication.sendEvent(onto, drop)
        person.wait()
    return enter.isAccepted()


def test_files_are_attached_taken_away_and_brought_back(
    at_documents: Person, papers: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    person, files = at_documents, _files(at_documents)
    before = _names(person)
    _chooses(monkeypatch, *papers[:2])
    person.clicks(files.attach_button)
    assert _names(person) == [*before, papers[0].name, papers[1].name]
    assert "Приложено: 2 файла." in person.workspace.messages.text
    person.page.card._area.ensureWidgetVisible(files)
    person.bot.waitUntil(lambda: files.open_button.y() >= files.list.geometry().bottom())
    person.picture("файлы 1 приложены")
    person.clicks(files.attach_button)
    assert "Уже приложено раньше" in person.workspace.messages.text
    assert len(_names(person)) == len(before) + 2
    _choose(person, len(before))
    files.list.setFocus()
    person.keys("Del")
    assert _names(person) == [*before, papers[1].name]
    person.picture("файлы 2 убран")
    person.clicks(person.workspace.messages._action)
    assert _names(person) == [*before, papers[0].name, papers[1].name]


def test_files_dropped_anywhere_on_the_card_are_attached_and_not_imported(
    at_documents: Person, papers: list[Path], tmp_path: Path
) -> None:
    person = at_documents
    before = len(_names(person))
    workbook = tmp_path / "свод.xlsx"
    workbook.write_bytes(b"PK workbook")
    assert _drops(person, person.page.card, papers[0])
    field = person.page.card.form.fields["number"].editor.inner
    assert isinstance(field, QLineEdit)
    number = field.text()
    assert _drops(person, field, workbook)
    assert field.text() == number
    assert _names(person)[before:] == [papers[0].name, "свод.xlsx"]
    assert person.no_dialog()


def test_a_picture_and_files_are_pasted(at_documents: Person, papers: list[Path]) -> None:
    person, files = at_documents, _files(at_documents)
    before = len(_names(person))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(papers[1]))])
    QApplication.clipboard().setMimeData(data)
    files.paste_button.setFocus()
    person.keys("Ctrl+V")
    QApplication.clipboard().setImage(QImage(8, 8, QImage.Format.Format_RGB32))
    person.clicks(files.paste_button)
    names = _names(person)[before:]
    assert names[0] == papers[1].name
    assert names[1].startswith("снимок ")
    assert names[1].endswith(".png")
    QApplication.clipboard().setText("слова")
    person.clicks(files.paste_button)
    assert "нет ни файла" in person.workspace.messages.text


def test_a_file_is_opened_as_a_copy_that_cannot_be_changed_and_goes_away(
    at_documents: Person, papers: list[Path], looked_at: list[Path], tmp_path: Path
) -> None:
    person, files = at_documents, _files(at_documents)
    assert _drops(person, person.page.card, papers[0], papers[2])
    at = len(_names(person)) - 2
    _choose(person, at)
    files.list.setFocus()
    person.keys("Return")
    (copy,) = looked_at
    assert copy.name == papers[0].name
    assert copy.read_bytes() == papers[0].read_bytes()
    assert copy.is_relative_to(tmp_path / "temp")
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == stat.S_IREAD
        assert not stat.S_IMODE(copy.parents[1].stat().st_mode) & 0o077
    person.clicks(files.open_button)
    assert looked_at == [copy, copy]
    _choose(person, at + 1)
    person.clicks(files.open_button)
    assert len(looked_at) == 2
    assert "отсюда не открывается" in person.workspace.messages.text
    left = tmp_path / "temp" / "setvzaim-files-умершая"
    (left / "копия").mkdir(parents=True)
    (left / "копия" / "приказ.pdf").write_bytes(b"1")
    (left / "копия" / "приказ.pdf").chmod(stat.S_IREAD)
    fresh = Viewing()
    fresh.put("другой.pdf", "0" * 64, b"1")
    assert not left.exists(), "copies of a program that died must not stay"
    assert copy.exists(), "copies of a program that runs must stay"
    fresh.clear()
    assert copy.exists()


def test_a_file_is_saved_and_renamed(
    at_documents: Person, papers: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, files = at_documents, _files(at_documents)
    assert _drops(person, person.page.card, papers[1])
    _choose(person, len(_names(person)) - 1)
    target = tmp_path / "у меня.jpg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), "Файлы JPG (*.jpg)"))
    person.clicks(files.save_button)
    assert target.read_bytes() == papers[1].read_bytes()
    files.list.setFocus()
    person.keys("F2")
    editor = files.list.findChild(QLineEdit)
    assert editor is not None
    editor.setText("лист подписей")
    person.keys("Return", into=editor)
    assert _names(person)[-1] == "лист подписей.jpg"


def test_what_is_attached_is_in_the_base_with_its_record(
    at_documents: Person, papers: list[Path], example_path: Path
) -> None:
    person = at_documents
    record = person.page.table.current()
    assert record is not None
    assert _drops(person, person.page.card, papers[0])
    person.window.close_base()
    person.wait()
    with Base.open(example_path) as base, base.read() as connection:
        assert papers[0].name in [one.name for one in files_of(connection, register("documents"), record)]


def test_a_base_that_can_only_be_read_shows_its_files_and_takes_none(
    opens: Callable[..., Person], example_path: Path, papers: list[Path]
) -> None:
    first = Base.open(example_path)
    try:
        person = opens(example_path)
        person.goes_to("documents")
        person.clicks_cell(6, "title")
        files = _files(person)
        assert not files.attach_button.isVisible()
        assert not files.remove_button.isVisible()
        before = _names(person)
        _drops(person, person.page.card, papers[0])
        assert _names(person) == before
    finally:
        first.close()
