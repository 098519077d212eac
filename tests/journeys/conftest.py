"""The real window, driven as a person would: by keys and by the mouse. Each journey saves pictures."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QUrl
from PySide6.QtGui import QDesktopServices, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from journeys.person import Person
from setvzaim.app import parts
from setvzaim.operations.records import change
from setvzaim.queries import Query, fetch, find, stream
from setvzaim.registers import register
from setvzaim.storage import Base
from setvzaim.ui.preferences import Preferences
from setvzaim.ui.start import make_window
from support import NOWHERE


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """The folder for pictures: `SETVZAIM_PICTURES`, or one that goes with the test."""
    named = os.environ.get("SETVZAIM_PICTURES")
    folder = Path(named) if named else tmp_path / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Preferences of a workplace where the schools were looked at last."""
    preferences = Preferences(tmp_path / "window.ini")
    preferences.keep("window/tab", "schools")
    return preferences


@pytest.fixture
def opens(qtbot: QtBot, preferences: Preferences, pictures: Path) -> Iterator[Callable[..., Person]]:
    """Starts the program, on a base if one is given; at the end every window is closed and no dialog is left."""
    people: list[Person] = []

    def start(base: Path | None = None, width: int = 1366, height: int = 768) -> Person:
        window = make_window(parts(), preferences)
        window.resize(width, height)
        person = Person(qtbot, window, pictures)
        people.append(person)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        if base is not None:
            with qtbot.waitSignal(window.settled):
                window.open_base(base)
            person.wait()
        return person

    yield start
    for person in people:
        left = person.no_dialog()
        person.window.close()
        person.window.deleteLater()
        assert left, "a dialog was left open"


@pytest.fixture
def at_example(opens: Callable[..., Person], example_path: Path) -> Person:
    """Somebody at the window with the example district open."""
    return opens(example_path)


@pytest.fixture
def example_path(tmp_path: Path, example_file: Path) -> Path:
    """A base of the test's own with the example district, closed."""
    return Path(shutil.copyfile(example_file, tmp_path / "Пример района.setvzaim"))


@pytest.fixture
def empty_path(tmp_path: Path, empty_file: Path) -> Path:
    """An empty base of the test's own, closed."""
    return Path(shutil.copyfile(empty_file, tmp_path / "Сеть школ.setvzaim"))


@pytest.fixture
def kept() -> Callable[[Path, str], list[dict[str, object]]]:
    """Reads the rows of a register straight from the base, as the next start would find them."""

    def rows(path: Path, key: str) -> list[dict[str, object]]:
        with Base.open(path) as base, base.read() as connection:
            return [
                {column.key: value for column, value in zip(row.columns, row.values, strict=True)}
                for row in stream(connection, Query(key))
            ]

    return rows


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
