"""Ctrl+K as a person uses it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from setvzaim.queries import Context
from setvzaim.queries.everywhere import Found
from setvzaim.storage import Base
from setvzaim.ui.office import Office
from setvzaim.ui.palette import SearchPalette
from window_support import office_over, picture_taker, type_text

Key = Qt.Key
SEARCH = "setvzaim.ui.palette.search_everywhere"


@pytest.fixture
def office(example: Base, context: Context, qtbot: QtBot) -> Iterator[Office]:
    with office_over(example, context, qtbot) as office:
        yield office


@pytest.fixture
def palette(qtbot: QtBot, office: Office) -> Iterator[SearchPalette]:
    """The palette, open over a window."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    palette = SearchPalette(office, window)
    palette.open()
    qtbot.waitExposed(palette)
    yield palette
    palette.close()


def found(palette: SearchPalette) -> list[str]:
    return [palette.list.item(at).text() for at in range(palette.list.count())]


def search(qtbot: QtBot, palette: SearchPalette, text: str) -> list[str]:
    """Type and wait for the answer."""
    before = found(palette)
    type_text(palette.line, text)
    qtbot.waitUntil(lambda: found(palette) != before)
    return found(palette)


def test_a_school_is_found_and_gone_to_by_keyboard(qtbot: QtBot, palette: SearchPalette, tmp_path: Path) -> None:
    """Without it the user must know in which tab a thing stands before she can find it."""
    lines = search(qtbot, palette, "ковыль")
    assert lines[:2] == ["Школы", "МБОУ «Ковыльненская СОШ»"]
    picture_taker(tmp_path)(palette, "palette")
    with qtbot.waitSignal(palette.chosen) as chosen:
        QTest.keyClick(palette.line, Key.Key_Return)
    assert chosen.args is not None
    register, record = chosen.args
    assert register == "schools"
    assert len(record) == 32
    assert not palette.isVisible()


def test_arrows_pass_over_headings_and_go_round(qtbot: QtBot, palette: SearchPalette) -> None:
    """Without it Enter on a heading does nothing, and the last line is a dead end."""
    lines = search(qtbot, palette, "школ")
    headings = [at for at in range(len(lines)) if not palette.list.item(at).flags() & Qt.ItemFlag.ItemIsSelectable]
    results = [at for at in range(len(lines)) if at not in headings]
    assert len(headings) > 1
    assert palette.list.verticalScrollBar().value() == 0, "the heading of the first group is seen"
    seen = [palette.list.currentRow()]
    for _ in results[1:]:
        QTest.keyClick(palette.line, Key.Key_Down)
        seen.append(palette.list.currentRow())
    assert seen == results
    QTest.keyClick(palette.line, Key.Key_Down)
    assert palette.list.currentRow() == results[0]
    QTest.keyClick(palette.line, Key.Key_Up)
    assert palette.list.currentRow() == results[-1]
    QTest.keyClick(palette.line, Key.Key_PageUp)
    assert palette.list.currentRow() == results[max(0, len(results) - 9)]
    assert palette.line.hasFocus(), "one can go on typing"


def test_a_result_is_chosen_by_mouse_and_a_heading_is_not(qtbot: QtBot, palette: SearchPalette) -> None:
    """Without it a click closes the search and leads nowhere."""
    search(qtbot, palette, "ковыль")
    got: list[tuple[str, str]] = []
    palette.chosen.connect(lambda register, record: got.append((register, record)))
    view = palette.list.viewport()
    for at in (0, 1):
        where = palette.list.visualItemRect(palette.list.item(at)).center()
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
        assert palette.isVisible() is (at == 0)
    assert [register for register, _ in got] == ["schools"]


def test_escape_closes_and_the_search_is_there_the_next_time(qtbot: QtBot, palette: SearchPalette) -> None:
    """Without it the user types the same name again to go to the second result."""
    search(qtbot, palette, "ковыль")
    QTest.keyClick(palette.line, Key.Key_Escape)
    assert not palette.isVisible()
    palette.open()
    assert palette.line.selectedText() == "ковыль"
    type_text(palette.line, "шарнур")
    qtbot.waitUntil(lambda: "МБОУ «Шарнурская СОШ»" in found(palette))
    palette.line.clear()
    assert found(palette) == []


def test_enter_pressed_before_the_answer_takes_its_first_line(qtbot: QtBot, palette: SearchPalette) -> None:
    """Without it who types fast is led to the result of the word before."""
    search(qtbot, palette, "шарнур")
    palette.line.selectAll()
    type_text(palette.line, "ковыль")
    with qtbot.waitSignal(palette.chosen):
        QTest.keyClick(palette.line, Key.Key_Return)
    assert found(palette)[1] == "МБОУ «Ковыльненская СОШ»"


def test_nothing_found_is_said(qtbot: QtBot, palette: SearchPalette, tmp_path: Path) -> None:
    """Without it an empty list looks as if the search were still going on."""
    type_text(palette.line, "щщщщ")
    qtbot.waitUntil(lambda: palette.note.text().startswith("Ничего не найдено"))
    picture_taker(tmp_path)(palette, "palette-nothing")
    QTest.keyClick(palette.line, Key.Key_Return)
    assert palette.isVisible()


def test_an_older_answer_never_takes_the_place_of_a_newer(
    qtbot: QtBot, palette: SearchPalette, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it the list shows what was found for half of the word."""
    begun, go = threading.Event(), threading.Event()
    asked: list[str] = []

    def slow(_connection: object, text: str, _context: Context) -> tuple[Found, ...]:
        asked.append(text)
        begun.set()
        if len(asked) == 1:
            go.wait(5)
        return (Found("schools", text, text, ""),)

    monkeypatch.setattr(SEARCH, slow)
    shown: list[list[str]] = []
    palette.list.currentRowChanged.connect(lambda _row: shown.append(found(palette)[1:]))
    type_text(palette.line, "а")
    qtbot.waitUntil(begun.is_set)
    type_text(palette.line, "б")
    qtbot.waitUntil(lambda: not palette._timer.isActive())
    go.set()
    qtbot.waitUntil(lambda: office.worker.idle)
    assert asked == ["а", "аб"]
    assert found(palette)[1:] == ["аб"]
    assert ["а"] not in shown


def test_many_letters_ask_once(qtbot: QtBot, palette: SearchPalette, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it each letter searches the whole base and the answer comes late."""
    asked: list[str] = []

    def note(_connection: object, text: str, _context: Context) -> tuple[Found, ...]:
        asked.append(text)
        return ()

    monkeypatch.setattr(SEARCH, note)
    type_text(palette.line, "городовиков")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["городовиков"]


def test_a_closed_palette_wants_no_answer(qtbot: QtBot, palette: SearchPalette, office: Office) -> None:
    """Without it Enter pressed for a search that was given up leads away from the work."""
    with qtbot.assertNotEmitted(palette.chosen):
        type_text(palette.line, "ковыль")
        QTest.keyClick(palette.line, Key.Key_Return)
        QTest.keyClick(palette.line, Key.Key_Escape)
        qtbot.waitUntil(lambda: office.worker.idle)
    assert found(palette) == []
